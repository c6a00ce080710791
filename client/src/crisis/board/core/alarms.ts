import type { BoardCard } from '../../../../../server/contract/crisis.js';
import { attentionFor, callsOf, isSnoozed } from '../../asks/core/attention.js';
import type { Watcher } from '../../asks/core/attention.js';

/** Until somebody has it, an emergency sounds again at this interval. Source: product design guide §5. */
export const EMERGENCY_EVERY_MS = 10_000;
/** An urgent crisis sounds again when so much of its answer time has gone. Source: product design guide §5. */
const URGENT_AGAIN_AT = [0.5, 0.9] as const;

/** What was known at the last look, so that each thing sounds once. */
export interface AlarmMemory {
  lookedAt: number;
  waiting: ReadonlySet<string>;
  emergencyAt: number | null;
  /** What called this person to a card and was heard: a returned hand-over, a question, somebody who asks them. */
  called: ReadonlySet<string>;
}

export interface Alarm {
  sound: 'emergency' | 'urgent' | 'soon' | null;
  memory: AlarmMemory;
}

/**
 * What must be heard at `now` (milliseconds): the gravest alone. What nobody has sounds, and once each whatever calls this
 * person to a card. At the first look (`memory` null) only emergencies do: the rest was there before. A snoozed card is
 * silent; what called meanwhile is heard when it returns.
 */
export function alarmDue(cards: readonly BoardCard[], now: number, memory: AlarmMemory | null, watcher: Watcher): Alarm {
  const waiting = cards.filter(({ column }) => column === 'needs-someone');
  const isNew = ({ id }: BoardCard) => memory !== null && !memory.waiting.has(id);
  const rings = waiting.some(isEmergency) && (memory?.emergencyAt == null || now - memory.emergencyAt >= EMERGENCY_EVERY_MS || waiting.some((card) => isEmergency(card) && isNew(card)));
  const calls = callsTo(cards, now, watcher);
  const newCalls = memory === null ? [] : [...calls].filter(([name]) => !memory.called.has(name)).map(([, call]) => call);
  const sound = rings
    ? 'emergency'
    : newCalls.includes('urgent') || waiting.some((card) => card.shows === 'Urgent' && (isNew(card) || (memory !== null && passedMark(card, memory.lookedAt, now))))
      ? 'urgent'
      : newCalls.includes('soon') || waiting.some((card) => card.shows === 'Soon' && isNew(card))
        ? 'soon'
        : null;
  return {
    sound,
    memory: { lookedAt: now, waiting: new Set(waiting.map(({ id }) => id)), emergencyAt: rings ? now : memory?.emergencyAt ?? null, called: new Set(calls.keys()) },
  };
}

/** Everything that calls this person now, and how it sounds: two notes for what is late, for emergencies and urgent ones; one soft note else. */
function callsTo(cards: readonly BoardCard[], now: number, watcher: Watcher): Map<string, 'urgent' | 'soon'> {
  const calls = new Map<string, 'urgent' | 'soon'>();
  for (const card of cards) {
    if (isSnoozed(card, now)) continue;
    const grave = card.shows === 'Emergency' || card.shows === 'Urgent' || attentionFor(card, watcher).length > 0;
    for (const name of callsOf(card, watcher)) calls.set(name, grave ? 'urgent' : 'soon');
  }
  return calls;
}

/** Whatever its level, one that no step of its ladder has answered sounds like an emergency. */
const isEmergency = ({ shows, ladder }: BoardCard): boolean => shows === 'Emergency' || ladder?.alarm === true;

function passedMark(card: BoardCard, before: number, now: number): boolean {
  const time = answerTimeOf(card);
  return time !== null && URGENT_AGAIN_AT.some((share) => {
    const mark = time.from + share * (time.to - time.from);
    return before < mark && mark <= now;
  });
}

/** From when to when a card waits for an answer, in milliseconds; null without a clock. */
export function answerTimeOf({ answerBy, ladder, raisedAt }: Pick<BoardCard, 'answerBy' | 'ladder' | 'raisedAt'>): { from: number; to: number } | null {
  if (answerBy === null) return null;
  const from = Date.parse(ladder?.rungs[0]?.startsAt ?? raisedAt);
  const to = Date.parse(answerBy);
  return from < to ? { from, to } : null;
}
