import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { notSendable, nameFrom, readable } from '../../../../client/src/directory/import/core/chosen-files.js';
import { BLANK, BLANK_SERVICE, fieldTime, scheduleForm, toSend, typedList } from '../../../../client/src/directory/edit/core/drafts.js';
import { KIND_GROUPS, RULE_GROUPS, TRAIT_GROUPS, ticked } from '../../../../client/src/directory/edit/core/tick-groups.js';
import { threeWay } from '../../../../client/src/directory/edit/core/three-way.js';
import { factsInput } from '../../../../server/directory/facts-input.js';
import { EXCLUSION_RULES, HELP_KINDS, TRAITS } from '../../../../server/contract/directory.js';
import { FACT_NAMES } from '../../../../server/contract/directory-edit.js';

describe('two people change one entry', () => {
  const text = fc.constantFrom('a', 'b', 'c', null);
  const facts = fc.record({ alert: text, url: text, email: text }).map((own) => ({ ...BLANK_SERVICE, ...own }));
  it('what only one of them changed is kept; what both changed is named, and mine stands until they choose', () => {
    fc.assert(fc.property(facts, facts, facts, (base, mine, theirs) => {
      const joined = threeWay(base, mine, theirs);
      for (const name of ['alert', 'url', 'email'] as const) {
        const [iDid, theyDid] = [mine[name] !== base[name], theirs[name] !== base[name]];
        expect(joined.facts[name]).toBe(theyDid && !iDid ? theirs[name] : mine[name]);
        expect(joined.both.includes(name)).toBe(iDid && theyDid && mine[name] !== theirs[name]);
        expect(joined.theirs.includes(name)).toBe(theyDid && !iDid);
      }
    }));
  });
  it('nobody changed: nothing is named', () => { expect(threeWay(BLANK_SERVICE, BLANK_SERVICE, BLANK_SERVICE)).toEqual({ facts: BLANK_SERVICE, both: [], theirs: [] }); });
});

describe('a form of an entry', () => {
  it('a blank one has every fact, and with a name can be sent', () => {
    expect(Object.keys(BLANK_SERVICE).toSorted()).toEqual([...FACT_NAMES].toSorted());
    expect(factsInput.validate({ ...BLANK_SERVICE, name: 'A', organizationName: 'B' }).error).toBeUndefined();
  });
  it('a check of a number without words is known as the whole change is; empty lines are not sent', () => {
    const sent = toSend({ ...BLANK_SERVICE, phones: [{ ...BLANK.phone, number: '1', checkedHow: '' }, { ...BLANK.phone, number: '2' }], languages: [BLANK.language], documents: [BLANK.document] }, 'on the phone with Joy');
    expect([sent.phones.map(({ checkedHow }) => checkedHow), sent.languages, sent.documents]).toEqual([['on the phone with Joy', null], [], []]);
  });
  it.each([[{}, 'weekly'], [{ byday: 'MO,TU' }, 'weekly'], [{ freq: 'MONTHLY' as const, byday: '-1FR' }, 'monthly'], [{ freq: 'MONTHLY' as const, byday: '1MO,3MO' }, 'rule'], [{ interval: 2 }, 'rule'], [{ bymonthday: '1,15' }, 'rule'], [{ byday: '1MO' }, 'rule']])('hours %j are shown as %s', (own, form) => {
    expect(scheduleForm({ ...BLANK.schedule, ...own })).toBe(form);
  });
  it('the end of a day is midnight in a time field', () => { expect([fieldTime('24:00'), fieldTime('09:00:00'), fieldTime(null)]).toEqual(['00:00', '09:00', '']); });
  it('lists are read at commas, spaces and lines, each once', () => { expect(typedList('20001, 20002\n20001;20003 ')).toEqual(['20001', '20002', '20003']); });
});

describe('files for an import', () => {
  it('hidden files and others beside them are left out; too many or too large ones are named before they are sent', () => {
    expect(readable([{ name: 'a.csv', size: 1 }, { name: '._a.csv', size: 1 }, { name: 'read.me', size: 1 }, { name: 'B.ZIP', size: 1 }]).map(({ name }) => name)).toEqual(['a.csv', 'B.ZIP']);
    const MB = 1024 * 1024;
    expect(notSendable([])).toEqual({ kind: 'none' });
    expect(notSendable([{ name: 'a.csv', size: 8 * MB }, { name: 'b.csv', size: 8 * MB }])).toBeNull();
    expect(notSendable([{ name: 'a.csv', size: 8 * MB + 1 }])).toEqual({ kind: 'too-large', name: 'a.csv' });
    expect(notSendable(Array.from({ length: 3 }, (_, n) => ({ name: `${n}.csv`, size: 6 * MB })))).toEqual({ kind: 'all-too-large' });
    expect(notSendable(Array.from({ length: 101 }, (_, n) => ({ name: `${n}.csv`, size: 1 })))).toEqual({ kind: 'too-many' });
    expect([nameFrom('County 211/services.csv'), nameFrom('San Mateo.zip')]).toEqual(['county-211', 'san-mateo']);
  });
});

describe('many choices in groups', () => {
  it('stand in exactly one group each, none left out', () => {
    for (const [groups, all] of [[KIND_GROUPS, HELP_KINDS], [RULE_GROUPS, EXCLUSION_RULES], [TRAIT_GROUPS, TRAITS]] as const) {
      expect(groups.flatMap(({ values }): readonly string[] => values).toSorted()).toEqual([...all].toSorted());
      expect(new Set(groups.map(({ group }) => group)).size).toBe(groups.length);
    }
  });

  it('one is ticked and unticked without a change to the others', () => {
    fc.assert(fc.property(fc.subarray([...HELP_KINDS]), fc.constantFrom(...HELP_KINDS), (now, one) => {
      const [on, off] = [ticked(HELP_KINDS, now, one, true), ticked(HELP_KINDS, now, one, false)];
      expect(on).toContain(one);
      expect(off).not.toContain(one);
      for (const other of HELP_KINDS) if (other !== one) expect([on.includes(other), off.includes(other)]).toEqual([now.includes(other), now.includes(other)]);
    }));
  });
});
