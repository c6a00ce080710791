import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { AnswerLinkInput, AnswerLinkView } from '../../../../server/contract/messaging.js';
import { call } from '../../app/api.js';
import { isProblem } from '../../app/core/problem.js';
import { serverClock } from '../../live/server-clock.js';

/** While somebody is still wanted the page looks again this often, because another may answer. Looking changes nothing. */
const LOOK_EVERY_MS = 10_000;
const LASTS_MS = 10_000;

export type Failure = 'invalid' | 'unreachable';

export interface AnswerLink {
  view: AnswerLinkView | null;
  failure: Failure | null;
  /** The answer that is on its way. */
  answering: AnswerLinkInput['answer'] | null;
  /** When "I have it" was last pressed here, by the server's clock. */
  pressedAt: number | null;
  answer: (given: AnswerLinkInput['answer']) => void;
  look: () => void;
}

/**
 * The page behind a link. Opening it only reads. That a person saw it is told after the first touch or key, which a
 * program that opens links does not make; only a button answers.
 */
export function useAnswerLink(token: string): AnswerLink {
  const [view, setView] = useState<AnswerLinkView | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [answering, setAnswering] = useState<AnswerLinkInput['answer'] | null>(null);
  const [pressedAt, setPressedAt] = useState<number | null>(null);

  const pressed = useRef(false);
  const take = useCallback((next: AnswerLinkView) => {
    serverClock.heard(next.serverTime);
    setFailure(null);
    setView(next);
  }, []);
  const fail = useCallback((error: unknown) => setFailure(isMissing(error) ? 'invalid' : 'unreachable'), []);
  const look = useCallback(() => {
    call('POST /api/v1/answer-link/view', { token }, { signal: AbortSignal.timeout(LASTS_MS) }).then(take, fail);
  }, [token, take, fail]);

  useEffect(look, [look]);
  useLookAgain(view?.state === 'asking' && answering === null, look);
  useFirstTouch(view !== null, () => {
    // The same touch may have answered: what is older than the answer must not stand over it.
    call('POST /api/v1/answer-link/opened', { token }, { keepalive: true }).then((next) => !pressed.current && take(next), () => undefined);
  });

  const answer = (given: AnswerLinkInput['answer']) => {
    if (answering !== null) return;
    pressed.current = true;
    setAnswering(given);
    setPressedAt(given === 'have-it' ? serverClock.now() : null);
    call('POST /api/v1/answer-link/answer', { token, answer: given }, { signal: AbortSignal.timeout(LASTS_MS) })
      .then(take, (error: unknown) => (hasEnded(error) ? look() : fail(error)))
      .finally(() => setAnswering(null));
  };
  return { view, failure, answering, pressedAt, answer, look };
}

/** A link that is unknown, or too short to be one at all. */
function isMissing(error: unknown): boolean {
  return isProblem(error, 'link/invalid') || isProblem(error, 'request/malformed');
}

/** It was over before the button was pressed: looking again says how it stands. */
function hasEnded(error: unknown): boolean {
  return isProblem(error, 'crisis/hand-over-ended') || isProblem(error, 'crisis/no-backup') || isProblem(error, 'crisis/taken');
}

function useLookAgain(active: boolean, look: () => void): void {
  const lookNow = useEffectEvent(() => document.visibilityState === 'visible' && look());
  useEffect(() => {
    if (!active) return undefined;
    const timer = setInterval(() => lookNow(), LOOK_EVERY_MS);
    const onVisible = () => lookNow();
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [active]);
}

function useFirstTouch(ready: boolean, onTouch: () => void): void {
  const [touched, setTouched] = useState(false);
  const tell = useEffectEvent(onTouch);
  useEffect(() => {
    if (!ready || touched) return undefined;
    const onFirst = () => {
      setTouched(true);
      tell();
    };
    document.addEventListener('pointerdown', onFirst, { once: true });
    document.addEventListener('keydown', onFirst, { once: true });
    return () => {
      document.removeEventListener('pointerdown', onFirst);
      document.removeEventListener('keydown', onFirst);
    };
  }, [ready, touched]);
}
