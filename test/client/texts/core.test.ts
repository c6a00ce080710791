import { describe, expect, it } from '@jest/globals';
import { WORDING_KEYS } from '../../../server/contract/wording.js';
import type { NetworkView } from '../../../server/contract/identity.js';
import { draftOf as networkDraft, inputOf, wrongIn } from '../../../client/src/texts/core/network-draft.js';
import { TEXT_GROUPS, draftOf, isChanged, moved, placeOf, sentencesOf, withName, withOneMore } from '../../../client/src/texts/core/text-draft.js';

const SAID = [{ words: 'One.', goes: 0 }, { words: 'Two.', goes: 1 }];

describe('the words of a text while they are changed', () => {
  it('every text has its place in the list, once', () => {
    expect(TEXT_GROUPS.flatMap(({ keys }) => [...keys]).toSorted((one, other) => one.localeCompare(other))).toEqual([...WORDING_KEYS].toSorted((one, other) => one.localeCompare(other)));
  });

  it('keep a name of their own when they move, are added or taken out', () => {
    const draft = withOneMore(draftOf(SAID));
    expect(moved(draft, 1, -1).map(({ id }) => id)).toEqual([1, 0, 2]);
    expect(moved(draft, 0, -1)).toEqual(draft);
    expect(withOneMore(draft.filter(({ id }) => id !== 1)).map(({ id }) => id)).toEqual([0, 2, 3]);
    expect(isChanged(draftOf(SAID), SAID)).toBe(false);
    expect(isChanged(draft, SAID)).toBe(true);
    expect(sentencesOf([{ id: 0, words: '  One. ', goes: 0 }])).toEqual([{ words: 'One.', goes: 0 }]);
  });

  it('take a name where the cursor stands, with a space before it', () => {
    expect(withName(draftOf(SAID), 0, 'ref', 3)[0]?.words).toBe('One {ref}.');
    expect(withName(draftOf(SAID), 1, 'ref', null)[1]?.words).toBe('Two. {ref}');
    expect(placeOf({ pointer: '/sentences/3/words' })).toBe(3);
    expect(placeOf({ pointer: '/sentences' })).toBeNull();
  });
});

describe('names and numbers', () => {
  const network: NetworkView = {
    version: 4, org: 'NORTH', name: 'North', emergencyNumber: '911', crisisLine: '988', dutyPhone: '(202) 555-0100', timeZone: 'UTC', locale: 'en-US', triageProfile: 'uk-mhts',
    progressWithinMinutes: { A: 5, B: 15, C: 30, D: 60 }, simulated: true, quickExitTo: 'https://weather.example/',
  };

  it('are held against what the server takes', () => {
    expect(wrongIn(networkDraft(network))).toEqual([]);
    expect(wrongIn({ ...networkDraft(network), org: 'ТЕАМ', emergency: 'nine', publicPhone: 'ring us', exit: 'http://plain.example', name: ' ' })).toEqual(['name', 'org', 'emergency', 'publicPhone', 'exit']);
  });

  it('leave everything as it is that the form does not show, and an emptied way out is left out', () => {
    const { version: _version, simulated: _simulated, quickExitTo: _exit, ...others } = network;
    expect(inputOf({ ...networkDraft(network), exit: '' }, network)).toEqual({ ...others, seenVersion: 4 });
    expect(inputOf({ ...networkDraft(network), exit: '', publicPhone: '(202) 555-0177' }, network)).toEqual({ ...others, seenVersion: 4, publicPhone: '(202) 555-0177' });
  });
});
