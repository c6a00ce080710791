import { readFileSync, readdirSync } from 'node:fs';
import { nowMs } from '../bench/figures.js';

const LOOK_EVERY_MS = 250;
/** How often it is looked which processes were started by this one. */
const FIND_EVERY_MS = 1500;

/** How busy the machine was with other things while something was measured. */
export interface MachineLoad {
  /** How long this process and those it started stood ready to run and were not let run, together, in seconds; for each of them on average as a share of time. */
  keptWaitingSeconds: number;
  keptWaitingShare: number;
  /** Share of time (0 to 1) in which some process of the machine waited for a processor; null where the system does not say. */
  waitedForProcessor: number | null;
  /** Share of time that the machine under this one took for others; null where the system does not say. */
  stolen: number | null;
}

export type Stalls = ReturnType<typeof watchStalls>;

/**
 * Watches for how long the processes under test stood ready to run and were not let run, because others had the processors: what is
 * late by no more than that was made late by the machine. Linux only; elsewhere nothing is ever blamed on the machine.
 */
export function watchStalls() {
  const samples: { at: number; seconds: number }[] = [];
  const last = new Map<number, number>();
  let pids = [process.pid];
  let foundAt = -Infinity;
  let total = 0;
  let each = 0;
  let processSeconds = 0;
  let lookedAt = nowMs();

  function look(): void {
    const now = nowMs();
    if (now - foundAt > FIND_EVERY_MS) { pids = ours(); foundAt = now; }
    for (const pid of pids) {
      const waited = waitedSeconds(pid);
      if (waited === null) continue;
      const more = Math.max(waited - (last.get(pid) ?? waited), 0);
      total += more;
      each += more / pids.length;
      last.set(pid, waited);
    }
    processSeconds += pids.length * (now - lookedAt) / 1000;
    lookedAt = now;
    samples.push({ at: now, seconds: each });
  }
  look();
  const timer = setInterval(look, LOOK_EVERY_MS);
  timer.unref();
  const [beganAt, pressure, ticks] = [nowMs(), pressureMicros(), processorTicks()];
  const eachAt = (at: number): number => samples.findLast((one) => one.at <= at)?.seconds ?? 0;

  return {
    /** For how many seconds each of them was kept waiting between two instants of `nowMs`, on average. */
    seconds: (from: number, until: number): number => (samples.find((one) => one.at >= until)?.seconds ?? each) - eachAt(from),
    stop(): MachineLoad {
      look();
      clearInterval(timer);
      const [pressureNow, ticksNow] = [pressureMicros(), processorTicks()];
      const all = ticks && ticksNow ? ticksNow.all - ticks.all : 0;
      return {
        keptWaitingSeconds: Math.round(total * 10) / 10, keptWaitingShare: Math.round(total / Math.max(processSeconds, 1) * 1000) / 1000,
        waitedForProcessor: pressure === null || pressureNow === null ? null : Math.round((pressureNow - pressure) / (nowMs() - beganAt) / 10) / 100,
        stolen: ticks && ticksNow && all > 0 ? Math.round((ticksNow.stolen - ticks.stolen) / all * 1000) / 1000 : null,
      };
    },
  };
}

/** This process and those that it started: servers and members of the database. */
function ours(): number[] {
  try {
    return [process.pid, ...readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => parentOf(pid) === process.pid)];
  } catch { return [process.pid]; }
}

function parentOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch { return 0; }
}

/** For how long the main thread of a process stood ready and was not let run since it began. */
function waitedSeconds(pid: number): number | null {
  try { return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[1]) / 1e9; } catch { return null; }
}

function pressureMicros(): number | null {
  try { return Number(/^some .*total=(\d+)/m.exec(readFileSync('/proc/pressure/cpu', 'utf8'))?.[1] ?? Number.NaN) || null; } catch { return null; }
}

function processorTicks(): { all: number; stolen: number } | null {
  try {
    const fields = (/^cpu +(.*)$/m.exec(readFileSync('/proc/stat', 'utf8'))?.[1] ?? '').split(' ').map(Number);
    return { all: fields.slice(0, 8).reduce((sum, one) => sum + one, 0), stolen: fields[7] ?? 0 };
  } catch { return null; }
}

/** `kept waiting 34.1 s (1.2 % of each one's time), 38 % of the time somebody waited for a processor, 0.1 % stolen` */
export const loadWords = ({ keptWaitingSeconds, keptWaitingShare, waitedForProcessor, stolen }: MachineLoad): string =>
  [`kept waiting ${keptWaitingSeconds} s (${(keptWaitingShare * 100).toFixed(1)} % of each one's time)`, ...(waitedForProcessor === null ? [] : [`${Math.round(waitedForProcessor * 100)} % of the time somebody waited for a processor`]), ...(stolen === null ? [] : [`${(stolen * 100).toFixed(1)} % stolen`])].join(', ');
