import type { ReactNode } from 'react';
import type { BoardCard } from '../../../../server/contract/crisis.js';
import { EscalateDialog } from '../board/escalate-dialog.js';
import { Dialog } from '../../ui/dialog.js';
import { AssignForm } from './assign-form.js';
import { asksWords } from './asks-words.js';
import { BackupForm } from './backup-form.js';
import type { Act } from './core/card-acts.js';
import { JoinForm } from './join-form.js';
import { LocationForm } from './location-form.js';
import { ReleaseForm } from './release-form.js';
import { SnoozeForm } from './snooze-form.js';
import './asks.css';

/** Acts that ask something before they are done. */
export type AskingAct = Exclude<Act, 'hand-over' | 'offer-backup' | 'end-backup' | 'end-snooze'>;

interface Opened {
  act: AskingAct;
  card: BoardCard;
}

/** The one dialog of an act that is open, or none. */
export function ActDialogs({ opened, onClose }: { opened: Opened | null; onClose: () => void }) {
  const shown = opened && opened.act !== 'escalate' ? { act: opened.act, card: opened.card } : null;
  return (
    <>
      <EscalateDialog card={opened?.act === 'escalate' ? opened.card : null} onClose={onClose} />
      <Dialog open={shown !== null} title={shown && titleOf(shown)} closeLabel={asksWords('close')} onClose={onClose}>
        {shown && <Form key={`${shown.act} ${shown.card.id}`} {...shown} onClose={onClose} />}
      </Dialog>
    </>
  );
}

type Formed = Exclude<AskingAct, 'escalate'>;

function titleOf({ act, card: { ref } }: { act: Formed; card: BoardCard }): string {
  return asksWords(act === 'locate' ? 'where.title' : `${act}.title`, { ref });
}

function Form({ act, card, onClose }: { act: Formed; card: BoardCard; onClose: () => void }): ReactNode {
  switch (act) {
    case 'assign':
      return <AssignForm card={card} onClose={onClose} />;
    case 'backup':
      return <BackupForm card={card} onClose={onClose} />;
    case 'snooze':
      return <SnoozeForm card={card} onClose={onClose} />;
    case 'locate':
      return <LocationForm card={card} onClose={onClose} />;
    case 'join':
      return <JoinForm card={card} onClose={onClose} />;
    case 'release':
      return <ReleaseForm card={card} onClose={onClose} />;
  }
}
