import { useState } from 'react';
import type { BoardCard } from '../../../../server/contract/crisis.js';
import { call } from '../../app/api.js';
import { exactTime } from '../../app/format.js';
import { isProblem } from '../../app/core/problem.js';
import type { Problem } from '../../app/core/problem.js';
import { useSession } from '../../app/session.js';
import { serverClock } from '../../live/server-clock.js';
import { useToasts } from '../../ui/toast.js';
import { hearCrisis } from './board-data.js';
import { boardWords } from './board-words.js';
import { failureWords } from './use-send.js';

/** How long an answer can be undone. Source: product design guide §5. */
const UNDO_SECONDS = 10;
/** A claim this recent is told in seconds; an older one by its time. */
const JUST_NOW_SECONDS = 60;

type Which = Pick<BoardCard, 'id' | 'ref' | 'raisedBy'>;

export interface Answering {
  /** Which of the two is under way. */
  busy: 'answer' | 'cannot' | null;
  /** Why the last try did not work; stays until the next. */
  failure: string | null;
  answer: () => Promise<void>;
  cannot: () => Promise<void>;
}

/** "I’ve got this" and "Can’t take it" for one crisis, with undo, and with who has it when somebody was faster. */
export function useAnswer({ id, ref, raisedBy }: Which, via: 'board' | 'crisis', onMine?: (id: string) => void): Answering {
  const [busy, setBusy] = useState<Answering['busy']>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const toasts = useToasts();
  const { network, staff } = useSession();

  /** Somebody was faster: the next best thing is to help them. */
  const offer = async (name: string) => {
    try {
      hearCrisis(await call('POST /api/v1/crises/:id/backup/offer', { id }));
      toasts.show(shortToast(boardWords('taken.helping', { ref, name })));
    } catch (error) {
      setFailure(failureWords(error, network.dutyPhone));
    }
  };

  const attempt = async (what: 'answer' | 'cannot', act: () => Promise<void>) => {
    setBusy(what);
    setFailure(null);
    try {
      await act();
    } catch (error) {
      if (isProblem(error, 'crisis/taken')) toasts.show(takenToast(ref, error, error.body.owner && error.body.owner.id !== staff.id ? () => void offer(error.body.owner?.name ?? '') : null));
      else setFailure(failureWords(error, network.dutyPhone));
    } finally {
      setBusy(null);
    }
  };

  const undo = async () => {
    try {
      hearCrisis(await call('POST /api/v1/crises/:id/release', { id, reason: boardWords('undo.reason') }));
      toasts.show(shortToast(boardWords('undone', { ref })));
    } catch {
      toasts.show(shortToast(boardWords('undo.failed', { ref })));
    }
  };

  return {
    busy,
    failure,
    answer: () =>
      attempt('answer', async () => {
        hearCrisis(await call('POST /api/v1/crises/:id/acknowledgement', { id, via }));
        onMine?.(id);
        toasts.show({
          title: (
            <>
              <b>{boardWords('answered.title', { ref })}</b> {boardWords('answered.told', { name: raisedBy })}
            </>
          ),
          spoken: boardWords('answered.spoken', { ref }),
          detail: (count) => boardWords('answered.undo', { count }),
          action: { label: boardWords('undo'), keys: ['Z'], onAct: () => void undo() },
          seconds: UNDO_SECONDS,
        });
      }),
    cannot: () =>
      attempt('cannot', async () => {
        await call('POST /api/v1/crises/:id/refusal', { id });
        toasts.show({
          title: (
            <>
              <b>{boardWords('refused.title', { ref })}</b> {boardWords('refused.next')}
            </>
          ),
          spoken: boardWords('refused.title', { ref }),
          seconds: 6,
        });
      }),
  };
}

const shortToast = (words: string) => ({ title: words, spoken: words, seconds: 6 });

function takenToast(ref: string, { body, message }: Problem, onOffer: (() => void) | null) {
  const words = body.owner ? takenWords(body.owner) : message;
  return {
    title: (
      <>
        <b>{boardWords('taken.title', { ref })}</b> {words}
      </>
    ),
    spoken: `${boardWords('taken.title', { ref })} ${words}`,
    ...(onOffer && { action: { label: boardWords('taken.offer'), onAct: onOffer } }),
    seconds: 10,
  };
}

function takenWords({ name, since }: { name: string; since: string }): string {
  const seconds = Math.max(1, Math.round((serverClock.now() - Date.parse(since)) / 1000));
  return seconds <= JUST_NOW_SECONDS ? boardWords('taken.just', { name, count: seconds }) : boardWords('taken.since', { name, time: exactTime(since) });
}
