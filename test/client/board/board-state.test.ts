import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { BoardCard } from '../../../server/contract/crisis.js';
import { applyNews, freshBoard, openWorkOf } from '../../../client/src/crisis/board/core/board-state.js';
import type { BoardState, CardNews } from '../../../client/src/crisis/board/core/board-state.js';
import { HANA, PRIYA, aBoard, aCard, anOwned } from './builders.js';

const cardsById = ({ board }: BoardState): Map<string, BoardCard> => new Map(board.cards.map((card) => [card.id, card]));

/** What happened to a few crises, one change after another: each gives its crisis the next version; null is leaving the board. */
const history = fc.array(
  fc.record({ crisisId: fc.constantFrom('c1', 'c2', 'c3'), left: fc.boolean(), owner: fc.constantFrom(null, PRIYA, HANA), headline: fc.string({ maxLength: 4 }) }),
  { maxLength: 30 },
).map((changes) => {
  const versions = new Map<string, number>();
  return changes.map(({ crisisId, left, owner, headline }): CardNews => {
    const version = (versions.get(crisisId) ?? 0) + 1;
    versions.set(crisisId, version);
    return { crisisId, version, card: left ? null : { ...(owner ? anOwned({ owner }) : aCard()), id: crisisId, version, headline } };
  });
});

/** The board as the server would give it after all of this: each crisis as its newest version has it. */
function snapshotAfter(news: readonly CardNews[]): BoardState {
  const newest = new Map<string, CardNews>();
  for (const one of news) newest.set(one.crisisId, one);
  return freshBoard(aBoard([...newest.values()].flatMap(({ card }) => (card ? [card] : []))));
}

describe('the law of the board: an old snapshot with the news since then is the new snapshot', () => {
  it('holds wherever the snapshot was taken', () => {
    fc.assert(fc.property(history, fc.nat(), (news, cut) => {
      const taken = cut % (news.length + 1);
      const board = news.slice(taken).reduce(applyNews, snapshotAfter(news.slice(0, taken)));
      expect(cardsById(board)).toEqual(cardsById(snapshotAfter(news)));
      expect(board.board.team).toEqual(snapshotAfter(news).board.team);
    }));
  });

  it('holds when news comes twice, late and in any order', () => {
    fc.assert(fc.property(history.chain((news) => fc.tuple(fc.constant(news), fc.shuffledSubarray([...news, ...news], { minLength: news.length * 2 }))), ([news, told]) => {
      const board = told.reduce(applyNews, freshBoard(aBoard()));
      expect(cardsById(board)).toEqual(cardsById(snapshotAfter(news)));
    }));
  });

  it('holds when news was heard while the snapshot was under way, and the snapshot holds some of it already', () => {
    fc.assert(fc.property(history, fc.nat(), fc.nat(), (news, a, b) => {
      const [asked, read] = [a % (news.length + 1), b % (news.length + 1)].sort((x, y) => x - y) as [number, number];
      const board = news.slice(asked).reduce(applyNews, snapshotAfter(news.slice(0, read)));
      expect(cardsById(board)).toEqual(cardsById(snapshotAfter(news)));
    }));
  });
});

describe('one piece of news', () => {
  it('that is older than what stands here changes nothing, not even what has to be drawn', () => {
    const board = freshBoard(aBoard([aCard({ version: 5 })]));
    expect(applyNews(board, { crisisId: 'c1', version: 5, card: aCard({ version: 5, headline: 'other' }) })).toBe(board);
    expect(applyNews(board, { crisisId: 'c1', version: 4, card: null })).toBe(board);
  });

  it('that a crisis left takes it off, and older news does not bring it back', () => {
    const left = applyNews(freshBoard(aBoard([aCard({ version: 5 })])), { crisisId: 'c1', version: 6, card: null });
    expect(left.board.cards).toEqual([]);
    expect(applyNews(left, { crisisId: 'c1', version: 5, card: aCard({ version: 5 }) })).toBe(left);
    expect(applyNews(left, { crisisId: 'c1', version: 7, card: aCard({ version: 7 }) }).board.cards).toHaveLength(1);
  });

  it('leaves the other cards as they are, so that they are not drawn anew', () => {
    const [one, two] = [aCard({ id: 'c1' }), aCard({ id: 'c2' })];
    const { board } = applyNews(freshBoard(aBoard([one, two])), { crisisId: 'c2', version: 2, card: aCard({ id: 'c2', version: 2 }) });
    expect(board.cards[0]).toBe(one);
    expect(board.cards[1]).not.toBe(two);
  });
});

describe('the open work of the team', () => {
  it('counts each owner’s cards by level', () => {
    const work = openWorkOf([anOwned({ id: 'a', letter: 'A', shows: 'Emergency' }), anOwned({ id: 'b' }), anOwned({ id: 'c', owner: HANA }), aCard({ id: 'd' })]);
    expect(work).toEqual([
      { staffId: 'hana', name: 'Hana Okafor', initials: 'HO', open: { emergency: 0, urgent: 1, soon: 0, planned: 0 } },
      { staffId: 'priya', name: 'Priya Nair', initials: 'PN', open: { emergency: 1, urgent: 1, soon: 0, planned: 0 } },
    ]);
  });
});
