import { nowMs, pause } from '../../bench/figures.js';
import { chanceOf } from './random.js';
import type { Phones } from './soak-phones.js';
import type { Seat, SoakWorld } from './soak-world.js';

/** One fault: what, from when until all of it was there again. `outage`: nothing could be paged meanwhile. */
export interface FaultWindow { what: string; from: number; until: number; kills: number; allowedSeconds: number; outage: boolean }

const KINDS = {
  'kill -9 web': 20, 'kill -9 worker': 20, 'kill -9 both workers': 5, 'kill -9 everything': 3, 'web frozen': 8, 'worker frozen': 10, 'kill -9 primary': 10, 'kill -9 secondary': 6,
  'primary frozen': 6, 'secondary frozen': 4, 'step-down': 6, 'no majority': 4, 'provider faults': 8,
} as const;
type Kind = keyof typeof KINDS;

/** I2: how late a page may be while it is like this. */
const ALLOWED: Record<Kind, number> = {
  'kill -9 web': 15, 'kill -9 worker': 15, 'kill -9 both workers': 15, 'kill -9 everything': 15, 'web frozen': 25, 'worker frozen': 25, 'kill -9 primary': 15, 'kill -9 secondary': 15,
  'primary frozen': 25, 'secondary frozen': 25, 'step-down': 15, 'no majority': 15, 'provider faults': 5,
};
const OUTAGES: ReadonlySet<Kind> = new Set<Kind>(['kill -9 both workers', 'kill -9 everything', 'no majority']);
/** Seconds between two faults. */
const BETWEEN = { from: 5, to: 40 };

export type Kills = ReturnType<typeof soakKills>;

/** One random fault after another, from a seed, until `stop`. */
export function soakKills(world: SoakWorld, phones: Phones, seed: number, say: (words: string) => void) {
  const chance = chanceOf(seed, 'kills');
  const windows: FaultWindow[] = [];
  let stopping = false;
  const { cluster, seats } = world;

  async function killAndStart(some: readonly Seat[]): Promise<void> {
    await Promise.all(some.map(world.kill));
    await pause(chance.between(500, 6000));
    await Promise.all(some.map(startSurely));
  }

  /** As a supervisor of processes does: a start that fails is tried again. */
  async function startSurely(seat: Seat): Promise<void> {
    for (let tries = 1; ; tries++) {
      try { await world.start(seat); return; } catch (error) {
        if (tries === 6) throw error;
        await pause(1000);
      }
    }
  }

  async function freeze(seat: Seat): Promise<void> {
    world.freeze(seat);
    await pause(chance.between(2000, 25_000));
    world.thaw(seat);
  }

  async function memberDown(index: number, seconds: number): Promise<void> {
    await cluster.kill(index);
    await pause(seconds * 1000);
    await cluster.restart(index);
  }

  async function memberFrozen(index: number, seconds: number): Promise<void> {
    cluster.freeze(index);
    await pause(seconds * 1000);
    cluster.thaw(index);
  }

  const seatOf = (role: Seat['role']): Seat => chance.oneOf(seats.filter((seat) => seat.role === role));
  const others = async (): Promise<number[]> => { const primary = await cluster.primary(); return [0, 1, 2].filter((index) => index !== primary); };

  /** @returns how many processes were killed, frozen or deposed */
  async function act(kind: Kind): Promise<number> {
    switch (kind) {
      case 'kill -9 web': await killAndStart([seatOf('web')]); return 1;
      case 'kill -9 worker': await killAndStart([seatOf('worker')]); return 1;
      case 'kill -9 both workers': await killAndStart(seats.filter(({ role }) => role === 'worker')); return 2;
      case 'kill -9 everything': await killAndStart(seats); return 4;
      case 'web frozen': await freeze(seatOf('web')); return 1;
      case 'worker frozen': await freeze(seatOf('worker')); return 1;
      case 'kill -9 primary': await memberDown(await cluster.primary(), chance.between(3, 15)); return 1;
      case 'kill -9 secondary': await memberDown(chance.oneOf(await others()), chance.between(3, 15)); return 1;
      case 'primary frozen': await memberFrozen(await cluster.primary(), chance.between(3, 20)); return 1;
      case 'secondary frozen': await memberFrozen(chance.oneOf(await others()), chance.between(3, 20)); return 1;
      case 'step-down': await cluster.stepDown(); return 1;
      case 'no majority': {
        const lost = await others();
        const seconds = chance.between(5, 20);
        await Promise.all(lost.map((index) => memberDown(index, seconds)));
        return 2;
      }
      case 'provider faults': await phones.episode(chance.between(0.3, 0.8), chance.between(10, 30)); return 0;
    }
  }

  const done = (async () => {
    await pause(5000);
    while (!stopping) {
      const what = chance.weighed(KINDS);
      const window: FaultWindow = { what, from: nowMs(), until: Number.POSITIVE_INFINITY, kills: 0, allowedSeconds: ALLOWED[what], outage: OUTAGES.has(what) };
      windows.push(window);
      window.kills = await act(what);
      // A member is only there again when the set has a primary.
      await cluster.primary();
      window.until = nowMs();
      say(`       ${((window.from - world.startedAt) / 60_000).toFixed(1)} min: ${what}, ${((window.until - window.from) / 1000).toFixed(0)} s`);
      for (const waitUntil = nowMs() + chance.between(BETWEEN.from, BETWEEN.to) * 1000; !stopping && nowMs() < waitUntil;) await pause(200);
    }
  })();

  return { windows, done, stop: (): void => { stopping = true; } };
}

/** Work that was in hand when a fault began is found again when its lease is over, so a fault reaches back so far, and on as long after its end. */
const REACH_MS = 12_000;
const WITHOUT_FAULT_SECONDS = 5;
const AFTER_OUTAGE_SECONDS = 10;

/** I2: how late what was due at this instant may be, by the faults of then. */
export function allowedAt(windows: readonly FaultWindow[], due: number): number {
  const near = windows.filter(({ from, until }) => due > from - REACH_MS && due < until + REACH_MS);
  return Math.max(WITHOUT_FAULT_SECONDS, ...near.map(({ until, allowedSeconds, outage }) => (outage ? Math.max(allowedSeconds, (until - due) / 1000 + AFTER_OUTAGE_SECONDS) : allowedSeconds)));
}

/** True when some fault was there or just over between these instants. */
export const isFaulty = (windows: readonly FaultWindow[], from: number, until: number): boolean => windows.some((one) => one.from - REACH_MS < until && one.until + REACH_MS > from);
