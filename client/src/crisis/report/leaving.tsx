import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Answer } from '../../../../server/contract/triage.js';
import { timeOfDay } from '../../app/format.js';
import { serverClock } from '../../live/server-clock.js';
import { Button, PhoneLink } from '../../ui/button.js';
import { ChoiceCards } from '../../ui/choice-cards.js';
import { Dialog } from '../../ui/dialog.js';
import { TextArea } from '../../ui/field.js';
import { gave, noted } from '../raise/core/leaving.js';
import type { Draft } from '../raise/core/draft.js';
import { drafts } from '../raise/drafts.js';
import { useLines } from '../raise/lines.js';
import { outbox } from '../raise/outbox.js';
import { reportWords } from './report-words.js';

/** Who stays, as an answer to "Is somebody with them?". */
const STAYS = [
  ['yes', 'leave.somebody'],
  ['no', 'leave.alone'],
  ['not-known', 'leave.not-known'],
] as const satisfies readonly (readonly [Answer, string])[];

/** "I need to leave": tells the next person who stays with them and what to know, and lets go of the screen, not of the crisis. */
export function Leaving({ draft, open, onClose }: { draft: Draft; open: boolean; onClose: () => void }) {
  const [, go] = useLocation();
  const { dutyPhone } = useLines();
  const [stays, setStays] = useState<(typeof STAYS)[number][0] | null>(null);
  const note = draft.leavingNote;

  const leave = () => {
    const at = serverClock.now();
    const words = [reportWords('leave.said', { time: timeOfDay(at) }), note.trim()].filter(Boolean).join(' ');
    void drafts.change(draft.id, (one) => gave(noted(one, words), stays, at));
    outbox.send();
    onClose();
    go('/');
  };

  return (
    <Dialog
      open={open}
      title={reportWords('leave')}
      closeLabel={reportWords('close')}
      onClose={onClose}
      actions={
        <>
          <Button variant="primary" onClick={leave}>
            {reportWords('leave.send')}
          </Button>
          {dutyPhone && <PhoneLink number={dutyPhone} words={reportWords('stale.call')} />}
        </>
      }
    >
      <div className="stack">
        <p>{reportWords('leave.words')}</p>
        <ChoiceCards legend={reportWords('leave.company')} choices={STAYS.map(([value, words]) => ({ value, title: reportWords(words) }))} value={stays} onChoose={setStays} />
        <TextArea label={reportWords('leave.note')} hint={reportWords('leave.note-hint')} value={note} maxLength={1000} onChange={(event) => void drafts.change(draft.id, (one) => ({ ...one, leavingNote: event.target.value }))} />
      </div>
    </Dialog>
  );
}
