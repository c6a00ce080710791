import type { Ask, Ladder } from '../../contract/escalation.js';
import type { UrgencyLetter } from '../../contract/triage.js';
import type { Channel } from '../../contract/words.js';
import type { StaffId } from '../../kernel/ids.js';
import type { Escalation, EscalationEvent } from './escalation.js';
import { startEscalation, whenDue } from './ladder.js';
import type { Mint, Reach } from './ladder.js';

/** Who an ask reaches at an instant. */
export type ReachAt = (at: Date) => Reach;

/**
 * One moment of an asking to which nobody answers. `empty`: the rung was passed over at once, because nobody on it could be
 * reached. `rung` counts from 0; for `alarm` it is the number of rungs.
 */
export interface ReachedMoment {
  kind: 'asked' | 'empty' | 'alarm';
  round: number;
  rung: number;
  at: Date;
  /** Until silence brings the next moment; 0 for a rung passed over. */
  forSeconds: number;
  people: { staffId: StaffId; channels: Channel[] }[];
}

/** Nothing is sent: ids only tell the messages of one walk apart. */
const mint: Mint = () => ({
  id: '', linkHash: '', delivery: { state: 'waiting', attempts: [], sentAt: null, deliveredAt: null, failedAt: null, errorCode: null },
});

/**
 * Who would be asked, when and how, if something of this urgency came in at `from` and nobody ever answered: every rung of
 * every round and the first alarm. It walks the very ladder that pages people, so the two cannot differ.
 */
export function whoIsReached(ladder: Ladder, letter: UrgencyLetter, from: Date, reachAt: ReachAt): ReachedMoment[] {
  const about = { id: 'draft', crisisId: 'draft', ref: '', teamId: '', letter, raisedById: null, policyId: 'draft', policyVersion: 0, ladder };
  const first = startEscalation(about, { round: 1, rung: 0 }, reachAt(from), mint, from);
  let { state } = first;
  const moments = momentsOf(first, from);
  while (state.alarmAt === null && state.nextAt !== null) {
    const at = state.nextAt;
    const next = whenDue(state, reachAt(at), mint, at);
    if (!next.ok) break;
    moments.push(...momentsOf(next, at));
    ({ state } = next);
  }
  return moments;
}

/** What one step of an escalation did at `at`, in the order in which it happened. */
export function momentsOf({ state, events }: { state: Escalation; events: readonly EscalationEvent[] }, at: Date): ReachedMoment[] {
  return events.flatMap((event): ReachedMoment[] => {
    switch (event.kind) {
      case 'rung.empty': return [{ kind: 'empty', round: event.data.round, rung: event.data.rung, at, forSeconds: 0, people: [] }];
      case 'rung.started': return [askedOn(state, 'asked', event.data, at, state.ladder.rungs[event.data.rung]?.answerWithinSeconds ?? 0)];
      case 'escalation.alarm': return [askedOn(state, 'alarm', { round: event.data.round, rung: state.ladder.rungs.length }, at, state.ladder.repeatEverySeconds)];
      default: return [];
    }
  });
}

function askedOn(state: Escalation, kind: ReachedMoment['kind'], { round, rung }: { round: number; rung: number }, at: Date, forSeconds: number): ReachedMoment {
  const channels = new Map<StaffId, Channel[]>();
  for (const n of state.notifications) {
    if (n.kind === 'page' && n.round === round && n.rung === rung) channels.set(n.staffId, [...new Set([...channels.get(n.staffId) ?? [], n.channel])]);
  }
  return { kind, round, rung, at, forSeconds, people: [...channels].map(([staffId, ways]) => ({ staffId, channels: ways })) };
}

/** Everybody whom the alarm asks. */
export const alarmAsks = ({ rungs }: Ladder): Ask[] => [...rungs.flatMap(({ ask }) => ask), { kind: 'everyone' }, { kind: 'supervisor' }];
