import { describe, expect, it } from '@jest/globals';
import { changedBetween, happeningsBetween } from '../../../client/src/crisis/board/core/board-changes.js';
import { freshBoard } from '../../../client/src/crisis/board/core/board-state.js';
import { byColumn, dueAtOf } from '../../../client/src/crisis/board/core/card-order.js';
import { NO_FILTER, filterCards } from '../../../client/src/crisis/board/core/filter-cards.js';
import { askedAs, mayAnswer } from '../../../client/src/crisis/board/core/may-answer.js';
import { rungLines } from '../../../client/src/crisis/board/core/rung-lines.js';
import type { BoardCard } from '../../../server/contract/crisis.js';
import { HANA, NOW, PRIYA, aBoard, aCard, aLadder, aRung, anAsked, anEmergency, anOwned, at } from './builders.js';

const PRIYA_WATCHES = { id: PRIYA.id, supervises: () => false };
const boardOf = (...cards: BoardCard[]) => freshBoard(aBoard(cards));

describe('the order of a column', () => {
  it('is by time left: what is past its time before all, without a clock last, ties by urgency', () => {
    const cards = [
      aCard({ id: 'later', answerBy: at(900) }), aCard({ id: 'over', letter: 'D', answerBy: at(-5) }), aCard({ id: 'none', answerBy: null }),
      aCard({ id: 'tie-c', answerBy: at(60) }), anEmergency({ id: 'tie-a', answerBy: at(60) }),
    ];
    expect(byColumn(cards, NOW)['needs-someone'].map(({ id }) => id)).toEqual(['over', 'tie-a', 'tie-c', 'later', 'none']);
  });

  it('counts each column’s own clock', () => {
    expect(dueAtOf(anOwned({ progressBy: at(60), emergencyConfirmBy: at(30) }))).toBe(at(30));
    expect(dueAtOf(anOwned({ column: 'referral', referral: { id: 'r', serviceName: 'Elm Row', state: 'SENT', answerBy: at(9), openedAt: null, nextMatch: null } }))).toBe(at(9));
    expect(dueAtOf(anOwned({ column: 'follow-up', followUp: { id: 'f', kind: '24-hour', dueAt: at(99), assigneeName: null } }))).toBe(at(99));
  });
});

describe('what is told of a change', () => {
  it('a new crisis, an answer, a referral’s answer and leaving are told; a receipt is not', () => {
    const before = boardOf(aCard({ id: 'asked' }), anOwned({ id: 'referred' }), anOwned({ id: 'closed' }));
    const after = boardOf(
      anOwned({ id: 'asked', version: 2, owner: HANA }), anEmergency({ id: 'new' }),
      anOwned({ id: 'referred', version: 2, column: 'referral', referral: { id: 'r', serviceName: 'Elm Row', state: 'DECLINED', answerBy: null, openedAt: null, nextMatch: null } }),
    );
    expect(happeningsBetween(before, after, PRIYA_WATCHES).map(({ kind, card }) => `${card.id} ${kind}`)).toEqual(['new needs-someone', 'asked taken', 'referred referral', 'closed left']);
    expect(happeningsBetween(boardOf(aCard({ ladder: aLadder() })), boardOf(aCard({ version: 2, ladder: aLadder({ rungs: [aRung({ asked: [anAsked({ said: 'sent' })] })] }) })), PRIYA_WATCHES)).toEqual([]);
  });

  it('a ladder that nobody answered is told', () => {
    const [happening] = happeningsBetween(boardOf(aCard({ ladder: aLadder() })), boardOf(aCard({ version: 2, ladder: aLadder({ alarm: true }) })), PRIYA_WATCHES);
    expect(happening?.kind).toBe('no-answer');
  });

  it('after a break every card that is new, changed or gone counts once', () => {
    expect(changedBetween(boardOf(aCard({ id: 'a' }), aCard({ id: 'b' }), aCard({ id: 'c' })), boardOf(aCard({ id: 'a' }), aCard({ id: 'b', version: 4 }), aCard({ id: 'd' })))).toEqual(new Set(['b', 'd', 'c']));
  });
});

describe('who is offered to answer', () => {
  const me = { staff: { id: 'priya', name: 'Priya', initials: 'PN' }, roles: [{ teamId: 'north', role: 'clinician' as const }] };
  const asked = aLadder({ rungs: [aRung({ state: 'done', asked: [anAsked({ staffId: 'priya', said: 'cannot' })] }), aRung({ state: 'next', asked: [anAsked({ staffId: 'hana' })] })] });

  it('whoever was asked, also after saying that they cannot', () => {
    expect(mayAnswer(aCard({ ladder: asked }), me, [])).toBe(true);
    expect(askedAs(aCard({ ladder: asked }), 'priya')?.said).toBe('cannot');
  });

  it('nobody who is only on a step to come', () => {
    expect(mayAnswer(aCard({ ladder: asked }), { ...me, staff: { ...me.staff, id: 'hana' } }, [])).toBe(false);
  });

  it('whoever is on call for the team, and its supervisors', () => {
    const onCall = [{ rotaId: 'r', rotaName: 'First', teamId: 'north', staffId: 'priya', name: 'Priya', initials: 'PN', until: null, reachable: true }];
    expect(mayAnswer(aCard(), me, onCall)).toBe(true);
    expect(mayAnswer(aCard({ teamId: 'south' }), me, onCall)).toBe(false);
    expect(mayAnswer(aCard(), { ...me, roles: [{ teamId: 'north', role: 'supervisor' }] }, [])).toBe(true);
  });
});

describe('the ladder on a card', () => {
  it('says what each channel did while nobody said anything, and the word of whoever did', () => {
    const [line] = rungLines(aLadder({ rungs: [aRung({ asked: [
      anAsked({ channels: [{ channel: 'sms', state: 'delivered', at: null }, { channel: 'voice', state: 'sent', at: null }] }),
      anAsked({ staffId: 'ana', said: 'cannot' }), anAsked({ staffId: 'ben', said: 'cannot' }),
    ] })] }));
    expect(line?.said).toEqual([{ keys: ['sms.delivered', 'voice.sent'], count: 1 }, { keys: ['said.cannot'], count: 2 }]);
  });

  it('shows the next step and none of those behind it', () => {
    const lines = rungLines(aLadder({ rungs: [aRung({ index: 0 }), aRung({ index: 1, state: 'next', startsAt: at(60) }), aRung({ index: 2, state: 'next' })] }));
    expect(lines.map(({ current, begun }) => ({ current, begun }))).toEqual([{ current: true, begun: true }, { current: false, begun: false }]);
    expect(lines[1]?.said).toEqual([]);
  });
});

describe('the filter', () => {
  const cards = [aCard({ id: 'a', ref: '1111', place: 'Northgate shelter' }), anOwned({ id: 'b', ref: '2222' }), aCard({ id: 'c', ref: '3333', teamId: 'south' })];
  const shown = (filter: Partial<typeof NO_FILTER>) => filterCards(cards, { ...NO_FILTER, ...filter }).map(({ id }) => id);

  it('finds by ref, words and names, all of which must fit', () => {
    expect(shown({ words: '2222' })).toEqual(['b']);
    expect(shown({ words: 'SHELTER north' })).toEqual(['a']);
    expect(shown({ words: 'priya' })).toEqual(['b']);
    expect(shown({ words: '  ' })).toEqual(['a', 'b', 'c']);
  });

  it('narrows to a team or to one owner', () => {
    expect(shown({ teamId: 'south' })).toEqual(['c']);
    expect(shown({ ownerId: 'priya' })).toEqual(['b']);
  });
});
