import { useState } from 'react';
import type { WordingSentence, WordingView } from '../../../server/contract/wording.js';
import { call } from '../app/api.js';
import { Problem, Unreachable, isProblem } from '../app/core/problem.js';
import { queries } from '../app/queries.js';
import { draftOf, isChanged, sentencesOf } from './core/text-draft.js';
import type { SentenceDraft } from './core/text-draft.js';
import { hearText, textsQuery } from './texts-query.js';
import { textsWords } from './texts-words.js';

export interface Trouble {
  title: string;
  words?: string;
  /** What somebody else saved meanwhile. */
  theirs?: WordingView;
  /** Each try is told anew. */
  count: number;
}

interface Kept { sentences: WordingSentence[]; version: number }

const PLACE = 'handrail.text.';

/** What was typed and not saved in this tab: it outlives a refresh and a look at another page. Nothing in it is personal. */
const kept = {
  read(key: string): Kept | null {
    try {
      const found: unknown = JSON.parse(sessionStorage.getItem(PLACE + key) ?? 'null');
      return typeof found === 'object' && found !== null && 'sentences' in found && Array.isArray(found.sentences) ? (found as Kept) : null;
    } catch {
      return null;
    }
  },
  write(key: string, draft: Kept | null): void {
    try {
      if (draft) sessionStorage.setItem(PLACE + key, JSON.stringify(draft));
      else sessionStorage.removeItem(PLACE + key);
    } catch {
      // A full or forbidden store: it holds while the page is open.
    }
  },
};

/** One text while it is changed: the draft, saving it, and what stood in the way. */
export function useTextDraft(text: WordingView) {
  const [before] = useState(() => kept.read(text.key));
  const [saved, setSaved] = useState(text);
  const [draft, setDraft] = useState(() => draftOf(before?.sentences ?? text.sentences));
  const [seenVersion, setSeenVersion] = useState(before?.version ?? text.version);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const tell = (told: Omit<Trouble, 'count'>) => setTrouble((last) => ({ ...told, count: (last?.count ?? 0) + 1 }));

  function change(next: SentenceDraft[]): void {
    setDraft(next);
    kept.write(text.key, isChanged(next, saved.sentences) ? { sentences: sentencesOf(next), version: seenVersion } : null);
  }

  /** Begins anew from what holds now. */
  function take(next: WordingView): void {
    hearText(next);
    setSaved(next);
    setSeenVersion(next.version);
    setDraft(draftOf(next.sentences));
    setTrouble(null);
    kept.write(text.key, null);
  }

  async function explain(error: unknown): Promise<void> {
    if (error instanceof Unreachable) return tell({ title: textsWords('trouble.unreachable') });
    if (isProblem(error, 'messaging/words-changed')) {
      const theirs = (await queries.fetchQuery({ ...textsQuery, staleTime: 0 })).find(({ key }) => key === text.key);
      if (theirs) setSeenVersion(theirs.version);
      return tell({ title: textsWords('trouble.changed'), words: textsWords('trouble.changed-words'), ...(theirs && { theirs }) });
    }
    // Which sentence and why stands beside it: the sample says the same.
    if (isProblem(error, 'messaging/words-not-sendable')) return tell({ title: textsWords('trouble') });
    if (!(error instanceof Problem)) throw error;
    return tell({ title: textsWords('trouble.other', { why: error.message }) });
  }

  /** Does what gives words that hold from now on. @returns whether it was done */
  async function act(work: () => Promise<WordingView>): Promise<boolean> {
    setBusy(true);
    setTrouble(null);
    try {
      take(await work());
      return true;
    } catch (error) {
      await explain(error);
      return false;
    } finally {
      setBusy(false);
    }
  }

  return {
    draft, saved, busy, trouble, change, take,
    restored: before !== null,
    dirty: isChanged(draft, saved.sentences),
    undo: () => take(saved),
    /** Says what stands in the way before anything is sent. */
    refuse: () => tell({ title: textsWords('trouble') }),
    save: () => act(() => call('PUT /api/v1/wordings/:key', { key: text.key, seenVersion, sentences: sentencesOf(draft) })),
    putBack: (version: number) => act(() => call('POST /api/v1/wordings/:key/put-back', { key: text.key, seenVersion, version })),
  };
}
