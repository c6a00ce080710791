import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { returnTo } from '../../../client/src/identity/core/return-to.js';
import { lostBySeconds } from '../../../client/src/escalation/answer-link/core/lost-by.js';

describe('after signing in', () => {
  it('goes back to the page of ours that asked', () => {
    expect(returnTo('/raise/1/q/2')).toBe('/raise/1/q/2');
    expect(returnTo('/board?list=1')).toBe('/board?list=1');
  });

  it.each([null, '', 'board', '//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '/\t/evil.example', '/sign-in?to=/sign-in'])('goes to the first page instead of %p', (wanted) => {
    expect(returnTo(wanted)).toBe('/');
  });

  it('never leaves our own site, whatever stands in the address', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (wanted) => {
      expect(new URL(returnTo(wanted), 'https://handrail.example').origin).toBe('https://handrail.example');
    }));
  });
});

describe('a lost claim', () => {
  const at = Date.parse('2026-10-28T02:14:00.000Z');
  const taken = { state: 'taken' as const, takenBy: { name: 'Priya', at: '2026-10-28T02:14:00.000Z' } };

  it('says by how many seconds somebody else was first, at least one', () => {
    expect(lostBySeconds(taken, at + 2100)).toBe(2);
    expect(lostBySeconds(taken, at + 100)).toBe(1);
  });

  it('is no race when nothing was pressed here, or long after', () => {
    expect(lostBySeconds(taken, null)).toBeNull();
    expect(lostBySeconds(taken, at + 60_000)).toBeNull();
    expect(lostBySeconds({ state: 'yours', takenBy: taken.takenBy }, at)).toBeNull();
  });
});
