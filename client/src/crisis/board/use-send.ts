import { useRef, useState } from 'react';
import { newIdempotencyKey } from '../../app/api.js';
import { Problem, Unreachable, isProblem } from '../../app/core/problem.js';
import { useNetwork } from '../../app/session.js';
import { boardWords } from './board-words.js';

/** Who has a crisis, as a lost claim tells it. */
export type Holder = NonNullable<Problem['body']['owner']>;

export interface Sending {
  busy: boolean;
  /** Why the last try did not work and what to do; stays until the next. */
  failure: string | null;
  /** Who has the crisis, when the last try did not work and the server said so. */
  holder: Holder | null;
  /** Does the work once at a time. @returns whether it was done */
  send: (work: () => Promise<unknown>) => Promise<boolean>;
}

/** Sends something from a form or a button: busy meanwhile, and when it fails what was typed stays and the reason is told. */
export function useSend(): Sending {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [holder, setHolder] = useState<Holder | null>(null);
  const dutyPhone = useNetwork()?.dutyPhone ?? '';
  const send = async (work: () => Promise<unknown>): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    setFailure(null);
    setHolder(null);
    try {
      await work();
      return true;
    } catch (error) {
      setFailure(failureWords(error, dutyPhone));
      setHolder(error instanceof Problem ? (error.body.owner ?? null) : null);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, failure, holder, send };
}

/** What happened and what to do instead, in the reader's words. */
export function failureWords(error: unknown, dutyPhone: string): string {
  if (error instanceof Unreachable) return boardWords('failed.unreachable', { phone: dutyPhone });
  if (isProblem(error, 'crisis/not-asked')) return boardWords('failed.not-asked');
  if (isProblem(error, 'crisis/changed')) return boardWords('failed.changed');
  if (error instanceof Problem) return `${[error.message, ...(error.body.errors ?? []).map(({ detail }) => detail)].join('. ')}.`;
  throw error;
}

/**
 * A key for something that is to be created once: the same for as long as the content is the same, however often it is
 * sent, and another for other content. Call what it answers with what is about to be sent.
 */
export function useCreationKey(): (content: object) => string {
  const last = useRef({ content: '', key: '' });
  return (content) => {
    const text = JSON.stringify(content);
    if (text !== last.current.content) last.current = { content: text, key: newIdempotencyKey() };
    return last.current.key;
  };
}
