import { useRef, useState } from 'react';
import type { ProblemSlug } from '../../../../server/contract/problems.js';
import { newIdempotencyKey } from '../../app/api.js';
import { Problem, Unreachable } from '../../app/core/problem.js';
import { useToasts } from '../../ui/toast.js';
import { actWords } from '../act-words.js';
import { refreshRotas } from '../rota-query.js';

/** What went wrong with an act; what was typed stays. */
export interface Trouble {
  title: string;
  words: string | null;
  /** What is wrong with single fields, by JSON pointer. */
  fields: readonly { pointer: string; words: string }[];
  /** Each try is told anew. */
  count: number;
}

/** What a refusal of the server means here, and which field mends it. */
export type Meanings = Partial<Record<ProblemSlug, { words: string; pointer?: string }>>;

export interface Acting {
  busy: boolean;
  trouble: Trouble | null;
  /** What is wrong with one field, or nothing. */
  wrong: (pointer: string) => string | undefined;
  /** Says that fields are missing or wrong, without asking the server. */
  lacks: (fields: Trouble['fields']) => void;
  /**
   * Asks the server, once at a time. The key is the same for as long as `content` is, so that a second try of the same has
   * no second effect. Afterwards everything about rotas is fetched anew and `done` is told.
   */
  run: (content: object, work: (idempotencyKey: string) => Promise<unknown>, done: string) => Promise<boolean>;
}

/** An act of a dialog: busy meanwhile; when it fails what was typed stays, with the reason at its field. */
export function useAct(meanings: Meanings = {}): Acting {
  const toasts = useToasts();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const last = useRef({ content: '', key: '' });
  const tell = (told: Omit<Trouble, 'count'>): void => setTrouble((before) => ({ ...told, count: (before?.count ?? 0) + 1 }));

  const keyFor = (content: object): string => {
    const text = JSON.stringify(content);
    if (text !== last.current.content) last.current = { content: text, key: newIdempotencyKey() };
    return last.current.key;
  };

  const run: Acting['run'] = async (content, work, done) => {
    if (busy) return false;
    setBusy(true);
    setTrouble(null);
    try {
      await work(keyFor(content));
      void refreshRotas();
      toasts.show({ title: done, spoken: done, seconds: 6 });
      return true;
    } catch (error) {
      tell(troubleOf(error, meanings));
      if (error instanceof Problem) void refreshRotas();
      return false;
    } finally {
      setBusy(false);
    }
  };

  return {
    busy, trouble, run,
    wrong: (pointer) => trouble?.fields.find((field) => field.pointer === pointer)?.words,
    lacks: (fields) => tell({ title: actWords('missing'), words: null, fields }),
  };
}

/** What happened and what to do, in the reader's words. @throws whatever is neither a refusal nor silence */
export function troubleOf(error: unknown, meanings: Meanings): Omit<Trouble, 'count'> {
  if (error instanceof Unreachable) return { title: actWords('failed.unreachable'), words: null, fields: [] };
  if (!(error instanceof Problem)) throw error;
  const meaning = meanings[error.slug];
  if (meaning?.pointer !== undefined) return { title: actWords('failed.fields'), words: null, fields: [{ pointer: meaning.pointer, words: meaning.words }] };
  if (meaning) return { title: error.status === 409 ? actWords('failed.faster') : actWords('failed.fields'), words: meaning.words, fields: [] };
  if (error.status === 409) return { title: actWords('failed.faster'), words: actWords('failed.changed'), fields: [] };
  const fields = (error.body.errors ?? []).map(({ pointer, detail }) => ({ pointer, words: detail }));
  return { title: actWords('failed.other', { why: error.message }), words: null, fields };
}
