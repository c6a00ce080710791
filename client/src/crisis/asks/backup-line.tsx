import type { BoardCard } from '../../../../server/contract/crisis.js';
import { timeOfDay } from '../../app/format.js';
import { PersonLine } from '../../ui/avatar.js';
import { Button } from '../../ui/button.js';
import { Note } from '../../ui/tag.js';
import { VisuallyHidden } from '../../ui/visually-hidden.js';
import { asksWords } from './asks-words.js';
import { ConflictNote } from './conflict-note.js';
import { asksMe } from './core/card-acts.js';
import { waitingNames } from './names.js';
import { TimeLeft } from './time-left.js';
import { useAskActs } from './use-ask-acts.js';

/** Above this many, a number says more than names. */
const MOST_NAMES = 3;

/** Who helps the owner, or who is asked to; for whoever is asked, the answers. */
export function BackupLine({ card, meId, mayEnd, frozen }: { card: BoardCard; meId: string; mayEnd: boolean; frozen: boolean }) {
  const { backup, backupAsk } = card;
  return (
    <>
      {backup && (
        <PersonLine initials={backup.initials}>
          {asksWords.rich('backup.is', { name: <b>{backup.id === meId ? asksWords('you') : backup.name}</b>, time: timeOfDay(backup.since) })}
        </PersonLine>
      )}
      {backupAsk && <BackupAsk card={card} ask={backupAsk} meId={meId} mayEnd={mayEnd} frozen={frozen} />}
    </>
  );
}

function BackupAsk({ card, ask, meId, mayEnd, frozen }: { card: BoardCard; ask: NonNullable<BoardCard['backupAsk']>; meId: string; mayEnd: boolean; frozen: boolean }) {
  const acts = useAskActs(card);
  const mine = asksMe(ask, meId);
  const waiting = ask.to.filter(({ said }) => said === 'waiting').length;
  const left = ask.until && <TimeLeft at={ask.until} bare={!mine} />;
  const forWhich = <VisuallyHidden> {card.ref}</VisuallyHidden>;
  return (
    <div className="ask">
      <Note tone={mine ? 'info' : 'neutral'} icon="people">
        {mine
          ? asksWords.rich('backup.to-me', { name: card.owner?.name ?? ask.by.name, left })
          : waiting > MOST_NAMES
            ? asksWords.rich('backup.asked.wider', { count: waiting, left })
            : asksWords.rich('backup.asked', { names: waitingNames(ask, meId), left })}
      </Note>
      {!frozen && (mine || mayEnd) && (
        <div className="card-acts">
          {mine && (
            <>
              <Button size="s" variant="primary" busy={acts.busy} onClick={() => void acts.help('accept')}>
                {asksWords('backup.can')}
                {forWhich}
              </Button>
              <Button size="s" busy={acts.busy} onClick={() => void acts.help('decline')}>
                {asksWords('cannot')}
                {forWhich}
              </Button>
            </>
          )}
          {!mine && mayEnd && (
            <Button size="s" busy={acts.busy} onClick={() => void acts.endBackup()}>
              {asksWords('backup.end')}
              {forWhich}
            </Button>
          )}
        </div>
      )}
      <ConflictNote sending={acts} id={card.id} code={card.ref} />
    </div>
  );
}
