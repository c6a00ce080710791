import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { CAPACITY_KINDS } from '../../../../server/contract/directory.js';
import type { FactName, ServiceFacts, ServiceFactsView } from '../../../../server/contract/directory-edit.js';
import { LeaveGuard } from '../../app/leave-guard.js';
import { Button } from '../../ui/button.js';
import { Panel } from '../../ui/card.js';
import { ErrorSummary } from '../../ui/states.js';
import { Checkbox } from '../../ui/toggle.js';
import { AboutFields, WhoFields } from './about-fields.js';
import type { Draft } from './about-fields.js';
import { ConflictPanel } from './conflict-panel.js';
import { ContactFields, IntakeFields, PhoneFields } from './contact-fields.js';
import { BLANK } from './core/drafts.js';
import { withFact } from './core/three-way.js';
import { editWords } from './edit-words.js';
import { Choice, Figure, FormFaults, Parts, Text, TextList, fieldId } from './form-parts.js';
import { ExceptionFields, HoursFields } from './hours-fields.js';
import { AreaFields, PlaceFields } from './place-fields.js';
import type { Saving } from './use-saving.js';
import './edit.css';

/** The parts of the form, in order; each can be jumped to. */
const SECTIONS = ['about', 'who', 'where', 'when', 'contact', 'intake', 'cost', 'places', 'save'] as const;

/** One form for everything that counts about a service, in parts. */
export function EditForm({ base, saving, isNew }: { base: Pick<ServiceFactsView, 'checks' | 'verified'>; saving: Saving; isNew: boolean }) {
  const prefix = useId();
  const [why, setWhy] = useState('');
  const [checkedAll, setCheckedAll] = useState(false);
  const { facts, trouble, busy, dirty } = saving;
  const draft: Draft = { facts, set: <Name extends FactName>(name: Name, value: ServiceFacts[Name]) => saving.change(withFact(facts, name, value)) };
  const parts: Record<(typeof SECTIONS)[number], ReactNode> = {
    about: <AboutFields {...draft} />,
    who: <WhoFields {...draft} />,
    where: <WhereFields draft={draft} checks={base.checks} />,
    when: <WhenFields {...draft} />,
    contact: (
      <>
        <PhoneFields at="/phones" legend={editWords('fact.phones')} phones={facts.phones} checks={base.checks} onChange={(phones) => draft.set('phones', phones)} />
        <div className="edit-line">
          <Text at="/email" type="email" label={editWords('fact.email')} value={facts.email} onChange={(email) => draft.set('email', email)} />
          <Text at="/url" type="url" label={editWords('fact.url')} value={facts.url} onChange={(url) => draft.set('url', url)} />
        </div>
        <ContactFields contacts={facts.contacts} checks={base.checks} onChange={(contacts) => draft.set('contacts', contacts)} />
      </>
    ),
    intake: <IntakeFields intake={facts.intake} verified={base.verified} onChange={(intake) => draft.set('intake', intake)} />,
    cost: <CostFields {...draft} />,
    places: <CountedFields {...draft} />,
    save: (
      <>
        <Text at="/why" required label={editWords('why')} hint={editWords('why.hint')} value={why} onChange={(words) => setWhy(words ?? '')} />
        <Checkbox label={editWords('checked-all')} hint={editWords('checked-all.hint')} checked={checkedAll} onToggle={setCheckedAll} />
      </>
    ),
  };
  return (
    <FormFaults value={trouble?.faults ?? NO_FAULTS}>
      <LeaveGuard dirty={dirty} words={editWords('leave')} />
      <form
        noValidate
        className="edit-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void saving.save(why, checkedAll);
        }}
      >
        {trouble && (
          <ErrorSummary key={trouble.count} title={trouble.title} fields={[...trouble.faults].map(([at, words]) => ({ fieldId: fieldId(at), words: saving.faultWords(at, words) }))}>
            {trouble.words}
          </ErrorSummary>
        )}
        {saving.conflict && <ConflictPanel conflict={saving.conflict} facts={facts} onChoose={(name, value) => draft.set(name, value)} />}
        <nav aria-label={editWords('parts')} className="edit-nav">
          {SECTIONS.map((section) => (
            <a key={section} href={`#${prefix}${section}`}>
              {editWords(`part.${section}`)}
            </a>
          ))}
        </nav>
        {SECTIONS.map((section) => (
          <div key={section} id={`${prefix}${section}`} tabIndex={-1} className="edit-section">
            <Panel title={editWords(`part.${section}`)}>
              <div className="stack">{parts[section]}</div>
            </Panel>
          </div>
        ))}
        <div className="edit-save">
          <Button type="submit" variant="primary" busy={busy}>
            {editWords(isNew ? 'save.new' : 'save')}
          </Button>
          {!saving.online && <p className="muted">{editWords('offline')}</p>}
        </div>
      </form>
    </FormFaults>
  );
}

const NO_FAULTS: ReadonlyMap<string, string> = new Map();

function WhereFields({ draft: { facts, set }, checks }: { draft: Draft; checks: ServiceFactsView['checks'] }) {
  return (
    <>
      <PlaceFields places={facts.locations} checks={checks} onChange={(places) => set('locations', places)} />
      <AreaFields areas={facts.areas} onChange={(areas) => set('areas', areas)} />
      <TextList at="/virtualArea" label={editWords('fact.virtualArea')} hint={editWords('fact.virtualArea.hint')} value={facts.virtualArea} onChange={(codes) => set('virtualArea', codes)} />
    </>
  );
}

function WhenFields({ facts, set }: Draft) {
  return (
    <>
      <Checkbox label={editWords('fact.alwaysOpen')} checked={facts.alwaysOpen} onToggle={(on) => set('alwaysOpen', on)} />
      <Checkbox label={editWords('fact.byAppointment')} checked={facts.byAppointment} onToggle={(on) => set('byAppointment', on)} />
      {!facts.alwaysOpen && <HoursFields at="/schedules" legend={editWords('fact.schedules')} schedules={facts.schedules} onChange={(schedules) => set('schedules', schedules)} />}
      <ExceptionFields exceptions={facts.exceptions} onChange={(exceptions) => set('exceptions', exceptions)} />
      <Text at="/timeZone" label={editWords('fact.timeZone')} hint={editWords('fact.timeZone.hint')} value={facts.timeZone} onChange={(zone) => set('timeZone', zone)} />
    </>
  );
}

function CostFields({ facts, set }: Draft) {
  return (
    <>
      <Parts at="/costs" legend={editWords('fact.costs')} nameOf={(n) => editWords('cost.one', { n })} parts={facts.costs} blank={BLANK.cost} addLabel={editWords('cost.add')} onChange={(costs) => set('costs', costs)}>
        {(cost, change, at) => (
          <div className="edit-line">
            <Text at={`${at}/option`} label={editWords('cost.option')} value={cost.option} onChange={(option) => change({ option })} />
            <Figure at={`${at}/amount`} label={editWords('cost.amount')} value={cost.amount} onChange={(amount) => change({ amount })} />
            <Text at={`${at}/currency`} label={editWords('cost.currency')} value={cost.currency} onChange={(currency) => change({ currency })} />
            <Text at={`${at}/amountDescription`} label={editWords('cost.about')} value={cost.amountDescription} onChange={(amountDescription) => change({ amountDescription })} />
          </div>
        )}
      </Parts>
      <Text at="/feesDescription" lines={2} label={editWords('fact.feesDescription')} value={facts.feesDescription} onChange={(words) => set('feesDescription', words)} />
      <Parts at="/documents" legend={editWords('fact.documents')} nameOf={(n) => editWords('paper.one', { n })} parts={facts.documents} blank={BLANK.document} addLabel={editWords('paper.add')} onChange={(papers) => set('documents', papers)}>
        {(paper, change, at) => <Text at={`${at}/document`} required label={editWords('fact.documents')} value={paper.document} onChange={(document) => change({ document: document ?? '' })} />}
      </Parts>
      <Parts at="/funding" legend={editWords('fact.funding')} nameOf={(n) => editWords('funding.one', { n })} parts={facts.funding} blank={BLANK.funding} addLabel={editWords('funding.add')} onChange={(funding) => set('funding', funding)}>
        {(one, change, at) => <Text at={`${at}/source`} required label={editWords('funding.source')} hint={editWords('funding.hint')} value={one.source} onChange={(source) => change({ source: source ?? '' })} />}
      </Parts>
      <Text at="/applicationProcess" lines={3} label={editWords('fact.applicationProcess')} value={facts.applicationProcess} onChange={(words) => set('applicationProcess', words)} />
    </>
  );
}

function CountedFields({ facts, set }: Draft) {
  return (
    <>
      <p className="muted">{editWords('places.told')}</p>
      <Parts at="/capacities" legend={editWords('fact.capacities')} nameOf={(n) => editWords('places.one', { n })} parts={facts.capacities} blank={BLANK.capacity} addLabel={editWords('places.add')} onChange={(list) => set('capacities', list)}>
        {(one, change, at) => (
          <div className="edit-line">
            <Text at={`${at}/unit`} required label={editWords('places.unit')} value={one.unit} onChange={(unit) => change({ unit: unit ?? '' })} />
            <Choice at={`${at}/kind`} label={editWords('places.kind')} value={one.kind} options={CAPACITY_KINDS.map((kind) => [kind, editWords(`places.kind.${kind}`)] as const)} onChange={(kind) => change({ kind })} />
            <Figure at={`${at}/maximum`} label={editWords('places.maximum')} value={one.maximum} onChange={(maximum) => change({ maximum })} />
            {one.id === null && <Figure at={`${at}/available`} label={editWords('places.available')} value={one.available} onChange={(available) => change({ available })} />}
          </div>
        )}
      </Parts>
    </>
  );
}
