import type { Service, ServiceExtension } from '../../contract/directory.js';
import type { FactName } from '../../contract/directory-edit.js';

const SERVICE_KEYS = {
  name: 'name', alternateName: 'alternateName', description: 'description', status: 'status', alert: 'alert', age: 'age', eligibilityDescription: 'eligibilityDescription', languages: 'languages',
  interpretationServices: 'interpretationServices', areas: 'serviceAreas', locations: 'locations', schedules: 'schedules', phones: 'phones', email: 'email', url: 'url', contacts: 'contacts', costs: 'costOptions',
  feesDescription: 'feesDescription', documents: 'requiredDocuments', funding: 'funding', applicationProcess: 'applicationProcess', capacities: 'capacities',
} as const satisfies Partial<Record<FactName, keyof Service>>;

const EXTENSION_KEYS = {
  kinds: 'kinds', kindsStated: 'kindsFrom', setting: 'setting', urgency: 'urgency', exclusions: 'exclusions', traits: 'traits', walkIn: 'walkIn', waitlist: 'waitlist', languagesInterpreted: 'languagesInterpreted',
  virtualArea: 'virtualArea', timeZone: 'timeZone', alwaysOpen: 'alwaysOpen', byAppointment: 'byAppointment', exceptions: 'scheduleExceptions', intake: 'intake',
} as const satisfies Partial<Record<FactName, keyof ServiceExtension>>;

/**
 * One entry of two: `stays` with the facts named in `fromOther` as `goes` has them, whole, with their checks, verifications and
 * told places. The later check of the two counts for the entry.
 */
export function mergeServices(stays: Service, goes: Service, fromOther: readonly FactName[]): Service {
  const taken = new Set(fromOther);
  const pick = <From extends object>(from: From, keys: Readonly<Record<string, string>>): Partial<From> =>
    Object.fromEntries(Object.entries(keys).filter(([fact]) => taken.has(fact as FactName)).map(([, key]) => [key, structuredClone(from[key as keyof From])])) as Partial<From>;
  const { accepts } = stays.handrail;
  return {
    ...stays, ...pick(goes, SERVICE_KEYS), ...(taken.has('organizationName') ? { organizationId: goes.organizationId, organizationName: goes.organizationName } : {}),
    assuredOn: [stays.assuredOn, goes.assuredOn].filter((day) => day !== null).toSorted().at(-1) ?? null,
    handrail: {
      ...stays.handrail, ...pick(goes.handrail, EXTENSION_KEYS),
      accepts: { ...accepts, ...(taken.has('pets') ? { pets: goes.handrail.accepts.pets } : {}), ...(taken.has('dependants') ? { dependants: goes.handrail.accepts.dependants } : {}) },
    },
  };
}
