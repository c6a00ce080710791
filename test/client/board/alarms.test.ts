import { describe, expect, it } from '@jest/globals';
import { EMERGENCY_EVERY_MS, alarmDue } from '../../../client/src/crisis/board/core/alarms.js';
import type { AlarmMemory } from '../../../client/src/crisis/board/core/alarms.js';
import type { BoardCard } from '../../../server/contract/crisis.js';
import { HANA, NOW, PRIYA, aCard, aLadder, anAsk, anEmergency, anOwned, at } from './builders.js';

const PRIYA_WATCHES = { id: PRIYA.id, supervises: () => false };
const SUPERVISOR = { id: 'amara', supervises: () => true };

/** Looks every second from NOW on and tells at which seconds what sounded. */
function listen(seconds: number, cardsAt: (second: number) => readonly BoardCard[], memory: AlarmMemory | null = null, watcher = PRIYA_WATCHES): string[] {
  const heard: string[] = [];
  let known = memory;
  for (let second = 0; second <= seconds; second += 1) {
    const { sound, memory: next } = alarmDue(cardsAt(second), NOW + second * 1000, known, watcher);
    known = next;
    if (sound) heard.push(`${second} ${sound}`);
  }
  return heard;
}

const SILENT: AlarmMemory = { lookedAt: NOW - 1000, waiting: new Set(), emergencyAt: null, called: new Set() };

describe('sounds of the board', () => {
  it('an emergency sounds at once and every 10 s until somebody has it', () => {
    expect(EMERGENCY_EVERY_MS).toBe(10_000);
    expect(listen(35, (second) => (second < 25 ? [anEmergency()] : [anOwned({ letter: 'A', shows: 'Emergency' })]))).toEqual(['0 emergency', '10 emergency', '20 emergency']);
  });

  it('a second emergency does not wait for the turn of the first', () => {
    expect(listen(12, (second) => [anEmergency(), ...(second >= 3 ? [anEmergency({ id: 'c2' })] : [])])).toEqual(['0 emergency', '3 emergency']);
  });

  it('a new urgent crisis sounds once, and again at 50 % and 90 % of its time', () => {
    const card = aCard({ raisedAt: at(0), answerBy: at(100) });
    expect(listen(120, () => [card], SILENT)).toEqual(['0 urgent', '50 urgent', '90 urgent']);
  });

  it('a soon one sounds once, a planned one never', () => {
    expect(listen(300, () => [aCard({ letter: 'D', shows: 'Soon', answerBy: at(14_400) })], SILENT)).toEqual(['0 soon']);
    expect(listen(300, () => [aCard({ letter: 'E', shows: 'Planned', answerBy: null })], SILENT)).toEqual([]);
  });

  it('what was there before the page was opened does not sound, except emergencies', () => {
    expect(listen(5, () => [aCard({ raisedAt: at(-10), answerBy: at(890) })])).toEqual([]);
    expect(listen(5, () => [anEmergency()])).toEqual(['0 emergency']);
  });

  it('one that no step of its ladder answered sounds like an emergency, whatever its level', () => {
    expect(listen(12, () => [aCard({ ladder: aLadder({ alarm: true }) })], { ...SILENT, waiting: new Set(['c1']) })).toEqual(['0 emergency', '10 emergency']);
  });

  it('what somebody has is silent', () => {
    expect(listen(100, () => [anOwned({ letter: 'A', shows: 'Emergency', progressBy: at(5) })], SILENT)).toEqual([]);
  });

  it('a returned hand-over sounds once for its owner and for supervisors, and for nobody else', () => {
    const returned = anOwned({ attention: [{ why: 'hand-over-returned', at: at(3), forId: PRIYA.id }] });
    const night = (second: number) => [second < 3 ? anOwned() : returned];
    expect(listen(60, night, SILENT)).toEqual(['3 urgent']);
    expect(listen(60, night, SILENT, SUPERVISOR)).toEqual(['3 urgent']);
    expect(listen(60, night, SILENT, { ...PRIYA_WATCHES, id: HANA.id })).toEqual([]);
  });

  it('what is for everyone sounds for everyone, and a second time only when it happens again', () => {
    const unowned = (second: number) => [anOwned({ attention: [{ why: 'unowned', at: at(second < 20 ? 2 : 20), forId: null }] })];
    expect(listen(60, unowned, SILENT, { ...PRIYA_WATCHES, id: 'anyone' })).toEqual(['0 urgent', '20 urgent']);
  });

  it('whoever is asked to take something over hears it once: two notes when it is urgent, one soft note else', () => {
    const asked = anAsk({ to: [{ ...PRIYA, said: 'waiting' }] });
    expect(listen(30, () => [anOwned({ owner: HANA, handOver: asked })], SILENT)).toEqual(['0 urgent']);
    expect(listen(30, () => [anOwned({ owner: HANA, handOver: asked, letter: 'D', shows: 'Soon' })], SILENT)).toEqual(['0 soon']);
    expect(listen(30, () => [anOwned({ owner: HANA, handOver: asked })], SILENT, { ...PRIYA_WATCHES, id: 'tomas' })).toEqual([]);
  });

  it('a snoozed card is silent, and what happened meanwhile is heard when it returns', () => {
    const card = anOwned({ snooze: { until: at(30), byName: 'Priya Nair', times: 1 }, attention: [{ why: 'look-again', at: at(5), forId: PRIYA.id }] });
    expect(listen(60, () => [card], SILENT)).toEqual(['30 urgent']);
  });
});
