import type {
  Address, Attribute, Capacity, ChangeRecord, Checked, Contact, CostOption, Described, Funding, Language, Phone, Program, RequiredDocument, Schedule,
  ScheduleException, ServiceArea, Sitting, Taxonomy, TaxonomyTerm, Unit, Website, Accessibility, AreaCircle,
} from '../../contract/directory.js';
import { CAPACITY_KINDS, CAPACITY_METHODS, LOCATION_TYPES, PHONE_TYPES, WEEKDAYS } from '../../contract/directory.js';
import { polygonsOf } from './area-shape.js';
import { isCircle } from './circle.js';
import { capacityKindOf } from './freshness.js';
import type { Json, Reading } from './json-reader.js';
import { instantOf, listOf, note, numberOf, objectOf, textOf, textsOf, wordOf } from './json-reader.js';
import { cleanLanguageCode, languageCodeOf } from './languages.js';
import { isUuid, namedId } from './named-id.js';
import { cleanPhones } from './phone-number.js';
import { cleanTime } from './time-of-day.js';

/** The id of a thing: its own UUID, else one made from its own id or, without any, from its owner and place in the list. */
export function idOf(reading: Reading, from: Json, kind: string, owner: string, index = 0): string {
  const own = textOf(from, 'id');
  if (own !== null) return isUuid(own) ? own.toLowerCase() : namedId(reading.source, kind, own);
  return namedId(reading.source, kind, owner, String(index));
}

/** The history that an object carries. */
const historyOf = (reading: Reading, from: Json, owner: string): ChangeRecord[] => listOf(from, 'metadata').map((one, n) => ({
  id: idOf(reading, one, 'metadata', owner, n), resourceId: textOf(one, 'resource_id'), resourceType: textOf(one, 'resource_type'),
  changedOn: textOf(one, 'last_action_date') ?? '', action: textOf(one, 'last_action_type') ?? '', field: textOf(one, 'field_name') ?? '',
  previous: textOf(one, 'previous_value') ?? '', replacement: textOf(one, 'replacement_value') ?? '', by: textOf(one, 'updated_by') ?? '',
}));
const withHistory = (rows: ChangeRecord[]): { metadata?: ChangeRecord[] } => (rows.length > 0 ? { metadata: rows } : {});

/** An HSDS taxonomy. */
export function taxonomyFromHsds(reading: Reading, from: Json, owner: string): Taxonomy {
  const id = idOf(reading, from, 'taxonomy', owner);
  return { id, name: textOf(from, 'name') ?? 'Unnamed taxonomy', description: textOf(from, 'description'), uri: textOf(from, 'uri'), version: textOf(from, 'version'), ...withHistory(historyOf(reading, from, id)) };
}

/** An HSDS term, with its taxonomy where that stands inside it. */
export function termFromHsds(reading: Reading, from: Json, owner: string): TaxonomyTerm {
  const [parent, taxonomyId, inside] = [textOf(from, 'parent_id'), textOf(from, 'taxonomy_id'), objectOf(from, 'taxonomy_detail')];
  const id = idOf(reading, from, 'term', owner);
  const detail = inside ? taxonomyFromHsds(reading, inside, id) : null;
  return {
    id, code: textOf(from, 'code'), name: textOf(from, 'name') ?? textOf(from, 'code') ?? 'unnamed term', description: textOf(from, 'description'),
    parentId: parent === null ? null : refOf(reading, 'term', parent), taxonomy: textOf(from, 'taxonomy'), taxonomyId: taxonomyId === null ? null : refOf(reading, 'taxonomy', taxonomyId),
    language: textOf(from, 'language'), uri: textOf(from, 'term_uri'), ...(detail ? { detail } : {}), ...withHistory(historyOf(reading, from, id)),
  };
}

/** Another thing's id as it is named in a reference. */
export const refOf = (reading: Reading, kind: string, id: string): string => (isUuid(id) ? id.toLowerCase() : namedId(reading.source, kind, id));

/** What every HSDS object can carry: id, classification, provenance. */
export function describedOf(reading: Reading, from: Json, kind: string, owner: string, index = 0): Described {
  const id = idOf(reading, from, kind, owner, index);
  const attributes = listOf(from, 'attributes').map((one, n): Attribute => {
    const [term, entity] = [objectOf(one, 'taxonomy_term'), textOf(one, 'link_entity')];
    const own = idOf(reading, one, 'attribute', id, n);
    return { id: own, linkType: textOf(one, 'link_type'), value: textOf(one, 'value'), label: textOf(one, 'label'),
      term: term ? termFromHsds(reading, term, id) : null, ...(entity === null ? {} : { linkEntity: entity }), ...withHistory(historyOf(reading, one, own)) };
  });
  const metadata = historyOf(reading, from, id);
  return { id, ...(attributes.length > 0 ? { attributes } : {}), ...(metadata.length > 0 ? { metadata } : {}) };
}

/** The objects under `key`, each read by `read` with what all have in common; those that `read` gives up are left out. */
export function partsOf<Part extends Described>(
  reading: Reading, from: Json, key: string, kind: string, owner: string, read: (json: Json, described: Described) => Omit<Part, keyof Described> | null,
): Part[] {
  return listOf(from, key).flatMap((json, index) => {
    const described = describedOf(reading, json, kind, owner, index);
    const part = read(json, described);
    return part ? [{ ...described, ...part } as Part] : [];
  });
}

/** Languages with their codes, taken from the name where no usable code is told. */
export const languagesOf = (reading: Reading, from: Json, owner: string): Language[] => partsOf<Language>(reading, from, 'languages', 'language', owner, (json) => {
  const name = textOf(json, 'name');
  const code = cleanLanguageCode(textOf(json, 'code') ?? '') ?? (name === null ? null : languageCodeOf(name));
  return { name, code, note: textOf(json, 'note') };
});

/** A recorded check, believed only from a trusted source: anybody can write "verified" into a file. */
export function checkedOf(reading: Reading, from: Json | null, key: string): Checked | null {
  const json = reading.trusted && from ? objectOf(from, key) : null;
  const at = json ? instantOf(reading, json, 'at') : null;
  return json && at ? { by: textOf(json, 'by') ?? 'unknown', at, how: textOf(json, 'how') ?? 'unknown' } : null;
}

/** Phones with numbers made dialable; a cell of several numbers becomes several phones, one without any is written down and left out. */
export function phonesOf(reading: Reading, from: Json, owner: string): Phone[] {
  return listOf(from, 'phones').flatMap((json, index) => {
    const described = describedOf(reading, json, 'phone', owner, index);
    const clean = cleanPhones((textOf(json, 'number') ?? '').replaceAll('"', ''), reading.country);
    if ('why' in clean) { note(reading, 'phones.number', clean.why, 'noted'); return []; }
    const handrail = objectOf(json, 'handrail');
    return clean.phones.map((phone, n): Phone => ({
      ...described, ...(n === 0 ? {} : { id: namedId(described.id, 'phone', String(n)) }), number: phone.number, e164: phone.e164,
      extension: (handrail ? textOf(handrail, 'extension') : null) ?? textOf(json, 'extension') ?? phone.extension,
      type: wordOf(json, 'type', PHONE_TYPES), description: textOf(json, 'description') ?? phone.description,
      languages: n === 0 ? languagesOf(reading, json, described.id) : [], handrail: { checked: checkedOf(reading, handrail, 'checked') },
    }));
  });
}

/** People to turn to, with their phones. */
export const contactsOf = (reading: Reading, from: Json, owner: string): Contact[] => partsOf<Contact>(reading, from, 'contacts', 'contact', owner, (json, { id }) => ({
  name: textOf(json, 'name'), title: textOf(json, 'title'), department: textOf(json, 'department'), email: emailOf(reading, json, 'email'), phones: phonesOf(reading, json, id),
}));

/** Addresses; HSDS wants most fields, so missing ones become empty text. */
export const addressesOf = (reading: Reading, from: Json, owner: string): Address[] => partsOf<Address>(reading, from, 'addresses', 'address', owner, (json) => ({
  attention: textOf(json, 'attention'), address1: textOf(json, 'address_1') ?? '', address2: textOf(json, 'address_2'), city: textOf(json, 'city') ?? '',
  region: textOf(json, 'region'), stateProvince: textOf(json, 'state_province') ?? '', postalCode: textOf(json, 'postal_code') ?? '',
  country: (textOf(json, 'country') ?? reading.country).toUpperCase(), type: wordOf(json, 'address_type', LOCATION_TYPES) ?? 'physical',
}));

/** An e-mail address that could be one. */
export function emailOf(reading: Reading, from: Json, key: string): string | null {
  const text = textOf(from, key);
  if (text === null || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) return text;
  note(reading, key, `"${text.slice(0, 60)}" is not an e-mail address`);
  return null;
}

/** A web address; `www.example.org` gets its scheme back. Nothing but http and https is taken. */
export function urlOf(reading: Reading, from: Json, key: string): string | null {
  const text = textOf(from, key);
  if (text === null) return null;
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`;
  if (/^https?:\/\/[^\s/]+\.[^\s]+$/i.test(whole) && URL.canParse(whole)) return new URL(whole).href;
  note(reading, key, `"${text.slice(0, 60)}" is not a web address`);
  return null;
}

function timeOf(reading: Reading, from: Json, key: string): { time: string | null; offsetHours: number | null } {
  const text = textOf(from, key);
  const clean = text === null ? null : cleanTime(text);
  if (text !== null && !clean) note(reading, `schedules.${key}`, `"${text.slice(0, 40)}" is not a time`);
  return { time: clean?.time ?? null, offsetHours: clean?.offsetHours ?? null };
}

/** Opening hours with clean times; a zone behind a time becomes the offset. */
export const schedulesOf = (reading: Reading, from: Json, owner: string): Schedule[] => partsOf<Schedule>(reading, from, 'schedules', 'schedule', owner, (json) => {
  const [opens, closes] = [timeOf(reading, json, 'opens_at'), timeOf(reading, json, 'closes_at')];
  return {
    freq: wordOf(json, 'freq', ['WEEKLY', 'MONTHLY'] as const), interval: numberOf(json, 'interval'), byday: textOf(json, 'byday'), bymonthday: textOf(json, 'bymonthday'),
    byweekno: textOf(json, 'byweekno'), byyearday: textOf(json, 'byyearday'), wkst: wordOf(json, 'wkst', WEEKDAYS), dtstart: textOf(json, 'dtstart'),
    until: textOf(json, 'until'), count: numberOf(json, 'count'), validFrom: textOf(json, 'valid_from'), validTo: textOf(json, 'valid_to'),
    opensAt: opens.time, closesAt: closes.time, utcOffsetHours: numberOf(json, 'timezone') ?? opens.offsetHours,
    description: textOf(json, 'description'), link: urlOf(reading, json, 'schedule_link'), attendingType: textOf(json, 'attending_type'), notes: textOf(json, 'notes'),
  };
});

/** Our exceptions to the hours. Days are `YYYY-MM-DD`, or `--MM-DD` for every year. */
export const exceptionsOf = (reading: Reading, from: Json | null): ScheduleException[] => (from ? listOf(from, 'schedule_exceptions') : []).flatMap((json) => {
  const [start, end] = [textOf(json, 'from'), textOf(json, 'to') ?? textOf(json, 'from')];
  const day = /^(?:\d{4}|-)-\d{2}-\d{2}$/;
  if (start === null || end === null || !day.test(start) || !day.test(end) || start.startsWith('--') !== end.startsWith('--')) {
    note(reading, 'handrail.schedule_exceptions', 'not a day or a span of days');
    return [];
  }
  const hours = json['hours'] === 'closed' ? 'closed' as const : listOf(json, 'hours').flatMap((one): Sitting[] => {
    const [opens, closes] = [cleanTime(textOf(one, 'opens_at') ?? ''), cleanTime(textOf(one, 'closes_at') ?? '')];
    return opens && closes ? [{ opensAt: opens.time, closesAt: closes.time }] : [];
  });
  return [{ from: start, to: end, hours, note: textOf(json, 'note') }];
});

/** Areas served, with their shape where it can be read. */
export const areasOf = (reading: Reading, from: Json, owner: string): ServiceArea[] => partsOf<ServiceArea>(reading, from, 'service_areas', 'area', owner, (json) => {
  const [extent, extentType] = [textOf(json, 'extent'), textOf(json, 'extent_type')];
  const handrail = objectOf(json, 'handrail');
  return { name: textOf(json, 'name'), description: textOf(json, 'description'), extent, extentType, uri: textOf(json, 'uri'),
    polygons: polygonsOf(extent, extentType), handrail: { postalCodes: handrail ? textsOf(handrail, 'postal_codes') : null, ...circleOf(handrail && objectOf(handrail, 'circle')) } };
});

function circleOf(from: Json | null): { circle?: AreaCircle } {
  const [latitude, longitude, meters] = from ? [numberOf(from, 'latitude'), numberOf(from, 'longitude'), numberOf(from, 'meters')] : [null, null, null];
  return latitude === null || longitude === null || meters === null || !isCircle({ latitude, longitude, meters }) ? {} : { circle: { latitude, longitude, meters } };
}

/** Access in words. */
export const accessibilityOf = (reading: Reading, from: Json, owner: string): Accessibility[] => partsOf<Accessibility>(reading, from, 'accessibility', 'accessibility', owner, (json) => ({
  description: textOf(json, 'description'), details: textOf(json, 'details'), url: urlOf(reading, json, 'url'),
}));

/** What it costs. */
export const costOptionsOf = (reading: Reading, from: Json, owner: string): CostOption[] => partsOf<CostOption>(reading, from, 'cost_options', 'cost', owner, (json) => ({
  validFrom: textOf(json, 'valid_from'), validTo: textOf(json, 'valid_to'), option: textOf(json, 'option'), currency: textOf(json, 'currency'),
  amount: numberOf(json, 'amount'), amountDescription: textOf(json, 'amount_description'),
}));

/** Papers to bring. */
export const documentsOf = (reading: Reading, from: Json, owner: string): RequiredDocument[] => partsOf<RequiredDocument>(reading, from, 'required_documents', 'document', owner, (json) => ({
  document: textOf(json, 'document'), uri: urlOf(reading, json, 'uri'),
}));

/** Who pays for it. */
export const fundingOf = (reading: Reading, from: Json, owner: string): Funding[] => partsOf<Funding>(reading, from, 'funding', 'funding', owner, (json) => ({ source: textOf(json, 'source') }));

/** The programs of an organization. */
export const programsOf = (reading: Reading, from: Json, owner: string): Program[] => partsOf<Program>(reading, from, 'programs', 'program', owner, programOf);

const programOf = (json: Json): Omit<Program, keyof Described> =>
  ({ name: textOf(json, 'name') ?? 'unnamed program', alternateName: textOf(json, 'alternate_name'), description: textOf(json, 'description') });

/** The one program of a service. */
export const programIn = (reading: Reading, from: Json, owner: string): Program | null => {
  const json = objectOf(from, 'program');
  return json ? { ...describedOf(reading, json, 'program', owner), ...programOf(json) } : null;
};

/** Further web addresses; what is none is left out. */
export const websitesOf = (reading: Reading, from: Json, key: string, owner: string): Website[] => partsOf<Website>(reading, from, key, 'url', owner, (json) => {
  const url = urlOf(reading, json, 'url');
  return url === null ? null : { label: textOf(json, 'label'), url };
});

/** Told capacities. One without an instant is worth nothing and is left out: its age could not be shown. */
export const capacitiesOf = (reading: Reading, from: Json, owner: string): Capacity[] => partsOf<Capacity>(reading, from, 'capacities', 'capacity', owner, (json, { id }) => {
  const [available, updatedAt, unit] = [numberOf(json, 'available'), instantOf(reading, json, 'updated'), objectOf(json, 'unit')];
  if (available === null || available < 0 || updatedAt === null) {
    note(reading, 'capacities', 'a capacity without a number or without its time was left out');
    return null;
  }
  const name = (unit ? textOf(unit, 'name') : null) ?? 'Place';
  const handrail = objectOf(json, 'handrail') ?? {};
  return {
    unit: { ...describedOf(reading, unit ?? {}, 'unit', id), name, scheme: textOf(unit ?? {}, 'scheme'), identifier: textOf(unit ?? {}, 'identifier'), uri: textOf(unit ?? {}, 'uri') } satisfies Unit,
    available, maximum: numberOf(json, 'maximum'), description: textOf(json, 'description'), updatedAt,
    handrail: { kind: wordOf(handrail, 'kind', CAPACITY_KINDS) ?? capacityKindOf(name), reportedBy: textOf(handrail, 'reported_by'), method: wordOf(handrail, 'method', CAPACITY_METHODS) ?? 'import' },
  };
});
