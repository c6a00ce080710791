import type { AskedView, LadderView, RungView } from '../../../../../server/contract/escalation.js';

/** One step of asking as the raiser reads it. */
export interface LadderRow {
  index: number;
  state: RungView['state'];
  asked: readonly AskedView[];
  /** When this step's turn begins or began. */
  startsAt: number;
}

/** What happens next, and when. */
export interface NextAsking {
  at: number;
  /** How much of the wait has gone, 0 to 1. */
  share: number;
  kind: 'next-step' | 'next-round' | 'everyone-again';
  /** How many more are asked then; 0 when that is not known. */
  more: number;
}

/** The steps in their turn. */
export function ladderRows(ladder: LadderView): readonly LadderRow[] {
  return ladder.rungs.map(({ index, state, asked, startsAt }) => ({ index, state, asked, startsAt: Date.parse(startsAt) }));
}

/** Whoever is asked next unless somebody answers before; null when asking has ended. */
export function nextAsking(ladder: LadderView, now: number): NextAsking | null {
  if (ladder.state !== 'running' || ladder.nextAt === null) return null;
  const at = Date.parse(ladder.nextAt);
  const current = ladder.rungs.find(({ state }) => state === 'now');
  const next = ladder.rungs.find(({ state }) => state === 'next');
  const from = current ? Date.parse(current.startsAt) : at;
  const share = at > from ? Math.min(1, Math.max(0, (now - from) / (at - from))) : 1;
  if (ladder.alarm) return { at, share, kind: 'everyone-again', more: 0 };
  if (next) return { at, share, kind: 'next-step', more: next.asked.length };
  return { at, share, kind: ladder.round < ladder.rounds ? 'next-round' : 'everyone-again', more: 0 };
}

/** The most that is known about a whole step, for one short line: the best of its people, or that none of them can. */
export function saidOfStep(asked: readonly AskedView[]): AskedView['said'] {
  for (const said of ['have-it', 'seen', 'delivered', 'sent', 'waiting'] as const) {
    if (asked.some((person) => person.said === said)) return said;
  }
  return asked.some(({ said }) => said === 'cannot') ? 'cannot' : 'not-reached';
}
