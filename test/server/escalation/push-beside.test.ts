import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Channel } from '../../../server/contract/words.js';
import { goesBeside } from '../../../server/escalation/core/beside.js';
import type { Escalation, Notification } from '../../../server/escalation/core/escalation.js';

const page = (id: string, more: Partial<Notification> = {}): Notification =>
  ({ id, kind: 'page', about: null, byStaffId: null, round: 1, rung: 0, staffId: 'ana', channel: 'sms', linkHash: '', delivery: {} as Notification['delivery'], ...more });
const asking = (...notifications: Notification[]): Escalation => ({ notifications } as unknown as Escalation);
const at = (seconds: number): Date => new Date(seconds * 1000);

describe('what a push goes beside', () => {
  it('each person is told once on each rung, whatever their messages are, and with the first of them', () => {
    const message = fc.record({ staffId: fc.constantFrom('ana', 'ben'), rung: fc.constantFrom(0, 1), round: fc.constantFrom(1, 2), channel: fc.constantFrom<Channel>('sms', 'voice'), wait: fc.option(fc.integer({ min: 1, max: 300 })) });
    fc.assert(fc.property(fc.array(message, { minLength: 1, maxLength: 12 }), (all) => {
      const e = asking(...all.map(({ wait, ...one }, place) => page(`n${place}`, { ...one, ...(wait === null ? {} : { notBefore: at(wait) }) })));
      const places = new Set(e.notifications.map(({ staffId, round, rung }) => `${staffId} ${round} ${rung}`));
      const told = e.notifications.filter((n) => goesBeside(e, n) === 'asks');
      expect(new Set(told.map(({ staffId, round, rung }) => `${staffId} ${round} ${rung}`))).toEqual(places);
      expect(told).toHaveLength(places.size);
      for (const n of told) {
        const theirs = e.notifications.filter(({ staffId, round, rung }) => staffId === n.staffId && round === n.round && rung === n.rung);
        expect(Math.min(...theirs.map(({ notBefore }) => notBefore?.getTime() ?? 0))).toBe(n.notBefore?.getTime() ?? 0);
      }
    }));
  });

  it('another way on the same rung, and a call they asked for, bring no second one', () => {
    const [first, other, callMe] = [page('a'), page('b', { channel: 'voice' }), page('c', { channel: 'voice', about: 'call-me' })];
    const e = asking(first, other, callMe);
    expect([first, other, callMe].map((n) => goesBeside(e, n))).toEqual(['asks', null, null]);
  });

  it('who was asked hears that it is over; who raised it is told in their own ways', () => {
    for (const about of ['yours', 'taken', 'stood-down', 'over'] as const) expect(goesBeside(asking(), page('n', { kind: 'notice', about }))).toBe('tells');
    for (const about of ['raiser-taken', 'raiser-nobody'] as const) expect(goesBeside(asking(), page('n', { kind: 'notice', about }))).toBeNull();
  });
});
