import { useState } from 'react';
import { useSession } from '../../app/session.js';
import { Button, PhoneLink } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { boardWords } from './board-words.js';

/** What is left while this page hears nothing: the text and the telephone still work. `code` is the crisis's ref. */
export function AnswerElsewhere({ code }: { code: string }) {
  const [open, setOpen] = useState(false);
  const { network } = useSession();
  return (
    <>
      <Button block onClick={() => setOpen(true)}>
        {boardWords('elsewhere')}
      </Button>
      <Dialog open={open} title={boardWords('elsewhere.title', { ref: code })} closeLabel={boardWords('close')} onClose={() => setOpen(false)}>
        <div className="stack">
          <p>{boardWords('elsewhere.text', { org: network.org, ref: code })}</p>
          <p className="muted">{boardWords('elsewhere.several', { ref: code })}</p>
          <p>{boardWords('elsewhere.call')}</p>
          <div>
            <PhoneLink number={network.dutyPhone} variant="primary" />
          </div>
        </div>
      </Dialog>
    </>
  );
}
