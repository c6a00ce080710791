import { SHOWS } from '../../contract/triage.js';
import type { UrgencyLetter } from '../../contract/triage.js';
import { html } from './html.js';
import type { Html } from './html.js';
import { SHEET_STYLE } from './sheet-style.js';

/** A member of staff with the number that reaches them; null when none is known. */
export interface SheetPerson { name: string; phone: string | null }

/** A stretch of a rota. `who` is null for a `gap` and for `off`, when nobody need be there. `beside`: added to whoever is on call. */
export interface SheetShift { startsAt: Date; endsAt: Date; why: 'on-call' | 'beside' | 'gap' | 'off'; who: SheetPerson | null }

/** One rota from `validAt` on. */
export interface SheetRota { name: string; supervises: boolean; shifts: readonly SheetShift[] }

/** An open crisis: nothing of the person. Without an owner it was `asked` of the rota, or it is only followed up. */
export interface SheetCrisis { ref: string; letter: UrgencyLetter; raisedAt: Date; owner: SheetPerson | 'asked' | 'follow-up'; referralWaits: boolean }

/** All that a sheet says. */
export interface SheetFacts {
  network: { name: string; dutyPhone: string; emergencyNumber: string; crisisLine: string; timeZone: string; locale: string };
  teamName: string;
  /** What it says was true then. */
  validAt: Date;
  printedAt: Date;
  rotas: readonly SheetRota[];
  supervisors: readonly SheetPerson[];
  crises: readonly SheetCrisis[];
}

const FORMS = [1, 2, 3] as const;
const LOG_ROWS = 22;

/**
 * The downtime sheet of one team as one HTML document: whom to ring, what is open, and forms to write on. No script, nothing from
 * outside, every value escaped, nothing of any person in crisis.
 */
export function sheetOf(facts: SheetFacts): string {
  const { network, teamName, printedAt, validAt } = facts;
  const time = timesOf(network);
  const foot = html`<p>${network.name}, ${teamName}. Printed ${time.full(printedAt)}.</p>`;
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">
<title>Downtime sheet, ${teamName}, ${time.full(validAt)}</title><style>${{ markup: SHEET_STYLE }}</style></head><body><main>
<h1>${network.name}: ${teamName}</h1>
<p><b>Downtime sheet</b> for when Handrail cannot be used. Valid at <b>${time.full(validAt)}</b>. Printed at ${time.full(printedAt)}. Times are of ${network.timeZone.replaceAll('_', ' ')}.</p>
<div class="numbers">${([['Emergency', network.emergencyNumber], ['Duty phone', network.dutyPhone], ['Crisis line', network.crisisLine]] as const).map(([what, number]) => html`<div>${what}<b><bdi>${number || 'not set'}</bdi></b></div>`)}</div>
<ol><li>A life at risk now: call ${network.emergencyNumber || 'the emergency number'} first.</li><li>Ring who is on call now. No answer: ring the next on this sheet, then a supervisor.</li><li>Write each crisis on a form and each call in the log.</li><li>Once Handrail works again, enter all of it there, with the times from the paper.</li></ol>
<h2>On call</h2>${facts.rotas.length === 0 ? html`<p class="nobody">This team has no rota. Ring a supervisor.</p>` : facts.rotas.map((rota) => rotaPart(rota, facts, time))}
<h2>Supervisors</h2>${facts.supervisors.length === 0 ? html`<p class="nobody">This team has no supervisor. Ring the duty phone.</p>`
    : html`<table><thead><tr><th scope="col">Name</th><th scope="col">Phone</th></tr></thead><tbody>${facts.supervisors.map((one) => html`<tr><td>${one.name}</td><td>${phone(one)}</td></tr>`)}</tbody></table>`}
<h2>Open crises (${facts.crises.length})</h2>${crisesPart(facts.crises, time)}
${FORMS.map((number) => formPart(number, foot))}
<section class="blank"><h2>Log</h2>${foot}<table class="log"><thead><tr><th scope="col" class="when">Time</th><th scope="col" class="when">Ref or form</th><th scope="col">What was done or agreed</th><th scope="col" class="who">Who</th></tr></thead><tbody>${Array.from({ length: LOG_ROWS }, () => html`<tr><td></td><td></td><td></td><td></td></tr>`)}</tbody></table></section>
</main></body></html>
`.markup;
}

const phone = ({ phone: number }: SheetPerson): Html => (number === null ? html`<span class="nobody">no number known</span>` : html`<bdi>${number}</bdi>`);

function rotaPart({ name, supervises, shifts }: SheetRota, { validAt }: SheetFacts, time: Times): Html {
  return html`<h3>${name}${supervises ? ' (supervises)' : ''}</h3>${shifts.length === 0 ? html`<p class="nobody">Nobody for the next 24 hours.</p>` : html`<table><thead><tr><th scope="col">When</th><th scope="col">Who</th><th scope="col">Phone</th></tr></thead><tbody>${shifts.map((shift) => {
    const isNow = shift.startsAt <= validAt;
    const until = time.near(shift.endsAt, validAt);
    return html`<tr${isNow ? { markup: ' class="now"' } : ''}><td>${isNow ? `Now, until ${until}` : `${time.near(shift.startsAt, validAt)} to ${until}`}</td>${whoCells(shift)}</tr>`;
  })}</tbody></table>`}`;
}

function whoCells({ why, who }: SheetShift): Html {
  if (who) return html`<td>${who.name}${why === 'beside' ? ' (added beside)' : ''}</td><td>${phone(who)}</td>`;
  return why === 'off' ? html`<td colspan="2">Nobody, as planned.</td>` : html`<td colspan="2" class="nobody">Nobody is on call. Ring a supervisor.</td>`;
}

function crisesPart(crises: readonly SheetCrisis[], time: Times): Html {
  if (crises.length === 0) return html`<p>No crisis was open.</p>`;
  const sorted = crises.toSorted((a, b) => a.letter.localeCompare(b.letter) || a.raisedAt.getTime() - b.raisedAt.getTime());
  return html`<table><thead><tr><th scope="col">Ref</th><th scope="col">Urgency</th><th scope="col">Since</th><th scope="col">Owner</th><th scope="col">Phone</th><th scope="col">Referral waiting</th></tr></thead><tbody>${sorted.map(({ ref, letter, raisedAt, owner, referralWaits }) =>
    html`<tr><td><bdi>${ref}</bdi></td><td>${SHOWS[letter]}</td><td>${time.full(raisedAt)}</td>${ownerCells(owner)}<td>${referralWaits ? 'yes' : 'no'}</td></tr>`)}</tbody></table>`;
}

function ownerCells(owner: SheetCrisis['owner']): Html {
  if (owner === 'asked') return html`<td colspan="2" class="nobody">Nobody yet, being asked. While Handrail is down, ring who is on call.</td>`;
  if (owner === 'follow-up') return html`<td colspan="2">Nobody. It is in follow-up.</td>`;
  return html`<td>${owner.name}</td><td>${phone(owner)}</td>`;
}

const FIELDS: readonly (readonly [string, 'one' | 'two' | 'many'])[] = [
  ['Date and time', 'one'], ['Who tells us, and their phone', 'one'], ['The person, as they want to be called', 'one'], ['How to reach the person', 'one'], ['Where the person is now', 'two'], ['What is happening', 'many'],
  ['A life at risk now? (yes / no)', 'one'], ['Emergency called? (when, by whom)', 'one'], ['Who was rung, when, did they answer', 'two'], ['Who has it, since when', 'one'], ['What happens next, and when', 'two'], ['Entered in Handrail (ref, time, by)', 'one'],
];

function formPart(number: number, foot: Html): Html {
  return html`<section class="blank"><h2>Report form ${number} of ${FORMS.length}</h2>${foot}<table><tbody>${FIELDS.map(([name, size]) => html`<tr><th scope="row">${name}</th><td class="${size}"></td></tr>`)}</tbody></table></section>`;
}

type Times = ReturnType<typeof timesOf>;

/** The network's clock in English words. */
function timesOf({ timeZone, locale }: SheetFacts['network']) {
  const tag = locale.startsWith('en') ? locale : 'en';
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone } as const;
  const date = { weekday: 'short', day: 'numeric', month: 'short', timeZone } as const;
  const formats = { full: new Intl.DateTimeFormat(tag, { ...date, ...clock, timeZoneName: 'short' }), time: new Intl.DateTimeFormat(tag, clock), day: new Intl.DateTimeFormat(tag, date), both: new Intl.DateTimeFormat(tag, { ...date, ...clock }) };
  return {
    full: (at: Date): string => formats.full.format(at),
    /** Only the time while it is the same day. */
    near: (at: Date, now: Date): string => (formats.day.format(at) === formats.day.format(now) ? formats.time : formats.both).format(at),
  };
}
