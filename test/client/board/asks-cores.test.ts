import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { attentionFor, isSnoozed } from '../../../client/src/crisis/asks/core/attention.js';
import { missingIn, sentBoxes, timesToOffer } from '../../../client/src/crisis/asks/core/boxes.js';
import { actsOf, asksMe, mayOnCard } from '../../../client/src/crisis/asks/core/card-acts.js';
import { byReach, namedLike } from '../../../client/src/crisis/asks/core/colleague-order.js';
import { NEAR_MS, dueTone } from '../../../client/src/crisis/asks/core/due-tone.js';
import { prefilled } from '../../../client/src/crisis/asks/core/prefill.js';
import type { Saying } from '../../../client/src/crisis/asks/core/prefill.js';
import { areSure, comparePeople } from '../../../client/src/crisis/asks/core/same-person.js';
import { sinceToOffer } from '../../../client/src/crisis/asks/core/where.js';
import { applyNews, freshBoard } from '../../../client/src/crisis/board/core/board-state.js';
import { byColumn, columnOf, dueAtOf } from '../../../client/src/crisis/board/core/card-order.js';
import { offerOf } from '../../../client/src/crisis/report/core/not-same.js';
import { afterMe, myTurnEnds, whereItGoes } from '../../../client/src/shift/core/shift-lists.js';
import type { OnCallView } from '../../../server/contract/oncall.js';
import { LOCATION_STATES } from '../../../server/contract/words.js';
import { HANA, NOW, PRIYA, aBoard, aCard, aColleague, aCrisis, anAsk, anEmergency, anOwned, at } from './builders.js';

const viewer = (more: Partial<{ id: string; supervisor: boolean }> = {}) => ({ id: more.id ?? PRIYA.id, supervises: () => more.supervisor ?? false, answers: () => true, works: () => true });
const acts = (card: ReturnType<typeof aCard>, who = viewer()) => actsOf(card, mayOnCard(card, who), who.id);
const toMe = () => anAsk({ to: [{ id: PRIYA.id, name: PRIYA.name, initials: 'PN', said: 'waiting' }] });

describe('what is offered', () => {
  it('the owner may hand over, ask for backup, snooze and say where the person is; somebody else may help', () => {
    expect(acts(anOwned())).toEqual(['hand-over', 'assign', 'backup', 'locate', 'snooze', 'join', 'release']);
    expect(acts(anOwned({ owner: HANA }))).toEqual(['offer-backup', 'join']);
  });

  it('an emergency, and one that nobody has, are never offered to be snoozed, whatever the server says', () => {
    fc.assert(fc.property(
      fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F', 'G'), fc.boolean(), fc.constantFrom('OPEN', 'ACTIVE', 'FOLLOW_UP'), fc.boolean(),
      (letter, owned, state, supervisor) => {
        const card = aCard({ letter: letter as 'A', shows: letter === 'A' ? 'Emergency' : 'Urgent', owner: owned ? PRIYA : null, state: state as 'OPEN' });
        const offered = actsOf(card, { ...mayOnCard(card, viewer({ supervisor })), snooze: true }, PRIYA.id).includes('snooze');
        return !offered || (letter !== 'A' && owned && state !== 'OPEN');
      },
    ));
  });

  it('while somebody is asked, nobody else can be asked to take it, and its sender may take the ask back', () => {
    const card = anOwned({ handOver: anAsk({ by: { id: PRIYA.id, name: PRIYA.name } }) });
    expect(acts(card)).not.toContain('hand-over');
    expect(mayOnCard(card, viewer())).toMatchObject({ withdrawHandOver: true, acceptHandOver: false, assign: false });
    expect(mayOnCard(anOwned({ owner: HANA, handOver: toMe() }), viewer())).toMatchObject({ acceptHandOver: true, withdrawHandOver: false });
  });

  it('whoever said no is not asked any more', () => {
    expect(asksMe(toMe(), PRIYA.id)).toBe(true);
    expect(asksMe(anAsk({ to: [{ id: PRIYA.id, name: PRIYA.name, initials: 'PN', said: 'cannot' }] }), PRIYA.id)).toBe(false);
    expect(asksMe(null, PRIYA.id)).toBe(false);
  });
});

describe('how loudly a due time stands on a card', () => {
  it('is plain while it is far, amber in its last 15 minutes, red from its exact instant on', () => {
    const due = NOW + 8 * 3_600_000;
    expect([8 * 3_600_000, NEAR_MS + 1, NEAR_MS, 1, 0, -1].map((left) => dueTone(due, due - left))).toEqual(['neutral', 'neutral', 'warning', 'warning', 'critical', 'critical']);
  });

  it('only ever grows louder', () => {
    const loud = ['neutral', 'warning', 'critical'];
    fc.assert(fc.property(fc.integer(), fc.nat(), fc.nat(), (due, before, more) => loud.indexOf(dueTone(due, due - before + more)) >= loud.indexOf(dueTone(due, due - before))));
  });
});

describe('where a card stands', () => {
  it('under hand-over while somebody is asked to take it over; an assignment stays where it waits', () => {
    expect(columnOf(anOwned({ handOver: anAsk() }))).toBe('referral');
    expect(columnOf(aCard({ handOver: anAsk({ kind: 'assignment' }) }))).toBe('needs-someone');
    expect(columnOf(anOwned())).toBe('has-it');
  });

  it('a snoozed card stands last and returns by itself, also when no news comes', () => {
    const snoozed = anOwned({ id: 'quiet', progressBy: at(10), snooze: { until: at(600), byName: 'Priya Nair', times: 1 } });
    const ids = (now: number) => byColumn([snoozed, anOwned({ id: 'later', progressBy: at(900) })], now)['has-it'].map(({ id }) => id);
    expect(ids(NOW)).toEqual(['later', 'quiet']);
    expect(ids(NOW + 600_000)).toEqual(['quiet', 'later']);
    expect(isSnoozed(snoozed, NOW + 600_000)).toBe(false);
  });

  it('counts down to the end of “With them yet?” once that was asked', () => {
    expect(dueAtOf(anOwned({ progressBy: at(-5), graceUntil: at(120) }))).toBe(at(120));
  });

  it('the numbers over all cards follow from the cards: old snapshot and news make the new snapshot', () => {
    const news = aCard({ version: 2, unownedMinutes: 1.5 });
    const old = applyNews(freshBoard(aBoard([aCard(), anOwned({ id: 'o', unownedMinutes: 0.5 })])), { crisisId: 'c1', version: 2, card: news });
    expect(old.board).toEqual(freshBoard(aBoard([news, anOwned({ id: 'o', unownedMinutes: 0.5 })])).board);
    expect(old.board.unownedMinutes).toBe(2);
  });
});

it('what wants a look is shown to whom it is for, and to supervisors', () => {
  const card = anOwned({ attention: [{ why: 'unowned', at: at(0), forId: null }, { why: 'with-them-yet', at: at(0), forId: HANA.id }] });
  const seen = (id: string, supervisor = false) => attentionFor(card, { id, supervises: () => supervisor }).map(({ why }) => why);
  expect(seen(HANA.id)).toEqual(['unowned', 'with-them-yet']);
  expect(seen('tomas')).toEqual(['unowned']);
  expect(seen('amara', true)).toEqual(['unowned', 'with-them-yet']);
});

describe('who can be asked', () => {
  it('is on call and reachable first, then whoever else a text reaches; the one with less before the one with more', () => {
    const list = [
      aColleague({ id: 'off', reachable: false, onCall: false }), aColleague({ id: 'silent', reachable: false }), aColleague({ id: 'free', onCall: false }),
      aColleague({ id: 'busy', owns: 3 }), aColleague({ id: 'first' }),
    ];
    expect(list.toSorted(byReach).map(({ id }) => id)).toEqual(['first', 'busy', 'free', 'silent', 'off']);
  });

  it('can be found by parts of a name', () => {
    expect(namedLike([aColleague(), aColleague({ id: 'x', name: 'Zoe Quiet' })], 'car be').map(({ id }) => id)).toEqual(['ben']);
  });
});

describe('the five boxes', () => {
  const say: Saying = {
    urgency: () => 'urgency', raised: () => 'raised', risk: (question, answer) => `${question}: ${answer}`, emergencyCall: () => 'call', emergencyContact: () => 'contact', answered: () => 'answered',
    withThem: () => 'with them', where: () => 'where', referral: () => 'referral', quote: (words) => `"${words}"`, nextStep: () => 'next',
  };

  it('are filled from what is known: a yes first, notes in the order they were written, and nothing invented', () => {
    const note = (id: string, more: string) => ({ id, at: at(0), kind: 'crisis.note', group: 'notes' as const, actor: 'Hana', words: 'wrote', more });
    const boxes = prefilled(aCrisis({ details: { theySaid: 'leave me', facts: { suicidalThoughts: 'no', alone: 'yes', suicidePlan: 'not-asked' } }, timeline: [note('2', 'second'), note('1', 'first')] }), say);
    expect(boxes.riskAndSafety).toBe('Alone: yes\nThoughts of suicide: no');
    expect(boxes.doneSoFar).toBe('answered\nwhere\nfirst\nsecond');
    expect(boxes.theyWant).toBe('"leave me"');
    expect(prefilled(aCrisis({ details: {} }), say).theyWant).toBe('');
  });

  it('all five and a person are wanted, and no box is longer than the server takes', () => {
    const boxes = { whyNow: ' a ', riskAndSafety: ' ', doneSoFar: 'x'.repeat(3000), theyWant: 'Not known', mustHappen: '' };
    expect(missingIn({ toId: null, boxes, mustHappenBy: null })).toEqual(['toId', 'riskAndSafety', 'mustHappen']);
    expect(sentBoxes(boxes)).toMatchObject({ whyNow: 'a' });
    expect(sentBoxes(boxes).doneSoFar).toHaveLength(2000);
  });

  it('the times offered lie ahead, each minute once', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: -7200, max: 7200 })), (clocks) => {
      const offered = timesToOffer(clocks.map((seconds) => at(seconds)), NOW);
      const minutes = offered.map((one) => Math.floor(Date.parse(one.at) / 60_000));
      return offered.every((one) => Date.parse(one.at) > NOW) && new Set(minutes).size === minutes.length;
    }));
  });
});

it('a moment that somebody was somewhere since is never before the crisis was raised', () => {
  expect(sinceToOffer(at(-700), NOW)).toEqual([0, 5, 10]);
  expect(LOCATION_STATES).toContain('UNKNOWN_SEARCHING');
});

describe('the same person', () => {
  it('needs two of name, age and postcode; case, accents and order of a name do not matter, and unknown never agrees', () => {
    expect(areSure(comparePeople({ personName: 'José Díaz', ageYears: 17 }, { personName: 'diaz jose', ageYears: 17 }))).toBe(true);
    expect(areSure(comparePeople({ personName: 'José Díaz' }, { personName: 'jose diaz' }))).toBe(false);
    expect(areSure(comparePeople({}, {}))).toBe(false);
  });

  it('is offered to the raiser once for each other crisis, until they say that it is somebody else', () => {
    const similar = [{ crisisId: 'c8', ref: '4821', shows: 'Urgent' as const, raisedAt: at(-720), why: 'same-raiser' as const, ownerName: null }];
    expect(offerOf({ crisisId: 'c9', similar }, new Set())?.ref).toBe('4821');
    expect(offerOf({ crisisId: 'c9', similar }, new Set(['c8']))).toBeNull();
    expect(offerOf({ crisisId: 'c8', similar }, new Set())).toBeNull();
  });
});

describe('the end of a shift', () => {
  it('sends A to C to the lead and the rest to the day list', () => {
    const item = (letter: 'A' | 'C' | 'D') => ({ crisisId: letter, ref: '1', letter, shows: anEmergency().shows, headline: null });
    const { lead, dayList } = whereItGoes([item('A'), item('C'), item('D')]);
    expect([lead.map(({ letter }) => letter), dayList.map(({ letter }) => letter)]).toEqual([['A', 'C'], ['D']]);
  });

  it('who comes after me is on the rotas on which I am now, from when my first turn ends', () => {
    const turn = (rotaId: string, staffId: string | null, until: string | null, supervises = false): OnCallView => ({
      rotaId, rotaName: rotaId, teamId: 'north', supervises, staff: staffId === null ? null : { id: staffId, name: staffId, initials: 'X' }, until, reachable: true, unreachable: null, why: 'layer', extras: [], onDutyPhone: false,
    });
    const now = [turn('a', PRIYA.id, at(600)), turn('b', 'ben', at(60)), turn('s', 'amara', null, true)];
    expect(myTurnEnds(now, PRIYA.id)).toBe(at(600));
    expect(afterMe(now, [turn('a', 'tomas', null), turn('b', 'ben', null), turn('s', 'amara', null, true)], PRIYA.id).map(({ staff }) => staff?.id)).toEqual(['tomas', 'amara']);
    expect(myTurnEnds(now, 'nobody')).toBeNull();
  });
});
