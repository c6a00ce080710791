import type { Ask, Ladder, PolicyLetter, PolicyView, Rung } from '../../../../../server/contract/escalation.js';
import { POLICY_LETTERS } from '../../../../../server/contract/escalation.js';

/** A rung while it is changed. `key` tells it from the others wherever it is moved; an answer time that cannot be read is NaN. */
export interface DraftRung extends Rung { key: string }
export interface DraftLadder extends Omit<Ladder, 'rungs'> { rungs: DraftRung[] }
export interface PolicyDraft { name: string; ladders: Record<PolicyLetter, DraftLadder> }

/** Most rungs, and the longest time in seconds, that the server takes. */
export const MOST_RUNGS = 12;
export const MOST_ROUNDS = 20;
export const LONGEST_SECONDS = 7 * 24 * 3600;

let lastKey = 0;
const newKey = (): string => `r${(lastKey += 1)}`;

const keyed = ({ rungs, ...ladder }: Ladder): DraftLadder => ({ ...ladder, rungs: rungs.map((rung) => ({ ...rung, key: newKey() })) });
const bare = ({ rungs, ...ladder }: DraftLadder): Ladder => ({ ...ladder, rungs: rungs.map(({ key: _key, ...rung }) => rung) });

const eachLetter = <Value>(make: (letter: PolicyLetter) => Value): Record<PolicyLetter, Value> => ({ A: make('A'), B: make('B'), C: make('C'), D: make('D') });

/** A policy as it stands, to be changed. */
export const draftOf = ({ name, ladders }: Pick<PolicyView, 'name' | 'ladders'>): PolicyDraft => ({ name, ladders: eachLetter((letter) => keyed(ladders[letter])) });

/** The draft as the server takes it. */
export const laddersOf = ({ ladders }: PolicyDraft): PolicyView['ladders'] => eachLetter((letter) => bare(ladders[letter]));

/** First answer times in seconds of a ladder that nobody has set yet. Source: domain.md §5.3, L1. */
const FIRST_SECONDS: Readonly<Record<PolicyLetter, number>> = { A: 120, B: 300, C: 900, D: 14_400 };

/** The ladders that a team without a policy has in effect: everyone at once, with the supervisor. */
export const firstLadders = (): PolicyView['ladders'] => eachLetter((letter) => ({
  rungs: [{ ask: [{ kind: 'everyone' }, { kind: 'supervisor' }], channels: ['sms'], answerWithinSeconds: FIRST_SECONDS[letter] }], rounds: 1, repeatEverySeconds: FIRST_SECONDS[letter],
}));

/** One ladder changed, the others as they were. */
export const withLadder = (draft: PolicyDraft, letter: PolicyLetter, change: (ladder: DraftLadder) => DraftLadder): PolicyDraft =>
  ({ ...draft, ladders: { ...draft.ladders, [letter]: change(draft.ladders[letter]) } });

/** A new last rung with the channels and time of the one before; it asks nobody yet. */
export function withNewRung(ladder: DraftLadder): DraftLadder {
  if (ladder.rungs.length >= MOST_RUNGS) return ladder;
  const last = ladder.rungs.at(-1);
  return { ...ladder, rungs: [...ladder.rungs, { key: newKey(), ask: [], channels: last?.channels ?? ['sms'], answerWithinSeconds: last?.answerWithinSeconds ?? 300 }] };
}

/** The rung at `place` moved by `by` places; the same ladder when there is no such place. */
export function withRungMoved(ladder: DraftLadder, place: number, by: number): DraftLadder {
  const rung = ladder.rungs[place];
  if (!rung || place + by < 0 || place + by >= ladder.rungs.length) return ladder;
  return { ...ladder, rungs: ladder.rungs.toSpliced(place, 1).toSpliced(place + by, 0, rung) };
}

export const withoutRung = (ladder: DraftLadder, place: number): DraftLadder => ({ ...ladder, rungs: ladder.rungs.toSpliced(place, 1) });

export const withRung = (ladder: DraftLadder, place: number, change: Partial<Rung>): DraftLadder =>
  ({ ...ladder, rungs: ladder.rungs.map((rung, index) => (index === place ? { ...rung, ...change } : rung)) });

/** The ladder of another letter with keys of its own. */
export const copied = (ladder: DraftLadder): DraftLadder => keyed(bare(ladder));

export const sameAsk = (a: Ask, b: Ask): boolean => JSON.stringify(askKey(a)) === JSON.stringify(askKey(b));
/** Tells one ask from another: `rota first`, `everyone`. */
export const askKey = (ask: Ask): string => (ask.kind === 'rota' ? `rota ${ask.rotaId}` : ask.kind === 'responder' ? `responder ${ask.staffId}` : ask.kind);

/** Whether saving would change anything. Keys say nothing. */
export const isChanged = (draft: PolicyDraft, saved: Pick<PolicyView, 'name' | 'ladders'>): boolean =>
  draft.name.trim() !== saved.name || POLICY_LETTERS.some((letter) => JSON.stringify(normal(bare(draft.ladders[letter]))) !== JSON.stringify(normal(saved.ladders[letter])));

const normal = ({ rungs, rounds, repeatEverySeconds }: Ladder) => [rounds, repeatEverySeconds, rungs.map(({ ask, channels, answerWithinSeconds }) => [ask.map(askKey), channels, answerWithinSeconds])];

export type PlainFault = 'name' | 'no-rung' | 'nobody' | 'time' | 'repeat' | 'rounds';
/** Something that can be seen without the server: where, and what. `rung` counts from 0. */
export interface DraftFault { fault: PlainFault; letter: PolicyLetter | null; rung: number | null }

const isTime = (seconds: number): boolean => Number.isFinite(seconds) && seconds >= 1 && seconds <= LONGEST_SECONDS;

/** What must be mended before it is worth asking the server, in reading order. */
export function draftFaults({ name, ladders }: PolicyDraft): DraftFault[] {
  return [
    ...(name.trim() === '' ? [{ fault: 'name', letter: null, rung: null } as const] : []),
    ...POLICY_LETTERS.flatMap((letter): DraftFault[] => {
      const { rungs, rounds, repeatEverySeconds } = ladders[letter];
      return [
        ...(rungs.length === 0 ? [{ fault: 'no-rung', letter, rung: null } as const] : []),
        ...rungs.flatMap(({ ask, answerWithinSeconds }, rung): DraftFault[] => [
          ...(ask.length === 0 ? [{ fault: 'nobody', letter, rung } as const] : []), ...(isTime(answerWithinSeconds) ? [] : [{ fault: 'time', letter, rung } as const]),
        ]),
        ...(Number.isInteger(rounds) && rounds >= 1 && rounds <= MOST_ROUNDS ? [] : [{ fault: 'rounds', letter, rung: null } as const]),
        ...(isTime(repeatEverySeconds) ? [] : [{ fault: 'repeat', letter, rung: null } as const]),
      ];
    }),
  ];
}

/** Which ladder and rung a JSON pointer of the server is about: `/ladders/A/rungs/1/ask/0` is A, 1. */
export function placeOf(pointer: string): { letter: PolicyLetter | null; rung: number | null } {
  const [, letter, rung] = /^\/ladders\/([A-D])(?:\/rungs(?:\/(\d+))?)?/.exec(pointer) ?? [];
  return { letter: POLICY_LETTERS.find((one) => one === letter) ?? null, rung: rung === undefined ? null : Number(rung) };
}

/** Seconds from the first text to the alarm when nobody answers and everybody is reached. NaN while a time cannot be read. */
export const secondsToAlarm = ({ rungs, rounds }: Pick<Ladder, 'rounds'> & { rungs: readonly Pick<Rung, 'answerWithinSeconds'>[] }): number =>
  rounds * rungs.reduce((sum, { answerWithinSeconds }) => sum + answerWithinSeconds, 0);
