import { describe, expect, it } from '@jest/globals';
import { MATCH_RULES } from '../../../../server/contract/matching.js';
import { mayAskAnyway } from '../../../../server/referral/core/ask-anyway.js';

const WHY = 'They agreed on the phone';

describe('asking an excluded service all the same', () => {
  it('needs nothing where nothing excludes it', () => { expect(mayAskAnyway([], null, false)).toBe('may'); });

  it('needs a reason, whatever excludes it', () => {
    for (const rule of MATCH_RULES.filter((one) => one !== 'consent')) for (const rings of [true, false]) expect(mayAskAnyway([rule], null, rings)).toBe('says-why');
  });

  it('is never done against the person’s own no, also when another rule is named before it', () => {
    for (const reason of [WHY, null]) for (const rings of [true, false]) {
      expect(mayAskAnyway(['consent'], reason, rings)).toBe('never');
      expect(mayAskAnyway(['active', 'consent', 'capacity'], reason, rings)).toBe('never');
    }
  });

  it('sends nothing to a shut door or past a house’s own rules: somebody rings first, and then what was said counts', () => {
    for (const failed of [['active'], ['exclusion'], ['age', 'exclusion']] as const) {
      expect(mayAskAnyway(failed, WHY, false)).toBe('rings-first');
      expect(mayAskAnyway(failed, WHY, true)).toBe('may');
    }
  });

  it('is a matter of the reason for every other rule', () => {
    for (const rule of MATCH_RULES.filter((one) => !['consent', 'active', 'exclusion'].includes(one))) expect(mayAskAnyway([rule], WHY, false)).toBe('may');
  });
});
