import { useState } from 'react';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Note } from '../../ui/tag.js';
import { useSoundOn } from '../../app/sound.js';
import { boardWords } from './board-words.js';
import { askForNotices, putNoticesAway, useNoticesHere } from './notices-here.js';

/** Offers that alarms show themselves while this page lies behind others: explained first, asked of the browser only by a press. */
export function NoticeNote() {
  const here = useNoticesHere();
  const soundOn = useSoundOn();
  const [open, setOpen] = useState(false);
  // One question at a time: sound first.
  if (!soundOn && here !== 'refused') return null;
  if (here !== 'may-ask' && here !== 'refused') return null;
  return (
    <>
      <Note tone="neutral" icon="info">
        <span className="row">
          {boardWords(here === 'refused' ? 'notices.refused' : 'notices.off')}
          {here === 'may-ask' && (
            <Button size="s" onClick={() => setOpen(true)}>
              {boardWords('notices.how')}
            </Button>
          )}
          <Button size="s" variant="quiet" onClick={putNoticesAway}>
            {boardWords('sound.not-now')}
          </Button>
        </span>
      </Note>
      <Dialog
        open={open}
        title={boardWords('notices.title')}
        closeLabel={boardWords('close')}
        onClose={() => setOpen(false)}
        actions={
          <>
            <Button
              variant="primary"
              onClick={() => {
                setOpen(false);
                void askForNotices();
              }}
            >
              {boardWords('notices.ask')}
            </Button>
            <Button onClick={() => setOpen(false)}>{boardWords('sound.not-now')}</Button>
          </>
        }
      >
        <div className="stack">
          <p>{boardWords('notices.words')}</p>
          <p className="notice-example">{boardWords('notice.needs-someone', { level: boardWords('level.Emergency'), ref: '4821' })}</p>
          <p className="muted">{boardWords('notices.private')}</p>
        </div>
      </Dialog>
    </>
  );
}
