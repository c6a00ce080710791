import type { Service } from '../../../server/contract/directory.js';
import type { Gender, MatchRule } from '../../../server/contract/matching.js';
import type { UrgencyLetter } from '../../../server/contract/triage.js';
import type { ReferralReason } from '../../../server/contract/words.js';
import { ANY_AGE } from '../../../server/matching/core/need.js';
import type { Circumstances, Need } from '../../../server/matching/core/need.js';
import { locatePostcode } from '../../../server/matching/geocode.js';
import { aNeed } from './a-need.js';

/** Instants at which the needs arise, by the clock of Washington DC. */
export const MOMENTS = {
  'Tuesday 10:00': new Date('2026-11-10T15:00:00Z'),
  'Tuesday 18:30': new Date('2026-11-10T23:30:00Z'),
  'Wednesday 19:00': new Date('2026-11-12T00:00:00Z'),
  'Thursday 02:30': new Date('2026-11-12T07:30:00Z'),
  'Thursday 03:30': new Date('2026-11-12T08:30:00Z'),
  'Friday 23:00': new Date('2026-11-14T04:00:00Z'),
  'Saturday 11:30': new Date('2026-11-14T16:30:00Z'),
  'Sunday 13:00': new Date('2026-11-15T18:00:00Z'),
  'Christmas Day 11:00': new Date('2026-12-25T16:00:00Z'),
} as const;
export type Moment = keyof typeof MOMENTS;

/** One person's need and what must be said to it, by the names of services in the demo directory. What is left out is not checked. */
export interface ScriptedNeed {
  who: string;
  at: Moment;
  letter: UrgencyLetter;
  kinds: Need['kinds'];
  /** Null: not known. */
  age: number | null;
  /** ZIP code; null: nobody knows where they are. */
  zip: string | null;
  /** Hours until the contact clock ends; left out: no clock. */
  withinHours?: number;
  language?: string;
  speaksEnglish?: boolean;
  gender?: Gender;
  access?: Need['access'];
  otherAccess?: string[];
  is?: Partial<Circumstances>;
  wishes?: Need['wishes'];
  meantFor?: Need['meantFor'];
  blocked?: string[];
  knownTo?: string[];
  declinedBy?: { name: string; daysAgo: number; reason: ReferralReason }[];

  /** The best match. */
  first?: string;
  /** Among the matches. */
  offered?: string[];
  /** Listed apart, because it never said that it takes this urgency. */
  phoneFirst?: string[];
  /** Excluded, and by which rule. */
  notOffered?: Record<string, MatchRule>;
  /** Neither offered nor told of as excluded: another area, or another kind of help. */
  unmentioned?: string[];
  /** "Call first" stands there. */
  callFirst?: string[];
  /** Nothing has to be asked first. */
  ready?: string[];
  /** Codes of cautions that must be told. */
  cautions?: Record<string, string[]>;
  /** For A to C: the nearest emergency place; null when none is near. */
  emergencyPlace?: string | null;
  /** Nothing passes, and this rule is the one to relax; null: none. */
  relax?: MatchRule | null;
}

const NOTHING_TOLD: Circumstances = { pregnantOrNewParent: null, intoxicated: null, recentViolence: null, medicallyStable: null, veteran: null, bringsPets: null, bringsDependants: null };
const NOWHERE: Need['place'] = { postcode: null, point: null, region: null, country: null };

/** The need of one row at `asOf`, asking for every match. */
export function needOf(row: ScriptedNeed, asOf: Date, idOf: (name: string) => Service['id']): Need {
  const { letter, kinds, age, zip, withinHours, language = null, speaksEnglish = null, gender = 'not-known', access = null, otherAccess = [], wishes = [], meantFor = [] } = row;
  return aNeed({
    letter, kinds, language, speaksDefaultLanguage: speaksEnglish, gender, access, otherAccess, wishes, meantFor, most: 50,
    age: age === null ? ANY_AGE : { from: age, to: age },
    place: zip === null ? NOWHERE : { ...NOWHERE, ...locatePostcode(zip), postcode: zip },
    dueAt: withinHours === undefined ? null : new Date(asOf.getTime() + withinHours * 3_600_000),
    circumstances: { ...NOTHING_TOLD, ...row.is },
    blockedServiceIds: new Set((row.blocked ?? []).map(idOf)), knownServiceIds: new Set((row.knownTo ?? []).map(idOf)),
    declines: (row.declinedBy ?? []).map(({ name, daysAgo, reason }) => ({ serviceId: idOf(name), at: new Date(asOf.getTime() - daysAgo * 86_400_000), reason })),
  });
}

/** Fifty people in and around the Washington DC of the demo directory. */
export const SCRIPTED_NEEDS: readonly ScriptedNeed[] = [
  // a safe night
  { who: 'a girl of 17 who speaks Spanish best and has nowhere safe tonight', at: 'Tuesday 10:00', letter: 'C', kinds: ['crisis-house', 'respite'], age: 17, zip: '20002', withinHours: 8, language: 'es', gender: 'woman', access: [], meantFor: ['youth'],
    offered: ['Elm Row crisis house', 'Harbor House', 'Lantern Youth Respite', 'Cedar Family Unit', 'Bridgeway Beds'], ready: ['Elm Row crisis house', 'Lantern Youth Respite'], callFirst: ['Cedar Family Unit'],
    notOffered: { 'Linden House': 'capacity', 'Larkfield Crisis House': 'capacity', 'Juniper Safe Rooms': 'capacity', 'Two Rivers Peer Respite': 'age', 'Silver Oak Short Stay': 'age', 'Stillwater Night Rooms': 'hours', 'Wharf Street Crisis House': 'active', 'Daybreak Respite': 'active' },
    cautions: { 'Cedar Family Unit': ['capacity'], 'Harbor House': ['language'], 'Bridgeway Beds': ['intake'] } },
  { who: 'a boy of 15 half an hour before Harbor House shuts its doors', at: 'Thursday 02:30', letter: 'C', kinds: ['crisis-house', 'respite'], age: 15, zip: '20010', withinHours: 2, gender: 'man', meantFor: ['youth'],
    first: 'Lantern Youth Respite', offered: ['Harbor House'], notOffered: { 'Elm Row crisis house': 'age', 'Quarry Lane Respite': 'capacity', 'Juniper Safe Rooms': 'age' }, cautions: { 'Harbor House': ['hours'] } },
  { who: 'the same boy half an hour after it', at: 'Thursday 03:30', letter: 'C', kinds: ['crisis-house', 'respite'], age: 15, zip: '20010', withinHours: 2, gender: 'man', meantFor: ['youth'],
    first: 'Lantern Youth Respite', offered: ['Lantern Youth Respite'], notOffered: { 'Harbor House': 'hours' } },
  { who: 'an adult in a wheelchair who needs a room today', at: 'Tuesday 10:00', letter: 'C', kinds: ['crisis-house'], age: 44, zip: '20001', withinHours: 8, access: ['wheelchair'],
    first: 'Cedar Family Unit', offered: ['Bridgeway Beds'], notOffered: { 'Elm Row crisis house': 'access', 'Larkfield Crisis House': 'capacity' }, callFirst: ['Cedar Family Unit', 'Bridgeway Beds'], cautions: { 'Bridgeway Beds': ['access', 'intake'] } },
  { who: 'an adult who would rather be among peers, and no police', at: 'Tuesday 10:00', letter: 'C', kinds: ['crisis-house', 'respite'], age: 35, zip: '20002', withinHours: 8, wishes: ['peer-run', 'no-police-on-site'],
    first: 'Two Rivers Peer Respite', offered: ['Elm Row crisis house'], ready: ['Two Rivers Peer Respite'], notOffered: { 'Lantern Youth Respite': 'age', 'Harbor House': 'age' } },
  { who: 'an adult with a dog', at: 'Tuesday 10:00', letter: 'C', kinds: ['respite'], age: 35, zip: '20018', withinHours: 8, is: { bringsPets: true },
    first: 'Two Rivers Peer Respite', offered: ['Cedar Family Unit'], cautions: { 'Cedar Family Unit': ['company'] } },
  { who: 'an adult who does not want Elm Row to know', at: 'Tuesday 10:00', letter: 'C', kinds: ['crisis-house'], age: 35, zip: '20002', withinHours: 8, blocked: ['Elm Row crisis house'],
    offered: ['Cedar Family Unit'], notOffered: { 'Elm Row crisis house': 'consent' } },
  { who: 'an adult whom Elm Row refused yesterday', at: 'Tuesday 10:00', letter: 'C', kinds: ['crisis-house'], age: 35, zip: '20002', withinHours: 8, declinedBy: [{ name: 'Elm Row crisis house', daysAgo: 1, reason: 'RISK_TOO_HIGH' }],
    offered: ['Cedar Family Unit'], notOffered: { 'Elm Row crisis house': 'declined' } },
  { who: 'an adult for whom Elm Row had no room yesterday, and has told of a bed since', at: 'Tuesday 10:00', letter: 'C', kinds: ['crisis-house'], age: 35, zip: '20002', withinHours: 8, declinedBy: [{ name: 'Elm Row crisis house', daysAgo: 1, reason: 'AT_CAPACITY' }],
    first: 'Elm Row crisis house' },
  { who: 'an adult whom Elm Row refused six weeks ago', at: 'Tuesday 10:00', letter: 'C', kinds: ['crisis-house'], age: 35, zip: '20002', withinHours: 8, declinedBy: [{ name: 'Elm Row crisis house', daysAgo: 42, reason: 'RISK_TOO_HIGH' }],
    first: 'Elm Row crisis house' },
  { who: 'an adult on the phone who will not say where they are', at: 'Tuesday 10:00', letter: 'C', kinds: ['crisis-house'], age: 30, zip: null, withinHours: 8,
    offered: ['Elm Row crisis house', 'Cedar Family Unit', 'Bridgeway Beds'], notOffered: { 'Linden House': 'age' }, emergencyPlace: null },
  { who: 'an adult of whom nobody knows the age', at: 'Tuesday 10:00', letter: 'C', kinds: ['crisis-house', 'respite'], age: null, zip: '20018', withinHours: 8,
    offered: ['Elm Row crisis house', 'Two Rivers Peer Respite', 'Lantern Youth Respite'], ready: ['Elm Row crisis house', 'Two Rivers Peer Respite', 'Lantern Youth Respite'], cautions: { 'Elm Row crisis house': ['age'], 'Two Rivers Peer Respite': ['age'], 'Lantern Youth Respite': ['age'] } },
  { who: 'an adult with insulin that must be kept cold', at: 'Tuesday 10:00', letter: 'C', kinds: ['crisis-house'], age: 35, zip: '20002', withinHours: 8, otherAccess: ['a fridge for insulin'],
    first: 'Elm Row crisis house', callFirst: ['Elm Row crisis house', 'Cedar Family Unit', 'Bridgeway Beds'], cautions: { 'Elm Row crisis house': ['access'] } },
  { who: 'a man of 78 who hears badly, after a fall', at: 'Tuesday 10:00', letter: 'C', kinds: ['respite'], age: 78, zip: '20015', withinHours: 8, access: ['hearing-loop'], meantFor: ['older-adult'],
    first: 'Silver Oak Short Stay', notOffered: { 'Adey Welcome Rooms': 'capacity', 'Lantern Youth Respite': 'age' }, cautions: { 'Two Rivers Peer Respite': ['access'] } },
  { who: 'an adult in Los Angeles, far from everything here', at: 'Tuesday 10:00', letter: 'C', kinds: ['crisis-house'], age: 35, zip: '90012', withinHours: 8,
    unmentioned: ['Elm Row crisis house', 'Cedar Family Unit'], emergencyPlace: null, relax: null },

  // life at risk, serious
  { who: 'an adult whose life is at risk', at: 'Tuesday 10:00', letter: 'A', kinds: ['emergency-department', 'mobile-team', 'crisis-line'], age: 40, zip: '20002', withinHours: 0,
    offered: ['Potomac Reach Adult Team', 'Rockledge Emergency Department', 'Kenmore Heights Emergency Department'], ready: ['Rockledge Emergency Department'],
    notOffered: { 'Stillwater Crisis Line': 'letter', "Kenmore Heights Children's Emergency": 'age', 'Potomac Reach Youth Team': 'age' }, unmentioned: ['Potomac Reach Northside Team', 'Arlen Ridge Mobile Crisis'] },
  { who: 'a child of 9 whose life is at risk', at: 'Thursday 02:30', letter: 'A', kinds: ['emergency-department', 'mobile-team'], age: 9, zip: '20910', withinHours: 0, meantFor: ['youth'],
    offered: ["Kenmore Heights Children's Emergency", 'Kenmore Heights Emergency Department', 'Wheaton Lane Mobile Crisis'], unmentioned: ['Potomac Reach Youth Team', 'Rockledge Psychiatric Emergency Rooms'] },
  { who: 'a boy of 14 after sexual violence, at night', at: 'Thursday 02:30', letter: 'A', kinds: ['sexual-violence'], age: 14, zip: '20009', withinHours: 0, gender: 'man',
    first: 'Willow Gate Sexual Violence Center', notOffered: { 'Willow Gate Men and Boys': 'letter', 'Signal Bridge Survivors': 'letter', 'Willow Gate Survivors Line': 'letter' }, emergencyPlace: 'Rockledge Emergency Department' },
  { who: 'an adult held in hospital against their will, on Christmas Day', at: 'Christmas Day 11:00', letter: 'A', kinds: ['legal'], age: 50, zip: '20032', withinHours: 0,
    notOffered: { 'Plainspoken Rights in Hospital': 'hours', 'Plainspoken Eviction Desk': 'letter', 'Plainspoken Family Law': 'letter', 'Derechos Puente': 'letter' }, emergencyPlace: 'Bend of the River Emergency Department', relax: 'letter' },
  { who: 'an adult in a serious crisis at night across the river', at: 'Thursday 02:30', letter: 'B', kinds: ['receiving-centre'], age: 30, zip: '20020', withinHours: 2,
    first: 'Eastfield Receiving Center', offered: ['Southbank Receiving Center'], notOffered: { 'River East Receiving Center': 'hours', 'Youth Receiving Rooms': 'age' }, cautions: { 'Southbank Receiving Center': ['capacity'] } },
  { who: 'the same adult, whom Eastfield turned away three days ago', at: 'Thursday 02:30', letter: 'B', kinds: ['receiving-centre'], age: 30, zip: '20020', withinHours: 2, declinedBy: [{ name: 'Eastfield Receiving Center', daysAgo: 3, reason: 'OTHER' }],
    first: 'Southbank Receiving Center', notOffered: { 'Eastfield Receiving Center': 'declined' } },
  { who: 'an adult in the north of the District whose own team is out', at: 'Tuesday 10:00', letter: 'B', kinds: ['mobile-team'], age: 30, zip: '20011', withinHours: 2,
    first: 'Potomac Reach Adult Team', offered: ['Signal Bridge Outreach Team'], notOffered: { 'Potomac Reach Northside Team': 'capacity', 'Potomac Reach Youth Team': 'age', 'Silver Oak Home Crisis Team': 'age', 'Hollow Tree Home Visits': 'letter' }, callFirst: ['Signal Bridge Outreach Team'], unmentioned: ['Potomac Reach Night Walkers', 'Wheaton Lane Mobile Crisis'] },
  { who: 'an adult in Arlington', at: 'Tuesday 10:00', letter: 'B', kinds: ['mobile-team'], age: 30, zip: '22204', withinHours: 2,
    first: 'Arlen Ridge Mobile Crisis', unmentioned: ['Potomac Reach Adult Team', 'Wheaton Lane Mobile Crisis'], emergencyPlace: 'Quaymouth Emergency Department' },
  { who: 'a young person of 16 in Montgomery County, speaking French only', at: 'Tuesday 10:00', letter: 'B', kinds: ['receiving-centre'], age: 16, zip: '20902', withinHours: 2, language: 'fr', speaksEnglish: false,
    first: 'Wheaton Lane Crisis Center', ready: ['Wheaton Lane Crisis Center'], unmentioned: ['Youth Receiving Rooms', 'Eastfield Receiving Center'] },
  { who: 'somebody who speaks French and wants a line that never said what it takes', at: 'Wednesday 19:00', letter: 'B', kinds: ['warm-line'], age: 33, zip: '20008', withinHours: 2, language: 'fr', speaksEnglish: false,
    phoneFirst: ['Écoute Cercle Ouvert'], notOffered: { 'Stillwater Evening Warm Line': 'letter', 'Little Boat Night Line': 'letter', 'Adey Talk Line': 'letter' }, callFirst: ['Écoute Cercle Ouvert'], cautions: { 'Écoute Cercle Ouvert': ['letter', 'intake', 'entry'] } },
  { who: 'a Deaf person who signs', at: 'Thursday 02:30', letter: 'B', kinds: ['crisis-line'], age: 30, zip: '20002', withinHours: 1, language: 'ase', speaksEnglish: false,
    first: 'Signal Bridge Crisis Video Line', offered: ['Stillwater Crisis Line', 'Willow Gate Survivors Line'], notOffered: { 'Stillwater Text Line': 'letter', 'Línea Stillwater en español': 'language', 'Lantern Teen Text': 'letter' }, cautions: { 'Stillwater Crisis Line': ['language'], 'Homefront Veterans Line': ['language', 'exclusion'] } },
  { who: 'an adult who may have to be admitted, not pregnant', at: 'Tuesday 10:00', letter: 'B', kinds: ['inpatient'], age: 45, zip: '20032', withinHours: 2, gender: 'woman', is: { pregnantOrNewParent: false },
    first: 'Bend of the River Adult Ward', notOffered: { 'Rockledge Mother and Baby Ward': 'exclusion', 'Kenmore Heights Adolescent Ward': 'age', 'Quaymouth Older Adult Ward': 'age' } },
  { who: 'a woman of 72 who may have to be admitted', at: 'Tuesday 10:00', letter: 'B', kinds: ['inpatient'], age: 72, zip: '22202', withinHours: 2, gender: 'woman', is: { pregnantOrNewParent: false }, meantFor: ['older-adult'],
    notOffered: { 'Quaymouth Older Adult Ward': 'entry', 'Rockledge Mother and Baby Ward': 'exclusion', 'Kenmore Heights Adolescent Ward': 'age' }, unmentioned: ['Bend of the River Adult Ward'], relax: 'area' },

  // violence at home
  { who: 'a woman who leaves tonight with her child', at: 'Friday 23:00', letter: 'B', kinds: ['domestic-abuse', 'shelter'], age: 29, zip: '20009', withinHours: 2, gender: 'woman', is: { bringsDependants: true }, language: 'es',
    offered: ['Willow Gate Survivors Line', 'Lamplight Refuge', 'Willow Gate Safe Stay'], notOffered: { 'Casa Puente': 'capacity', "Northgate Women's Shelter": 'letter', 'Lamplight Advocates': 'hours', 'Silver Oak Safe Elders': 'age' } },
  { who: 'a man who leaves tonight with his dog', at: 'Friday 23:00', letter: 'B', kinds: ['shelter'], age: 29, zip: '20009', withinHours: 2, gender: 'man', is: { bringsPets: true },
    first: 'Willow Gate Safe Stay', notOffered: { 'Lamplight Refuge': 'exclusion', 'Casa Puente': 'exclusion', 'Northgate shelter': 'letter' } },
  { who: 'a girl of 16 who leaves tonight', at: 'Friday 23:00', letter: 'B', kinds: ['shelter'], age: 16, zip: '20009', withinHours: 2, gender: 'woman',
    first: 'Lamplight Refuge', notOffered: { 'Willow Gate Safe Stay': 'age', 'Casa Puente': 'capacity' } },

  // sleep, food, money, law
  { who: 'a veteran without a home', at: 'Tuesday 18:30', letter: 'D', kinds: ['shelter'], age: 50, zip: '20032', withinHours: 12, gender: 'man', is: { veteran: true, intoxicated: true },
    first: 'Homefront Bunkhouse', offered: ['Northgate shelter', 'Cold Night Beds'], notOffered: { "Northgate Men's House": 'exclusion', "Northgate Women's Shelter": 'exclusion', 'Harbor Street Beds': 'age' }, cautions: { 'Cold Night Beds': ['capacity'] } },
  { who: 'a man without a home, sober, no veteran', at: 'Tuesday 18:30', letter: 'D', kinds: ['shelter'], age: 50, zip: '20002', withinHours: 12, gender: 'man', is: { veteran: false, intoxicated: false, bringsDependants: false },
    first: 'Northgate shelter', offered: ["Northgate Men's House"], notOffered: { 'Homefront Bunkhouse': 'exclusion', 'Northgate Family Rooms': 'exclusion' }, unmentioned: ['Wheaton Lane Family Shelter', 'Arlen Ridge Night Shelter'] },
  { who: 'a hungry adult on a Sunday', at: 'Sunday 13:00', letter: 'C', kinds: ['food'], age: 40, zip: '20002', withinHours: 3,
    first: 'Drop-in center', notOffered: { 'Common Table Supper': 'hours', 'Common Table Eastfield Pantry': 'hours', 'Eastfield Community Fridge': 'entry', 'Kettle Breakfast': 'letter' }, unmentioned: ['Common Table Northside Pantry'] },
  { who: 'a hungry adult on a Sunday who can wait for the evening', at: 'Sunday 13:00', letter: 'D', kinds: ['food'], age: 40, zip: '20002', withinHours: 6,
    first: 'Drop-in center', offered: ['Common Table Supper', 'Eastfield Community Fridge', 'Kettle Breakfast'], callFirst: ['Eastfield Community Fridge'], cautions: { 'Eastfield Community Fridge': ['letter', 'entry', 'intake'] } },
  { who: 'a hungry adult on Christmas Day', at: 'Christmas Day 11:00', letter: 'C', kinds: ['food'], age: 40, zip: '20005', withinHours: 8,
    first: 'Drop-in center', notOffered: { 'Common Table Supper': 'hours', 'Common Table Emergency Box': 'hours', 'Common Table Deliveries': 'hours' } },
  { who: 'a mother in a wheelchair about her benefits', at: 'Tuesday 10:00', letter: 'E', kinds: ['benefits'], age: 38, zip: '20005', access: ['wheelchair'],
    first: 'Plainspoken Money Line', offered: ['Plainspoken Benefits Desk'], cautions: { 'Plainspoken Benefits Desk': ['papers', 'intake'] }, unmentioned: ['Arlen Ridge Benefits Desk'] },
  { who: 'a family that must leave its flat in two weeks', at: 'Tuesday 10:00', letter: 'F', kinds: ['legal', 'housing'], age: 38, zip: '20001', is: { bringsDependants: true, veteran: false },
    first: 'Plainspoken Eviction Desk', offered: ['Plainspoken Family Law', 'Northgate Way Home', 'Northgate Storage'], notOffered: { 'Homefront Bunkhouse': 'exclusion' }, cautions: { 'Plainspoken Family Law': ['hours'], 'Northgate Storage': ['letter'] }, callFirst: ['Northgate Storage'] },
  { who: 'a lonely adult who asks for a group or a day room', at: 'Tuesday 10:00', letter: 'F', kinds: ['community-group'], age: 40, zip: '20019', is: { veteran: false },
    offered: ['Firebrick Day Room'], notOffered: { 'Afterwards Garden of Names': 'active', 'Homefront Woodshop': 'exclusion', 'Juniper Elders': 'age', 'River East Night Basketball': 'age' }, callFirst: ['Firebrick Day Room'], cautions: { 'Firebrick Day Room': ['letter', 'hours', 'entry', 'intake'] }, unmentioned: ['Northside Walking Group'] },

  // alcohol and drugs
  { who: 'a pregnant woman who wants to stop drinking', at: 'Tuesday 10:00', letter: 'B', kinds: ['detox'], age: 27, zip: '20017', withinHours: 2, gender: 'woman', is: { pregnantOrNewParent: true, intoxicated: true },
    offered: ["Clearwell Women's Detox", 'Clearwell Medical Detox'], ready: ["Clearwell Women's Detox", 'Clearwell Medical Detox'], notOffered: { 'Firebrick Social Detox': 'letter', 'Clearwell Home Detox': 'letter', 'Lantern Teen Detox': 'letter' }, unmentioned: ['Kenmore Heights Detox Unit', 'Arlen Ridge Detox'] },
  { who: 'a man who wants to stop, nobody has looked at how he is', at: 'Tuesday 10:00', letter: 'C', kinds: ['detox'], age: 44, zip: '20019', withinHours: 8, gender: 'man',
    first: 'Clearwell Medical Detox', offered: ['Firebrick Social Detox'], notOffered: { "Clearwell Women's Detox": 'exclusion', 'Clearwell Home Detox': 'letter' }, callFirst: ['Firebrick Social Detox'], cautions: { 'Firebrick Social Detox': ['exclusion', 'capacity'] } },
  { who: 'a drunk man near the bars on a Friday night', at: 'Friday 23:00', letter: 'C', kinds: ['sobering'], age: 31, zip: '20005', withinHours: 2, gender: 'man', is: { intoxicated: true },
    offered: ['Sobering center', 'Weekend Sobering Rooms'], callFirst: ['Sobering center', 'Weekend Sobering Rooms'], cautions: { 'Weekend Sobering Rooms': ['capacity'] }, unmentioned: ['Wheaton Lane Sobering Unit'] },
  { who: 'a drunk boy of 16 on the same night, for whom there is no place', at: 'Friday 23:00', letter: 'C', kinds: ['sobering'], age: 16, zip: '20005', withinHours: 2, gender: 'man', is: { intoxicated: true },
    notOffered: { 'Sobering center': 'age', 'Weekend Sobering Rooms': 'age' }, relax: 'age' },

  // talking, in one's own language, at any hour
  { who: 'somebody who speaks Amharic only', at: 'Tuesday 10:00', letter: 'D', kinds: ['counselling'], age: 40, zip: '20011', withinHours: 72, language: 'am', speaksEnglish: false,
    offered: ['Adey Counseling'], callFirst: ['Adey Counseling', 'Consejería Puente', 'Homefront Counseling'], notOffered: { 'Northside Talking Rooms': 'letter' }, cautions: { 'Adey Counseling': ['capacity'], 'Homefront Counseling': ['exclusion', 'language'], 'Consejería Puente': ['language', 'capacity'] } },
  { who: 'somebody who speaks no English, and nobody knows what they speak', at: 'Tuesday 10:00', letter: 'D', kinds: ['drop-in'], age: 40, zip: '20002', withinHours: 12, speaksEnglish: false,
    first: 'Drop-in center', ready: ['Drop-in center'], cautions: { 'Drop-in center': ['language'] } },
  { who: 'an adult awake at night who only wants to talk', at: 'Thursday 02:30', letter: 'G', kinds: ['warm-line'], age: 40, zip: '20002', is: { pregnantOrNewParent: false },
    offered: ['Little Boat Night Line', 'Stillwater Evening Warm Line', 'Two Rivers Peer Warm Line'], notOffered: { 'Silver Oak Friendship Line': 'age' }, callFirst: ['Écoute Cercle Ouvert'] },
  { who: 'a new mother in the evening, with dark thoughts', at: 'Friday 23:00', letter: 'C', kinds: ['perinatal'], age: 26, zip: '20010', withinHours: 8, gender: 'woman', is: { pregnantOrNewParent: true },
    first: 'Little Boat Night Line', offered: ['Rockledge Mother and Baby Ward', 'Little Boat Doctor'], notOffered: { 'Little Boat Day Program': 'hours', 'Little Boat Home Visitors': 'letter', 'Adey Mothers Circle': 'letter' }, callFirst: ['Little Boat Doctor'], unmentioned: ['Wheaton Lane New Parents'] },
  { who: 'a girl of 13 who likes girls and knows nobody like her', at: 'Tuesday 10:00', letter: 'E', kinds: ['peer-support'], age: 13, zip: '20010', language: 'en', gender: 'woman', wishes: ['lgbtq-affirming'], meantFor: ['youth'],
    offered: ['Juniper Youth Hour', 'Promotoras Puente'], callFirst: ['Promotoras Puente'], cautions: { 'Promotoras Puente': ['language'] }, notOffered: { 'Two Rivers Hearing Voices Group': 'age', 'Mujeres Puente': 'age' }, unmentioned: ['Lantern Saturday Group'] },
  { who: 'a child of 11 on a Saturday', at: 'Saturday 11:30', letter: 'C', kinds: ['mobile-team', 'respite'], age: 11, zip: '20017', withinHours: 8, meantFor: ['youth'],
    offered: ["Hollow Tree Children's Respite", 'Potomac Reach Youth Team'], notOffered: { 'Hollow Tree Home Visits': 'hours', 'Quarry Lane Respite': 'capacity', 'Lantern Youth Respite': 'age', 'Potomac Reach Adult Team': 'age' } },
  { who: 'an adult on a Tuesday evening who does not want to be alone', at: 'Tuesday 18:30', letter: 'C', kinds: ['peer-cafe'], age: 40, zip: '20024', withinHours: 3,
    first: 'Kettle Café Eastfield', notOffered: { 'Kettle Café Wharf': 'active', 'Kettle Café Northside': 'hours', 'Kettle Café River East': 'hours', 'Two Rivers Living Room': 'hours', 'Juniper Late Café': 'letter', 'Signal Bridge Coffee Night': 'letter' }, unmentioned: ['Kettle Café Silver Spring'] },
];
