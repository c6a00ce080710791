import type {
  AreaFacts, CapacityFacts, ContactFacts, CostFacts, DocumentFacts, FundingFacts, IntakeFacts, LanguageFacts, LocationFacts, PhoneFacts, ScheduleFacts, ServiceFacts,
} from '../../../../../server/contract/directory-edit.js';
import type { ScheduleException } from '../../../../../server/contract/directory.js';

/** Parts of which nothing is told yet. */
export const BLANK = {
  language: { id: null, name: null, code: null } as LanguageFacts,
  area: { id: null, name: null, description: null, postalCodes: null, circle: null, shape: null } as AreaFacts,
  place: {
    id: null, type: 'physical', name: null, address: null, latitude: null, longitude: null, transportation: null, addressHidden: null, description: null, access: { has: [], lacks: [] },
    schedules: [], phones: [], placeSchedules: [], placePhones: [],
  } as LocationFacts,
  schedule: { id: null, freq: 'WEEKLY', interval: null, byday: null, bymonthday: null, validFrom: null, validTo: null, opensAt: null, closesAt: null, description: null } as ScheduleFacts,
  exception: { from: '', to: '', hours: 'closed', note: null } as ScheduleException,
  phone: { id: null, number: '', extension: null, type: 'voice', description: null, checkedHow: null } as PhoneFacts,
  contact: { id: null, name: null, title: null, email: null, phones: [] } as ContactFacts,
  intake: { id: null, channel: 'sms', address: '', label: null, hours: 'service-hours' } as IntakeFacts,
  cost: { id: null, option: null, amount: null, currency: null, amountDescription: null } as CostFacts,
  document: { id: null, document: '' } as DocumentFacts,
  funding: { id: null, source: '' } as FundingFacts,
  capacity: { id: null, unit: '', kind: 'bed', maximum: null, available: null } as CapacityFacts,
} as const;

/** A service of which nothing is told yet. */
export const BLANK_SERVICE: ServiceFacts = {
  name: '', alternateName: null, description: null, organizationName: '', status: 'active', alert: null, kinds: [], kindsStated: true, setting: null, urgency: 'unknown',
  age: { minimum: null, maximum: null }, exclusions: [], eligibilityDescription: null, traits: [], walkIn: null, pets: null, dependants: null, waitlist: null, languages: [], languagesInterpreted: null,
  interpretationServices: null, areas: [], virtualArea: null, locations: [], timeZone: null, alwaysOpen: false, byAppointment: false, schedules: [], exceptions: [], phones: [], email: null, url: null,
  contacts: [], intake: [], costs: [], feesDescription: null, documents: [], funding: [], applicationProcess: null, capacities: [],
};

/** A list as somebody typed it, at commas, spaces and line ends; each once. */
export const typedList = (text: string): string[] => [...new Set(text.split(/[\s,;]+/).filter((one) => one !== ''))];

/** A time for a time field: `24:00` is midnight at its end, which such a field can only write as `00:00`. */
export const fieldTime = (time: string | null): string => (time === null ? '' : time.startsWith('24:') ? '00:00' : time.slice(0, 5));

/** How a schedule can be shown: by days of the week, by one day of the month, or only as a rule. */
export function scheduleForm({ freq, interval, byday, bymonthday }: ScheduleFacts): 'weekly' | 'monthly' | 'rule' {
  if ((interval ?? 1) !== 1 || bymonthday !== null) return 'rule';
  if (freq === 'MONTHLY') return byday === null || /^(?:[1-5]|-1)(?:MO|TU|WE|TH|FR|SA|SU)$/.test(byday) ? 'monthly' : 'rule';
  return byday === null || /^(?:MO|TU|WE|TH|FR|SA|SU)(?:,\s*(?:MO|TU|WE|TH|FR|SA|SU))*$/.test(byday) ? 'weekly' : 'rule';
}

/** Facts as they are sent: a check of a number without words of its own is known as the whole change is. */
export function toSend(facts: ServiceFacts, why: string): ServiceFacts {
  const phones = (list: readonly PhoneFacts[]): PhoneFacts[] => list.map((phone) => ({ ...phone, checkedHow: phone.checkedHow === '' ? why.slice(0, 200) : phone.checkedHow }));
  return {
    ...facts, phones: phones(facts.phones), contacts: facts.contacts.map((one) => ({ ...one, phones: phones(one.phones) })),
    locations: facts.locations.map((place) => ({ ...place, phones: phones(place.phones), placePhones: phones(place.placePhones) })),
    languages: facts.languages.filter(({ code, name }) => code !== null || name !== null), documents: facts.documents.filter(({ id, document }) => id !== null || document.trim() !== ''),
    funding: facts.funding.filter(({ id, source }) => id !== null || source.trim() !== ''),
  };
}
