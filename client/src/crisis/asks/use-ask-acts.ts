import type { AskView } from '../../../../server/contract/asks.js';
import type { BoardCard } from '../../../../server/contract/crisis.js';
import { call } from '../../app/api.js';
import { useToasts } from '../../ui/toast.js';
import { useSend } from '../board/use-send.js';
import type { Sending } from '../board/use-send.js';
import { asksWords } from './asks-words.js';
import { hearAct } from './hear-act.js';

type Which = Pick<BoardCard, 'id' | 'ref' | 'handOver' | 'owner'>;

export interface AskActs extends Omit<Sending, 'send'> {
  /** Yes to whatever asks me to take it: from now on it is mine. @returns whether it worked */
  accept: () => Promise<boolean>;
  takeBack: () => Promise<boolean>;
  /** Yes or no to the ask for a second person. */
  help: (answer: 'accept' | 'decline') => Promise<boolean>;
  endBackup: () => Promise<boolean>;
  endSnooze: () => Promise<boolean>;
}

/** What is done about an ask with one touch, each with a word afterwards of what happened. */
export function useAskActs({ id, ref, handOver, owner }: Which): AskActs {
  const { send, ...sending } = useSend();
  const toasts = useToasts();
  const act = async (work: () => Promise<unknown>, words: string): Promise<boolean> => {
    const done = await send(work);
    if (done) toasts.show({ title: words, spoken: words, seconds: 6 });
    return done;
  };
  const ownerName = owner?.name ?? '';
  return {
    ...sending,
    accept: () => act(async () => hearAct(await call('POST /api/v1/crises/:id/hand-over/answer', { id, answer: 'accept' })), asksWords('accepted', { ref, name: senderOf(handOver) })),
    takeBack: () => act(async () => hearAct(await call('POST /api/v1/crises/:id/hand-over/withdrawal', { id })), asksWords('taken-back', { ref, name: receiverOf(handOver) })),
    help: (answer) =>
      act(async () => hearAct(await call('POST /api/v1/crises/:id/backup/answer', { id, answer })), answer === 'accept' ? asksWords('backup.yours', { ref, name: ownerName }) : asksWords('backup.no', { ref })),
    endBackup: () => act(async () => hearAct(await call('DELETE /api/v1/crises/:id/backup', { id })), asksWords('backup.ended', { ref })),
    endSnooze: () => act(async () => hearAct(await call('DELETE /api/v1/crises/:id/snooze', { id })), asksWords('snooze.ended', { ref })),
  };
}

const senderOf = (ask: AskView | null): string => ask?.by.name ?? '';
const receiverOf = (ask: AskView | null): string => ask?.to.map(({ name }) => name).join(', ') ?? '';
