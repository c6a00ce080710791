import { describe, expect, it } from '@jest/globals';
import { breachesOf, couldTake, dutiesOf } from '../../../../server/oncall/core/duties.js';
import type { Duty } from '../../../../server/oncall/core/duties.js';
import { scheduleOf } from '../../../../server/oncall/core/schedule.js';
import { aBook, aChange, aLayer } from '../builders.js';

const duty = (rotaId: string, staffId: string, startsAt: string, endsAt: string, changeId: string | null = null): Duty => ({ rotaId, staffId, why: 'layer', layerId: 'main', changeId, turns: null, startsAt: new Date(startsAt), endsAt: new Date(endsAt) });
const none = (): null => null;

describe('rest, hours and double duty', () => {
  it('eleven hours between shifts are enough, a second less is not, on whichever rota', () => {
    const first = duty('first', 'ana', '2026-01-01T08:00:00Z', '2026-01-01T20:00:00Z');
    expect(breachesOf([first, duty('second', 'ana', '2026-01-02T07:00:00Z', '2026-01-02T12:00:00Z')], none)).toEqual([]);
    const soon = duty('second', 'ana', '2026-01-02T06:59:59Z', '2026-01-02T12:00:00Z');
    expect(breachesOf([soon, first], none)).toMatchObject([{ kind: 'rest', duty: soon, previous: first }]);
  });

  it('a turn right after cover is no rest at all', () => {
    const cover = aChange('cover', 'ben', '2026-01-02T01:00:00Z', '2026-01-02T13:00:00Z');
    const duties = dutiesOf('first', scheduleOf(aBook({ changes: [cover] }), new Date('2026-01-01T13:00:00Z'), new Date('2026-01-03T13:00:00Z')));
    expect(breachesOf(duties, none)).toMatchObject([{ kind: 'rest', hours: 0, duty: { staffId: 'ben', startsAt: new Date('2026-01-02T13:00:00Z') } }]);
  });

  it('somebody alone in a layer has one long duty, not a breach every morning', () => {
    const duties = dutiesOf('first', scheduleOf(aBook({ layers: [aLayer({ staffIds: ['ana'] })] }), new Date('2026-01-01T13:00:00Z'), new Date('2026-01-05T13:00:00Z')));
    expect(duties).toHaveLength(1);
    expect(breachesOf(duties, none)).toEqual([]);
    expect(breachesOf(duties, () => 24)).toMatchObject([{ kind: 'hours', hours: 96 }]);
  });

  it('leave or cover within somebody’s own turns is a break, not a rest cut short; every second turn of eight hours is', () => {
    const cover = aChange('cover', 'ben', '2026-01-02T14:00:00Z', '2026-01-02T18:00:00Z');
    const alone = dutiesOf('first', scheduleOf(aBook({ layers: [aLayer({ staffIds: ['ana'] })], changes: [cover] }), new Date('2026-01-01T13:00:00Z'), new Date('2026-01-05T13:00:00Z')));
    expect(breachesOf(alone, none)).toEqual([]);
    const eights = dutiesOf('first', scheduleOf(aBook({ layers: [aLayer({ turn: { unit: 'hours', count: 8 } })] }), new Date('2026-01-01T13:00:00Z'), new Date('2026-01-02T13:00:00Z')));
    expect(breachesOf(eights, none)).toMatchObject([{ kind: 'rest', hours: 8 }]);
  });

  it('two rotas at the same time are double duty, for as long as both last', () => {
    const both = breachesOf([duty('first', 'ana', '2026-01-01T08:00:00Z', '2026-01-01T20:00:00Z'), duty('second', 'ana', '2026-01-01T18:00:00Z', '2026-01-02T08:00:00Z')], none);
    expect(both).toMatchObject([{ kind: 'double', hours: 2 }]);
  });

  it('hours are real hours: a day of 25 is longer than 24', () => {
    const night = dutiesOf('first', scheduleOf(aBook({ layers: [aLayer({ staffIds: ['ana', 'ben', 'cas'] })] }), new Date('2026-10-31T12:00:00Z'), new Date('2026-11-02T13:00:00Z')));
    expect(breachesOf(night, () => 24)).toMatchObject([{ kind: 'hours', hours: 25 }]);
  });

  it('who could take a shift has rest on both sides and is not away', () => {
    const shift = { startsAt: new Date('2026-01-02T08:00:00Z'), endsAt: new Date('2026-01-02T20:00:00Z') };
    expect(couldTake('ana', shift, [duty('second', 'ana', '2026-01-01T08:00:00Z', '2026-01-01T21:00:00Z')], [])).toBe(true);
    expect(couldTake('ana', shift, [duty('second', 'ana', '2026-01-01T08:00:00Z', '2026-01-01T21:30:00Z')], [])).toBe(false);
    expect(couldTake('ana', shift, [duty('second', 'ana', '2026-01-03T06:00:00Z', '2026-01-03T21:30:00Z')], [])).toBe(false);
    expect(couldTake('ana', shift, [], [{ staffId: 'ana', startsAt: new Date('2026-01-02T19:00:00Z'), endsAt: new Date('2026-01-09T00:00:00Z') }])).toBe(false);
  });
});
