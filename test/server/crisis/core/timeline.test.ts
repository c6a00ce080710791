import { describe, expect, it } from '@jest/globals';
import { timelineOf } from '../../../../server/crisis/core/timeline.js';
import type { DomainEvent } from '../../../../server/platform/feed.js';

const NAMES: Readonly<Record<string, string>> = { ana: 'Ana Test', ben: 'Ben Test', cem: 'Cem Test', dee: 'Dee Test' };
type Happening = readonly [kind: string, data: DomainEvent['data']];
const happened = (events: readonly Happening[]): DomainEvent[] =>
  events.map(([kind, data], place) => ({ _id: `e${place}`, kind, at: new Date(place * 1000), crisisId: 'c1', teamId: 'north', actorId: null, version: place, data }) as unknown as DomainEvent);
const page = (staffId: string, channel = 'sms', rung = 0, kind = 'page'): Happening => ['notification.sent', { staffId, channel, kind, rung }];
const step = (rung = 0): Happening => ['rung.started', { rung, why: 'start' }];
const told = (...events: Happening[]): string[] => timelineOf(happened(events), { nameOf: (id) => NAMES[id ?? ''] ?? 'somebody', serviceNameOf: () => 'Elm Row', notes: [], screenings: [] }).map(({ words }) => words).toReversed();

describe('how the timeline reads', () => {
  it('a step says whom it asked and how, as soon as something has gone out', () => {
    expect(told(step())).toEqual(['Step 1: asking']);
    expect(told(step(), page('ana'), page('ben'))).toEqual(['Step 1: asked Ana Test, Ben Test by text', 'Asked Ana Test by text', 'Asked Ben Test by text']);
    expect(told(step(), page('ana'), page('ana', 'voice'))[0]).toBe('Step 1: asked Ana Test by text and call');
    expect(told(step(), ...['ana', 'ben', 'cem', 'dee'].map((one) => page(one, 'voice')))[0]).toBe('Step 1: asked 4 people by call');
  });

  it('what is told is not what is asked, and another round is its own step', () => {
    expect(told(step(), page('ana'), step(1), page('ben', 'sms', 1), step(), page('cem'), page('dee', 'sms', 0, 'notice'))).toEqual([
      'Step 1: asked Ana Test by text', 'Asked Ana Test by text', 'Step 2: asked Ben Test by text', 'Asked Ben Test by text', 'Step 1: asked Cem Test by text', 'Asked Cem Test by text', 'Told Dee Test by text',
    ]);
  });

  it('no code of ours stands in a sentence', () => {
    expect(told(['crisis.location', { state: 'UNKNOWN_SEARCHING' }], ['emergency.requested', { service: 'mental-health-team' }], ['follow-up.done', { result: 'not-needed' }], ['referral.outcome', { outcome: 'not-helped', from: 'person' }])).toEqual([
      'said where the person is: not known, being looked for', 'asked for a mental health team', 'ended a follow-up that is not needed', 'recorded that it did not help',
    ]);
  });
});
