import { describe, expect, it } from '@jest/globals';
import { fillIn, pickPlural, splitAtNames } from '../../../../client/src/app/core/message.js';

const PLACES = { one: '{count} place free', other: '{count} places free' };

describe('words on the screen', () => {
  it('take the plural of the language, not of English', () => {
    expect(pickPlural(PLACES, 1, 'en')).toBe('{count} place free');
    expect(pickPlural(PLACES, 0, 'en')).toBe('{count} places free');
    const polish = { one: '{count} miejsce', few: '{count} miejsca', many: '{count} miejsc', other: '{count} miejsca' };
    expect([1, 3, 12].map((count) => fillIn(pickPlural(polish, count, 'pl'), { count }))).toEqual(['1 miejsce', '3 miejsca', '12 miejsc']);
  });

  it('show a name that was not filled in instead of hiding the mistake', () => {
    expect(fillIn('{name} has {ref}', { name: 'Priya' })).toBe('Priya has {ref}');
  });

  it('can be cut at their names, so that an element may stand there', () => {
    expect(splitAtNames('Ring {number} now')).toEqual([{ text: 'Ring ' }, { name: 'number' }, { text: ' now' }]);
  });
});
