import type { Ask, PolicyView, PolicyWarning, Rung } from '../../contract/escalation.js';

/** What a check of a policy needs to know of the people and rotas it names. */
export interface Reachability { hasRota: (rotaId: string) => boolean; hasResponder: (staffId: string) => boolean }

/** A fault of a draft: where, as a JSON pointer, and what is wrong there. */
export interface Hole { pointer: string; detail: string }

/**
 * Where a policy could end without anybody being asked, as JSON pointers; empty when it cannot be faulted.
 * It looks at names only: a gap in a rota on one night is `findWarnings`' work.
 */
export function findHoles(ladders: PolicyView['ladders'], { hasRota, hasResponder }: Reachability): Hole[] {
  const exists = (ask: Ask): boolean => ask.kind === 'rota' ? hasRota(ask.rotaId) : ask.kind === 'responder' ? hasResponder(ask.staffId) : true;
  return Object.entries(ladders).flatMap(([letter, { rungs }]) => {
    if (rungs.length === 0) return [{ pointer: `/ladders/${letter}/rungs`, detail: 'has no rung' }];
    return rungs.flatMap(({ ask, channels }, index) => {
      const at = `/ladders/${letter}/rungs/${index}`;
      const unknown = ask.flatMap((one, position) => (exists(one) ? [] : [{ pointer: `${at}/ask/${position}`, detail: 'names nobody we know' }]));
      return [
        ...(ask.length === 0 ? [{ pointer: `${at}/ask`, detail: 'asks nobody' }] : []),
        ...(channels.includes('sms') ? [] : [{ pointer: `${at}/channels`, detail: 'has no text message; voice comes in addition, never alone' }]),
        ...unknown,
      ];
    });
  });
}

/** The letters for which the supervisor is asked from rung 2 on. Source: design.md §9 "Asking and answering". */
const SUPERVISED = ['A', 'B'] as const;

/**
 * Ladders of A and B whose second rung asks no supervisor. A ladder of one rung has none to fault: its alarm asks the
 * supervisor, and `findWarnings` says so.
 */
export function missingSupervisors(ladders: PolicyView['ladders'], supervises: (ask: Ask) => boolean): Hole[] {
  return SUPERVISED.flatMap((letter) => {
    const second = ladders[letter].rungs[1];
    return second && !second.ask.some(supervises) ? [{ pointer: `/ladders/${letter}/rungs/1/ask`, detail: 'does not ask the supervisor, who is asked from the second rung on' }] : [];
  });
}

/** How far ahead a gap is looked for, and in which steps. Hand-overs lie on quarters of an hour in every time zone. */
const DAYS_AHEAD = 14;
const STEP_MS = 15 * 60_000;

/**
 * What is right by its names and may still reach nobody: a rung on which nobody can be reached now, or that has a gap within
 * the next 14 days (the first one is told, to the quarter of an hour), and an A or B ladder of one rung without a supervisor.
 * @param emptyOf the instants of `instantsAhead` (milliseconds) at which one ask reaches nobody
 */
export function findWarnings(ladders: PolicyView['ladders'], emptyOf: (ask: Ask) => ReadonlySet<number>, supervises: (ask: Ask) => boolean, now: Date): PolicyWarning[] {
  return Object.entries(ladders).flatMap(([letter, { rungs }]) => [
    ...rungs.flatMap((rung, index): PolicyWarning[] => {
      const gap = firstGap(rung, emptyOf, now);
      return gap ? [{ pointer: `/ladders/${letter}/rungs/${index}`, ...gap }] : [];
    }),
    ...(SUPERVISED.some((one) => one === letter) && rungs.length === 1 && !rungs[0]?.ask.some(supervises)
      ? [{ pointer: `/ladders/${letter}/rungs/0`, kind: 'no-supervisor' as const, from: null, to: null }] : []),
  ]);
}

/** Every instant (milliseconds) at which gaps are looked for: now, and each quarter of an hour of the next 14 days. */
export function instantsAhead(now: Date): number[] {
  const first = Math.floor(now.getTime() / STEP_MS + 1) * STEP_MS;
  return [now.getTime(), ...Array.from({ length: (DAYS_AHEAD * 24 * 3_600_000) / STEP_MS }, (_, step) => first + step * STEP_MS)];
}

function firstGap({ ask }: Rung, emptyOf: (ask: Ask) => ReadonlySet<number>, now: Date): Omit<PolicyWarning, 'pointer'> | null {
  const [first, ...others] = ask.map(emptyOf);
  if (!first) return null;
  let from: number | null = null;
  for (const at of instantsAhead(now)) {
    const isEmpty = first.has(at) && others.every((other) => other.has(at));
    if (isEmpty) from ??= at;
    else if (from !== null) return { kind: from === now.getTime() ? 'nobody-now' : 'gap', from: new Date(from).toISOString(), to: new Date(at).toISOString() };
  }
  return from === null ? null : { kind: from === now.getTime() ? 'nobody-now' : 'gap', from: new Date(from).toISOString(), to: null };
}
