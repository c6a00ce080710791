import { describe, expect, it } from '@jest/globals';
import { closeBlockers } from '../../../client/src/crisis/page/core/close-blockers.js';
import { nextStepOf } from '../../../client/src/crisis/page/core/next-step.js';
import { riskAnswers, riskQuestions } from '../../../client/src/crisis/page/core/risk-answers.js';
import { changedDetails, differingFields, typedDetails } from '../../../client/src/crisis/page/core/typed-details.js';
import type { EmergencyContactView, FollowUpView } from '../../../server/contract/crisis.js';
import { dueGroups } from '../../../client/src/care/core/due-groups.js';
import { NOW, aCrisis, aLadder, aReferral, at } from './builders.js';

const aContact = (more: Partial<EmergencyContactView> = {}): EmergencyContactView => ({
  id: 'x', service: 'ambulance', requestedAt: at(-60), decidedBy: 'Priya Nair', personAgreed: 'yes', whyPolice: null, supervisorConsulted: false, personTold: null,
  confirmBy: at(840), confirmedAt: null, confirmation: null, confirmationNote: null, ...more,
});

const aFollowUp = (more: Partial<FollowUpView> = {}): FollowUpView => ({
  id: 'f', crisisId: 'c1', ref: '4821', teamId: 'north', kind: '24-hour', dueAt: at(60), assignee: null, doneAt: null, result: null, note: null, tries: 0, ...more,
});

describe('the next step of a crisis', () => {
  it('while nobody has it, is that somebody answers, or that no one has', () => {
    const open = aCrisis({ state: 'OPEN', owner: null, answerBy: at(60) });
    expect(nextStepOf(open)).toEqual({ kind: 'answer', at: at(60), alarm: false });
    expect(nextStepOf({ ...open, ladder: aLadder({ alarm: true }) })).toMatchObject({ alarm: true });
  });

  it('is what is due first: a service’s answer, a word on how it goes, a confirmation', () => {
    const crisis = aCrisis({ referrals: [aReferral({ answerBy: at(900) })], progressBy: at(600), emergencyConfirmBy: at(300) });
    expect(nextStepOf(crisis)).toEqual({ kind: 'confirm', at: at(300) });
    expect(nextStepOf({ ...crisis, emergencyConfirmBy: null, progressBy: null })).toEqual({ kind: 'referral', at: at(900), serviceName: 'Elm Row', next: 'Harbor House' });
  });

  it('after a no is the next match; a later referral for it counts instead', () => {
    const declined = aReferral({ state: 'DECLINED', answerBy: null });
    expect(nextStepOf(aCrisis({ referrals: [declined] }))).toMatchObject({ kind: 'find', serviceName: 'Elm Row', next: 'Harbor House' });
    expect(nextStepOf(aCrisis({ referrals: [declined, aReferral({ id: 'r2', serviceName: 'Harbor House', sentAt: at(-10) })] }))).toMatchObject({ kind: 'referral', serviceName: 'Harbor House' });
  });

  it('in follow-up is the contact that is due first and not yet made', () => {
    expect(nextStepOf(aCrisis({ state: 'FOLLOW_UP', followUps: [aFollowUp({ dueAt: at(900) }), aFollowUp({ dueAt: at(10), doneAt: at(0) }), aFollowUp({ dueAt: at(300) })] }))).toEqual({ kind: 'follow-up', at: at(300) });
  });
});

describe('why a crisis cannot be closed yet', () => {
  it('names everything that stands in the way, at once', () => {
    const crisis = aCrisis({ owner: { id: 'hana', name: 'Hana', initials: 'HO', since: at(0) }, emergencyContacts: [aContact()], referrals: [aReferral()] });
    expect(closeBlockers(crisis, 'priya')).toEqual([{ kind: 'not-owner' }, { kind: 'emergency' }, { kind: 'referral', serviceName: 'Elm Row' }]);
  });

  it('is nothing for its owner, or a supervisor, once all is answered and confirmed', () => {
    const crisis = aCrisis({ emergencyContacts: [aContact({ confirmedAt: at(0), confirmation: 'reached' })], referrals: [aReferral({ state: 'ACCEPTED' })] });
    expect(closeBlockers(crisis, 'priya')).toEqual([]);
    expect(closeBlockers({ ...crisis, may: { ...crisis.may, supervise: true } }, 'amara')).toEqual([]);
    expect(closeBlockers({ ...crisis, state: 'OPEN', owner: null }, 'priya')).toEqual([{ kind: 'unowned' }]);
  });
});

describe('facts that are typed', () => {
  const before = typedDetails({ place: 'Eastfield', ageYears: 17, accessNeeds: ['wheelchair', 'quiet-space'] });

  it('send only what was changed, in its own kind', () => {
    expect(changedDetails(before, { ...before, ageYears: ' 18 ', language: 'Somali', accessNeeds: 'wheelchair, ramp ' })).toEqual({ details: { ageYears: 18, language: 'Somali', accessNeeds: ['wheelchair', 'ramp'] }, wrong: [] });
    expect(changedDetails(before, { ...before, place: 'Eastfield ' })).toEqual({ details: {}, wrong: [] });
  });

  it('never erase what was told, and say "none" of access needs only when somebody wrote it', () => {
    expect(changedDetails(before, { ...before, place: '', accessNeeds: '' }).details).toEqual({});
    expect(changedDetails(before, { ...before, accessNeeds: 'None' }).details).toEqual({ accessNeeds: [] });
  });

  it('name what cannot be read', () => {
    for (const age of ['seventeen', '17.5', '131', '-1']) expect(changedDetails(before, { ...before, ageYears: age }).wrong).toEqual(['ageYears']);
  });

  it('differ from another’s only where the words do', () => {
    expect(differingFields(before, { ...before, place: 'Westfield', language: ' ' })).toEqual(['place']);
  });
});

describe('risks to plan for', () => {
  it('show a yes first and an unknown before a no, and never leave out what nobody asked', () => {
    const answers = riskAnswers({ suicidalThoughts: 'no', dangerFromSomeone: 'yes', intoxicated: 'not-known' });
    expect(answers.slice(0, 2).map(({ fact }) => fact)).toEqual(['dangerFromSomeone', 'intoxicated']);
    expect(answers.find(({ fact }) => fact === 'suicidalThoughts')?.answer).toBe('no');
    expect(answers.find(({ fact }) => fact === 'takenOverdoseOrPoison')?.answer).toBe('not-asked');
  });

  it('ask the usual questions and those that were answered; all of them when wanted', () => {
    expect(riskQuestions({ pregnantOrPostnatal: 'yes' }, false)).toContain('pregnantOrPostnatal');
    expect(riskQuestions({}, false)).not.toContain('pregnantOrPostnatal');
    expect(new Set(riskQuestions({}, true)).size).toBe(riskQuestions({}, true).length);
  });
});

describe('the list of follow-ups', () => {
  it('is due first, in what is overdue, due within a day and later; what is done is gone', () => {
    const groups = dueGroups([
      aFollowUp({ id: 'later', dueAt: at(90_000) }), aFollowUp({ id: 'now', dueAt: at(0) }), aFollowUp({ id: 'over', dueAt: at(-60) }), aFollowUp({ id: 'today', dueAt: at(60) }), aFollowUp({ id: 'done', doneAt: at(-5) }),
    ], NOW);
    expect({ overdue: groups.overdue.map(({ id }) => id), today: groups.today.map(({ id }) => id), later: groups.later.map(({ id }) => id) }).toEqual({ overdue: ['over', 'now'], today: ['today'], later: ['later'] });
  });
});
