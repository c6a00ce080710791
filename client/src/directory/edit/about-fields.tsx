import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useId } from 'react';
import { SERVICE_STATUSES, SETTINGS } from '../../../../server/contract/directory.js';
import { URGENCY_LETTERS } from '../../../../server/contract/triage.js';
import type { FactName, LanguageFacts, ServiceFacts } from '../../../../server/contract/directory-edit.js';
import { call } from '../../app/api.js';
import { Checkbox } from '../../ui/toggle.js';
import { directoryWords, kindWords } from '../directory-words.js';
import { languageWords } from '../describe.js';
import { BLANK } from './core/drafts.js';
import { KIND_GROUPS, RULE_GROUPS, TRAIT_GROUPS } from './core/tick-groups.js';
import { editWords } from './edit-words.js';
import { Choice, Figure, Parts, Text, TextList, YesNo } from './form-parts.js';
import { TickGroups } from './tick-groups.js';

/** The facts being changed and how one of them is set. */
export interface Draft {
  facts: ServiceFacts;
  set: <Name extends FactName>(name: Name, value: ServiceFacts[Name]) => void;
}

/** What it is: names, state, kinds of help. */
export function AboutFields({ facts, set }: Draft) {
  return (
    <>
      <Text at="/name" required label={editWords('fact.name')} value={facts.name} onChange={(name) => set('name', name ?? '')} />
      <Text at="/alternateName" label={editWords('fact.alternateName')} value={facts.alternateName} onChange={(name) => set('alternateName', name)} />
      <OrganizationField facts={facts} set={set} />
      <Choice
        at="/status"
        label={editWords('fact.status')}
        value={facts.status}
        options={SERVICE_STATUSES.map((status) => [status, status === 'active' ? editWords('status.active') : directoryWords(`status.${status}`)] as const)}
        onChange={(status) => set('status', status)}
      />
      <Text at="/alert" label={editWords('fact.alert')} value={facts.alert} onChange={(alert) => set('alert', alert)} />
      <Text at="/description" lines={4} label={editWords('fact.description')} value={facts.description} onChange={(description) => set('description', description)} />
      <TickGroups at="/kinds" legend={editWords('fact.kinds')} value={facts.kinds} groups={KIND_GROUPS} nameOf={(group) => editWords(`kinds.${group}`)} wordsOf={kindWords} onChange={(kinds) => set('kinds', kinds)} />
      {!facts.kindsStated && <Checkbox label={editWords('fact.kindsStated')} hint={editWords('fact.kindsStated.hint')} checked={facts.kindsStated} onToggle={(on) => set('kindsStated', on)} />}
      <Choice
        at="/setting"
        label={editWords('fact.setting')}
        value={facts.setting ?? 'unknown'}
        options={[['unknown', editWords('unknown')], ...SETTINGS.map((setting) => [setting, editWords(`setting.${setting}`)] as const)]}
        onChange={(setting) => set('setting', setting === 'unknown' ? null : setting)}
      />
    </>
  );
}

function OrganizationField({ facts, set }: Draft) {
  const list = useId();
  const typed = useDeferredValue(facts.organizationName);
  const { data } = useQuery({ queryKey: ['organizations', typed], queryFn: ({ signal }) => call('GET /api/v1/organizations', { q: typed.slice(0, 100) }, { signal }), staleTime: 60_000, retry: false });
  return (
    <>
      <Text at="/organizationName" required list={list} label={editWords('fact.organizationName')} hint={editWords('fact.organizationName.hint')} value={facts.organizationName} onChange={(name) => set('organizationName', name ?? '')} />
      <datalist id={list}>
        {(data?.organizations ?? []).map(({ id, name }) => (
          <option key={id} value={name}>
            {name}
          </option>
        ))}
      </datalist>
    </>
  );
}

/** Who it is for and whom it turns away. */
export function WhoFields({ facts, set }: Draft) {
  const { urgency } = facts;
  const letters = URGENCY_LETTERS.map((letter) => [letter, letter] as const);
  return (
    <>
      <div className="edit-line">
        <Figure at="/age/minimum" label={editWords('age.from')} value={facts.age.minimum} onChange={(minimum) => set('age', { ...facts.age, minimum })} />
        <Figure at="/age/maximum" label={editWords('age.to')} value={facts.age.maximum} onChange={(maximum) => set('age', { ...facts.age, maximum })} />
      </div>
      <div className="edit-line edit-line-three">
        <Choice
          at="/urgency"
          label={editWords('urgency.told')}
          value={urgency === 'unknown' ? 'unknown' : 'yes'}
          options={[['unknown', editWords('unknown')], ['yes', editWords('yes')]]}
          onChange={(told) => set('urgency', told === 'unknown' ? 'unknown' : { from: 'C', to: 'G' })}
        />
        {urgency !== 'unknown' && <Choice at="/urgency/from" label={editWords('urgency.from')} value={urgency.from} options={letters} onChange={(from) => set('urgency', { ...urgency, from })} />}
        {urgency !== 'unknown' && <Choice at="/urgency/to" label={editWords('urgency.to')} value={urgency.to} options={letters} onChange={(to) => set('urgency', { ...urgency, to })} />}
      </div>
      <TickGroups at="/exclusions" legend={editWords('fact.exclusions')} value={facts.exclusions} groups={RULE_GROUPS} nameOf={(group) => editWords(`rules.${group}`)} wordsOf={(rule) => editWords(`rule.${rule}`)} onChange={(rules) => set('exclusions', rules)} />
      <Text at="/eligibilityDescription" lines={3} label={editWords('fact.eligibilityDescription')} value={facts.eligibilityDescription} onChange={(words) => set('eligibilityDescription', words)} />
      <TickGroups at="/traits" legend={editWords('fact.traits')} value={facts.traits} groups={TRAIT_GROUPS} nameOf={(group) => editWords(`traits.${group}`)} wordsOf={(trait) => directoryWords(`trait.${trait}`)} onChange={(traits) => set('traits', traits)} />
      <div className="edit-line">
        {(['walkIn', 'pets', 'dependants', 'waitlist'] as const).map((name) => (
          <YesNo key={name} at={`/${name}`} label={editWords(`fact.${name}`)} value={facts[name]} onChange={(value) => set(name, value)} />
        ))}
      </div>
      <Parts at="/languages" legend={editWords('fact.languages')} nameOf={(n) => editWords('languages.one', { n })} parts={facts.languages} blank={BLANK.language} addLabel={editWords('languages.add')} onChange={(languages) => set('languages', languages)}>
        {(language, change, at) => <LanguageField at={`${at}/code`} language={language} onChange={change} />}
      </Parts>
      <InterpreterFields facts={facts} set={set} />
      <Text at="/interpretationServices" label={editWords('fact.interpretationServices')} value={facts.interpretationServices} onChange={(words) => set('interpretationServices', words)} />
    </>
  );
}

/** Languages that are offered by name; any other code that is there already stays. */
const CODES = ['en', 'es', 'ase', 'am', 'ar', 'bn', 'bs', 'cmn', 'yue', 'zh', 'fa', 'fil', 'fr', 'de', 'gu', 'ht', 'he', 'hi', 'hmn', 'hy', 'it', 'ja', 'km', 'ko', 'lo', 'my', 'ne', 'om', 'pa', 'pl', 'ps', 'pt', 'ro', 'ru', 'so', 'sq', 'sr', 'sw', 'ta', 'te', 'th', 'ti', 'tl', 'tr', 'uk', 'ur', 'vi', 'yi', 'yo', 'bfi'];

function LanguageField({ at, language, onChange }: { at: string; language: LanguageFacts; onChange: (language: Partial<LanguageFacts>) => void }) {
  const codes = language.code !== null && !CODES.includes(language.code) ? [language.code, ...CODES] : CODES;
  const named = codes.map((code) => [code, languageWords({ name: null, code })] as const).toSorted(([, a], [, b]) => a.localeCompare(b));
  return <Choice at={at} label={editWords('fact.languages')} value={language.code ?? ''} options={[['', language.name ?? editWords('unknown')], ...named]} onChange={(code) => code !== '' && onChange({ code, name: null })} />;
}

function InterpreterFields({ facts, set }: Draft) {
  const codes = facts.languagesInterpreted;
  const state = codes === null ? 'unknown' : codes.length === 0 ? 'none' : codes.includes('*') ? 'any' : 'some';
  const lists = { unknown: null, none: [], any: ['*'], some: ['es'] };
  return (
    <div className="edit-line">
      <Choice
        at="/languagesInterpreted"
        label={editWords('fact.languagesInterpreted')}
        value={state}
        options={[['unknown', editWords('unknown')], ['none', editWords('interpreted.none')], ['any', editWords('interpreted.any')], ['some', editWords('interpreted.some')]]}
        onChange={(next) => next !== state && set('languagesInterpreted', lists[next])}
      />
      {state === 'some' && <TextList at="/languagesInterpreted/0" label={editWords('interpreted.list')} hint={editWords('interpreted.list-hint')} value={codes} onChange={(list) => set('languagesInterpreted', list ?? [])} />}
    </div>
  );
}
