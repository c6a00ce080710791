import { ACCESS_CODES, CAPACITY_KINDS, EXCLUSION_RULES, HELP_KINDS, TRAITS } from '../../contract/directory.js';
import type { Service, ServiceLocation, Setting } from '../../contract/directory.js';
import { coverageKeyOf } from './area-book.js';
import { countsPlaces, groundOf, settingOf, sitesOf, travelOf } from './candidate.js';
import type { Travel } from './candidate.js';
import { spokenAt } from './checks.js';
import type { Spoken } from './checks.js';
import { hoursKeyOf } from './hours-book.js';
import { costOf, isReachable } from './soft-terms.js';
import type { Cost } from './soft-terms.js';

/** What makes a service pleasant or easy, apart from what needs a list. */
export interface Ease { setting: Setting | null; reachable: boolean; cost: Cost; walkIn: boolean | null; pets: boolean | null; dependants: boolean | null }

/** Goes up whenever a digest of the same service becomes another one; older ones are then made anew. */
export const DIGEST_VERSION = 1;

export const TRAVELS: readonly Travel[] = ['none', 'to-person', 'to-place'];

/** What is told about free places. */
export const NOTHING_TOLD = 0;
export const NOT_COUNTED = 1;
export const ONE_NUMBER = 2;
export const SEVERAL_NUMBERS = 3;

/** A service at one of its places. Texts are names of values that many share; which value it is stands in the service. */
export interface SiteDigest {
  /** Latitude and longitude; null when nobody told, or nobody travels. */
  point: readonly [number, number] | null;
  /** Places in `TRAVELS`. */
  travel: number;
  told: number;
  hours: string;
  coverage: string;
  spoken: string;
  entrance: string;
}

/**
 * All that a search reads of a service, small and plain: it lies beside the service in the database, so that a start need not
 * read a hundred thousand services whole.
 */
export interface ServiceDigest {
  /** Places in `HELP_KINDS`. */
  kinds: readonly number[];
  running: readonly [status: Service['status'], alert: string | null];
  urgency: string;
  /** When free places were told (milliseconds), how many, and the place of their kind in `CAPACITY_KINDS`. */
  capacity: readonly [toldAt: number, available: number, kind: number] | null;
  waitlist: boolean;
  kindsKey: string;
  entry: string;
  ages: string;
  exclusions: string;
  traits: string;
  ease: string;
  sites: readonly SiteDigest[];
}

export const easeOf = (service: Service): Ease => ({
  setting: settingOf(service), reachable: isReachable(service), cost: costOf(service), walkIn: service.handrail.walkIn,
  pets: service.handrail.accepts.pets, dependants: service.handrail.accepts.dependants,
});

/** The digest of a service. Equal keys are equal values. */
export function digestOf(service: Service): ServiceDigest {
  const { handrail, age, assuredOn, status, alert, capacities: [told] } = service;
  const { urgency } = handrail;
  return {
    kinds: handrail.kinds.map((kind) => HELP_KINDS.indexOf(kind)), running: [status, alert], urgency: urgency === 'unknown' ? '' : urgency.from + urgency.to,
    capacity: told ? [told.updatedAt.getTime(), told.available, CAPACITY_KINDS.indexOf(told.handrail.kind)] : null,
    waitlist: handrail.waitlist === true, kindsKey: masked(handrail.kinds, HELP_KINDS), entry: `${assuredOn} ${handrail.review === null}`, ages: `${age.minimum} ${age.maximum}`,
    exclusions: masked(handrail.exclusions, EXCLUSION_RULES), traits: masked(handrail.traits, TRAITS), ease: Object.values(easeOf(service)).join(),
    sites: sitesOf(service).map((site) => siteDigestOf(service, site)),
  };
}

function siteDigestOf(service: Service, site: ServiceLocation | null): SiteDigest {
  const travel = travelOf(service, site);
  const { has, lacks } = site?.location.handrail.access ?? { has: [], lacks: [] };
  const point = groundOf(site, travel);
  return {
    point: point && [point.latitude, point.longitude], travel: TRAVELS.indexOf(travel), told: howTold(service, travel),
    hours: hoursKeyOf(service, site, null), coverage: coverageKeyOf(service, site, travel !== 'none'), spoken: spokenKey(spokenAt(service, site)),
    entrance: `${travel} ${masked(has, ACCESS_CODES)} ${masked(lacks, ACCESS_CODES)}`,
  };
}

const howTold = (service: Service, travel: Travel): number => {
  if (service.capacities.length === 0) return countsPlaces(service, travel) ? NOTHING_TOLD : NOT_COUNTED;
  return service.capacities.length === 1 ? ONE_NUMBER : SEVERAL_NUMBERS;
};

const spokenKey = ({ own, interpreted }: Spoken): string => `${[...own].sort().join()} ${interpreted ? [...interpreted].sort().join() : '?'}`;

/** A set of listed words as one number, written down. */
const masked = <T extends string>(words: readonly T[], list: readonly T[]): string => {
  let mask = 0;
  for (const word of words) mask |= 1 << list.indexOf(word);
  return mask.toString(36);
};

/** A service as the index takes it: its digest at once, itself only when somebody asks for it. */
export interface Digested { id: string; digest: ServiceDigest; open: () => Service }

export const digested = (service: Service): Digested => ({ id: service.id, digest: digestOf(service), open: () => service });
