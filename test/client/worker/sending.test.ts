import { describe, expect, it } from '@jest/globals';
import { answered, arrived, called, callKnown, detailsKnown, stayed, tried } from '../../../client/src/crisis/raise/core/draft.js';
import { STILL_SENDING_MS, bareBodyOf, firstBodyOf, inSendingOrder, isWaiting, nextErrand, progressOf } from '../../../client/src/crisis/raise/core/sending.js';
import { lastPlace, mayForget, unfinished } from '../../../client/src/crisis/raise/core/keeping.js';
import { withText } from '../../../client/src/crisis/raise/core/told.js';
import { AT, aDraft, aReport, aSentOffDraft } from './builders.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('what is sent next', () => {
  it('is nothing before Send, then the report with the key it was born with', () => {
    expect(nextErrand(aDraft())).toBeNull();
    expect(nextErrand(aSentOffDraft())).toEqual({ kind: 'report', key: 'key-1', body: { choice: 'life-at-risk' } });
  });

  it('carries the code of the text and the time of writing only when it was ever unsent', () => {
    const again = nextErrand(stayed(tried(aSentOffDraft(), AT), 'no-answer'));
    expect(again).toEqual({ kind: 'report', key: 'key-1', body: { choice: 'life-at-risk', draftCode: 'K7QD', writtenAt: '2026-10-28T02:10:55.000Z' } });
  });

  it('remembers the first content, for when that arrived after all and only its answer was lost', () => {
    expect(firstBodyOf(stayed(aSentOffDraft(), 'no-answer'))).toEqual({ choice: 'life-at-risk' });
  });

  it('falls back to the bare report so that a malformed detail never blocks an emergency', () => {
    expect(bareBodyOf({ choice: 'serious', place: 'x'.repeat(999), joinsCrisisId: 'c', draftCode: 'K7QD', writtenAt: 'w' })).toEqual({ choice: 'serious', joinsCrisisId: 'c', draftCode: 'K7QD', writtenAt: 'w' });
  });

  it('goes report, emergency call, details, and ends', () => {
    let draft = called(answered(aSentOffDraft(), 'hurt', 'yes', AT), 'called-now', AT);
    expect(nextErrand(draft)?.kind).toBe('report');
    draft = arrived(draft, aReport(), AT);
    expect(nextErrand(draft)).toEqual({ kind: 'call', reportId: 'report-1', answer: 'called-now' });
    draft = callKnown(draft, 'called-now');
    expect(nextErrand(draft)).toMatchObject({ kind: 'details', details: { facts: { seriousInjuryUnchecked: 'yes' } } });
    draft = detailsKnown(draft, draft.given, aReport({ version: 2, details: { facts: { seriousInjuryUnchecked: 'yes' } } }), AT);
    expect(nextErrand(draft)).toBeNull();
  });

  it('sends life at risk first, then the oldest, then what follows reports that are there', () => {
    const later = aSentOffDraft({ id: 'later', choice: 'serious', begunAt: AT + MINUTE });
    const earlier = aSentOffDraft({ id: 'earlier', choice: 'struggling' });
    const grave = aSentOffDraft({ id: 'grave', begunAt: AT + 2 * MINUTE });
    const details = arrived(answered(aSentOffDraft({ id: 'details', begunAt: AT - HOUR }), 'hurt', 'no', AT), aReport(), AT);
    expect(inSendingOrder([details, later, aDraft({ id: 'unsent' }), earlier, grave]).map(({ id }) => id)).toEqual(['grave', 'earlier', 'later', 'details']);
  });
});

describe('what the raiser sees of it', () => {
  it('is "sending" only for a moment: then nobody is told that all is well', () => {
    const sent = aSentOffDraft();
    expect(progressOf(sent, AT + STILL_SENDING_MS - 1)).toBe('sending');
    expect(progressOf(sent, AT + STILL_SENDING_MS)).toBe('not-sent');
    expect(progressOf(stayed(sent, 'no-answer'), AT + 1)).toBe('not-sent');
    expect(progressOf(arrived(sent, aReport(), AT + 1), AT + HOUR)).toBe('sent');
  });
});

describe('what stays on the phone', () => {
  it('gives back an unfinished report after a crash, but no choice made for another moment', () => {
    const draft = aDraft({ typed: withText(aDraft().typed, 'place', 'Room 4') });
    expect(unfinished([draft, aSentOffDraft({ id: 'sent' })], AT + 14 * MINUTE)?.choice).toBe('life-at-risk');
    const old = unfinished([draft], AT + 15 * MINUTE);
    expect(old).toMatchObject({ choice: null, typed: { texts: { place: 'Room 4' } } });
    expect(unfinished([draft], AT + 12 * HOUR)).toBeNull();
  });

  it('offers the last place of the same shift only', () => {
    const sent = aSentOffDraft({ typed: withText(aDraft().typed, 'place', 'Northgate shelter') });
    expect(lastPlace([sent], AT + HOUR)).toBe('Northgate shelter');
    expect(lastPlace([sent], AT + 12 * HOUR)).toBe('');
    expect(lastPlace([aDraft({ typed: sent.typed })], AT + HOUR)).toBe('');
  });

  it('is never forgotten while anything of it waits to be sent', () => {
    const forever = AT + 1000 * HOUR;
    const waiting = stayed(aSentOffDraft(), 'signed-out');
    expect(isWaiting(waiting)).toBe(true);
    expect(mayForget(waiting, forever)).toBe(false);
    const there = arrived(aSentOffDraft(), aReport(), AT);
    expect(mayForget(answered(there, 'hurt', 'yes', AT), forever)).toBe(false);
    expect(mayForget({ ...there, typed: withText(there.typed, 'theySaid', 'not sent yet') }, forever)).toBe(false);
    expect(mayForget(there, AT + HOUR)).toBe(false);
    expect(mayForget(there, AT + 24 * HOUR)).toBe(true);
  });
});
