import { Suspense, lazy, useCallback, useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { BoardCard } from '../../../../server/contract/crisis.js';
import { call } from '../../app/api.js';
import { useSession } from '../../app/session.js';
import { useToasts } from '../../ui/toast.js';
import { failureWords } from '../board/use-send.js';
import type { AskingAct } from './act-dialogs.js';
import { asksWords } from './asks-words.js';
import type { Act } from './core/card-acts.js';
import { hearAct } from './hear-act.js';
import { useHeldBack } from './held-note.js';

/** Fetched when the first of them is opened: the board itself must be there at once. */
const ActDialogs = lazy(async () => ({ default: (await import('./act-dialogs.js')).ActDialogs }));

export interface Acting {
  /** Does an act, or opens what it asks first. Held back with words while there is no line. */
  act: (card: BoardCard, act: Act) => void;
  /** Belongs somewhere on the page. */
  dialogs: ReactNode;
}

/** What menus, buttons and keys do about a crisis, the same on the board and on its own page. */
export function useActing(): Acting {
  const [opened, setOpened] = useState<{ card: BoardCard; act: AskingAct } | null>(null);
  const [wanted, setWanted] = useState(false);
  const toasts = useToasts();
  const [, go] = useLocation();
  const { network } = useSession();
  const held = useHeldBack();
  const latest = useRef({ held, dutyPhone: network.dutyPhone, go });
  useEffect(() => {
    latest.current = { held, dutyPhone: network.dutyPhone, go };
  });

  const act = useCallback((card: BoardCard, which: Act) => {
    const { held: away, dutyPhone, go: open } = latest.current;
    const say = (words: string, seconds = 6) => void toasts.show({ title: words, spoken: words, seconds });
    if (which === 'hand-over') {
      open(`/crises/${card.id}/hand-over`);
    } else if (away) {
      say(asksWords('held.short', { ref: card.ref, phone: dutyPhone }), 10);
    } else if (isOneTouch(which)) {
      oneTouch(which, card).then(say, (error: unknown) => say(`${card.ref}: ${failureWords(error, dutyPhone)}`, 10));
    } else {
      setWanted(true);
      setOpened({ card, act: which });
    }
  }, [toasts]);

  const dialogs = wanted && (
    <Suspense fallback={null}>
      <ActDialogs opened={opened} onClose={() => setOpened(null)} />
    </Suspense>
  );
  return { act, dialogs };
}

type OneTouch = Exclude<Act, AskingAct | 'hand-over'>;

const isOneTouch = (act: Exclude<Act, 'hand-over'>): act is OneTouch => act === 'offer-backup' || act === 'end-backup' || act === 'end-snooze';

async function oneTouch(act: OneTouch, { id, ref, owner }: BoardCard): Promise<string> {
  switch (act) {
    case 'offer-backup':
      hearAct(await call('POST /api/v1/crises/:id/backup/offer', { id }));
      return asksWords('backup.yours', { ref, name: owner?.name ?? '' });
    case 'end-backup':
      hearAct(await call('DELETE /api/v1/crises/:id/backup', { id }));
      return asksWords('backup.ended', { ref });
    case 'end-snooze':
      hearAct(await call('DELETE /api/v1/crises/:id/snooze', { id }));
      return asksWords('snooze.ended', { ref });
  }
}
