import type { StaffLanguage } from '../../contract/identity.js';
import { SHOWS } from '../../contract/triage.js';
import type { UrgencyLetter } from '../../contract/triage.js';
import { html } from './html.js';
import type { Html } from './html.js';
import { sheetStyle } from './sheet-style.js';
import { SHEET_WORDS } from './sheet-words.js';
import type { SheetWords } from './sheet-words.js';

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
 * The downtime sheet of one team in one language as one HTML document: whom to ring, what is open, and forms to write on. No script,
 * nothing from outside, every value escaped, nothing of any person in crisis.
 */
export function sheetOf(facts: SheetFacts, language: StaffLanguage = 'en'): string {
  const { network, teamName, printedAt, validAt } = facts;
  const words = SHEET_WORDS[language];
  const time = timesOf(network, language);
  const foot = html`<p>${words.foot(`${network.name}, ${teamName}`, time.full(printedAt))}</p>`;
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">
<title>${words.title}, ${teamName}, ${time.full(validAt)}</title><style>${{ markup: sheetStyle(words) }}</style></head><body><main>
<h1>${network.name}: ${teamName}</h1>
<p><b>${words.title}</b> ${words.purpose} ${words.validAt} <b>${time.full(validAt)}</b>. ${words.printedAt} ${time.full(printedAt)}. ${words.zone(network.timeZone.replaceAll('_', ' '))}</p>
<div class="numbers">${([[words.emergency, network.emergencyNumber], [words.dutyPhone, network.dutyPhone], [words.crisisLine, network.crisisLine]] as const).map(([what, number]) => html`<div>${what}<b><bdi>${number || words.notSet}</bdi></b></div>`)}</div>
<ol>${words.steps(network.emergencyNumber).map((step) => html`<li>${step}</li>`)}</ol>
<h2>${words.onCall}</h2>${facts.rotas.length === 0 ? html`<p class="nobody">${words.noRota}</p>` : facts.rotas.map((rota) => rotaPart(rota, facts, time, words))}
<h2>${words.supervisors}</h2>${facts.supervisors.length === 0 ? html`<p class="nobody">${words.noSupervisor}</p>`
    : html`<table>${headOf([words.name, words.phone])}<tbody>${facts.supervisors.map((one) => html`<tr><td>${one.name}</td><td>${phone(one, words)}</td></tr>`)}</tbody></table>`}
<h2>${words.crises(facts.crises.length)}</h2>${crisesPart(facts.crises, time, words)}
${FORMS.map((number) => formPart(number, foot, words))}
<section class="blank"><h2>${words.log}</h2>${foot}<table class="log"><thead><tr><th scope="col" class="when">${words.time}</th><th scope="col" class="when">${words.refOrForm}</th><th scope="col">${words.done}</th><th scope="col" class="who">${words.who}</th></tr></thead><tbody>${Array.from({ length: LOG_ROWS }, () => html`<tr><td></td><td></td><td></td><td></td></tr>`)}</tbody></table></section>
</main></body></html>
`.markup;
}

const headOf = (names: readonly string[]): Html => html`<thead><tr>${names.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>`;

const phone = ({ phone: number }: SheetPerson, { noNumber }: SheetWords): Html => (number === null ? html`<span class="nobody">${noNumber}</span>` : html`<bdi>${number}</bdi>`);

function rotaPart({ name, supervises, shifts }: SheetRota, { validAt }: SheetFacts, time: Times, words: SheetWords): Html {
  return html`<h3>${supervises ? words.supervises(name) : name}</h3>${shifts.length === 0 ? html`<p class="nobody">${words.nobodyAhead}</p>` : html`<table>${headOf([words.when, words.who, words.phone])}<tbody>${shifts.map((shift) => {
    const isNow = shift.startsAt <= validAt;
    const until = time.near(shift.endsAt, validAt);
    return html`<tr${isNow ? { markup: ' class="now"' } : ''}><td>${isNow ? words.now(until) : words.span(time.near(shift.startsAt, validAt), until)}</td>${whoCells(shift, words)}</tr>`;
  })}</tbody></table>`}`;
}

function whoCells({ why, who }: SheetShift, words: SheetWords): Html {
  if (who) return html`<td>${why === 'beside' ? words.beside(who.name) : who.name}</td><td>${phone(who, words)}</td>`;
  return why === 'off' ? html`<td colspan="2">${words.off}</td>` : html`<td colspan="2" class="nobody">${words.gap}</td>`;
}

function crisesPart(crises: readonly SheetCrisis[], time: Times, words: SheetWords): Html {
  if (crises.length === 0) return html`<p>${words.noCrisis}</p>`;
  const sorted = crises.toSorted((a, b) => a.letter.localeCompare(b.letter) || a.raisedAt.getTime() - b.raisedAt.getTime());
  return html`<table>${headOf([words.ref, words.urgency, words.since, words.owner, words.phone, words.referralWaits])}<tbody>${sorted.map(({ ref, letter, raisedAt, owner, referralWaits }) =>
    html`<tr><td><bdi>${ref}</bdi></td><td>${words.shows[SHOWS[letter]]}</td><td>${time.full(raisedAt)}</td>${ownerCells(owner, words)}<td>${referralWaits ? words.yes : words.no}</td></tr>`)}</tbody></table>`;
}

function ownerCells(owner: SheetCrisis['owner'], words: SheetWords): Html {
  if (owner === 'asked') return html`<td colspan="2" class="nobody">${words.asked}</td>`;
  if (owner === 'follow-up') return html`<td colspan="2">${words.followUp}</td>`;
  return html`<td>${owner.name}</td><td>${phone(owner, words)}</td>`;
}

function formPart(number: number, foot: Html, words: SheetWords): Html {
  return html`<section class="blank"><h2>${words.form(number, FORMS.length)}</h2>${foot}<table><tbody>${words.fields.map(([name, size]) => html`<tr><th scope="row">${name}</th><td class="${size}"></td></tr>`)}</tbody></table></section>`;
}

type Times = ReturnType<typeof timesOf>;

/** The network's clock in words of this language, as it is written where the network is. */
function timesOf({ timeZone, locale }: SheetFacts['network'], language: StaffLanguage) {
  const tag = locale.startsWith(language) ? locale : localeThere(locale, language);
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone } as const;
  const date = { weekday: 'short', day: 'numeric', month: 'short', timeZone } as const;
  const formats = { full: new Intl.DateTimeFormat(tag, { ...date, ...clock, timeZoneName: 'short' }), time: new Intl.DateTimeFormat(tag, clock), day: new Intl.DateTimeFormat(tag, date), both: new Intl.DateTimeFormat(tag, { ...date, ...clock }) };
  return {
    full: (at: Date): string => formats.full.format(at),
    /** Only the time while it is the same day. */
    near: (at: Date, now: Date): string => (formats.day.format(at) === formats.day.format(now) ? formats.time : formats.both).format(at),
  };
}

/** This language as it is spoken in the network's country; plain where that is not known. */
function localeThere(locale: string, language: StaffLanguage): string {
  const { region } = new Intl.Locale(locale);
  return region === undefined ? language : `${language}-${region}`;
}
