import type { Server } from 'socket.io';
import type { LiveAsks, LiveNews } from '../contract/live.js';
import type { CrisisStore, Views } from '../crisis/index.js';
import type { DomainEvent, FeedReader } from '../platform/feed.js';
import { faultOf } from '../platform/log/log.js';
import type { Log } from '../platform/log/log.js';
import { wallCardOf } from '../wall/index.js';
import { roomOf } from './rooms.js';

export interface ProjectorNeeds { io: Server<LiveAsks, LiveNews>; crises: CrisisStore; views: Views; log: Log }

const SURROUNDINGS: Readonly<Record<string, 'on-call' | 'places' | 'settings'>> = {
  'rota.changed': 'on-call', 'rota.alarm': 'on-call', 'team.backup-asked': 'on-call', 'staff.changed': 'on-call', 'phone.opted-out': 'on-call', 'phone.opted-in': 'on-call', 'service.changed': 'places', 'network.changed': 'settings', 'policy.changed': 'settings',
};

/**
 * Turns committed events into news. Events of one crisis that arrive while it is being read are answered by one more
 * reading, so that a burst costs little, and what is shown last is always what is true last.
 */
export function projectorOf({ io, crises, views, log }: ProjectorNeeds): FeedReader & { settled: () => Promise<void> } {
  const reading = new Map<string, { wanted: number; done: Promise<void> }>();
  const latest = new Map<string, number>();

  /** @param committed the newest version that is known to be committed */
  async function show(crisisId: string, committed: number): Promise<void> {
    const near = views.near(crisisId);
    near.catch(() => undefined);
    const crisis = await crises.find(crisisId);
    if (!crisis || (latest.get(crisisId) ?? 0) >= crisis.version) return;
    // What stands beside it was read at the same moment. A version that nobody had told of yet may be newer than that, and would never be shown again.
    const [card] = await views.cards([crisis], crisis.version <= committed ? await near : undefined);
    if (latest.size > 50_000) latest.clear();
    latest.set(crisisId, crisis.version);
    const watchers = [roomOf.board(crisis.teamId), roomOf.crisis(crisisId), ...crisis.askedIds.map(roomOf.asked)];
    io.to(watchers).emit('card', { crisisId, teamId: crisis.teamId, version: crisis.version, card: crisis.state === 'CLOSED' ? null : card ?? null });
    const walls = roomOf.wall(crisis.teamId);
    if (io.sockets.adapter.rooms.has(walls)) io.to(walls).emit('wall-card', { crisisId, version: crisis.version, card: crisis.state === 'CLOSED' || !card ? null : wallCardOf(card) });
    for (const raiserId of new Set(crisis.reports.map(({ byId }) => byId))) {
      const report = crisis.reports.findLast(({ byId }) => byId === raiserId);
      if (raiserId !== null && report && io.sockets.adapter.rooms.has(roomOf.staff(raiserId))) {
        io.to(roomOf.staff(raiserId)).emit('report', await views.report(crisis, report.id, raiserId));
      }
    }
  }

  /** @param version the version that must be shown */
  function soon(crisisId: string, version: number): void {
    // Nobody looks: whoever connects fetches everything first. And what is shown already need not be read again.
    if (io.sockets.sockets.size === 0 || (latest.get(crisisId) ?? 0) >= version) return;
    const busy = reading.get(crisisId);
    if (busy) { busy.wanted = Math.max(busy.wanted, version); return; }
    const entry = { wanted: version, done: Promise.resolve() };
    entry.done = (async () => {
      for (let wanted = 0; wanted < entry.wanted && (latest.get(crisisId) ?? 0) < entry.wanted;) {
        wanted = entry.wanted;
        await show(crisisId, wanted).catch((error: unknown) => { log.warn('a change could not be shown; screens catch up by themselves', { room: 'realtime', crisis: crisisId, ...faultOf(error) }); });
      }
    })().finally(() => { reading.delete(crisisId); });
    reading.set(crisisId, entry);
  }

  return {
    committed({ crisisId, version }: DomainEvent) {
      if (crisisId !== undefined && version !== undefined) soon(crisisId, version);
    },
    event({ kind, crisisId, version, teamId, data }: DomainEvent) {
      if (crisisId !== undefined) soon(crisisId, version ?? Infinity);
      const what = SURROUNDINGS[kind];
      if (what) io.to(teamId === 'network' ? roomOf.everyone : [roomOf.rotas(teamId), roomOf.board(teamId), roomOf.wall(teamId)]).emit('surroundings', { what, ...(kind === 'service.changed' && typeof data['service'] === 'string' ? { serviceId: data['service'] } : {}) });
      if (kind === 'session.ended') {
        io.to(roomOf.session(String(data['session']))).emit('signed-out');
        io.in(roomOf.session(String(data['session']))).disconnectSockets(true);
      }
      // They come back at once, with the rights that the sign-in has now.
      if (kind === 'session.locked' || kind === 'session.unlocked') io.in(roomOf.session(String(data['session']))).disconnectSockets(true);
    },
    /** Some news may be lost: every screen fetches everything again when it connects. */
    resync() { latest.clear(); io.disconnectSockets(true); },
    async settled() { while (reading.size > 0) await Promise.all([...reading.values()].map(({ done }) => done)); },
  };
}
