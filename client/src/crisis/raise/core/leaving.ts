import type { Answer } from '../../../../../server/contract/triage.js';
import type { Draft } from './draft.js';
import { withAnswer, withText } from './told.js';

/** Adds the worker's words about leaving to what they told, and hands them over at once. Said twice in a row they stand once. */
export function noted(draft: Draft, words: string): Draft {
  const before = draft.typed.texts.narrative.trimEnd();
  if (before.endsWith(words)) return draft;
  const narrative = before === '' ? words : `${before}\n${words}`;
  return { ...draft, leavingNote: '', typed: withText(draft.typed, 'narrative', narrative), given: withText(draft.given, 'narrative', narrative) };
}

/** Who stays with the person, once it is known; null leaves what was said before. */
export function gave(draft: Draft, somebodyStays: Answer | null, now: number): Draft {
  if (somebodyStays === null) return { ...draft, changedAt: now };
  return { ...draft, changedAt: now, typed: withAnswer(draft.typed, 'company', somebodyStays), given: withAnswer(draft.given, 'company', somebodyStays) };
}
