import { describe, expect, it } from '@jest/globals';
import type { ExclusionRule, Service } from '../../../../server/contract/directory.js';
import { MATCH_RULES } from '../../../../server/contract/matching.js';
import type { MatchRule } from '../../../../server/contract/matching.js';
import type { Circumstances, Need } from '../../../../server/matching/core/need.js';
import { judgeService } from '../../../../server/matching/core/judge.js';
import { aContext, aNeed } from '../a-need.js';
import { NOW, aCapacity, aPlace, aService, anArea, hoursAgo, weekly } from '../a-service.js';

type Case = [words: string, service: Parameters<typeof aService>[0], need?: Partial<Need>];
interface Cases { pass: Case[]; fail: Case[]; unknown: Case[] }

const known = (own: Partial<Circumstances>): Circumstances =>
  ({ pregnantOrNewParent: null, intoxicated: null, recentViolence: null, medicallyStable: null, veteran: null, bringsPets: null, bringsDependants: null, ...own });
const aged = (years: number): Partial<Need> => ({ age: { from: years, to: years } });
const only = (rule: ExclusionRule): Parameters<typeof aService>[0] => ({ handrail: { exclusions: [rule] } });
const ID = aService().id;
const SPEAKS_SPANISH_ONLY: Partial<Need> = { language: 'es', speaksDefaultLanguage: false };
const spoken = (...codes: string[]) => codes.map((code) => ({ id: code, name: null, code, note: null }));
const box = (west: number, south: number, east: number, north: number): [number, number][][][] =>
  [[[[west, south], [east, south], [east, north], [west, north], [west, south]]]];
const NOWHERE: Need['place'] = { postcode: null, point: null, region: null, country: null };
const inHours = (hours: number) => ({ dueAt: new Date(NOW.getTime() + hours * 3_600_000) });
const scheduled = (...schedules: Service['schedules']) => ({ schedules, handrail: { alwaysOpen: false } });

/** Every rule with an example of each verdict it can give. */
const RULES: Record<MatchRule, Cases> = {
  active: {
    pass: [['runs', {}], ['has a note about something else', { alert: 'Ring the bell twice' }]],
    fail: [['is defunct', { status: 'defunct' }], ['is inactive', { status: 'inactive' }], ['is temporarily closed', { status: 'temporarily closed' }], ['says so in its note', { alert: 'Closed until Friday' }]],
    unknown: [['speaks of closing in its note', { alert: 'The office is closed on Fridays' }]],
  },
  consent: {
    pass: [['nobody said no', {}]],
    fail: [['the person does not want it told', {}, { blockedServiceIds: new Set([ID]) }]],
    unknown: [],
  },
  declined: {
    pass: [
      ['never asked', {}], ['another one declined', {}, { declines: [{ serviceId: 'other', at: hoursAgo(1), reason: 'OTHER' }] }],
      ['declined longer ago than 30 days', {}, { declines: [{ serviceId: ID, at: hoursAgo(31 * 24), reason: 'RISK_TOO_HIGH' }] }],
      ['was full, and told of a free place since', {}, { declines: [{ serviceId: ID, at: hoursAgo(2), reason: 'AT_CAPACITY' }] }],
    ],
    fail: [
      ['declined yesterday', {}, { declines: [{ serviceId: ID, at: hoursAgo(24), reason: 'RISK_TOO_HIGH' }] }],
      ['was full after it told of a place', {}, { declines: [{ serviceId: ID, at: hoursAgo(0.1), reason: 'AT_CAPACITY' }] }],
    ],
    unknown: [],
  },
  area: {
    pass: [
      ['its postcodes hold theirs', {}], ['one of several areas does', { serviceAreas: [anArea(['100']), anArea(['20005'])] }],
      ['its shape holds their point', { serviceAreas: [anArea(null, { polygons: box(-77.1, 38.8, -77, 39) })] }],
      ['a line may work in their country', { locations: [], serviceAreas: [], handrail: { setting: 'line', virtualArea: ['US'] } }],
      ['a line may work in their region', { locations: [], serviceAreas: [], handrail: { setting: 'line', virtualArea: ['US-MD', 'US-DC'] } }],
    ],
    fail: [
      ['its postcodes are others', { serviceAreas: [anArea(['100', '606'])] }],
      ['its shape lies elsewhere', { serviceAreas: [anArea(null, { polygons: box(-88, 41, -87, 42) })] }],
      ['its shape has a hole where they are', { serviceAreas: [anArea(null, { polygons: [[...(box(-78, 38, -76, 40)[0] ?? []), ...(box(-77.1, 38.8, -77, 39)[0] ?? [])]] })] }],
      ['postcodes decide before a rough shape', { serviceAreas: [anArea(['100'], { polygons: box(-77.1, 38.8, -77, 39) })] }],
      ['a line may only work elsewhere', { locations: [], serviceAreas: [], handrail: { setting: 'line', virtualArea: ['US-NY'] } }],
      ['it never told its area and lies in another part of the country', { serviceAreas: [], locations: [aPlace({ latitude: 34.05, longitude: -118.24 })] }],
    ],
    unknown: [
      ['it never told its area', { serviceAreas: [] }], ['its area is only words', { serviceAreas: [anArea(null, { name: 'The county' })] }],
      ['nobody knows where they are', {}, { place: NOWHERE }],
      ['only part of the postcode is known', { serviceAreas: [anArea(['20005'])] }, { place: { ...NOWHERE, postcode: '200' } }],
      ['a line works in parts of their country', { locations: [], serviceAreas: [], handrail: { setting: 'line', virtualArea: ['US-DC'] } }, { place: { ...NOWHERE, postcode: '00000', country: 'US' } }],
    ],
  },
  letter: {
    pass: [['takes it', { handrail: { urgency: { from: 'C', to: 'E' } } }], ['takes just it', { handrail: { urgency: { from: 'C', to: 'C' } } }]],
    fail: [['takes less urgent needs only', { handrail: { urgency: { from: 'D', to: 'G' } } }]],
    unknown: [['never said', { handrail: { urgency: 'unknown' } }], ['is meant for more urgent needs', { handrail: { urgency: { from: 'A', to: 'B' } } }]],
  },
  age: {
    pass: [
      ['has no bounds', {}, aged(17)], ['at its lower bound', { age: { minimum: 17, maximum: null } }, aged(17)], ['at its upper bound', { age: { minimum: null, maximum: 17 } }, aged(17)],
      ['under 18 is all it asks', { age: { minimum: null, maximum: 17 } }, { age: { from: 0, to: 17 } }],
    ],
    fail: [['too young', { age: { minimum: 18, maximum: null } }, aged(17)], ['too old', { age: { minimum: 13, maximum: 16 } }, aged(17)], ['surely too young', { age: { minimum: 18, maximum: null } }, { age: { from: 0, to: 17 } }]],
    unknown: [['their age is not known', { age: { minimum: 18, maximum: null } }], ['some ages under 18 fit', { age: { minimum: 13, maximum: 17 } }, { age: { from: 0, to: 17 } }]],
  },
  exclusion: {
    pass: [
      ['it turns nobody away', {}], ['a woman', only('women-only'), { gender: 'woman' }], ['a man', only('men-only'), { gender: 'man' }], ['of age', only('adults-only'), aged(18)],
      ['under age', only('under-18s-only'), aged(17)], ['a family', only('families-only'), { circumstances: known({ bringsDependants: true }) }],
      ['nobody comes along', only('no-children'), { circumstances: known({ bringsDependants: false }) }], ['no pet', only('no-pets'), { circumstances: known({ bringsPets: false }) }],
      ['sober', only('sober-on-arrival'), { circumstances: known({ intoxicated: false }) }], ['no violence', only('no-recent-violence'), { circumstances: known({ recentViolence: false }) }],
      ['stable', only('medically-stable'), { circumstances: known({ medicallyStable: true }) }], ['pregnant', only('pregnant-or-new-parents-only'), { circumstances: known({ pregnantOrNewParent: true }) }],
      ['a veteran', only('veterans-only'), { circumstances: known({ veteran: true }) }], ['we are professionals', only('professional-referral-only')],
    ],
    fail: [
      ['a man', only('women-only'), { gender: 'man' }], ['a woman', only('men-only'), { gender: 'woman' }], ['under age', only('adults-only'), aged(17)], ['of age', only('under-18s-only'), aged(18)],
      ['comes alone', only('families-only'), { circumstances: known({ bringsDependants: false }) }], ['a child comes along', only('no-children'), { circumstances: known({ bringsDependants: true }) }],
      ['a pet', only('no-pets'), { circumstances: known({ bringsPets: true }) }], ['under the influence', only('sober-on-arrival'), { circumstances: known({ intoxicated: true }) }],
      ['violence', only('no-recent-violence'), { circumstances: known({ recentViolence: true }) }], ['unwell', only('medically-stable'), { circumstances: known({ medicallyStable: false }) }],
      ['not pregnant', only('pregnant-or-new-parents-only'), { circumstances: known({ pregnantOrNewParent: false }) }], ['no veteran', only('veterans-only'), { circumstances: known({ veteran: false }) }],
    ],
    unknown: [
      ['gender not known', only('women-only')], ['neither a man nor a woman', only('women-only'), { gender: 'non-binary' }], ['age not known', only('adults-only')],
      ...(['families-only', 'no-children', 'no-pets', 'sober-on-arrival', 'no-recent-violence', 'medically-stable', 'pregnant-or-new-parents-only', 'veterans-only'] as const).map((rule): Case => [`${rule}, nobody asked`, only(rule)]),
    ],
  },
  language: {
    pass: [
      ['no language is known', {}], ['they speak the network’s own', {}, { language: 'en' }], ['they get by in it', { languages: spoken('en') }, { language: 'es', speaksDefaultLanguage: true }],
      ['they speak the network’s own, and it tells of no language at all', { languages: [] }, { language: 'en' }], ['it tells of theirs only, and they get by in the network’s own, too', { languages: spoken('es') }, { language: 'es', speaksDefaultLanguage: true }],
      ['it tells of another language, and of any interpreter', { languages: spoken('es'), handrail: { languagesInterpreted: ['*'] } }, { language: 'en' }],
      ['it speaks theirs', { languages: spoken('en', 'spa') }, SPEAKS_SPANISH_ONLY], ['it has an interpreter', { handrail: { languagesInterpreted: ['es'] } }, SPEAKS_SPANISH_ONLY],
      ['it has any interpreter by phone', { handrail: { languagesInterpreted: ['*'] } }, SPEAKS_SPANISH_ONLY],
    ],
    fail: [['it neither speaks nor interprets theirs', { languages: spoken('en'), handrail: { languagesInterpreted: ['fr'] } }, SPEAKS_SPANISH_ONLY]],
    unknown: [
      ['nobody told of interpreters', { handrail: { languagesInterpreted: null } }, SPEAKS_SPANISH_ONLY], ['it tells of other languages, not of the network’s own', { languages: spoken('es'), handrail: { languagesInterpreted: null } }, { language: 'en' }], ['nobody told its languages', { languages: [], handrail: { languagesInterpreted: [] } }, SPEAKS_SPANISH_ONLY],
      ['nobody asked whether they get by', { languages: spoken('en'), handrail: { languagesInterpreted: [] } }, { language: 'es' }],
      ['they do not get by, in a language nobody knows', {}, { speaksDefaultLanguage: false }],
    ],
  },
  access: {
    pass: [
      ['none is needed', {}, { access: [] }], ['it has what they need', { locations: [aPlace({ access: { has: ['wheelchair', 'asl'], lacks: [] } })] }, { access: ['wheelchair', 'asl'] }],
      ['nobody enters a line', { handrail: { setting: 'line' } }, { access: ['wheelchair'] }], ['the team comes to them', { handrail: { setting: 'mobile-team' }, locations: [aPlace({ access: { has: [], lacks: ['step-free'] } })] }, { access: ['step-free'] }],
    ],
    fail: [
      ['it lacks what they need', { locations: [aPlace({ access: { has: [], lacks: ['wheelchair'] } })] }, { access: ['wheelchair'] }],
      ['a line without sign language', { handrail: { setting: 'line' }, locations: [aPlace({ access: { has: [], lacks: ['asl'] } })] }, { access: ['asl'] }],
    ],
    unknown: [['nobody told', {}, { access: ['wheelchair'] }], ['a need that no directory knows', {}, { access: [], otherAccess: ['a fridge for insulin'] }]],
  },
  entry: {
    pass: [['checked this month', {}], ['not checked for 200 days', { assuredOn: '2025-08-22' }], ['exactly a year ago', { assuredOn: '2025-03-10' }]],
    fail: [['not checked for more than a year', { assuredOn: '2025-03-09' }]],
    unknown: [
      ['never checked', { assuredOn: null }], ['somebody has to look through it', { handrail: { review: { reason: 'organization unknown' } } }],
      ['older than a year, for a need that can wait', { assuredOn: '2024-01-01' }, { letter: 'D' }],
    ],
  },
  hours: {
    pass: [
      ['open day and night', {}], ['open now', scheduled(weekly(['TU'], '09:00', '11:00'))], ['opens before the clock ends', scheduled(weekly(['TU'], '17:00', '19:00')), inHours(8)],
      ['opens within the least look-ahead although the clock ran out', scheduled(weekly(['TU'], '11:30', '12:00')), inHours(-1)],
      ['hours today are not known, but it opens in time', { schedules: [weekly(['TU'], null, null), weekly(['WE'], '00:30', '09:00')], handrail: { alwaysOpen: false } }, inHours(20)],
      ['by appointment, for a need that can wait', { handrail: { alwaysOpen: false, byAppointment: true } }, { letter: 'D' }],
    ],
    fail: [['opens too late', scheduled(weekly(['WE'], '09:00', '17:00')), inHours(8)], ['hours are known and over', { schedules: [{ ...weekly(['TU'], '09:00', '17:00'), validTo: '2020-01-01' }], handrail: { alwaysOpen: false } }]],
    unknown: [
      ['nobody told', { handrail: { alwaysOpen: false } }], ['a day without times', scheduled(weekly(['TU'], null, null))],
      ['by appointment', { handrail: { alwaysOpen: false, byAppointment: true } }],
    ],
  },
  capacity: {
    pass: [
      ['two free', {}], ['full, with a waiting list', { capacities: [aCapacity(0)], handrail: { waitlist: true } }], ['full, for a need that can wait', { capacities: [aCapacity(0)] }, { letter: 'D' }],
      ['one of two kinds is free', { capacities: [aCapacity(0), aCapacity(1)] }], ['nobody counts places on a line', { capacities: [], handrail: { setting: 'line' } }],
    ],
    fail: [['full, told ten minutes ago', { capacities: [aCapacity(0)] }], ['full, and nobody knows of a waiting list', { capacities: [aCapacity(0), aCapacity(0)], handrail: { waitlist: null } }]],
    unknown: [
      ['nobody told', { capacities: [] }], ['full, told two hours ago', { capacities: [aCapacity(0, { updatedAt: hoursAgo(2) })] }],
      ['two free, told yesterday', { capacities: [aCapacity(2, { updatedAt: hoursAgo(24) })] }], ['one is full, of the other nobody told lately', { capacities: [aCapacity(0), aCapacity(3, { updatedAt: hoursAgo(9) })] }],
    ],
  },
};

const verdict = (rule: MatchRule, service: Case[1], need: Partial<Need> = {}) => judgeService(aService(service), aNeed(need), aContext()).verdicts.get(rule);

describe.each(MATCH_RULES.map((rule) => ({ rule, cases: RULES[rule] })))('the rule $rule', ({ rule, cases }) => {
  it.each(cases.pass)('lets a service through: %s', (_words, service, need = {}) => { expect(verdict(rule, service, need)).toBe('pass'); });
  it.each(cases.fail)('keeps a service out: %s', (_words, service, need = {}) => { expect(verdict(rule, service, need)).toBe('fail'); });
  if (cases.unknown.length > 0) it.each(cases.unknown)('does not know: %s', (_words, service, need = {}) => { expect(verdict(rule, service, need)).toBe('unknown'); });
});

describe('a service at several places', () => {
  const near = { latitude: 38.907, longitude: -77.031 };
  const far = { latitude: 38.95, longitude: -77.05 };
  const pickedPlace = (service: Service, need: Partial<Need> = {}) => judgeService(service, aNeed(need), aContext()).candidate.site?.location.name;

  it('counts at the nearest one', () => {
    expect(pickedPlace(aService({ locations: [aPlace({ name: 'far', ...far }), aPlace({ name: 'near', ...near })] }))).toBe('near');
  });
  it('counts at the nearest one that they can enter', () => {
    const places = [aPlace({ name: 'near', ...near, access: { has: [], lacks: ['wheelchair'] } }), aPlace({ name: 'far', ...far, access: { has: ['wheelchair'], lacks: [] } })];
    expect(pickedPlace(aService({ locations: places }), { access: ['wheelchair'] })).toBe('far');
  });
  it('counts at the one that is open', () => {
    const places = [aPlace({ name: 'near', ...near, schedules: [weekly(['SU'], '09:00', '12:00')] }), aPlace({ name: 'far', ...far, schedules: [weekly(['TU'], '09:00', '12:00')] })];
    expect(pickedPlace(aService({ locations: places, handrail: { alwaysOpen: false } }))).toBe('far');
  });
});
