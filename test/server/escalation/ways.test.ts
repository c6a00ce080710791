import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { URGENCY_LETTERS } from '../../../server/contract/triage.js';
import type { Ladder } from '../../../server/contract/escalation.js';
import { cannot, startEscalation } from '../../../server/escalation/core/ladder.js';
import type { Mint, Reach } from '../../../server/escalation/core/ladder.js';
import { inAnotherWay } from '../../../server/escalation/core/other-ways.js';
import { holdsNothingBack, quietOf, waysOn } from '../../../server/escalation/core/ways.js';
import type { Askable, Own, Way } from '../../../server/escalation/core/ways.js';
import { newDelivery } from '../../../server/messaging/index.js';

const START = new Date('2026-11-22T02:00:00Z');
const LATER = new Date('2026-11-22T07:00:00Z');
let minted = 0;
const mint: Mint = () => ({ id: `n${++minted}`, linkHash: `h${minted}`, delivery: newDelivery() });
const channels = fc.subarray(['sms', 'voice'] as const, { minLength: 1 });
const way: fc.Arbitrary<Way> = fc.record({ channel: fc.constantFrom('sms' as const, 'voice' as const), numberId: fc.constantFrom('mobile', 'desk'), afterSeconds: fc.constantFrom(0, 30, 60, 300) });
const own = (ways: readonly Way[], quietUntil: Date | null = null): (() => Own) => () => ({ ways, quietUntil, all: [{ channel: 'sms', numberId: 'mobile' }, { channel: 'voice', numberId: 'mobile' }, { channel: 'voice', numberId: 'desk' }] });
const letter = fc.constantFrom(...URGENCY_LETTERS);

describe('how somebody is asked on a rung', () => {
  it('for A and B what the rung wants at once goes at once, whatever was chosen', () => {
    fc.assert(fc.property(channels, fc.array(way, { maxLength: 4 }), fc.constantFrom('A' as const, 'B' as const), fc.integer({ min: 5, max: 900 }), (wanted, ways, urgency, within) => {
      const asked = waysOn({ staffId: 'ana', channels: ['sms', 'voice'], own: own(ways) }, wanted, urgency, within);
      for (const channel of wanted) expect(asked.some((one) => one.channel === channel && one.afterSeconds === 0)).toBe(true);
    }));
  });

  it('nobody’s delay takes more than half of the time to answer, and somebody with a channel is always asked', () => {
    fc.assert(fc.property(channels, channels, fc.array(way, { maxLength: 4 }), letter, fc.integer({ min: 1, max: 900 }), (has, wanted, ways, urgency, within) => {
      const asked = waysOn({ staffId: 'ana', channels: has, own: own(ways) }, wanted, urgency, within);
      expect(asked.length).toBeGreaterThan(0);
      for (const { afterSeconds } of asked) expect(afterSeconds).toBeLessThanOrEqual(within / 2);
    }));
  });

  it('quiet hours leave at least one person of a rung to be asked', () => {
    fc.assert(fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }), letter, (quiet, urgency) => {
      const people: Askable[] = quiet.map((is, place) => ({ staffId: `p${place}`, channels: ['sms'], own: own([], is && !holdsNothingBack(urgency) ? LATER : null) }));
      expect(quietOf(people, urgency).size).toBeLessThan(people.length);
    }));
  });
});

describe('a rung with people of their own choice', () => {
  const ladder: Ladder = { rungs: [{ ask: [{ kind: 'everyone' }], channels: ['sms'], answerWithinSeconds: 900 }, { ask: [{ kind: 'responder', staffId: 'cas' }], channels: ['sms'], answerWithinSeconds: 900 }], rounds: 1, repeatEverySeconds: 900 };
  const about = { id: 'e', crisisId: 'c', ref: '4821', teamId: 'north', letter: 'C' as const, raisedById: null, policyId: 'p', policyVersion: 1, ladder };
  const people: Record<string, Askable> = {
    ana: { staffId: 'ana', channels: ['sms', 'voice'], own: own([{ channel: 'sms', numberId: 'mobile', afterSeconds: 0 }, { channel: 'voice', numberId: 'desk', afterSeconds: 60 }]) },
    ben: { staffId: 'ben', channels: ['sms', 'voice'], own: own([], LATER) },
    cas: { staffId: 'cas', channels: ['sms'] },
  };
  const reach: Reach = (asks) => asks.flatMap((ask) => (ask.kind === 'responder' ? [people[ask.staffId]] : [people['ana'], people['ben']])).filter((one) => one !== undefined);
  const begin = () => startEscalation(about, { round: 1, rung: 0 }, reach, mint, START).state;

  it('holds what was wanted later, and who is in their quiet hours, and says so in the message itself', () => {
    expect(begin().notifications.map(({ staffId, channel, numberId, notBefore }) => [staffId, channel, numberId, notBefore?.toISOString()])).toEqual([
      ['ana', 'sms', 'mobile', undefined], ['ana', 'voice', 'desk', '2026-11-22T02:01:00.000Z'], ['ben', 'sms', undefined, LATER.toISOString()],
    ]);
  });

  it('does not wait for somebody in their quiet hours when everybody else said no', () => {
    const said = cannot(begin(), 'ana', reach, mint, START);
    expect(said.ok && said.state.rung).toBe(1);
  });

  it('what fails brings the later message forward; when that fails too, another number; then nothing is left', () => {
    const failed = (e: ReturnType<typeof begin>, place: number) => ({ ...e, notifications: e.notifications.map((n, at) => (at === place ? { ...n, delivery: { ...n.delivery, state: 'failed' as const } } : n)) });
    const first = failed(begin(), 0);
    const page = first.notifications[0];
    if (!page) throw new Error('nobody was asked');
    const hastened = inAnotherWay(first, page, 'failed', reach, mint).state;
    expect(hastened.notifications[1]).toMatchObject({ channel: 'voice', numberId: 'desk' });
    expect(hastened.notifications[1]?.notBefore).toBeUndefined();
    const second = inAnotherWay(failed(hastened, 1), page, 'failed', reach, mint).state;
    expect(second.notifications.at(-1)).toMatchObject({ staffId: 'ana', channel: 'voice', numberId: 'mobile' });
    const third = failed(second, second.notifications.length - 1);
    expect(inAnotherWay(third, page, 'failed', reach, mint).state).toBe(third);
  });
});
