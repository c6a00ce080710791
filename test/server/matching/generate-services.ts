import { createRequire } from 'node:module';
import { ACCESS_CODES, EXCLUSION_RULES, TRAITS } from '../../../server/contract/directory.js';
import type { AccessCode, HelpKind, Ring, Schedule, Service, ServiceArea, ServiceExtension, ServiceLocation, Weekday } from '../../../server/contract/directory.js';
import { EMPTY_SCHEDULE } from '../../../server/directory/core/opening-hours.js';
import { aCapacity, aPhone, aPlace, aService, anIntake } from './a-service.js';

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6D2B79F5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Real towns of the USA by a ZIP code in their middle, with the share of services each has, and their time zone. */
const TOWNS: readonly [zip: string, share: number, zone: string][] = [
  ['10001', 12, 'America/New_York'], ['20009', 8, 'America/New_York'], ['19103', 5, 'America/New_York'], ['02108', 4, 'America/New_York'], ['33130', 5, 'America/New_York'],
  ['30303', 5, 'America/New_York'], ['48226', 3, 'America/New_York'], ['44113', 3, 'America/New_York'], ['15222', 2, 'America/New_York'], ['28202', 3, 'America/New_York'],
  ['60601', 9, 'America/Chicago'], ['77002', 6, 'America/Chicago'], ['75201', 6, 'America/Chicago'], ['55401', 3, 'America/Chicago'], ['63101', 2, 'America/Chicago'],
  ['70112', 2, 'America/Chicago'], ['53202', 2, 'America/Chicago'], ['80202', 3, 'America/Denver'], ['84101', 2, 'America/Denver'], ['85003', 4, 'America/Phoenix'],
  ['90012', 12, 'America/Los_Angeles'], ['94103', 6, 'America/Los_Angeles'], ['98101', 4, 'America/Los_Angeles'], ['97204', 2, 'America/Los_Angeles'], ['92101', 3, 'America/Los_Angeles'],
  ['82001', 1, 'America/Denver'], ['59601', 1, 'America/Denver'], ['58501', 1, 'America/Chicago'], ['05401', 1, 'America/New_York'], ['04101', 1, 'America/New_York'],
];

const KINDS: readonly [HelpKind, number][] = [
  ['crisis-line', 2], ['warm-line', 2], ['mobile-team', 3], ['crisis-house', 3], ['respite', 4], ['peer-cafe', 3], ['receiving-centre', 2], ['emergency-department', 4],
  ['inpatient', 3], ['detox', 4], ['sobering', 2], ['substance-use', 9], ['counselling', 12], ['youth', 7], ['perinatal', 2], ['older-adult', 4], ['domestic-abuse', 4],
  ['sexual-violence', 2], ['bereavement', 2], ['shelter', 5], ['housing', 6], ['drop-in', 4], ['food', 7], ['benefits', 4], ['legal', 4], ['peer-support', 5], ['community-group', 5],
];
const URGENCIES: readonly [ServiceExtension['urgency'], number][] = [
  ['unknown', 35], [{ from: 'A', to: 'D' }, 6], [{ from: 'A', to: 'G' }, 4], [{ from: 'B', to: 'D' }, 10], [{ from: 'B', to: 'E' }, 5], [{ from: 'C', to: 'E' }, 20], [{ from: 'D', to: 'G' }, 20],
];
const AGES: readonly [Service['age'], number][] = [
  [{ minimum: null, maximum: null }, 30], [{ minimum: 18, maximum: null }, 30], [{ minimum: 16, maximum: null }, 8], [{ minimum: 18, maximum: 64 }, 6], [{ minimum: null, maximum: 17 }, 5],
  [{ minimum: 13, maximum: 17 }, 4], [{ minimum: 12, maximum: 25 }, 5], [{ minimum: 14, maximum: 21 }, 3], [{ minimum: 60, maximum: null }, 5], [{ minimum: 0, maximum: 200 }, 4],
];
const LANGUAGES: readonly [string, number][] = [['es', 30], ['zh', 6], ['vie', 4], ['am', 3], ['so', 3], ['fr', 5], ['ht', 2], ['ar', 4], ['ko', 3], ['ru', 3], ['tl', 3], ['pt', 2]];
const DAYS: readonly [Weekday[], number][] = [
  [['MO', 'TU', 'WE', 'TH', 'FR'], 60], [['MO', 'TU', 'WE', 'TH', 'FR', 'SA'], 15], [['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'], 15], [['MO', 'WE', 'FR'], 5], [['TU', 'TH'], 5],
];
const ALERTS = ['Temporarily closed after a leak', 'Office closed on Friday afternoons', 'New entrance on the side street', 'Ring the bell twice'];

interface Place { zip: string; latitude: number; longitude: number }
interface Town { zone: string; near: Place[]; areas: ServiceArea[] }

let towns: { town: Town; share: number }[] | null = null;

/** Each town with the ZIP codes within 25 miles and the areas that services there cover; made once. */
function allTowns(): { town: Town; share: number }[] {
  if (towns) return towns;
  const { codes } = createRequire(import.meta.url)('zipcodes') as { codes: Record<string, Place & { country: string }> };
  const every = Object.values(codes).filter(({ country, latitude, longitude }) => country === 'US' && Number.isFinite(latitude) && Number.isFinite(longitude));
  towns = TOWNS.map(([zip, share, zone]) => {
    const middle = codes[zip] as Place;
    const across = Math.cos((middle.latitude * Math.PI) / 180);
    const near = every.filter((one) => Math.hypot(one.latitude - middle.latitude, (one.longitude - middle.longitude) * across) < 0.36);
    return { town: { zone, near, areas: areasOf(near) }, share };
  });
  return towns;
}

function areasOf(near: readonly Place[]): ServiceArea[] {
  const zips = near.map(({ zip }) => zip);
  const byBeginning = new Map<string, string[]>();
  for (const zip of zips) byBeginning.set(zip.slice(0, 3), [...byBeginning.get(zip.slice(0, 3)) ?? [], zip]);
  const whole: ServiceArea = { ...EMPTY_AREA, id: 'whole', name: 'Whole area', handrail: { postalCodes: zips } };
  const parts = [...byBeginning].map(([beginning, some]): ServiceArea => ({ ...EMPTY_AREA, id: beginning, name: `Zone ${beginning}`, handrail: { postalCodes: some.length > 20 ? [beginning] : some } }));
  const shapes = [...byBeginning].slice(0, 4).map(([beginning, some]): ServiceArea =>
    ({ ...EMPTY_AREA, id: `shape ${beginning}`, name: `Zone ${beginning}`, polygons: [[boxAround(near.filter(({ zip }) => some.includes(zip)))]] }));
  return [whole, ...parts, ...shapes];
}

const EMPTY_AREA: Omit<ServiceArea, 'id'> = { name: null, description: null, extent: null, extentType: null, uri: null, polygons: null, handrail: { postalCodes: null } };

function boxAround(places: readonly Place[]): Ring {
  const [west, east] = [Math.min(...places.map((one) => one.longitude)) - 0.02, Math.max(...places.map((one) => one.longitude)) + 0.02];
  const [south, north] = [Math.min(...places.map((one) => one.latitude)) - 0.02, Math.max(...places.map((one) => one.latitude)) + 0.02];
  return [[west, south], [east, south], [east, north], [west, north], [west, south]];
}

/**
 * Believable services of the USA, the same for the same seed: clustered in real towns, every third field left blank as in real
 * directories, one in six closed, out of date or full. `asOf` is the instant around which capacities and checks were told.
 */
export function* generateServices(count: number, seed: number, asOf: Date): Generator<Service> {
  const random = randomFrom(seed);
  const chance = (share: number): boolean => random() < share;
  const below = (n: number): number => Math.floor(random() * n);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const some = <T>(list: readonly T[], share: number): T[] => list.filter(() => chance(share));
  const weighted = <T>(list: readonly (readonly [T, number])[]): T => {
    let left = random() * list.reduce((sum, [, weight]) => sum + weight, 0);
    return (list.find(([, weight]) => (left -= weight) < 0) ?? list[0] as readonly [T, number])[0];
  };
  const townList = allTowns().map(({ town, share }) => [town, share] as const);

  const schedules = (): Schedule[] => {
    const opens = pick(['07:00', '08:00', '08:30', '09:00', '09:30', '10:00', '12:00', '18:00']);
    const closes = pick(['15:00', '16:30', '17:00', '17:30', '18:00', '20:00', '22:00', '02:00']);
    const one: Schedule = { ...EMPTY_SCHEDULE, id: 'week', freq: 'WEEKLY', byday: weighted(DAYS).join(','), opensAt: opens, closesAt: closes };
    if (chance(0.1)) return [one, { ...one, id: 'saturday', byday: 'SA', opensAt: '10:00', closesAt: '14:00' }];
    if (chance(0.06)) return [{ ...one, opensAt: null, closesAt: null }];
    if (chance(0.05)) return [{ ...one, freq: 'MONTHLY', byday: pick(['1MO', '2WE', '-1FR']) }];
    return [one];
  };

  const place = (town: Town, n: number, name: string): ServiceLocation => {
    const { latitude, longitude } = pick(town.near);
    const known = chance(0.85);
    const has: AccessCode[] = some(ACCESS_CODES, 0.12);
    return aPlace({
      name: `${name} ${n}`, latitude: known ? latitude + (random() - 0.5) * 0.03 : null, longitude: known ? longitude + (random() - 0.5) * 0.03 : null,
      access: { has, lacks: some(ACCESS_CODES, 0.04).filter((code) => !has.includes(code)) },
      ...(chance(0.05) ? { schedules: schedules() } : {}),
    });
  };

  const capacities = (kind: HelpKind): Service['capacities'] => {
    if (!chance(0.45)) return [];
    const maximum = 2 + below(30);
    const one = (n: number) => aCapacity(chance(0.3) ? 0 : below(Math.min(maximum, 8)), {
      id: `capacity ${n}`, maximum, kind: kind === 'mobile-team' ? 'team' : kind === 'counselling' || kind === 'housing' ? 'programme' : 'bed',
      updatedAt: new Date(asOf.getTime() - Math.floor(random() ** 3 * 14 * 24 * 60) * 60_000),
    });
    return chance(0.05) ? [one(1), one(2)] : [one(1)];
  };

  for (let n = 0; n < count; n++) {
    const town = weighted(townList);
    const kind = weighted(KINDS);
    const line = kind === 'crisis-line' || kind === 'warm-line';
    const name = `${pick(['Elm', 'Harbor', 'Lantern', 'Cedar', 'Linden', 'Juniper', 'Willow', 'Larkfield', 'Bridge', 'Northgate'])} ${n}`;
    const alwaysOpen = line || kind === 'emergency-department' ? chance(0.8) : chance(0.08);
    const checkedDaysAgo = chance(0.85) ? below(250) : below(900);
    yield aService({
      id: `${(n * 2_654_435_761 % 4_294_967_296).toString(16).padStart(8, '0')}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`,
      organizationName: `${name} Trust`, name, status: chance(0.93) ? 'active' : pick(['inactive', 'defunct', 'temporarily closed']), alert: chance(0.04) ? pick(ALERTS) : null,
      age: weighted(AGES), assuredOn: chance(0.85) ? new Date(asOf.getTime() - checkedDaysAgo * 86_400_000).toISOString().slice(0, 10) : null,
      phones: [aPhone(`(202) 555-01${below(100).toString().padStart(2, '0')}`)],
      schedules: alwaysOpen || chance(0.2) ? [] : schedules(), serviceAreas: chance(0.3) ? [] : [chance(0.15) ? { ...EMPTY_AREA, id: 'words', name: 'The county' } : pick(town.areas)],
      locations: line && chance(0.7) ? [] : Array.from({ length: chance(0.06) ? 2 + below(3) : 1 }, (_, at) => place(town, at, name)),
      languages: [...chance(0.8) ? ['en'] : [], ...LANGUAGES.filter(([, weight]) => chance(weight / 100)).map(([code]) => code)].map((code) => ({ id: code, name: null, code, note: null })),
      feesDescription: chance(0.4) ? 'Free to everyone' : chance(0.3) ? 'Sliding scale' : null, capacities: capacities(kind),
      requiredDocuments: chance(0.1) ? [{ id: 'd', document: 'Photo ID', uri: null }] : [],
      handrail: {
        kinds: chance(0.2) ? [kind, weighted(KINDS)].filter((one, at, list) => list.indexOf(one) === at) : [kind], kindsFrom: chance(0.8) ? 'stated' : 'keywords',
        urgency: weighted(URGENCIES), timeZone: chance(0.9) ? town.zone : null, exclusions: chance(0.15) ? [pick(EXCLUSION_RULES)] : [], traits: some(TRAITS, 0.08),
        languagesInterpreted: chance(0.4) ? null : chance(0.4) ? ['*'] : some(['es', 'fr', 'ar', 'zh'], 0.3), walkIn: chance(0.5) ? null : chance(0.4), alwaysOpen,
        byAppointment: chance(0.1), scheduleExceptions: chance(0.1) ? [{ from: '--12-25', to: '--12-26', hours: 'closed', note: null }] : [],
        virtualArea: line ? pick([null, ['US'], ['US-NY', 'US-DC', 'US-MD']]) : null, accepts: { pets: chance(0.7) ? null : chance(0.3), dependants: chance(0.6) ? null : chance(0.5) },
        waitlist: chance(0.7) ? null : chance(0.5), setting: line || chance(0.4) ? null : pick(['community', 'appointment', 'respite', 'mobile-team', 'receiving-unit', 'inpatient']),
        intake: chance(0.4) ? [] : [anIntake({ channel: pick(['sms', 'email', 'voice']), hours: pick(['always', 'service-hours', 'unknown']), verified: chance(0.6) ? { by: 'staff', at: asOf, how: 'rang it' } : null })],
        review: chance(0.03) ? { reason: 'organization unknown' } : null,
      },
    });
  }
}
