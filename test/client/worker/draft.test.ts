import { describe, expect, it } from '@jest/globals';
import { answered, arrived, called, callKnown, detailsKnown, draftOf, gaveAll, notYetSent, refreshed, restoreDraft, sendOff, stayed, tried } from '../../../client/src/crisis/raise/core/draft.js';
import { withText } from '../../../client/src/crisis/raise/core/told.js';
import { gave, noted } from '../../../client/src/crisis/raise/core/leaving.js';
import { AT, aDraft, aReport, aSentOffDraft } from './builders.js';

const typing = (draft: ReturnType<typeof aDraft>, theySaid: string) => ({ ...draft, typed: withText(draft.typed, 'theySaid', theySaid) });

describe('a report on this phone', () => {
  it('cannot be sent without a choice, and Send twice is Send once', () => {
    const unchosen = aDraft({ choice: null });
    expect(sendOff(unchosen, AT)).toBe(unchosen);
    const sent = aSentOffDraft();
    expect(sendOff(sent, AT + 500)).toBe(sent);
  });

  it('says for good what it said when Send was pressed', () => {
    const sent = aSentOffDraft();
    const later = stayed(tried({ ...sent, choice: 'not-sure', typed: withText(sent.typed, 'place', 'elsewhere') }, AT + 10), 'no-answer');
    expect(later.outgoing?.body).toEqual({ choice: 'life-at-risk' });
  });

  it('does not become unsent again when a late failure comes after the answer', () => {
    const there = arrived(aSentOffDraft(), aReport(), AT + 900);
    expect(stayed(there, 'no-answer')).toBe(there);
  });

  it('keeps what is typed while the server answers with what others added', () => {
    const there = typing(arrived(aSentOffDraft(), aReport(), AT + 900), 'I am typing this');
    const news = refreshed(there, aReport({ version: 2, details: { theySaid: 'somebody else wrote this', whatHelps: 'A quiet room' } }));
    expect(news.typed.texts).toMatchObject({ theySaid: 'I am typing this', whatHelps: 'A quiet room' });
    expect(notYetSent(news)).toEqual({ theySaid: 'I am typing this' });
  });

  it('hands an answer over at once, but words only when they are sent', () => {
    const there = typing(arrived(aSentOffDraft(), aReport(), AT), 'half a sent');
    const withAnswer = answered(there, 'hurt', 'no', AT);
    expect(withAnswer.given.answers).toEqual({ hurt: 'no' });
    expect(withAnswer.given.texts.theySaid).toBe('');
    expect(gaveAll(withAnswer, AT).given.texts.theySaid).toBe('half a sent');
  });

  it('knows after an update what is still to be sent', () => {
    const given = gaveAll(typing(arrived(aSentOffDraft(), aReport(), AT), 'first words'), AT);
    const typedOn = typing(given, 'first words and more');
    const known = detailsKnown(typedOn, given.given, aReport({ version: 2, details: { theySaid: 'first words' } }), AT);
    expect(notYetSent(known)).toEqual({ theySaid: 'first words and more' });
  });

  it('does not take an answer about the emergency number for known when another was given since', () => {
    const first = called(aSentOffDraft(), 'not-needed', AT);
    const second = called(first, 'called-now', AT + 1000);
    expect(callKnown(second, 'not-needed').call?.known).toBe(false);
    expect(callKnown(second, 'called-now').call?.known).toBe(true);
  });

  it('begins from what the server has for a report that was sent from elsewhere', () => {
    const draft = draftOf(aReport({ details: { place: 'Northgate shelter', facts: { seriousInjuryUnchecked: 'no' } } }), { key: 'k', code: 'K7QD', now: AT });
    expect(draft.id).toBe('report-1');
    expect(draft.typed.answers).toEqual({ hurt: 'no' });
    expect(notYetSent(draft)).toBeNull();
  });

  it('takes no more details once the crisis was closed', () => {
    expect(refreshed(arrived(aSentOffDraft(), aReport(), AT), aReport({ version: 3, state: 'CLOSED' })).finished).toBe(true);
  });
});

describe('a draft kept by an earlier version', () => {
  it('is read with what that version lacked, and anything else is not read at all', () => {
    const { leavingNote: _later, standDownAskedAt: _too, ...kept } = aSentOffDraft();
    expect(restoreDraft(JSON.parse(JSON.stringify(kept)))).toEqual(aSentOffDraft());
    expect([restoreDraft(null), restoreDraft('draft'), restoreDraft({ id: 'only' })]).toEqual([null, null, null]);
  });
});

describe('a worker who has to leave', () => {
  it('adds to what was told, hands over nothing else, and says it once', () => {
    const there = typing(arrived(aSentOffDraft(), aReport({ details: { narrative: 'Came in at two.' } }), AT), 'half a sent');
    const left = noted(noted(there, '02:20: I had to leave.'), '02:20: I had to leave.');
    expect(left.given.texts).toMatchObject({ narrative: 'Came in at two.\n02:20: I had to leave.', theySaid: '' });
  });

  it('says who stays only when that was answered', () => {
    const there = arrived(aSentOffDraft(), aReport(), AT);
    expect(gave(there, null, AT).given.answers).toEqual({});
    expect(gave(there, 'no', AT).given.answers).toEqual({ company: 'no' });
  });
});
