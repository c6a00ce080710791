import type { WordingFaultView, WordingKey, WordingSentence } from '../../../../server/contract/wording.js';

/** The texts in the order and under the headings in which they are shown. */
export const TEXT_GROUPS = [
  { id: 'asked', keys: ['page', 'lastStep', 'taken', 'stoodDown', 'over'] },
  { id: 'owner', keys: ['yours', 'handOver'] },
  { id: 'worker', keys: ['raised', 'ownerIs', 'nobodyYet'] },
  { id: 'replies', keys: ['severalOpen', 'notRead', 'cannotNoted', 'callMeNoted', 'leadRings', 'withThemNoted', 'backupNoted', 'nothingOpen', 'wrongCode'] },
  { id: 'lead', keys: ['ringThem', 'backupWanted'] },
  { id: 'outside', keys: ['referral', 'publicReply'] },
  { id: 'carrier', keys: ['carrierStopped', 'carrierStarted', 'carrierHelp'] },
  { id: 'call', keys: ['callAsking', 'callNoKey', 'callYours', 'callYoursNoWorker', 'callDetailsText', 'callDetailsApp', 'callTaken', 'callAlreadyYours', 'callCannot', 'callOver', 'callUnknown', 'callDutyPhone'] },
] as const satisfies readonly { id: string; keys: readonly WordingKey[] }[];

/** A sentence while it is changed; `id` stays with it when it moves. */
export interface SentenceDraft extends WordingSentence { id: number }

/** The most sentences that the server takes. */
export const MOST_SENTENCES = 10;

/** Sentences to be changed, each with a name of its own. */
export const draftOf = (sentences: readonly WordingSentence[]): SentenceDraft[] => sentences.map(({ words, goes }, id) => ({ id, words, goes }));

/** What is sent to the server. */
export const sentencesOf = (draft: readonly SentenceDraft[]): WordingSentence[] => draft.map(({ words, goes }) => ({ words: words.trim(), goes }));

/** Whether they say anything else than what is saved. */
export const isChanged = (draft: readonly SentenceDraft[], saved: readonly WordingSentence[]): boolean => JSON.stringify(sentencesOf(draft)) !== JSON.stringify(saved.map(({ words, goes }) => ({ words, goes })));

/** One more, empty and never left out, at the end. */
export const withOneMore = (draft: readonly SentenceDraft[]): SentenceDraft[] => [...draft, { id: Math.max(-1, ...draft.map(({ id }) => id)) + 1, words: '', goes: 0 }];

/** One moved by a place; at the edge nothing moves. */
export function moved(draft: readonly SentenceDraft[], id: number, by: -1 | 1): SentenceDraft[] {
  const from = draft.findIndex((one) => one.id === id);
  const [one, other] = [draft[from], draft[from + by]];
  if (!one || !other) return [...draft];
  return draft.map((sentence, place) => (place === from ? other : place === from + by ? one : sentence));
}

/** One with a name in braces put where the cursor stands; at its end when that is not known. */
export function withName(draft: readonly SentenceDraft[], id: number, name: string, at: number | null): SentenceDraft[] {
  return draft.map((one) => {
    if (one.id !== id) return one;
    const place = at ?? one.words.length;
    const before = one.words.slice(0, place);
    const gap = before === '' || /\s$/.test(before) ? '' : ' ';
    return { ...one, words: `${before}${gap}{${name}}${one.words.slice(place)}` };
  });
}

/** Which sentence a fault is about; null when it is about all of them together. */
export function placeOf({ pointer }: Pick<WordingFaultView, 'pointer'>): number | null {
  const place = /^\/sentences\/(\d+)\//.exec(pointer)?.[1];
  return place === undefined ? null : Number(place);
}
