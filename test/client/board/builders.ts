import type { AskView, ColleagueView } from '../../../server/contract/asks.js';
import type { BoardCard, BoardView, CrisisView } from '../../../server/contract/crisis.js';
import type { AskedView, LadderView, RungView } from '../../../server/contract/escalation.js';
import type { Match, MatchAnswer } from '../../../server/contract/matching.js';
import type { ConsentView, ReferralView } from '../../../server/contract/referral.js';

/** The moment at which the examples stand. */
export const NOW = Date.parse('2026-10-28T06:14:00.000Z');

/** So many seconds from that moment, as an instant on the wire. */
export const at = (seconds: number, now = NOW): string => new Date(now + seconds * 1000).toISOString();

export const PRIYA = { id: 'priya', name: 'Priya Nair', initials: 'PN', since: at(-60) };
export const HANA = { id: 'hana', name: 'Hana Okafor', initials: 'HO', since: at(-600) };

/** A crisis that nobody has, urgent, a minute old. */
export const aCard = (more: Partial<BoardCard> = {}): BoardCard => ({
  id: 'c1', ref: '4821', version: 1, teamId: 'north', state: 'OPEN', column: 'needs-someone', letter: 'C', shows: 'Urgent', headline: 'Adult, very distressed', place: 'Eastfield',
  raisedBy: 'Dana Ruiz', raisedAt: at(-60), answerBy: at(840), contactBy: null, owner: null, withThemSince: null, progressBy: null, emergencyCall: null, emergencyAskAt: null,
  emergencyConfirmBy: null, ladder: null, referral: null, followUp: null, locationState: 'WITH_REPORTER', waitingSince: at(-60), handOver: null, backup: null, backupAsk: null,
  graceUntil: null, snooze: null, attention: [], ownerlessSince: at(-60), ownerlessMinutes: 0, unownedMinutes: 0, ...more,
});

/** The same, as an emergency with two minutes to answer. */
export const anEmergency = (more: Partial<BoardCard> = {}): BoardCard => aCard({ letter: 'A', shows: 'Emergency', answerBy: at(60), headline: 'Adult, cannot stay safe', ...more });

/** The same, with an owner. */
export const anOwned = (more: Partial<BoardCard> = {}): BoardCard => aCard({ state: 'ACTIVE', column: 'has-it', owner: PRIYA, answerBy: null, ...more });

export const anAsked = (more: Partial<AskedView> = {}): AskedView => ({
  staffId: 'tomas', name: 'Tomas Brandt', initials: 'TB', channels: [{ channel: 'sms', state: 'delivered', at: at(-50) }], said: 'delivered', at: at(-50), ...more,
});

export const aRung = (more: Partial<RungView> = {}): RungView => ({ index: 0, state: 'now', startsAt: at(-60), endsAt: at(60), asked: [anAsked()], ...more });

export const aLadder = (more: Partial<LadderView> = {}): LadderView => ({
  escalationId: 'e1', state: 'running', round: 1, rounds: 3, rung: 0, nextAt: at(60), alarm: false, rungs: [aRung()], ...more,
});

export const aBoard = (cards: BoardCard[] = [], more: Partial<BoardView> = {}): BoardView => ({ asOf: at(0), cards, onCall: [], places: [], team: [], deadJobs: 0, ownerlessMinutes: 0, unownedMinutes: 0, snoozed: 0, backupCalls: [], ...more });

export const aReferral = (more: Partial<ReferralView> = {}): ReferralView => ({
  id: 'r1', version: 1, crisisId: 'c1', ref: '4821', serviceId: 'elm', serviceName: 'Elm Row', state: 'SENT', way: 'link',
  intake: { channel: 'sms', address: '+12025550163', verifiedAt: at(-86_400) }, sentAt: at(-300), leavesAt: at(-300), deliveredAt: null, openedAt: null, answerBy: at(900),
  contactBy: at(7200), closeBy: at(259_200), proposedAt: null, answeredBy: null, talkFirstAt: null, reason: null,
  steps: [{ state: 'SENT', at: at(-300), by: 'Priya Nair', reason: null, note: null, said: null }], serviceOutcome: null, personOutcome: null,
  disagree: false, need: 'Crisis house', needId: 'need-1', delivered: [], waitDays: null, noShows: 0, agreedAt: null, suggests: null, warm: null, confirmBy: null, confirmedAt: null, replacesId: null,
  nextMatch: { serviceId: 'harbor', serviceName: 'Harbor House' }, ...more,
});

export const aConsent = (more: Partial<ConsentView> = {}): ConsentView => ({
  id: 'k1', serviceId: 'elm', category: null, witness: null, guardian: null, language: null, purpose: null, personToldAt: null, personToldHow: null, serviceName: 'Elm Row', dataClasses: ['contact', 'need', 'risk'], method: 'spoken', givenBy: 'self', at: at(-400), recordedBy: 'Priya Nair',
  expiresOn: '2027-01-26', refused: false, withdrawnAt: null, emergencyBasis: null, ...more,
});

/** A crisis of Priya's, whole. */
export const aCrisis = (more: Partial<CrisisView> = {}): CrisisView => ({
  ...anOwned(), urgency: {
    letter: 'C', shows: 'Urgent', profileId: 'uk-mhts', profileVersion: 1, rulesVersion: 1, rules: [{ id: 'rule-4', words: 'Great distress.', letter: 'C', inputs: [] }], rulesGive: 'C',
    floorFrom: null, raisedBy: [], since: at(-60), contactBy: at(14_400), needsHumanNow: false, byPerson: null,
  },
  choice: 'struggling', locationState: 'WITH_REPORTER', waitingSince: at(-60), details: { headline: 'Adult, very distressed', place: 'Eastfield', whatHelps: 'A quiet room', facts: { suicidalThoughts: 'no', alone: 'yes' } },
  reports: [{ id: 'rep1', byName: 'Dana Ruiz', at: at(-60), choice: 'struggling', delayed: false }],
  timeline: [{ id: 't1', at: at(-60), kind: 'report.received', group: 'other', actor: 'Dana Ruiz', words: 'raised it', more: 'Urgency C.' }],
  consents: [], referrals: [], emergencyContacts: [], followUps: [], closure: null,
  screenings: [], handOvers: [], joinedTo: null, joined: [],
  may: {
    answer: true, work: true, supervise: false, handOver: true, acceptHandOver: false, withdrawHandOver: false, assign: true, askBackup: true, offerBackup: false,
    answerBackup: false, endBackup: false, snooze: true, locate: true, join: true,
  }, ...more,
});

export const aMatch = (more: Partial<Match> = {}): Match => ({
  serviceId: 'elm', serviceName: 'Elm Row', organizationName: 'Elm Row', kinds: ['crisis-house'], place: null, score: 0.9, parts: [],
  reasons: [{ code: 'capacity', words: '2 of 6 free', checkedAt: at(-660) }, { code: 'distance', words: '1.4 mi', checkedAt: null }],
  cautions: [{ code: 'access', words: 'No step-free access', checkedAt: null }], callFirst: false, distance: 1.4, way: 'link',
  intake: { contactId: 'i1', channel: 'sms', verifiedAt: at(-86_400) }, opensAt: null, phone: '(202) 555-0164', capacity: null, alert: null, ...more,
});

export const aMatchAnswer = (more: Partial<MatchAnswer> = {}): MatchAnswer => ({
  asOf: at(0), letter: 'C', policy: { version: 1, needsClinicalLeadSignOff: true },
  need: [{ words: 'Usual for urgency C: Crisis house', from: 'crisis' }, { words: 'Language not known', from: 'unknown' }], distanceUnit: 'mi',
  matches: [aMatch(), aMatch({ serviceId: 'harbor', serviceName: 'Harbor House', organizationName: 'Harbor Trust', distance: 2.2 })],
  phoneFirst: [aMatch({ serviceId: 'cedar', serviceName: 'Cedar Family Unit', organizationName: 'Cedar', way: 'phone-first', phone: '(202) 555-0171' })],
  excluded: [{ serviceId: 'oak', serviceName: 'Oak House', rule: 'age', words: 'Takes 18 and over' }], excludedCounts: [{ rule: 'age', words: 'age', count: 3 }], relax: null,
  fallbacks: [{ kind: 'emergency-number', name: 'Emergency number', phone: '911', distance: null }], ...more,
});

/** A hand-over that Hana asked Ben to take, eight minutes and forty seconds left. */
export const anAsk = (more: Partial<AskView> = {}): AskView => ({
  id: 'a1', kind: 'hand-over', state: 'asked', by: { id: HANA.id, name: HANA.name }, at: at(-80), until: at(520), round: 1, to: [{ id: 'ben', name: 'Ben Carter', initials: 'BC', said: 'waiting' }],
  endedAt: null, ...more,
});

/** Somebody on call whom a text reaches, with nothing on. */
export const aColleague = (more: Partial<ColleagueView> = {}): ColleagueView => ({ id: 'ben', name: 'Ben Carter', initials: 'BC', onCall: true, supervisor: false, reachable: true, owns: 0, ...more });
