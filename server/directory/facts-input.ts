import Joi from 'joi';
import {
  ACCESS_CODES, CAPACITY_KINDS, EXCLUSION_RULES, HELP_KINDS, INTAKE_CHANNELS, LOCATION_TYPES, PHONE_TYPES, SERVICE_STATUSES, SETTINGS, TRAITS, WEEKDAYS,
} from '../contract/directory.js';
import type { AreaCircle, ScheduleException, Sitting } from '../contract/directory.js';
import type {
  AddressFacts, AreaFacts, CapacityFacts, ContactFacts, CostFacts, DocumentFacts, FundingFacts, IntakeFacts, LanguageFacts, LocationFacts, PhoneFacts, ScheduleFacts, ServiceFacts,
} from '../contract/directory-edit.js';
import { URGENCY_LETTERS } from '../contract/triage.js';

/** A text of an entry; imports bring long ones. */
const text = (longest: number) => Joi.string().trim().min(1).max(longest);
const told = (longest: number) => text(longest).allow(null).required();
const partId = Joi.string().max(100).allow(null).required();
const listOf = (item: Joi.Schema, most: number) => Joi.array().items(item).max(most).required();
const someOf = (words: readonly string[]) => Joi.array().items(Joi.string().valid(...words)).unique().required();
const oneOf = (words: readonly string[]) => Joi.string().valid(...words).required();
const orUnknown = (words: readonly string[]) => Joi.string().valid(...words, null).required();
const flag = Joi.boolean().required();
const maybe = Joi.boolean().allow(null).required();
const years = Joi.number().min(0).max(130).allow(null).required();
const time = Joi.string().pattern(/^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$|^24:00(?::00)?$/, 'a time like 09:00');
const day = Joi.string().pattern(/^\d{4}-\d{2}-\d{2}/, 'a date').max(40).allow(null).required();
const dayOrYearly = Joi.string().pattern(/^(?:\d{4}|-)-\d{2}-\d{2}$/, 'a date').required();
const code = Joi.string().trim().pattern(/^(?:\*|[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3})$/, 'a language code');

const language = Joi.object<LanguageFacts, true>({ id: partId, name: told(200), code: code.allow(null).required() });
const circle = Joi.object<AreaCircle, true>({ latitude: Joi.number().min(-85).max(85).required(), longitude: Joi.number().min(-180).max(180).required(), meters: Joi.number().min(100).max(500_000).required() });
/** One request takes 64 KB; larger shapes come by an import. */
const shape = Joi.alternatives(Joi.object({ mark: Joi.string().max(100).required(), corners: Joi.number().integer().min(0).required() }), Joi.object({ geojson: Joi.string().min(2).max(30_000).required() }));
const funding = Joi.object<FundingFacts, true>({ id: partId, source: Joi.string().trim().allow('').max(1000).required() });
const area = Joi.object<AreaFacts, true>({ id: partId, name: told(500), description: told(10_000), postalCodes: Joi.array().items(text(12)).max(3000).allow(null).required(), circle: circle.allow(null).required(), shape: shape.allow(null).required() });
const address = Joi.object<AddressFacts, true>({
  id: partId, address1: Joi.string().trim().allow('').max(500).required(), address2: told(500), city: Joi.string().trim().allow('').max(200).required(),
  stateProvince: Joi.string().trim().allow('').max(100).required(), postalCode: Joi.string().trim().allow('').max(20).required(), country: Joi.string().trim().allow('').max(100).required(),
});
const phone = Joi.object<PhoneFacts, true>({ id: partId, number: text(100).required(), extension: told(40), type: orUnknown(PHONE_TYPES), description: told(2000), checkedHow: told(200) });
const schedule = Joi.object<ScheduleFacts, true>({
  id: partId, freq: Joi.string().valid('WEEKLY', 'MONTHLY', null).required(), interval: Joi.number().integer().min(1).max(52).allow(null).required(),
  byday: told(200), bymonthday: told(200), validFrom: day, validTo: day, opensAt: time.allow(null).required(), closesAt: time.allow(null).required(), description: told(5000),
});
const contact = Joi.object<ContactFacts, true>({ id: partId, name: told(300), title: told(300), email: told(254), phones: listOf(phone, 20) });
const place = Joi.object<LocationFacts, true>({
  id: partId, type: oneOf(LOCATION_TYPES), name: told(500), address: address.allow(null).required(), latitude: Joi.number().min(-90).max(90).allow(null).required(),
  longitude: Joi.number().min(-180).max(180).allow(null).required(), transportation: told(5000), addressHidden: maybe, description: told(10_000),
  access: Joi.object({ has: someOf(ACCESS_CODES), lacks: someOf(ACCESS_CODES) }).required(), schedules: listOf(schedule, 100), phones: listOf(phone, 50), placeSchedules: listOf(schedule, 100), placePhones: listOf(phone, 50),
});
const sitting = Joi.object<Sitting, true>({ opensAt: time.required(), closesAt: time.required() });
const exception = Joi.object<ScheduleException, true>({
  from: dayOrYearly, to: dayOrYearly, hours: Joi.alternatives(Joi.string().valid('closed'), Joi.array().items(sitting).min(1).max(12)).required(), note: told(500),
});
const intake = Joi.object<IntakeFacts, true>({
  id: partId, channel: oneOf(INTAKE_CHANNELS), address: text(254).required(), label: told(200),
  hours: Joi.alternatives(Joi.string().valid('always', 'service-hours', 'unknown'), Joi.array().items(Joi.object({ days: Joi.array().items(Joi.string().valid(...WEEKDAYS)).min(1).unique().required(), opensAt: time.required(), closesAt: time.required() })).min(1).max(21)).required(),
});
const cost = Joi.object<CostFacts, true>({ id: partId, option: told(1000), amount: Joi.number().min(0).max(10_000_000).allow(null).required(), currency: Joi.string().trim().pattern(/^[A-Za-z]{3}$/, 'three letters').allow(null).required(), amountDescription: told(2000) });
const paper = Joi.object<DocumentFacts, true>({ id: partId, document: Joi.string().trim().allow('').max(1000).required() });
const capacity = Joi.object<CapacityFacts, true>({
  id: partId, unit: text(40).required(), kind: oneOf(CAPACITY_KINDS), maximum: Joi.number().integer().min(0).max(100_000).allow(null).required(), available: Joi.number().integer().min(0).max(100_000).allow(null).required(),
});
const letter = Joi.string().valid(...URGENCY_LETTERS).required();

/** An entry as it is changed: every field there, nothing else. What a value cannot mean is said by `factFaults`. */
export const factsInput = Joi.object<ServiceFacts, true>({
  name: text(300).required(), alternateName: told(300), description: told(20_000), organizationName: text(300).required(), status: oneOf(SERVICE_STATUSES), alert: told(500),
  kinds: someOf(HELP_KINDS), kindsStated: flag, setting: orUnknown(SETTINGS), urgency: Joi.alternatives(Joi.string().valid('unknown'), Joi.object({ from: letter, to: letter })).required(),
  age: Joi.object({ minimum: years, maximum: years }).required(), exclusions: someOf(EXCLUSION_RULES), eligibilityDescription: told(10_000), traits: someOf(TRAITS), walkIn: maybe, pets: maybe, dependants: maybe,
  waitlist: maybe, languages: listOf(language, 100), languagesInterpreted: Joi.array().items(code).max(200).unique().allow(null).required(), interpretationServices: told(2000), areas: listOf(area, 500),
  virtualArea: Joi.array().items(Joi.string().trim().pattern(/^[A-Z]{2}(?:-[A-Z0-9]{1,3})?$/, 'a country or state like US-DC')).max(300).unique().allow(null).required(), locations: listOf(place, 100),
  timeZone: told(60), alwaysOpen: flag, byAppointment: flag, schedules: listOf(schedule, 200), exceptions: listOf(exception, 400), phones: listOf(phone, 50), email: told(254), url: told(2000),
  contacts: listOf(contact, 50), intake: listOf(intake, 20), costs: listOf(cost, 50), feesDescription: told(5000), documents: listOf(paper, 100), funding: listOf(funding, 50), applicationProcess: told(10_000), capacities: listOf(capacity, 30),
}).required();

/** How something is known, or why it is done. */
export const whyInput = Joi.string().trim().min(1).max(300).required();
