import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nextCard } from '../../../client/src/crisis/board/core/next-card.js';
import { pinnedRange } from '../../../client/src/crisis/board/core/pinned-range.js';
import { allByTimeLeft, byColumn } from '../../../client/src/crisis/board/core/card-order.js';
import { findCommands, moved, refIn } from '../../../client/src/app/palette/core/find-commands.js';
import { NEW_SEARCH, faultsOf, inputOf, isForRef } from '../../../client/src/crisis/list/core/search-input.js';
import { hearWall, isNight, shownCards, shownOf, wallColumns } from '../../../client/src/crisis/wall/core/wall-state.js';
import type { WallNews, WallState } from '../../../client/src/crisis/wall/core/wall-state.js';
import { wallCardOf } from '../../../server/wall/core/wall-card.js';
import { aCard, anOwned, at, anEmergency } from './builders.js';

describe('moving through cards', () => {
  it('goes down and up through all columns, and stays at either end', () => {
    const columns = [['a', 'b'], [], ['c']];
    expect([nextCard(columns, null, 1), nextCard(columns, 'b', 1), nextCard(columns, 'c', 1), nextCard(columns, 'c', -1), nextCard(columns, 'a', -1)]).toEqual(['a', 'c', 'c', 'b', 'a']);
    expect([nextCard(columns, 'gone', 1), nextCard([], null, 1)]).toEqual(['a', null]);
  });

  it('keeps what has the keyboard among those that are drawn, once and in order', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 1, max: 20 }), fc.integer({ min: -1, max: 80 }), (from, count, pinned) => {
      const drawn = pinnedRange(Array.from({ length: count }, (_, n) => from + n), pinned);
      expect(drawn).toEqual([...new Set(drawn)].sort((a, b) => a - b));
      expect(pinned < 0 || drawn.includes(pinned)).toBe(true);
    }));
  });

  it('as a list has every card once, in the order of each column', () => {
    const cards = [aCard({ id: 'a', answerBy: at(90) }), anOwned({ id: 'b', progressBy: at(30) }), aCard({ id: 'c', answerBy: at(10) }), anOwned({ id: 'd' })];
    const list = allByTimeLeft(cards, 0).map(({ id }) => id);
    expect(list).toEqual(['c', 'b', 'a', 'd']);
    for (const column of Object.values(byColumn(cards, 0))) expect(list.filter((id) => column.some((card) => card.id === id))).toEqual(column.map(({ id }) => id));
  });
});

describe('commands', () => {
  const command = (label: string, group = 'Go to') => ({ id: label, label, group, act: () => undefined });

  it('are found by any words of theirs, those that begin with what was typed first', () => {
    const all = [command('Hand over', 'On this page'), command('My shift'), command('Shift plan')];
    expect(findCommands(all, 'shift').map(({ label }) => label)).toEqual(['Shift plan', 'My shift']);
    expect(findCommands(all, 'page hand').map(({ label }) => label)).toEqual(['Hand over']);
    expect(findCommands(all, 'zz')).toEqual([]);
  });

  it('know a ref, and go around both ends', () => {
    expect([refIn(' 4821 '), refIn('482'), refIn('48 21')]).toEqual(['4821', null, null]);
    expect([moved(0, -1, 3), moved(2, 1, 3), moved(0, 1, 0)]).toEqual([2, 0, 0]);
  });
});

describe('a search', () => {
  it('sends only what was filled in', () => {
    expect(inputOf({ ...NEW_SEARCH, ref: ' 4821 ', stands: 'all' })).toEqual({ ref: '4821' });
    expect(inputOf({ ...NEW_SEARCH, level: 'Urgent', owner: 'nobody', untilOn: '2026-10-28' })).toEqual({ states: ['OPEN', 'ACTIVE', 'FOLLOW_UP'], shows: ['Urgent'], owner: 'nobody', raisedUntilOn: '2026-10-28' });
  });

  it('is not sent with half a ref, days the wrong way round, one letter of a name or half a number', () => {
    expect(faultsOf({ ...NEW_SEARCH, ref: '48', fromOn: '2026-10-28', untilOn: '2026-10-27', personName: 'L', phone: '555' })).toEqual(['ref', 'days', 'name', 'phone']);
    expect(faultsOf(NEW_SEARCH)).toEqual([]);
    expect([isForRef({ ...NEW_SEARCH, ref: '4821' }), isForRef({ ...NEW_SEARCH, ref: '4821', level: 'Soon' }), isForRef(NEW_SEARCH)]).toEqual([true, false, false]);
  });
});

describe('the wall', () => {
  const news = fc.record({ crisisId: fc.constantFrom('a', 'b', 'c'), version: fc.integer({ min: 1, max: 9 }), gone: fc.boolean() })
    .map(({ crisisId, version, gone }): WallNews => ({ crisisId, version, card: gone ? null : wallCardOf(aCard({ id: crisisId, version })) }));
  const empty: WallState = { view: { asOf: at(0), screen: null, teams: [], network: { name: '', dutyPhone: '', timeZone: 'UTC' }, cards: [], onCall: [] }, gone: {} };
  const oneEach = (all: readonly WallNews[]) => [...new Map(all.map((one) => [`${one.crisisId} ${one.version}`, one])).values()];

  it('ends the same in whatever order and however often news comes', () => {
    fc.assert(fc.property(fc.array(news, { maxLength: 12 }), fc.array(fc.nat()), (all, shuffle) => {
      const told = oneEach(all);
      const mixed = [...told, ...told].map((one, n) => [shuffle[n] ?? n, one] as const).sort((a, b) => a[0] - b[0]).map(([, one]) => one);
      const cards = (state: WallState) => state.view.cards.toSorted((a, b) => (a.id < b.id ? -1 : 1));
      expect(cards(mixed.reduce(hearWall, empty))).toEqual(cards(told.toSorted((a, b) => a.version - b.version).reduce(hearWall, empty)));
    }));
  });

  it('stands by time left in its columns, and keeps a place to say how many have no room', () => {
    const { waiting, owned, followUps } = wallColumns([aCard({ id: 'b', answerBy: at(90) }), aCard({ id: 'a', answerBy: at(9) }), anOwned({ id: 'c' })].map(wallCardOf));
    expect([waiting.map(({ id }) => id), owned.map(({ id }) => id), followUps]).toEqual([['a', 'b'], ['c'], 0]);
    expect([shownOf(5, 5), shownOf(6, 5), shownOf(3, 1)]).toEqual([5, 4, 1]);
  });

  it('never leaves out an emergency that nobody has for want of room, and keeps the order by time', () => {
    const { waiting } = wallColumns([aCard({ id: 'a', answerBy: at(5) }), aCard({ id: 'b', answerBy: at(6) }), anEmergency({ id: 'em', answerBy: at(9) })].map(wallCardOf));
    expect([shownCards(waiting, 2), shownCards(waiting, 3)].map((shown) => shown.map(({ id }) => id))).toEqual([['a', 'em'], ['a', 'b', 'em']]);
  });

  it('is dark from seven to seven', () => {
    expect([18, 19, 0, 6, 7, 12].map(isNight)).toEqual([false, true, true, true, false, false]);
  });
});
