import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CrisisView } from '../../../../server/contract/crisis.js';
import { timeNear } from '../../app/format.js';
import { languageTag } from '../../app/words.js';
import { useNow } from '../../live/server-clock.js';
import { LinkButton } from '../../ui/button.js';
import { Panel } from '../../ui/card.js';
import { FactList, FactMark } from '../../ui/fact-list.js';
import type { Fact } from '../../ui/fact-list.js';
import { EmergencyQuestion } from '../board/emergency-question.js';
import { typedDetails } from './core/typed-details.js';
import type { DetailField } from './core/typed-details.js';
import { keepCrisis } from './crisis-data.js';
import { crisisWords } from './crisis-words.js';
import { FactsDialog } from './facts-form.js';

/** Shown also while nobody knows them: a service will ask. */
const ALWAYS: readonly DetailField[] = ['whatHelps', 'place', 'ageYears', 'language', 'accessNeeds', 'safeToContact'];
const IF_KNOWN: readonly DetailField[] = ['personName', 'theySaid', 'postcode', 'narrative'];
const ORDER: readonly DetailField[] = ['whatHelps', 'theySaid', 'place', 'postcode', 'personName', 'ageYears', 'language', 'accessNeeds', 'safeToContact', 'narrative'];

/** What is known of the person and the moment. */
export function FactsPanel({ crisis, old }: { crisis: CrisisView; old: boolean }) {
  const [editing, setEditing] = useState(false);
  const mayEdit = crisis.may.work && crisis.state !== 'CLOSED' && !old;
  return (
    <Panel title={crisisWords('facts')} aside={mayEdit && <LinkButton onClick={() => setEditing(true)}>{crisisWords('facts.edit')}</LinkButton>}>
      <FactList facts={[...factsOf(crisis), { name: crisisWords('facts.emergency'), value: <EmergencyFact crisis={crisis} old={old} /> }, { name: crisisWords('facts.raised'), value: <Raised crisis={crisis} /> }]} />
      <FactsDialog crisis={crisis} open={editing} onClose={() => setEditing(false)} />
    </Panel>
  );
}

function factsOf({ details }: CrisisView): Fact[] {
  const typed = typedDetails(details);
  return ORDER.filter((field) => ALWAYS.includes(field) || (IF_KNOWN.includes(field) && typed[field] !== '')).map((field) => ({
    name: crisisWords(`facts.${field}`),
    value: valueOf(field, typed[field], details),
  }));
}

function valueOf(field: DetailField, text: string, details: CrisisView['details']): ReactNode {
  if (field === 'accessNeeds' && details.accessNeeds?.length === 0) return crisisWords('facts.none-needed');
  if (text === '') return <FactMark>{crisisWords('facts.not-known')}</FactMark>;
  if (field === 'ageYears') {
    return (
      <>
        {text} <small>{crisisWords('facts.shown-as')}</small>
      </>
    );
  }
  return <span className="fact-text">{field === 'language' ? languageName(text) : text}</span>;
}

/** A code (`es`) by its name; what somebody wrote in words as they wrote it. */
function languageName(text: string): string {
  if (!/^[a-z]{2,3}$/.test(text)) return text;
  return new Intl.DisplayNames(languageTag(), { type: 'language', fallback: 'code' }).of(text) ?? text;
}

function EmergencyFact({ crisis, old }: { crisis: CrisisView; old: boolean }) {
  if (crisis.emergencyCall || crisis.letter === 'A') return <EmergencyQuestion card={crisis} frozen={old} onKnown={keepCrisis} />;
  return crisisWords('answer.not-asked');
}

function Raised({ crisis: { reports } }: { crisis: CrisisView }) {
  const now = useNow(60_000);
  return (
    <ul>
      {reports.map((report) => (
        <li key={report.id} className="num">
          {crisisWords('facts.raised-by', { name: report.byName, time: timeNear(report.at, now) })} {report.delayed && <small>{crisisWords('facts.delayed')}</small>}
        </li>
      ))}
    </ul>
  );
}
