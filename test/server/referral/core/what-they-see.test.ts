import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ageBand } from '../../../../server/referral/core/age-band.js';
import { afterCode, beforeYes, coarseArea, risksFor } from '../../../../server/referral/core/what-they-see.js';
import { withoutIdentity } from '../../../../server/referral/core/without-identity.js';
import { aCrisis, aReferral } from '../builders.js';

const { details } = aCrisis();

describe('what a service sees before it says yes', () => {
  it('is the need, an age band, an area, access, language, wishes and risks: nothing that tells who it is', () => {
    const seen = beforeYes(aReferral({ need: 'A safe bed tonight', wishes: 'Quiet room. A woman to talk to' }), details, 'Washington');
    expect(seen).toEqual({
      need: 'A safe bed tonight', wishes: 'Quiet room. A woman to talk to', ageBand: '16 to 17', area: 'Washington', access: [], language: 'Spanish, some English',
      risks: [
        { words: 'Thoughts of suicide', answer: 'no' }, { words: 'Harmed themselves lately', answer: 'not-known' }, { words: 'Hurt', answer: 'not-known' }, { words: 'Taken anything', answer: 'not-known' },
        { words: 'Danger from someone', answer: 'yes' }, { words: 'Violent or armed now', answer: 'not-known' },
      ],
    });
    expect(JSON.stringify(seen)).not.toMatch(/Luc|Mar[ií]n|0177|Rose Lane|20009/);
  });

  it('hides a name, a number or an address that slipped into the words', () => {
    expect(withoutIdentity('Lucía needs a bed. LUCIA’s aunt rings +1 (202) 555-0177 or lucia@home.example', 'Lucía Marín')).toBe('… needs a bed. … aunt rings … or …');
    expect(withoutIdentity('She will sleep anywhere; ask for Will', 'Will Li')).toBe('She will sleep anywhere; ask for …');
    expect(withoutIdentity('Needs 2 beds from 18:30 on 28 Oct', undefined)).toBe('Needs 2 beds from 18:30 on 28 Oct');
  });

  it('no part of a name is left, wherever it was typed', () => {
    const name = fc.stringMatching(/^[A-Z][a-z]{1,9}$/);
    fc.assert(fc.property(name, name, fc.lorem({ maxCount: 5 }), fc.nat(30), (given, family, words, place) => {
      fc.pre(!words.toLowerCase().split(/\W+/).some((word) => [given, family].some((part) => part.toLowerCase() === word)));
      const typed = `${words.slice(0, place)} ${given} ${words.slice(place)} ${family}`;
      const left = withoutIdentity(typed, `${given} ${family}`).split(/[^A-Za-z]+/);
      expect(left).not.toContain(given);
      expect(left).not.toContain(family);
    }), { numRuns: 500 });
  });

  it('says of risks only what the consent covers, and never a false "not known"', () => {
    expect(risksFor({ suicidalThoughts: 'yes', intoxicated: 'yes' }, ['contact', 'need'])).toEqual([]);
    expect(risksFor({ intoxicated: 'yes' }, ['substance-use'])).toEqual([{ words: 'Alcohol or drugs', answer: 'yes' }]);
    expect(risksFor({ violentNow: 'no', weaponInHand: 'declined' }, ['risk']).at(-1)).toEqual({ words: 'Violent or armed now', answer: 'not-known' });
  });

  it('an area is a town or a part of the postcode', () => {
    expect([coarseArea('20009'), coarseArea('20009-1234'), coarseArea('E8 1EA'), coarseArea('12'), coarseArea(''), coarseArea(undefined)]).toEqual(['200xx', '200xx', 'E8', '12', null, null]);
  });

  it('an age is a band', () => {
    expect([3, 12, 15, 16, 17, 18, 64, 65, 99].map((years) => ageBand(years, undefined))).toEqual(['Under 12', '12 to 15', '12 to 15', '16 to 17', '16 to 17', '18 to 24', '40 to 64', '65 or over', '65 or over']);
    expect([ageBand(undefined, 'yes'), ageBand(undefined, 'no'), ageBand(undefined, 'declined')]).toEqual(['Under 18', '18 or over', null]);
  });
});

it('after the code it sees who is coming', () => {
  expect(afterCode(details, 'Ana Test')).toEqual({
    name: 'Lucía Marín', ageYears: 17, language: 'Spanish, some English', safeToContact: 'Own phone 202-555-0177, text only', theySaid: 'One quiet night somewhere safe', with: 'Ana Test',
  });
});
