import { WEEKDAYS } from '../../../../server/contract/directory.js';
import type { ScheduleException, Weekday } from '../../../../server/contract/directory.js';
import { FACT_NAMES } from '../../../../server/contract/directory-edit.js';
import type { AreaFacts, AreaShape, FactName, LocationFacts, PhoneFacts, ScheduleFacts, ServiceFacts } from '../../../../server/contract/directory-edit.js';
import { languageTag } from '../../app/words.js';
import { readableNumber } from '../../messaging/phones/core/readable-number.js';
import { kindWords, directoryWords } from '../directory-words.js';
import { languageWords, listed, weekdayName } from '../describe.js';
import { cornersIn } from './core/area-shape.js';
import { editWords } from './edit-words.js';

/** How a fact is called. */
export const factName = (name: FactName): string => editWords(`fact.${name}`);

const join = (parts: readonly (string | null | undefined)[], by = ', '): string => parts.filter((part) => part !== null && part !== undefined && part !== '').join(by);

/** One rule of opening hours in a line. */
export function scheduleWords({ freq, interval, byday, bymonthday, opensAt, closesAt, validFrom, validTo, description }: ScheduleFacts): string {
  const days = (byday ?? '').split(',').map((one) => one.trim());
  const named = days.every((one) => WEEKDAYS.some((each) => each === one)) ? listed(days.map((one) => weekdayName(one as Weekday))) : byday;
  const times = opensAt === null || closesAt === null ? editWords('hours.no-times') : editWords('hours.sitting', { from: opensAt.slice(0, 5), to: closesAt.slice(0, 5) });
  const dates = validFrom === null && validTo === null ? null : `${validFrom ?? ''} – ${validTo ?? ''}`;
  return join([named, bymonthday, freq === 'MONTHLY' ? editWords('hours.monthly') : null, (interval ?? 1) > 1 ? `×${interval}` : null, times, dates, description]);
}

const phoneWords = ({ number, extension, type, description }: PhoneFacts): string => join([readableNumber(number), extension && directoryWords('phones.extension', { extension }), type && directoryWords(`phone.${type}`), description]);

/** A day as people write it; one of every year has none. */
function dateWords(date: string): string {
  const everyYear = date.startsWith('--');
  // A leap year, so that February 29 is a day in it.
  const at = new Date(`${everyYear ? `2024${date.slice(1)}` : date}T00:00:00Z`);
  return Number.isNaN(at.getTime()) ? date : new Intl.DateTimeFormat(languageTag(), { month: 'short', day: 'numeric', timeZone: 'UTC', ...(!everyYear && { year: 'numeric' }) }).format(at);
}

const exceptionWords = ({ from, to, hours, note }: ScheduleException): string =>
  join([from === to ? dateWords(from) : `${dateWords(from)} – ${dateWords(to)}`, hours === 'closed' ? editWords('exceptions.closed') : listed(hours.map(({ opensAt, closesAt }) => editWords('hours.sitting', { from: opensAt.slice(0, 5), to: closesAt.slice(0, 5) }))), note]);

const addressWords = (address: LocationFacts['address']): string | null => address && join([address.address1, address.address2, address.city, join([address.stateProvince, address.postalCode], ' ')]);

function placeWords(place: LocationFacts): string {
  const access = [...place.access.has.map((code) => directoryWords(`access.${code}`)), ...place.access.lacks.map((code) => directoryWords('access.lacks', { code: directoryWords(`access.${code}`) }))];
  const at = place.latitude === null || place.longitude === null ? null : `${place.latitude}, ${place.longitude}`;
  return join([
    place.name, addressWords(place.address), at, place.type === 'physical' ? null : editWords(`place.${place.type}`), place.transportation, place.description, listed(access),
    place.addressHidden === null ? null : `${editWords('place.hidden')} ${yesNo(place.addressHidden)}`, ...[...place.schedules, ...place.placeSchedules].map(scheduleWords), ...[...place.phones, ...place.placePhones].map(phoneWords),
  ], '; ');
}

function areaWords({ name, description, postalCodes, circle, shape }: AreaFacts): string {
  return join([
    name, description, postalCodes && directoryWords('where.postcodes', { count: postalCodes.length, some: listed(postalCodes.slice(0, 8)) }),
    circle && editWords('areas.circle.words', { km: circle.meters / 1000, at: `${circle.latitude}, ${circle.longitude}` }), shape && shapeWords(shape),
  ]);
}

/** A shape in a line: how many corners it has. */
export function shapeWords(shape: AreaShape): string {
  if ('geojson' in shape) return editWords('areas.shape.new', { count: cornersIn(shape.geojson) });
  return shape.corners === 0 ? editWords('areas.shape.unread') : editWords('areas.shape.known', { count: shape.corners });
}

const yesNo = (value: boolean | null): string => (value === null ? editWords('unknown') : editWords(value ? 'yes' : 'no'));

type WordsOf = { [Name in FactName]?: (value: ServiceFacts[Name]) => string | readonly string[] };

/** Facts that are not simply a text or a yes. Several lines where there are several things. */
const WORDS: WordsOf = {
  status: (status) => (status === 'active' ? editWords('status.active') : directoryWords(`status.${status}`)),
  kinds: (kinds) => listed(kinds.map((kind) => kindWords(kind))),
  setting: (setting) => (setting === null ? '' : editWords(`setting.${setting}`)),
  urgency: (urgency) => (urgency === 'unknown' ? '' : editWords('urgency.words', { ...urgency })),
  age: ({ minimum, maximum }) => (minimum === null && maximum === null ? directoryWords('age.any') : editWords('age.words', { from: minimum ?? '…', to: maximum ?? '…' })),
  exclusions: (rules) => listed(rules.map((rule) => editWords(`rule.${rule}`))),
  traits: (traits) => listed(traits.map((trait) => directoryWords(`trait.${trait}`))),
  languages: (languages) => listed(languages.map(languageWords)),
  languagesInterpreted: (codes) => (codes === null ? '' : codes.length === 0 ? editWords('interpreted.none') : codes.includes('*') ? editWords('interpreted.any') : listed(codes.map((code) => languageWords({ name: null, code })))),
  areas: (areas) => areas.map(areaWords),
  virtualArea: (codes) => listed(codes ?? []),
  locations: (places) => places.map(placeWords),
  schedules: (schedules) => schedules.map(scheduleWords),
  exceptions: (exceptions) => exceptions.map(exceptionWords),
  phones: (phones) => phones.map(phoneWords),
  contacts: (contacts) => contacts.map(({ name, title, email, phones }) => join([name, title, email, ...phones.map(phoneWords)])),
  intake: (contacts) => contacts.map(({ channel, address, label, hours }) => join([directoryWords(`intake.${channel}`), readableNumber(address), label, typeof hours === 'string' ? editWords(`intake.hours.${hours}`) : null])),
  costs: (costs) => costs.map(({ option, amount, currency, amountDescription }) => join([option, amount === null ? null : join([String(amount), currency], ' '), amountDescription])),
  documents: (papers) => papers.map(({ document }) => document),
  funding: (sources) => sources.map(({ source }) => source),
  capacities: (capacities) => capacities.map(({ unit, maximum, kind }) => join([unit, maximum === null ? null : String(maximum), editWords(`places.kind.${kind}`)])),
};

/** A fact in words, one line per thing in it; one line "Not told" when there is none. */
export function factLines<Name extends FactName>(name: Name, value: ServiceFacts[Name] | null): string[] {
  const words = WORDS[name] as ((told: ServiceFacts[Name]) => string | readonly string[]) | undefined;
  const told = value === null && name !== 'languagesInterpreted' ? '' : words ? words(value as ServiceFacts[Name]) : typeof value === 'boolean' ? yesNo(value) : typeof value === 'string' ? value : '';
  const lines = (typeof told === 'string' ? [told] : [...told]).filter((line) => line !== '');
  return lines.length === 0 ? [editWords(Array.isArray(value) ? 'none' : 'unknown')] : lines;
}

/** Whether `text` names a fact. */
export const isFactName = (text: string): text is FactName => FACT_NAMES.some((name) => name === text);
