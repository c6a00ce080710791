import { readFileSync } from 'node:fs';
import type { Crisis } from '../../../server/crisis/index.js';
import type { IntakeContact, Service } from '../../../server/contract/directory.js';
import type { Urgency, UrgencyLetter } from '../../../server/contract/triage.js';
import { newId } from '../../../server/kernel/ids.js';
import { parseReferralPolicy } from '../../../server/referral/policy.js';
import type { Progress, Referral } from '../../../server/referral/core/referral.js';

/** The policy that is shipped. */
export const POLICY = parseReferralPolicy(JSON.parse(readFileSync(new URL('../../../config/policies/referral.json', import.meta.url), 'utf8')));

/** A Wednesday, 02:08 in New York. */
export const NIGHT = new Date('2026-10-28T06:08:00Z');
export const ZONE = 'America/New_York';

export const aDraft = (more: Partial<Progress> = {}): Progress => ({
  state: 'DRAFT', steps: [], openedAt: null, answerBy: new Date(NIGHT.getTime() + 7_200_000), proposedAt: null, answeredBy: null, talkFirstAt: null, reason: null,
  serviceOutcome: null, personOutcome: null, agreedAt: null, delivered: [], waitDays: null, suggests: null, warm: null, confirmBy: null, confirmedAt: null, ...more,
});

/** A referral as a core sees it; only what a test names matters. */
export const aReferral = (more: Partial<Referral> = {}): Referral => ({
  ...aDraft(), id: newId(), crisisId: 'crisis', ref: '8275', teamId: 'north', dataKeyId: 'key', letter: 'C', sentById: 'ana', sentAt: NIGHT, order: 1, serviceId: 'elm', serviceName: 'Elm Row', way: 'link',
  intake: null, consentId: 'consent', dataClasses: ['contact', 'need', 'risk'], need: 'A safe bed tonight', needIndex: 'bed', wishes: null, askAnywayReason: null, passedOver: [],
  chain: { startedAt: NIGHT, answerFrom: NIGHT, failures: 0 }, leavesAt: NIGHT, contactBy: null, closeBy: null, linkHash: null, delivery: null, deliveryVersion: 1, code: null, identifiedAt: null, nextMatch: null, replacesId: null,
  key: null, body: '', version: 1, ...more,
});

export function anUrgency(letter: UrgencyLetter, since: Date): Urgency {
  const shows = { A: 'Emergency', B: 'Urgent', C: 'Urgent', D: 'Soon', E: 'Planned', F: 'Planned', G: 'Planned' } as const;
  return {
    letter, shows: shows[letter], profileId: 'uk-mhts', profileVersion: 1, rulesVersion: 1, rules: [], rulesGive: letter, floorFrom: null, raisedBy: [], since: since.toISOString(),
    contactBy: null, needsHumanNow: false, byPerson: null,
  };
}

/** A crisis that Ana has: Lucía, 17, somewhere safe to sleep. */
export const aCrisis = ({ letter = 'C', at = NIGHT, ...more }: Partial<Crisis> & { letter?: UrgencyLetter; at?: Date } = {}): Crisis => ({
  id: newId(), ref: '8275', teamId: 'north', dataKeyId: '', state: 'ACTIVE', urgency: anUrgency(letter, at), choice: 'struggling', raisedById: 'wes', senderIndex: null, raisedAt: at,
  owner: { staffId: 'ana', since: at }, escalationId: null, answerBy: null, contactBy: null, withThemAt: null, progressBy: null, locationState: 'WITH_REPORTER', waitingSince: at, emergencyCall: null,
  emergencyAskAt: null, emergencyContacts: [], emergencyConfirmBy: null,
  details: {
    headline: 'Young person, nowhere safe to sleep', place: 'Drop-in center, Eastfield, 12 Rose Lane', personName: 'Lucía Marín', ageYears: 17, language: 'Spanish, some English', accessNeeds: [], postcode: '20009',
    safeToContact: 'Own phone 202-555-0177, text only', theySaid: 'One quiet night somewhere safe', facts: { suicidalThoughts: 'no', dangerFromSomeone: 'yes', intoxicated: 'not-known' },
  },
  reports: [{ id: newId(), key: null, body: '', byId: 'wes', at, writtenAt: null, choice: 'struggling', draftCode: null, details: {} }],
  graceUntil: null, contactedAt: null, asks: [], backup: null, snooze: null, snoozes: 0, attention: [], ownerlessSince: null, ownerlessSeconds: 0, unownedSeconds: 0, joinedTo: null, joined: [],
  notes: [], screenings: [], askedIds: ['ana'], releasedAt: null, resumeFrom: null, closure: null, closedAt: null, version: 1, changedAtVersion: 1, ...more,
});

export const anIntake = (more: Partial<IntakeContact> = {}): IntakeContact =>
  ({ id: newId(), channel: 'sms', address: '+12025550163', label: null, hours: 'always', verified: { by: 'Dora', at: new Date('2026-10-14T12:00:00Z'), how: 'rang it' }, ...more });

/** A crisis house with two of six beds free; only what a test names matters. */
export const aService = ({ handrail, ...more }: Partial<Omit<Service, 'handrail'>> & { handrail?: Partial<Service['handrail']> } = {}): Service => ({
  id: newId(), organizationId: newId(), organizationName: 'Elm Row', program: null, name: 'Elm Row crisis house', alternateName: null, description: null, url: null, additionalUrls: [], email: null,
  status: 'active', alert: null, interpretationServices: null, applicationProcess: null, feesDescription: null, eligibilityDescription: null, accreditations: null, licenses: null,
  age: { minimum: 16, maximum: null }, assuredOn: '2026-10-01', assurerEmail: null, lastModifiedAt: null, phones: [], schedules: [], serviceAreas: [], locations: [], languages: [], costOptions: [],
  requiredDocuments: [], contacts: [], funding: [],
  capacities: [{
    id: newId(), unit: { id: newId(), name: 'Bed', scheme: null, identifier: null, uri: null }, available: 2, maximum: 6, description: null, updatedAt: new Date(NIGHT.getTime() - 660_000),
    handrail: { kind: 'bed', reportedBy: null, method: 'link' },
  }],
  handrail: {
    kinds: ['crisis-house'], kindsFrom: 'stated', urgency: { from: 'A', to: 'G' }, timeZone: ZONE, exclusions: [], traits: [], languagesInterpreted: [], walkIn: null, alwaysOpen: true, byAppointment: false,
    scheduleExceptions: [], virtualArea: null, accepts: { pets: null, dependants: null }, waitlist: null, setting: 'respite', intake: [anIntake()], review: null, ...handrail,
  },
  ...more,
});
