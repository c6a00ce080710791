import type {
  Access, Accessibility, Address, Attribute, Capacity, Checked, Contact, CostOption, Described, IntakeContact, Language, Location, Organization, Phone, Program,
  ChangeRecord, Schedule, ScheduleException, Service, ServiceArea, ServiceExtension, ServiceLocation, Taxonomy, TaxonomyTerm, Website,
} from '../../contract/directory.js';

/** What leaves: which HSDS version, and whether our one extension object goes along. */
export interface HsdsForm { version: '3.0' | '3.1'; extension: boolean }

/** A JSON object in HSDS words. */
export type HsdsObject = { [key: string]: unknown };

/** What is not told is left out: HSDS knows no null. */

const told = (object: HsdsObject): HsdsObject =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0)));

const history = (rows: readonly ChangeRecord[] | undefined): HsdsObject[] | undefined =>
  rows?.map((row) => told({ id: row.id, resource_id: row.resourceId, resource_type: row.resourceType, last_action_date: row.changedOn,
    last_action_type: row.action, field_name: row.field, previous_value: row.previous, replacement_value: row.replacement, updated_by: row.by }));

/** A taxonomy as HSDS JSON; its description is required there, so its name stands in. */
export const taxonomyToHsds = (one: Taxonomy): HsdsObject =>
  told({ id: one.id, name: one.name, description: one.description ?? one.name, uri: one.uri, version: one.version, metadata: history(one.metadata) });

/** A term as HSDS JSON. */
export const termToHsds = (one: TaxonomyTerm): HsdsObject => told({
  id: one.id, code: one.code, name: one.name, description: one.description ?? one.name, parent_id: one.parentId, taxonomy: one.taxonomy,
  taxonomy_detail: one.detail && taxonomyToHsds(one.detail), taxonomy_id: one.taxonomyId, language: one.language, term_uri: one.uri, metadata: history(one.metadata),
});

/** 3.1 knows capacities, labels of attributes, further web addresses and areas per location. */
const later = ({ version }: HsdsForm): boolean => version === '3.1';

/** Our one extension object, when it goes along and says anything. */
const handrail = ({ extension }: HsdsForm, own: HsdsObject): HsdsObject => {
  const said = told(own);
  return extension && Object.keys(said).length > 0 ? { handrail: said } : {};
};

const attribute = (form: HsdsForm) => (one: Attribute): HsdsObject => told({
  id: one.id, link_type: one.linkType, link_entity: one.linkEntity, value: one.value, taxonomy_term: one.term && termToHsds(one.term), metadata: history(one.metadata),
  ...(later(form) ? { label: one.label } : {}),
});

const described = (form: HsdsForm) => (one: Described): HsdsObject => ({
  id: one.id, attributes: one.attributes?.map(attribute(form)),
  metadata: history(one.metadata),
});

const checked = (one: Checked | null): HsdsObject | null => one && { by: one.by, at: one.at.toISOString(), how: one.how };

const language = (form: HsdsForm) => (one: Language): HsdsObject => told({ ...described(form)(one), name: one.name, code: one.code, note: one.note });

const phone = (form: HsdsForm) => (one: Phone): HsdsObject => {
  // a number in the schema: an extension that it would mutilate goes along in our own object
  const plain = one.extension !== null && /^[1-9]\d{0,14}$/.test(one.extension);
  return { ...told({ ...described(form)(one), number: one.number, extension: plain ? Number(one.extension) : null, type: one.type, description: one.description,
    languages: one.languages.map(language(form)) }), ...handrail(form, { extension: plain ? null : one.extension, checked: checked(one.handrail.checked) }) };
};

const contact = (form: HsdsForm) => (one: Contact): HsdsObject => told({ ...described(form)(one), name: one.name, title: one.title, department: one.department, email: one.email, phones: one.phones.map(phone(form)) });

const address = (form: HsdsForm) => (one: Address): HsdsObject => told({
  ...described(form)(one), attention: one.attention, address_1: one.address1, address_2: one.address2, city: one.city, region: one.region, state_province: one.stateProvince,
  postal_code: one.postalCode, country: one.country, address_type: one.type,
});

const schedule = (form: HsdsForm) => (one: Schedule): HsdsObject => told({
  ...described(form)(one), valid_from: one.validFrom, valid_to: one.validTo, dtstart: one.dtstart, timezone: one.utcOffsetHours, until: one.until, count: one.count, wkst: one.wkst,
  freq: one.freq, interval: one.interval, byday: one.byday, byweekno: one.byweekno, bymonthday: one.bymonthday, byyearday: one.byyearday, description: one.description,
  opens_at: one.opensAt, closes_at: one.closesAt, schedule_link: one.link, attending_type: one.attendingType, notes: one.notes,
});

const exceptions = (list: readonly ScheduleException[]): HsdsObject[] => list.map((one) => told({
  from: one.from, to: one.to, note: one.note, hours: one.hours === 'closed' ? 'closed' : one.hours.map((sitting) => ({ opens_at: sitting.opensAt, closes_at: sitting.closesAt })),
}));

const area = (form: HsdsForm) => (one: ServiceArea): HsdsObject => ({
  ...told({ ...described(form)(one), name: one.name, description: one.description, extent: one.extent, extent_type: one.extentType, uri: one.uri }),
  ...handrail(form, { postal_codes: one.handrail.postalCodes, circle: one.handrail.circle ? { ...one.handrail.circle } : null }),
});

const accessibility = (form: HsdsForm) => (one: Accessibility): HsdsObject => told({ ...described(form)(one), description: one.description, details: one.details, url: one.url });

const access = (one: Access): HsdsObject | null => (one.has.length + one.lacks.length > 0 ? told({ has: one.has, lacks: one.lacks }) : null);

const location = (form: HsdsForm) => (one: Location): HsdsObject => ({
  ...told({
    ...described(form)(one), location_type: one.type, url: one.url, organization_id: one.organizationId, name: one.name, alternate_name: one.alternateName, description: one.description,
    transportation: one.transportation, latitude: one.latitude, longitude: one.longitude, external_identifier: one.externalIdentifier,
    external_identifier_type: one.externalIdentifierType, languages: one.languages.map(language(form)), addresses: one.addresses.map(address(form)), contacts: one.contacts.map(contact(form)),
    accessibility: one.accessibility.map(accessibility(form)), phones: one.phones.map(phone(form)), schedules: one.schedules.map(schedule(form)),
  }),
  ...handrail(form, { access: access(one.handrail.access), time_zone: one.handrail.timeZone, schedule_exceptions: exceptions(one.handrail.scheduleExceptions), review: one.handrail.review, address_hidden: one.handrail.addressHidden }),
});

const place = (form: HsdsForm) => (one: ServiceLocation): HsdsObject => told({
  ...described(form)(one), description: one.description, contacts: one.contacts.map(contact(form)), phones: one.phones.map(phone(form)), schedules: one.schedules.map(schedule(form)),
  ...(later(form) ? { service_areas: one.serviceAreas.map(area(form)) } : {}), location: location(form)(one.location),
});

const cost = (form: HsdsForm) => (one: CostOption): HsdsObject => told({
  ...described(form)(one), valid_from: one.validFrom, valid_to: one.validTo, option: one.option, currency: one.currency, amount: one.amount, amount_description: one.amountDescription,
});

const program = (form: HsdsForm) => (one: Program): HsdsObject => told({ ...described(form)(one), name: one.name, alternate_name: one.alternateName, description: one.description ?? one.name });

const website = (form: HsdsForm) => (one: Website): HsdsObject => told({ ...described(form)(one), label: one.label, url: one.url });

const capacity = (form: HsdsForm) => (one: Capacity): HsdsObject => ({
  ...told({ ...described(form)(one), unit: told({ ...described(form)(one.unit), name: one.unit.name, scheme: one.unit.scheme, identifier: one.unit.identifier, uri: one.unit.uri }),
    available: one.available, maximum: one.maximum, description: one.description, updated: one.updatedAt.toISOString() }),
  ...handrail(form, { kind: one.handrail.kind, reported_by: one.handrail.reportedBy, method: one.handrail.method }),
});

const intake = (one: IntakeContact): HsdsObject => told({
  id: one.id, channel: one.channel, address: one.address, label: one.label, verified: checked(one.verified),
  hours: typeof one.hours === 'string' ? one.hours : one.hours.map(({ days, opensAt, closesAt }) => ({ days, opens_at: opensAt, closes_at: closesAt })),
});

const serviceExtension = (form: HsdsForm) => (one: ServiceExtension): HsdsObject => handrail(form, {
  kinds: one.kinds, kinds_from: one.kindsFrom, urgency: one.urgency, time_zone: one.timeZone, exclusions: one.exclusions, traits: one.traits, walk_in: one.walkIn,
  always_open: one.alwaysOpen || null, by_appointment: one.byAppointment || null, schedule_exceptions: exceptions(one.scheduleExceptions), virtual_area: one.virtualArea,
  accepts: one.accepts.pets === null && one.accepts.dependants === null ? null : told({ ...one.accepts }), waitlist: one.waitlist, setting: one.setting,
  intake: one.intake.map(intake), review: one.review,
});

const organization = (form: HsdsForm) => (one: Organization): HsdsObject => ({
  ...told({
    ...described(form)(one), name: one.name, alternate_name: one.alternateName, email: one.email, website: one.website, tax_status: one.taxStatus, tax_id: one.taxId,
    ...(later(form) ? { additional_websites: one.additionalWebsites.map(website(form)) } : {}), year_incorporated: one.yearIncorporated, legal_status: one.legalStatus, logo: one.logo,
    uri: one.uri, parent_organization_id: one.parentOrganizationId, funding: one.funding.map((row) => told({ ...described(form)(row), source: row.source })),
    contacts: one.contacts.map(contact(form)), phones: one.phones.map(phone(form)), programs: one.programs.map(program(form)),
    organization_identifiers: one.identifiers.map((row) => told({ ...described(form)(row), identifier_scheme: row.scheme, identifier_type: row.type, identifier: row.identifier })),
  }),
  description: one.description, ...handrail(form, { review: one.handrail.review }),
});

const service = (form: HsdsForm) => (one: Service): HsdsObject => {
  const known = serviceExtension(form)(one.handrail);
  // an empty list of interpreters says "none", a missing one "nobody told us": the only list whose emptiness speaks
  const interpreted = form.extension && one.handrail.languagesInterpreted ? { handrail: { ...(known['handrail'] as HsdsObject), languages_interpreted: one.handrail.languagesInterpreted } } : known;
  return { ...told({
    ...described(form)(one), organization_id: one.organizationId || null, program_id: one.program?.id, name: one.name, alternate_name: one.alternateName, description: one.description,
    url: one.url, ...(later(form) ? { additional_urls: one.additionalUrls.map(website(form)) } : {}), email: one.email, status: one.status,
    interpretation_services: one.interpretationServices, application_process: one.applicationProcess, fees_description: one.feesDescription, accreditations: one.accreditations,
    eligibility_description: one.eligibilityDescription, minimum_age: one.age.minimum, maximum_age: one.age.maximum, assured_date: one.assuredOn, assurer_email: one.assurerEmail,
    licenses: one.licenses, alert: one.alert, last_modified: one.lastModifiedAt?.toISOString(), phones: one.phones.map(phone(form)), schedules: one.schedules.map(schedule(form)),
    service_areas: one.serviceAreas.map(area(form)), service_at_locations: one.locations.map(place(form)), languages: one.languages.map(language(form)),
    cost_options: one.costOptions.map(cost(form)), program: one.program && program(form)(one.program),
    required_documents: one.requiredDocuments.map((row) => told({ ...described(form)(row), document: row.document, uri: row.uri })),
    contacts: one.contacts.map(contact(form)), funding: one.funding.map((row) => told({ ...described(form)(row), source: row.source })),
    ...(later(form) ? { capacities: one.capacities.map(capacity(form)) } : {}),
  }), ...interpreted };
};

/** A service as HSDS JSON. Version 3.0 has no capacities, no further web addresses and no areas per location; they are left out. */
export const serviceToHsds = (one: Service, form: HsdsForm): HsdsObject => service(form)(one);

/** A location as HSDS JSON. */
export const locationToHsds = (one: Location, form: HsdsForm): HsdsObject => location(form)(one);

/** An organization as HSDS JSON, with the locations given. Its services are not part of the published schema. */
export const organizationToHsds = (one: Organization, locations: readonly Location[], form: HsdsForm): HsdsObject =>
  ({ ...organization(form)(one), ...(locations.length > 0 ? { locations: locations.map(location(form)) } : {}) });
