import type { UrgencyShown } from '../../contract/triage.js';
import type { StaffLanguage } from '../../contract/identity.js';
import { SHEET_WORDS_ES } from './sheet-words-es.js';

/** How much room a field of the form leaves to write in. */
export type FieldSize = 'one' | 'two' | 'many';

/** All words of a sheet in one language. `now`, `span` and the like take what is filled in. */
export interface SheetWords {
  title: string;
  /** At the foot of each printed page; `page` and `of` stand around its number and their count. */
  staffOnly: string;
  page: string;
  of: string;
  purpose: string;
  validAt: string;
  printedAt: string;
  zone: (timeZone: string) => string;
  foot: (whose: string, at: string) => string;
  emergency: string;
  dutyPhone: string;
  crisisLine: string;
  notSet: string;
  /** What to do, in order; `emergency` is the number, or nothing when none is set. */
  steps: (emergency: string) => readonly string[];
  onCall: string;
  noRota: string;
  supervises: (rota: string) => string;
  nobodyAhead: string;
  when: string;
  who: string;
  name: string;
  phone: string;
  noNumber: string;
  now: (until: string) => string;
  span: (from: string, until: string) => string;
  beside: (name: string) => string;
  off: string;
  gap: string;
  supervisors: string;
  noSupervisor: string;
  crises: (count: number) => string;
  noCrisis: string;
  ref: string;
  urgency: string;
  since: string;
  owner: string;
  referralWaits: string;
  yes: string;
  no: string;
  asked: string;
  followUp: string;
  shows: Readonly<Record<UrgencyShown, string>>;
  form: (number: number, of: number) => string;
  fields: readonly (readonly [name: string, size: FieldSize])[];
  log: string;
  time: string;
  refOrForm: string;
  done: string;
}

const ENGLISH: SheetWords = {
  title: 'Downtime sheet', staffOnly: 'Downtime sheet. For staff only.', page: 'Page', of: 'of',
  purpose: 'for when Handrail cannot be used.', validAt: 'Valid at', printedAt: 'Printed at', zone: (timeZone) => `Times are of ${timeZone}.`, foot: (whose, at) => `${whose}. Printed ${at}.`,
  emergency: 'Emergency', dutyPhone: 'Duty phone', crisisLine: 'Crisis line', notSet: 'not set',
  steps: (emergency) => [
    `A life at risk now: call ${emergency || 'the emergency number'} first.`, 'Ring who is on call now. No answer: ring the next on this sheet, then a supervisor.',
    'Write each crisis on a form and each call in the log.', 'Once Handrail works again, enter all of it there, with the times from the paper.',
  ],
  onCall: 'On call', noRota: 'This team has no rota. Ring a supervisor.', supervises: (rota) => `${rota} (supervises)`, nobodyAhead: 'Nobody for the next 24 hours.',
  when: 'When', who: 'Who', name: 'Name', phone: 'Phone', noNumber: 'no number known',
  now: (until) => `Now, until ${until}`, span: (from, until) => `${from} to ${until}`, beside: (name) => `${name} (added beside)`, off: 'Nobody, as planned.', gap: 'Nobody is on call. Ring a supervisor.',
  supervisors: 'Supervisors', noSupervisor: 'This team has no supervisor. Ring the duty phone.',
  crises: (count) => `Open crises (${count})`, noCrisis: 'No crisis was open.', ref: 'Ref', urgency: 'Urgency', since: 'Since', owner: 'Owner', referralWaits: 'Referral waiting', yes: 'yes', no: 'no',
  asked: 'Nobody yet, being asked. While Handrail is down, ring who is on call.', followUp: 'Nobody. It is in follow-up.',
  shows: { Emergency: 'Emergency', Urgent: 'Urgent', Soon: 'Soon', Planned: 'Planned' },
  form: (number, of) => `Report form ${number} of ${of}`,
  fields: [
    ['Date and time', 'one'], ['Who tells us, and their phone', 'one'], ['The person, as they want to be called', 'one'], ['How to reach the person', 'one'], ['Where the person is now', 'two'], ['What is happening', 'many'],
    ['A life at risk now? (yes / no)', 'one'], ['Emergency called? (when, by whom)', 'one'], ['Who was rung, when, did they answer', 'two'], ['Who has it, since when', 'one'], ['What happens next, and when', 'two'], ['Entered in Handrail (ref, time, by)', 'one'],
  ],
  log: 'Log', time: 'Time', refOrForm: 'Ref or form', done: 'What was done or agreed',
};

/** The words of a sheet in each language in which sheets are made. */
export const SHEET_WORDS: Readonly<Record<StaffLanguage, SheetWords>> = { en: ENGLISH, es: SHEET_WORDS_ES };
