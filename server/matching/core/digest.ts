import { CAPACITY_KINDS } from '../../contract/directory.js';
import type { Service, ServiceLocation } from '../../contract/directory.js';
import { coverageKeyOf } from './area-book.js';
import { countsPlaces, groundOf, settingOf, sitesOf, travelOf } from './candidate.js';
import { spokenAt } from './checks.js';
import { hoursKeyOf } from './hours-book.js';
import { AGES, EASES, ENTRANCES, ENTRIES, EXCLUSIONS, KINDS, SPOKEN, TRAITS_TOLD, TRAVELS, URGENCY } from './shared-values.js';
import { costOf, isReachable } from './soft-terms.js';

/** Goes up whenever a digest of the same service becomes another one, or is written otherwise; older ones are then made anew. */
const DIGEST_VERSION = 2;

/** One told number of free places: when (milliseconds), how many, and the place of its kind in `CAPACITY_KINDS`. */
export type ToldPlaces = readonly [toldAt: number, available: number, kind: number];

/** A service at one of its places. The texts for hours and coverage only name them: what they are stands in the service. */
export interface SiteDigest {
  /** Latitude and longitude; null when nobody told, or nobody travels. */
  point: readonly [number, number] | null;
  /** A place in `TRAVELS`. */
  travel: number;
  /** Whether places are counted here at all. */
  counted: boolean;
  hours: string;
  coverage: string;
  spoken: string;
  entrance: string;
}

/**
 * All that a search reads of a service, small and plain: it lies beside the service in the database, so that a start need not
 * read a hundred thousand services whole. Most of it are keys of `shared-values.ts`.
 */
export interface ServiceDigest {
  kinds: number;
  running: readonly [status: Service['status'], alert: string | null];
  urgency: string;
  told: readonly ToldPlaces[];
  waitlist: boolean;
  entry: string;
  ages: string;
  exclusions: number;
  traits: number;
  ease: string;
  sites: readonly SiteDigest[];
}

/** The digest of a service. Equal keys are equal values. */
export function digestOf(service: Service): ServiceDigest {
  const { handrail, age, assuredOn, status, alert } = service;
  const { walkIn, accepts: { pets, dependants } } = handrail;
  return {
    kinds: KINDS.keyOf(handrail.kinds), running: [status, alert], urgency: URGENCY.keyOf(handrail.urgency),
    told: service.capacities.map((told) => [told.updatedAt.getTime(), told.available, CAPACITY_KINDS.indexOf(told.handrail.kind)]),
    waitlist: handrail.waitlist === true, entry: ENTRIES.keyOf({ assuredOn, reviewed: handrail.review === null }), ages: AGES.keyOf(age),
    exclusions: EXCLUSIONS.keyOf(handrail.exclusions), traits: TRAITS_TOLD.keyOf(handrail.traits),
    ease: EASES.keyOf({ setting: settingOf(service), reachable: isReachable(service), cost: costOf(service), walkIn, pets, dependants }),
    sites: sitesOf(service).map((site) => siteDigestOf(service, site)),
  };
}

function siteDigestOf(service: Service, site: ServiceLocation | null): SiteDigest {
  const travel = travelOf(service, site);
  const point = groundOf(site, travel);
  return {
    point: point && [point.latitude, point.longitude], travel: TRAVELS.indexOf(travel), counted: countsPlaces(service, travel),
    hours: hoursKeyOf(service, site, null), coverage: coverageKeyOf(service, site, travel !== 'none'), spoken: SPOKEN.keyOf(spokenAt(service, site)),
    entrance: ENTRANCES.keyOf({ ...(site?.location.handrail.access ?? { has: [], lacks: [] }), travel }),
  };
}

/** Without names of fields, because a start reads a hundred thousand of them. */
type Written = readonly [number, ServiceDigest['running'] | 0, string, readonly ToldPlaces[], 0 | 1, string, string, number, number, string, ...WrittenSite[]];
type WrittenSite = readonly [SiteDigest['point'], number, 0 | 1, string, string, string, string];

/** A digest as it lies in the database. */
function writeDigest({ kinds, running, urgency, told, waitlist, entry, ages, exclusions, traits, ease, sites }: ServiceDigest): string {
  const [status, alert] = running;
  return JSON.stringify([
    kinds, status === 'active' && alert === null ? 0 : running, urgency, told, waitlist ? 1 : 0, entry, ages, exclusions, traits, ease,
    ...sites.map((site): WrittenSite => [site.point, site.travel, site.counted ? 1 : 0, site.hours, site.coverage, site.spoken, site.entrance]),
  ] satisfies Written);
}

const RUNNING: ServiceDigest['running'] = ['active', null];

/** What `writeDigest` wrote. */
function readDigest(written: string): ServiceDigest {
  const [kinds, running, urgency, told, waitlist, entry, ages, exclusions, traits, ease, ...sites] = JSON.parse(written) as Written;
  return {
    kinds, running: running === 0 ? RUNNING : running, urgency, told, waitlist: waitlist === 1, entry, ages, exclusions, traits, ease,
    sites: sites.map(([point, travel, counted, hours, coverage, spoken, entrance]) => ({ point, travel, counted: counted === 1, hours, coverage, spoken, entrance })),
  };
}

/** How whoever stores services keeps their digests beside them. */
export const SERVICE_DIGEST = { version: DIGEST_VERSION, of: digestOf, write: writeDigest, read: readDigest };

/** A service as the index takes it; `open` reads it anew each time, whole, from where it lies. */
export interface Digested { id: string; name: string; digest: ServiceDigest; open: () => Service }

export const digested = (service: Service): Digested => ({ id: service.id, name: service.name, digest: digestOf(service), open: () => service });
