import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Service } from '../../../../server/contract/directory.js';
import { parseCapacityPolicy } from '../../../../server/capacity/policy.js';
import { capacityTexts } from '../../../../server/capacity/core/capacity-texts.js';
import { contactFor } from '../../../../server/capacity/core/contact-for.js';
import type { KnownContact } from '../../../../server/capacity/core/contact-for.js';
import { brokeWord, brokenWords } from '../../../../server/capacity/core/kept-word.js';
import type { Refusal } from '../../../../server/capacity/core/kept-word.js';
import { placeWords } from '../../../../server/capacity/core/place-word.js';
import { placeToGiveBack } from '../../../../server/capacity/core/put-back.js';
import type { PastTelling } from '../../../../server/capacity/core/put-back.js';
import { lettersOf, meantBy, readTelling } from '../../../../server/capacity/core/read-telling.js';
import { afterNight, remindAt } from '../../../../server/capacity/core/reminder.js';
import { REFERRAL_REASONS } from '../../../../server/contract/words.js';
import { tellCapacity } from '../../../../server/directory/core/tell-capacity.js';
import { fitOne, fitsOne } from '../../../../server/messaging/index.js';
import { aService } from '../../matching/a-service.js';

const policyData: unknown = JSON.parse(readFileSync(new URL('../../../../config/policies/capacity.json', import.meta.url), 'utf8'));
const policy = parseCapacityPolicy(policyData);
const at = new Date('2026-11-02T12:00:00Z');
const counting = (...units: string[]) => units.map((name, place) => ({ id: String(place), unit: { id: name, name, scheme: null, identifier: null, uri: null } }));

describe('the policy of free places', () => {
  it('names the source of each of its numbers, and a wrong one stops the start by name', () => {
    const named = policy.sources.flatMap(({ of }) => of);
    for (const key of ['freshMinutes', 'remindBeforeMinutes', 'night', 'askAgainMinutes', 'questionMinutes', 'linkHours', 'historyShown', 'room.most', 'room.answerWithinMinutes', 'keptWord']) expect(named).toContain(key);
    expect(() => parseCapacityPolicy({ ...policyData as object, night: { from: '9 pm', to: '08:00' } })).toThrow(/night\.from/);
  });
});

describe('a text from a service', () => {
  it.each<[string, string | null, number]>([
    ['B 2', 'b', 2], ['b2', 'b', 2], ['Beds: 2', 'beds', 2], ['2 beds', 'beds', 2], ['PLACES 0', 'places', 0], ['FULL', null, 0], ['full b', 'b', 0], ['We have 3 beds free now, thanks', 'beds', 3], [' B  2. ', 'b', 2],
  ])('"%s" tells a number', (text, word, available) => { expect(readTelling(text)).toEqual({ kind: 'telling', word, available }); });
  it.each(['', 'B', 'B two', 'B 2 3', 'B -1', 'B 1.5', 'B 1000', 'full 2', 'not full', 'beds rooms 2', 'see you at 5 pm', 'she is 17'])('"%s" is not guessed at', (text) => {
    const read = readTelling(text);
    // "she is 17" has two words beside its number, "at 5 pm" has more.
    expect(read.kind).toBe('unknown');
  });
  it('a digit alone, or with a code in either order, answers a question', () => {
    expect(readTelling('2')).toEqual({ kind: 'digit', digit: 2, code: null });
    expect([readTelling('1 4417'), readTelling('4417 1')]).toEqual([{ kind: 'digit', digit: 1, code: '4417' }, { kind: 'digit', digit: 1, code: '4417' }]);
    expect([readTelling('12').kind, readTelling('1 2').kind, readTelling('0').kind]).toEqual(['unknown', 'unknown', 'unknown']);
  });
  it('reads anything at all, and never a number that is not there', () => {
    fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => {
      const read = readTelling(text);
      if (read.kind === 'telling' && !/full/i.test(text.normalize('NFKC'))) expect(text.normalize('NFKC').match(/\p{N}+/gu)?.map(Number)).toContain(read.available);
    }));
  });
  it('a word means one thing that is counted, or none', () => {
    const both = counting('Bed', 'Flat');
    expect([...lettersOf(both).values()]).toEqual(['B', 'F']);
    expect([...lettersOf(counting('Bed', 'Bath', 'Bench')).values()]).toEqual(['B', 'A', 'E']);
    expect([meantBy(both, 'f')?.id, meantBy(both, 'beds')?.id, meantBy(both, null), meantBy(both, 'places'), meantBy(both, 'x')]).toEqual(['1', '0', null, null, null]);
    expect([meantBy(counting('Slot'), null)?.id, meantBy(counting('Slot'), 'places')?.id, meantBy(counting('Slot'), 'b')]).toEqual(['0', '0', null]);
  });
});

describe('what leaves by text', () => {
  const say = capacityTexts({ org: 'NORTHSIDE 24', dutyPhone: '(202) 555-0100', emergencyNumber: '911' }, fitOne);
  const link = `https://handrail.example.org/c#${'x'.repeat(22)}`;
  it('each is one segment, with the longest of everything', () => {
    const units = ['Bed', 'Flat', 'Place for a family'].map((name, n) => ({ letter: 'BFP'[n] ?? '', name, available: 88 }));
    const all = [
      say.confirm({ place: 'Saint Bartholomew St', units, last: { available: 100, age: '168 h' }, link }), say.confirm({ place: null, units: units.slice(0, 1), last: null, link }), say.menu({ units }), say.menu({ units: [] }),
      say.noted({ place: 'Saint Bartholomew St', unit: 'Place for a family', available: 999, time: '14:02' }), say.which({ places: Array.from({ length: 9 }, () => 'Saint Bartholomew St') }), say.tooMany({ maximum: 1000, letter: 'B' }),
      say.notChecked(), say.room({ soon: 'this-week', code: '4417', link }), say.roomNoted({ answer: 'ring-us', code: '4417' }), say.roomSeveral({ codes: ['4417', '4418', '4419'] }), say.roomOver({ code: '4417' }),
    ];
    for (const text of all) expect([text, fitsOne(text)]).toEqual([text, true]);
  });
  it('reads as ux.md says', () => {
    expect(say.confirm({ place: 'Elm Row', units: [{ letter: 'B', name: 'Bed', available: 3 }], last: { available: 3, age: '6 h' }, link: 'LINK' }))
      .toBe('NORTHSIDE 24: Please confirm free places at Elm Row. Reply B and a number, for example B 2. Last told: 3, 6 h ago. LINK');
  });
  it('a place is called by its street, never by a name that tells what help it gives, and no two alike', () => {
    const [one, two, three] = [aService({ id: 'a', name: 'Crisis House River East' }), aService({ id: 'b', name: 'Detox' }), aService({ id: 'c', name: 'Crisis Home, Round End' })];
    const words = [...placeWords([one, two, three] as Service[]).values()];
    expect(new Set(words).size).toBe(3);
    expect(words.join(' ')).not.toMatch(/crisis|detox/i);
  });
});

describe('whom to text', () => {
  const contact = (id: string, more: Partial<KnownContact> & { verified?: boolean; channel?: 'sms' | 'voice' } = {}): KnownContact => ({
    contact: { id, channel: more.channel ?? 'sms', address: '+12025550150', label: null, hours: 'always', verified: more.verified === false ? null : { by: 'Dora', at, how: 'rang' } }, open: more.open ?? 'open', optedOut: more.optedOut ?? false,
  });
  it('only a contact that was checked here, takes texts and did not opt out; the open one first', () => {
    expect(contactFor([contact('1', { verified: false }), contact('2', { channel: 'voice' }), contact('3', { optedOut: true })], { alsoClosed: true })).toBeNull();
    expect(contactFor([contact('1', { open: 'closed' }), contact('2', { open: 'unknown' }), contact('3')], { alsoClosed: false })?.id).toBe('3');
    expect(contactFor([contact('1', { open: 'opens' }), contact('2', { open: 'unknown' })], { alsoClosed: false })?.id).toBe('2');
    expect([contactFor([contact('1', { open: 'opens' })], { alsoClosed: false }), contactFor([contact('1', { open: 'opens' })], { alsoClosed: true })?.id]).toEqual([null, '1']);
  });
});

describe('reminding', () => {
  const wish = { remind: true, byNight: false };
  const zone = 'America/New_York';
  it('comes a little before the number grows old, and not at all when nobody wants it', () => {
    expect(remindAt(new Date('2026-11-02T17:00:00Z'), 'bed', wish, policy, zone)).toEqual(new Date('2026-11-02T16:40:00Z'));
    expect(remindAt(new Date('2026-11-02T17:00:00Z'), 'bed', { remind: false, byNight: true }, policy, zone)).toBeNull();
  });
  it('never comes by night unless the service works by night', () => {
    // 03:40 in New York: 08:00 the same morning. 22:40: 08:00 of the next.
    expect(remindAt(new Date('2026-11-02T09:00:00Z'), 'bed', wish, policy, zone)).toEqual(new Date('2026-11-02T13:00:00Z'));
    expect(remindAt(new Date('2026-11-03T04:00:00Z'), 'bed', wish, policy, zone)).toEqual(new Date('2026-11-03T13:00:00Z'));
    expect(remindAt(new Date('2026-11-03T04:00:00Z'), 'bed', { remind: true, byNight: true }, policy, zone)).toEqual(new Date('2026-11-03T03:40:00Z'));
  });
  it('whenever it was due, what comes out lies outside the night, by clock changes too', () => {
    const local = (instant: Date): string => new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(instant);
    fc.assert(fc.property(fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }), (instant) => {
      const out = afterNight(instant, policy.night, zone);
      expect(out >= instant).toBe(true);
      expect(local(out) >= '08:00' && local(out) < '21:00').toBe(true);
      expect(out.getTime() - instant.getTime()).toBeLessThanOrEqual(12 * 3_600_000);
    }));
  });
});

describe('one fewer after a yes', () => {
  const told = (available: number, updatedAt = at) => aService({ capacities: [{ id: 'c', unit: { id: 'u', name: 'Bed', scheme: null, identifier: null, uri: null }, available, maximum: 6, description: null, updatedAt, handrail: { kind: 'bed', reportedBy: 'Ana', method: 'phone' } }] } as Partial<Service>);
  it('makes an old number no younger: nobody counted again', () => {
    const decision = tellCapacity(told(2), { available: 1 }, { by: 'Elm Row', method: 'acceptance', at: new Date('2026-11-02T15:00:00Z') });
    expect(decision).toMatchObject({ ok: true, state: { capacities: [{ available: 1, updatedAt: at, handrail: { reportedBy: 'Ana', method: 'acceptance' } }] } });
  });
  it('a telling by somebody who saw another number is refused, and without what they saw the last word counts', () => {
    const by = { by: 'Ben', method: 'screen' as const, at: new Date('2026-11-02T15:00:00Z') };
    expect(tellCapacity(told(2), { available: 3, seen: { available: 3, updatedAt: at.toISOString() } }, by)).toEqual({ ok: false, refusal: 'capacity-changed' });
    expect(tellCapacity(told(2), { available: 3, seen: { available: 2, updatedAt: at.toISOString() } }, by).ok).toBe(true);
    expect(tellCapacity(told(2), { available: 3 }, by).ok).toBe(true);
  });
  it('goes back when the service hands back or nobody came, unless somebody told a number since, and only once', () => {
    const past = (...whys: [PastTelling['why'], string | null][]): PastTelling[] => whys.map(([why, about]) => ({ capacityId: 'c', why, about }));
    expect(placeToGiveBack(past(['acceptance', 'r1'], ['told', null]), 'r1')).toEqual({ capacityId: 'c' });
    expect(placeToGiveBack(past(['acceptance', 'r2'], ['put-back', 'r3'], ['acceptance', 'r1']), 'r1')).toEqual({ capacityId: 'c' });
    expect(placeToGiveBack(past(['told', null], ['acceptance', 'r1']), 'r1')).toBeNull();
    expect(placeToGiveBack(past(['refused', 'r9'], ['acceptance', 'r1']), 'r1')).toBeNull();
    expect(placeToGiveBack(past(['put-back', 'r1'], ['acceptance', 'r1']), 'r1')).toBeNull();
    expect(placeToGiveBack(past(['told', null]), 'r1')).toBeNull();
    expect(placeToGiveBack([{ capacityId: 'other', why: 'told', about: null }, ...past(['acceptance', 'r1'])], 'r1')).toEqual({ capacityId: 'c' });
  });
});

describe('a service that tells places and then refuses', () => {
  const refusal = fc.record<Refusal>({
    at: fc.date({ min: new Date('2026-01-01'), max: at, noInvalidDate: true }), reason: fc.constantFrom(...REFERRAL_REASONS),
    told: fc.option(fc.record({ available: fc.nat(5), fresh: fc.boolean() }), { nil: null }),
  });
  it('counts only when it had freshly told that it has room', () => {
    const told = { available: 2, fresh: true };
    expect([brokeWord({ reason: 'AT_CAPACITY', told }), brokeWord({ reason: 'RISK_TOO_HIGH', told }), brokeWord({ reason: 'AT_CAPACITY', told: { available: 0, fresh: true } }), brokeWord({ reason: 'AT_CAPACITY', told: { available: 2, fresh: false } }), brokeWord({ reason: 'AT_CAPACITY', told: null })])
      .toEqual([true, false, false, false, false]);
  });
  it('an honest "full", a "risk too high" and every other reason never count, however many', () => {
    fc.assert(fc.property(fc.array(refusal, { maxLength: 30 }), fc.array(refusal, { maxLength: 30 }), (some, more) => {
      const honest = more.filter((one) => !(one.reason === 'AT_CAPACITY' && one.told?.fresh === true && one.told.available > 0));
      expect(brokenWords([...some, ...honest], policy.keptWord, at)).toBe(brokenWords(some, policy.keptWord, at));
      expect(brokenWords(honest, policy.keptWord, at)).toBe(0);
    }));
  });
  it('one more broken word never makes it better, one alone may be chance, and old ones are forgotten', () => {
    const broken = (daysAgo: number): Refusal => ({ at: new Date(at.getTime() - daysAgo * 86_400_000), reason: 'AT_CAPACITY', told: { available: 1, fresh: true } });
    expect([brokenWords([broken(1)], policy.keptWord, at), brokenWords([broken(1), broken(2)], policy.keptWord, at), brokenWords([broken(1), broken(90)], policy.keptWord, at)]).toEqual([0, 2, 0]);
    fc.assert(fc.property(fc.array(refusal, { maxLength: 20 }), (some) => { expect(brokenWords([...some, broken(1)], policy.keptWord, at)).toBeGreaterThanOrEqual(brokenWords(some, policy.keptWord, at)); }));
  });
});
