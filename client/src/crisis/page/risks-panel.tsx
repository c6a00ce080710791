import { useState } from 'react';
import type { CrisisView } from '../../../../server/contract/crisis.js';
import { FACTS } from '../../../../server/contract/triage.js';
import type { Answer, FactName, TriageFacts } from '../../../../server/contract/triage.js';
import { call } from '../../app/api.js';
import { saidByServer } from '../../app/words.js';
import { Button, LinkButton } from '../../ui/button.js';
import { Panel } from '../../ui/card.js';
import { Dialog } from '../../ui/dialog.js';
import { FactList, FactMark } from '../../ui/fact-list.js';
import { Segmented } from '../../ui/segmented.js';
import { boardWords } from '../board/board-words.js';
import { FailureNote } from '../board/failure-note.js';
import { useSend } from '../board/use-send.js';
import { riskAnswers, riskQuestions } from './core/risk-answers.js';
import { keepCrisis } from './crisis-data.js';
import { crisisWords } from './crisis-words.js';

/** What whoever meets the person must plan for. An unknown is shown as one, never as a no. */
export function RisksPanel({ crisis, old }: { crisis: CrisisView; old: boolean }) {
  const [asking, setAsking] = useState(false);
  const mayAsk = crisis.may.work && crisis.state !== 'CLOSED' && !old;
  return (
    <Panel title={crisisWords('risks')} aside={mayAsk && <LinkButton onClick={() => setAsking(true)}>{crisisWords('risks.ask')}</LinkButton>}>
      <FactList
        layout="tight"
        facts={riskAnswers(crisis.details.facts).map(({ words, answer }) => ({
          name: saidByServer(words),
          value: answer === 'no' ? crisisWords('answer.no') : <FactMark>{crisisWords(`answer.${answer}`)}</FactMark>,
        }))}
      />
      <Dialog open={asking} title={crisisWords('risks.form')} closeLabel={boardWords('close')} onClose={() => setAsking(false)}>
        <RisksForm crisis={crisis} onClose={() => setAsking(false)} />
      </Dialog>
    </Panel>
  );
}

const ANSWERED = ['yes', 'no', 'not-known'] as const satisfies readonly Answer[];

function RisksForm({ crisis, onClose }: { crisis: CrisisView; onClose: () => void }) {
  const [changed, setChanged] = useState<TriageFacts>({});
  const [all, setAll] = useState(false);
  const { busy, failure, send } = useSend();
  const known = crisis.details.facts;
  const answerOf = (fact: FactName) => {
    const answer = changed[fact] ?? known?.[fact];
    return ANSWERED.find((value) => value === answer) ?? null;
  };
  const save = async () => {
    // Only what was answered now is sent, over the newest version: answers to other questions stand by themselves.
    const done = Object.keys(changed).length === 0 || (await send(async () =>
      keepCrisis(await call('PATCH /api/v1/crises/:id/facts', { id: crisis.id, seenVersion: crisis.version, details: { facts: changed } }))));
    if (done) onClose();
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <p className="muted">{crisisWords('risks.form.words')}</p>
      <ul className="risk-questions">
        {riskQuestions(known, all).map((fact) => (
          <li key={fact}>
            <span>{saidByServer(FACTS[fact])}</span>
            <Segmented
              legend={saidByServer(FACTS[fact])}
              value={answerOf(fact)}
              segments={ANSWERED.map((value) => ({ value, label: crisisWords(`answer.${value}`) }))}
              onChoose={(answer) => setChanged({ ...changed, [fact]: answer })}
            />
          </li>
        ))}
      </ul>
      {!all && (
        <div>
          <LinkButton onClick={() => setAll(true)}>{crisisWords('risks.more')}</LinkButton>
        </div>
      )}
      <FailureNote failure={failure} />
      <div>
        <Button type="submit" variant="primary" busy={busy}>
          {crisisWords('facts.save')}
        </Button>
      </div>
    </form>
  );
}
