import type { FactName, LocationFacts, PhoneFacts, ScheduleFacts, ServiceFacts } from '../../contract/directory-edit.js';
import { URGENCY_LETTERS } from '../../contract/triage.js';
import { dayOf } from './calendar-day.js';
import { cleanPhones } from './phone-number.js';
import { minutesOf } from './time-of-day.js';
import { isTimeZone } from './time-zone.js';
import { same } from './same.js';
import { polygonsOf } from './area-shape.js';
import { isCircle } from './circle.js';

/** What is wrong with one field, by JSON pointer. */
export interface FactFault { pointer: string; detail: string }

type Fault = (path: string, detail: string) => void;

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && dayOf(text) !== null;
const isYearly = (text: string): boolean => /^--\d{2}-\d{2}$/.test(text) && dayOf(`2024${text.slice(1)}`) !== null;

function phonesAt(path: string, phones: readonly PhoneFacts[], country: string, fault: Fault): void {
  for (const [n, { number }] of phones.entries()) {
    const { phones: found } = cleanPhones(number, country);
    if (found.length === 0) fault(`${path}/${n}/number`, 'is not a possible telephone number');
    else if (found.length > 1) fault(`${path}/${n}/number`, 'are several numbers; write each by itself');
  }
}

function schedulesAt(path: string, schedules: readonly ScheduleFacts[], fault: Fault): void {
  for (const [n, { opensAt, closesAt, validFrom, validTo, byday, bymonthday, freq }] of schedules.entries()) {
    if ((opensAt === null) !== (closesAt === null)) fault(`${path}/${n}/${opensAt === null ? 'opensAt' : 'closesAt'}`, 'is missing: write both times or none');
    if (opensAt === '24:00') fault(`${path}/${n}/opensAt`, 'is the end of a day; write 00:00');
    if (validFrom !== null && validTo !== null && validFrom > validTo) fault(`${path}/${n}/validTo`, 'is before the first day');
    if (freq !== null && byday === null && bymonthday === null) fault(`${path}/${n}/byday`, 'choose at least one day');
  }
}

function placesAt(places: readonly LocationFacts[], country: string, fault: Fault): void {
  for (const [n, place] of places.entries()) {
    const path = `/locations/${n}`;
    if ((place.latitude === null) !== (place.longitude === null)) fault(`${path}/${place.latitude === null ? 'latitude' : 'longitude'}`, 'is missing: write both or none');
    if (place.type !== 'virtual' && place.address === null && place.name === null && place.latitude === null) fault(`${path}/address/address1`, 'a place needs an address, a name or a position');
    const both = place.access.has.filter((code) => place.access.lacks.includes(code));
    if (both.length > 0) fault(`${path}/access`, `cannot both have and lack ${both.join(', ')}`);
    phonesAt(`${path}/phones`, place.phones, country, fault);
    phonesAt(`${path}/placePhones`, place.placePhones, country, fault);
    schedulesAt(`${path}/schedules`, place.schedules, fault);
    schedulesAt(`${path}/placeSchedules`, place.placeSchedules, fault);
  }
}

type Rule = (facts: ServiceFacts, country: string, fault: Fault, before: ServiceFacts | null) => void;

const RULES: Partial<Record<FactName, Rule>> = {
  age: ({ age: { minimum, maximum } }, _country, fault) => { if (minimum !== null && maximum !== null && minimum > maximum) fault('/age/maximum', 'is below the youngest age'); },
  urgency({ urgency }, _country, fault) {
    if (urgency !== 'unknown' && URGENCY_LETTERS.indexOf(urgency.from) > URGENCY_LETTERS.indexOf(urgency.to)) fault('/urgency/to', 'is more urgent than the first');
  },
  timeZone: ({ timeZone }, _country, fault) => { if (timeZone !== null && !isTimeZone(timeZone)) fault('/timeZone', 'is not a time zone that is known'); },
  url: ({ url }, _country, fault) => { if (url !== null && !/^https?:\/\/[^\s/]+/i.test(url)) fault('/url', 'does not begin with http:// or https://'); },
  phones: ({ phones }, country, fault) => { phonesAt('/phones', phones, country, fault); },
  contacts({ contacts }, country, fault) {
    for (const [n, { name, title, email, phones }] of contacts.entries()) {
      if (name === null && title === null && email === null && phones.length === 0) fault(`/contacts/${n}/name`, 'is empty, and so is the rest');
      phonesAt(`/contacts/${n}/phones`, phones, country, fault);
    }
  },
  intake({ intake }, _country, fault) {
    for (const [n, { channel, address, hours }] of intake.entries()) {
      if (channel === 'email' ? !/^\S+@\S+\.\S+$/.test(address) : !/^\+[1-9]\d{6,14}$/.test(address)) fault(`/intake/${n}/address`, channel === 'email' ? 'is not an e-mail address' : 'is not a number with its country code, like +12025550150');
      if (typeof hours !== 'string' && hours.some(({ opensAt, closesAt }) => minutesOf(opensAt) === null || minutesOf(closesAt) === null)) fault(`/intake/${n}/hours`, 'has times that cannot be read');
    }
  },
  areas({ areas }, _country, fault, before) {
    const known = new Set((before?.areas ?? []).flatMap(({ shape }) => (shape && 'mark' in shape ? [shape.mark] : [])));
    for (const [n, { name, description, postalCodes, circle, shape }] of areas.entries()) {
      if (name === null && description === null && (postalCodes ?? []).length === 0 && circle === null && shape === null) fault(`/areas/${n}/name`, 'is empty, and so is the rest');
      if (circle && shape) fault(`/areas/${n}/shape`, 'choose a distance or a shape, not both');
      if (circle && !isCircle(circle)) fault(`/areas/${n}/circle`, 'is no circle on the map');
      if (shape && 'geojson' in shape && polygonsOf(shape.geojson, 'geojson') === null) fault(`/areas/${n}/shape`, 'is no GeoJSON of polygons that can be read whole');
      // A new entry that is written from another's facts begins without its shapes.
      if (before !== null && shape && 'mark' in shape && !known.has(shape.mark)) fault(`/areas/${n}/shape`, 'is not the shape that stands there');
    }
  },
  schedules: ({ schedules }, _country, fault) => { schedulesAt('/schedules', schedules, fault); },
  exceptions({ exceptions }, _country, fault) {
    for (const [n, { from, to }] of exceptions.entries()) {
      const good = (isDay(from) && isDay(to)) || (isYearly(from) && isYearly(to));
      if (!good) fault(`/exceptions/${n}/from`, 'is not a date');
      else if (isDay(from) && from > to) fault(`/exceptions/${n}/to`, 'is before the first day');
    }
  },
  locations: ({ locations }, country, fault) => { placesAt(locations, country, fault); },
  capacities({ capacities }, _country, fault) {
    for (const [n, { id, unit, maximum, available }] of capacities.entries()) {
      if (capacities.some((other, m) => m < n && other.unit.toLowerCase() === unit.toLowerCase())) fault(`/capacities/${n}/unit`, 'is counted twice');
      if (id === null && available === null) fault(`/capacities/${n}/available`, 'say how many are free now');
      if (available !== null && maximum !== null && available > maximum) fault(`/capacities/${n}/available`, 'is more than there are in all');
    }
  },
};

/**
 * What cannot be right in the facts that differ from `before`; what an import left as it is does not stop a change of something else.
 * @param country ISO 3166-1, for numbers without a country code
 */
export function factFaults(facts: ServiceFacts, before: ServiceFacts | null, country: string): FactFault[] {
  const faults: FactFault[] = [];
  for (const [name, rule] of Object.entries(RULES) as [FactName, Rule][]) {
    if (before !== null && same(before[name], facts[name])) continue;
    rule(facts, country, (pointer, detail) => { faults.push({ pointer, detail }); }, before);
  }
  return faults;
}
