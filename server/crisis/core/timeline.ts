import type { TimelineEntry } from '../../contract/crisis.js';
import type { DomainEvent } from '../../platform/feed.js';
import type { Note, Screened } from './crisis.js';

/** What reading a timeline needs to know; nothing here asks a database. */
export interface TimelineKnown {
  nameOf: (staffId: string | null) => string;
  serviceNameOf: (referralId: string) => string;
  notes: readonly Note[];
  screenings: readonly Screened[];
}

type Group = TimelineEntry['group'];
interface Telling { group: Group; words: string; more?: string | null }
type Tell = (data: DomainEvent['data'], known: TimelineKnown) => Telling;

const text = (value: DomainEvent['data'][string] | undefined): string => String(value ?? '');
const id = (value: DomainEvent['data'][string] | undefined): string | null => (typeof value === 'string' ? value : null);
const messages = (words: string, more: string | null = null): Telling => ({ group: 'messages', words, more });
const other = (words: string, more: string | null = null): Telling => ({ group: 'other', words, more });
const contact = (words: string, more: string | null = null): Telling => ({ group: 'contact', words, more });

const EMERGENCY = { 'called-now': 'called the emergency number', 'already-called': 'said that the emergency number was already called', 'not-needed': 'said that no emergency call is needed' } as Record<string, string>;
const PROGRESS = { 'with-them': 'met the person', spoke: 'spoke with the person', 'handed-on': 'handed the person on in person' } as Record<string, string>;
const EMERGENCY_WHY = { 'danger-now': 'Somebody is in danger now.', 'person-is-here': 'The person is with them.', 'owner-not-reached': 'The owner could not be reached.', other: 'Another reason, in the note.' } as Record<string, string>;
const EMERGENCY_FOUND: Readonly<Record<string, string>> = { right: 'It was right.', 'talk-needed': 'They will talk about it.', 'not-right': 'It was not right.' };
const WHY = { silence: 'No answer in time.', 'nobody-left': 'Nobody on the step before can answer.', 'asked-for': 'Asked for by a colleague.', 'catch-up': 'Asked together, to lose no time.', start: '' } as Record<string, string>;

const BY: Readonly<Record<string, string>> = { sms: ', by text', voice: ', by call', link: ', by link' };
/** Why a call reached nobody. */
const CALL_END: Readonly<Record<string, [(name: string) => string, string | null]>> = {
  busy: [(name) => `${name} was called, the line was busy`, null], 'no-answer': [(name) => `${name} did not pick up the call`, null],
  voicemail: [(name) => `Voicemail picked up for ${name}`, 'Voicemail is not an answer.'], 'not-heard': [(name) => `${name} hung up before hearing anything`, null],
};
const ANOTHER_WAY: Readonly<Record<string, string>> = { failed: 'The text failed.', 'tries-lost': 'Two tries of the text came to nothing.', 'no-receipt': 'Nobody knows whether the text arrived.' };

const AGREE = (agree: string): string => (agree === '' ? 'A person says that they are the same.' : `Both have the same ${agree.replaceAll(' ', ', ')}.`);
const ASKED: Readonly<Record<string, (name: string) => string>> = {
  'hand-over': (name) => `asked ${name} to take it over`, shift: (name) => `ended the shift and asked ${name} to take it`, assignment: (name) => `asked ${name} to take it now`,
};

/** What a screener came to; it asks for a response time and predicts nothing. */
const LEVEL = {
  HIGH: 'Result: high.', MODERATE: 'Result: moderate.', SOME: 'Result: some signs.', LOW: 'Result: low.', NONE: 'Result: no signs.', ACUTE_POSITIVE: 'Result: positive, acute.', NON_ACUTE_POSITIVE: 'Result: positive, not acute.',
  NEGATIVE: 'Result: negative.', INCOMPLETE: 'Not finished.', FULL_EVALUATION: 'Too young for it. A full evaluation is needed.',
} as Record<string, string>;

/** Where the person is, as it stands after "said where the person is". */
const WHERE = {
  WITH_REPORTER: 'with whoever raised it', ON_LINE_WITH_WORKER: 'on the phone with us', AWAITING_RESPONSE: 'waiting for somebody', TEAM_EN_ROUTE: 'our team is on the way', TEAM_ON_SCENE: 'with our team', IN_TRANSIT: 'on the way',
  AT_FACILITY_WAITING: 'waiting at a service', AT_FACILITY_ACCEPTED: 'taken in by a service', HOME_WITH_PLAN: 'home, with a plan', WITH_SERVICE: 'with a service', UNKNOWN_SEARCHING: 'not known, being looked for',
} as Record<string, string>;
const EMERGENCY_SERVICE = { ambulance: 'an ambulance', police: 'the police', fire: 'the fire service', 'mental-health-team': 'a mental health team' } as Record<string, string>;
const FOLLOWED_UP = { reached: 'reached the person for a follow-up', 'not-reached': 'tried to reach the person for a follow-up', declined: 'offered a follow-up, and the person declined', 'not-needed': 'ended a follow-up that is not needed' } as Record<string, string>;
const HELPED = { helped: 'recorded that it helped', 'not-helped': 'recorded that it did not help', 'not-known': 'recorded that nobody knows whether it helped' } as Record<string, string>;

const RETRIAGE = { 'referral-declined': 'A service declined.', 'missed-follow-up': 'A follow-up was missed.', 'half-clock-no-contact': 'Half of the time to contact is over.', 'new-report': 'A new report came.', 'asked-by-worker': 'A worker asked.' } as Record<string, string>;

const ROOM_SAID: Readonly<Record<string, string>> = { yes: 'they have room', no: 'they have no room', 'ring-us': 'ring them about room' };

/** How each kind of event reads. A kind that is not here is not for people. Words never carry more than ids told us. */
const TELLINGS: Readonly<Record<string, Tell>> = {
  'report.received': ({ letter, how }) => other(how === 'text' ? 'raised it by text' : 'raised it', `Urgency ${text(letter)}.`),
  'report.added': () => other('added a report'),
  'report.details': () => other('added details'),
  'crisis.stand-down-asked': () => other('asked to stand down', 'Asking goes on until somebody asked has spoken with the raiser.'),
  'crisis.stood-down': ({ reason }) => other('stood down', reason === 'mistake' ? 'Sent by mistake.' : null),
  'crisis.emergency-answer': ({ answer }) => contact(EMERGENCY[text(answer)] ?? ''),
  'crisis.acknowledged': ({ afterSeconds, via }) => contact('answered', `${clock(Number(afterSeconds))} after it was raised${BY[text(via)] ?? ''}.`),
  'crisis.released': () => other('gave it back', 'Asking began again.'),
  'crisis.emergency-access': ({ reason }) => other('opened it by emergency access', `${EMERGENCY_WHY[text(reason)] ?? ''} For 30 minutes. The owner, the supervisors and the auditors are told.`.trim()),
  'crisis.emergency-access-reviewed': ({ staffId, finding }, { nameOf }) => other(`looked at the emergency access of ${nameOf(id(staffId))}`, EMERGENCY_FOUND[text(finding)] ?? null),
  'crisis.no-progress': ({ staffId }, { nameOf }) => other(`No word from ${nameOf(id(staffId))} since the answer`, 'Everyone is asked anew.'),
  'crisis.progress': ({ state }) => contact(PROGRESS[text(state)] ?? ''),
  'crisis.urgency-changed': ({ from, to }) => other(`changed the urgency from ${text(from)} to ${text(to)}`),
  'crisis.facts-changed': () => other('changed the facts', 'Earlier answers are kept.'),
  'crisis.shift-ended': ({ staffId }, { nameOf }) => other(`The shift of ${nameOf(id(staffId))} ended and nobody took it`, 'Everyone is asked anew.'),
  'crisis.day-list': ({ fromId, toId }, { nameOf }) => other(`put it on the day list of ${nameOf(id(toId))}`, `The shift of ${nameOf(id(fromId))} ended. Nobody was paged.`),
  'crisis.progress-asked': ({ staffId }, { nameOf }) => messages(`Asked ${nameOf(id(staffId))}: are you with them yet?`, 'Without word everyone is asked anew.'),
  'crisis.location': ({ state }) => contact(`said where the person is: ${WHERE[text(state)] ?? 'not known'}`),
  'crisis.snoozed': ({ minutes }) => other(`snoozed it for ${text(minutes)} min`, 'No clock stops.'),
  'crisis.snooze-ended': () => other('The snooze is over'),
  'crisis.unowned': ({ seconds }) => other('Nobody had it and nobody was being asked', `For ${clock(Number(seconds))}. Asking began again, the supervisors are told.`),
  'crisis.joined-to': ({ ref, agree }) => other(`added it to ${text(ref)}`, AGREE(text(agree))),
  'crisis.joined': ({ ref, agree }) => other(`added ${text(ref)} to it`, AGREE(text(agree))),
  'crisis.join-undone': ({ ref }) => other(`took it out of ${text(ref)} again`, 'It is asked for anew.'),
  'crisis.parted': ({ ref }) => other(`took ${text(ref)} out again`, 'Its reports went back.'),
  'hand-over.asked': ({ ask, toId }, { nameOf }) => contact(ASKED[text(ask)]?.(toId === null ? 'the lead' : nameOf(id(toId))) ?? '', ask === 'assignment' ? 'The others are asked on.' : 'They stay responsible until somebody accepts.'),
  'hand-over.accepted': ({ ask, fromId, toId, via }, { nameOf }) => contact(`${nameOf(id(toId))} accepted`, `${ask === 'assignment' || typeof fromId !== 'string' ? 'It is theirs' : `It went over from ${nameOf(fromId)}`}${BY[text(via)] ?? ''}.`),
  'hand-over.declined': ({ toId }, { nameOf }) => contact(`${nameOf(id(toId))} cannot take it over`),
  'hand-over.returned': ({ ask, toId }, { nameOf }) => contact(`${toId === null ? 'Nobody' : nameOf(id(toId))} ${toId === null ? 'answered' : 'did not answer'} in time`, ask === 'hand-over' ? 'It is returned: nothing changed hands.' : null),
  'hand-over.withdrawn': () => contact('took back the ask to take it over'),
  'hand-over.ended': () => contact('The ask to take it over ended', 'It is not needed any more.'),
  'backup.asked': ({ people, round }) => messages(Number(round) > 1 ? 'Backup is asked for again' : 'asked for backup', `${text(people)} people asked.`),
  'backup.accepted': ({ toId }, { nameOf }) => contact(`${nameOf(id(toId))} is backup`),
  'backup.declined': ({ toId }, { nameOf }) => messages(`${nameOf(id(toId))} cannot be backup`),
  'backup.offered': ({ toId }, { nameOf }) => contact(`${nameOf(id(toId))} offered to be backup`),
  'backup.returned': () => messages('Nobody came as backup', 'The supervisors are told.'),
  'backup.ended': () => contact('ended backup'),
  'crisis.note': ({ noteId, kind }, { notes }) => ({ group: 'notes', words: kind === 'call' ? 'logged a call' : 'wrote a note', more: notes.find((note) => note.id === noteId)?.text ?? null }),
  'crisis.screened': ({ screeningId }, { screenings }) => contact('filled in a screener with the person', LEVEL[screenings.find((one) => one.id === screeningId)?.result.level ?? ''] ?? null),
  'crisis.closed': () => other('closed the crisis'),
  'crisis.moved-to-follow-up': () => other('ended the acute part', '24 h and 72 h contacts follow.'),
  'crisis.reopened': () => other('opened it again'),
  'emergency.requested': ({ service }) => contact(`asked for ${EMERGENCY_SERVICE[text(service)] ?? 'another emergency service'}`),
  'emergency.confirmed': ({ confirmation }) => contact(confirmation === 'reached' ? 'confirmed that they reached the person' : 'recorded what was done instead'),
  'emergency.confirmation-due': () => contact('Nobody has confirmed yet that they reached the person'),
  'escalation.started': () => messages('Began to ask for somebody to take it'),
  'rung.started': ({ rung, why, names, by }) => messages(`Step ${Number(rung) + 1}: ${names ? `asked ${text(names)}${text(by)}` : 'asking'}`, WHY[text(why)] || null),
  'rung.empty': ({ rung }) => messages(`Step ${Number(rung) + 1}: nobody can be reached`, 'Passed over at once.'),
  'escalation.alarm': ({ reached }) => messages('No one has answered', `Everyone is asked again and again (${text(reached)} people).`),
  'responder.cannot': ({ staffId }, { nameOf }) => messages(`${nameOf(id(staffId))} cannot take it`),
  'responder.seen': ({ staffId }, { nameOf }) => messages(`${nameOf(id(staffId))} opened the page`, 'Opened is not an answer.'),
  'responder.call-me': ({ staffId }, { nameOf }) => messages(`${nameOf(id(staffId))} asks to be rung`),
  'responder.backup': ({ staffId }, { nameOf }) => messages(`${nameOf(id(staffId))} asks for backup`),
  'responder.another-way': ({ staffId, channel, why }, { nameOf }) => messages(channel === 'voice' ? `Also rang ${nameOf(id(staffId))}` : `Also asked ${nameOf(id(staffId))} by text`, ANOTHER_WAY[text(why)] ?? null),
  'notification.sent': ({ staffId, kind, channel }, { nameOf }) => (channel === 'voice' ? messages(`Rang ${nameOf(id(staffId))}`) : messages(`${kind === 'notice' ? 'Told' : 'Asked'} ${nameOf(id(staffId))} by text`)),
  'notification.delivered': ({ staffId, channel }, { nameOf }) => (channel === 'voice' ? messages(`${nameOf(id(staffId))} picked up the call`, 'Picked up is not an answer.') : messages(`The text is on the phone of ${nameOf(id(staffId))}`)),
  'notification.failed': ({ staffId, code, channel, why }, { nameOf }) => {
    const name = nameOf(id(staffId));
    const carrier = code === null || code === undefined ? null : `The carrier said ${text(code)}.`;
    const ended = CALL_END[text(why)];
    if (ended) return messages(ended[0](name), ended[1] ?? carrier);
    return messages(channel === 'voice' ? `The call to ${name} failed` : `The text to ${name} failed`, carrier);
  },
  'text.undelivered': ({ purpose }) => messages('A text of ours could not be delivered', purpose === 'referral' ? 'Ring them.' : null),
  'consent.recorded': ({ refused: no }) => contact(no === true ? 'recorded that the person does not agree' : 'recorded the person’s agreement'),
  'consent.withdrawn': () => contact('recorded that the agreement is withdrawn'),
  'referral.sent': ({ referralId }, { serviceNameOf }) => contact(`sent a referral to ${serviceNameOf(text(referralId))}`),
  'referral.delivered': ({ referralId }, { serviceNameOf }) => messages(`The text is on the phone of ${serviceNameOf(text(referralId))}`),
  'referral.undelivered': ({ referralId }, { serviceNameOf }) => messages(`The text to ${serviceNameOf(text(referralId))} failed`, 'Ring them.'),
  'referral.opened': ({ referralId }, { serviceNameOf }) => messages(`${serviceNameOf(text(referralId))} opened the referral`, 'Opened is not an answer, the clock runs on.'),
  'referral.accepted': ({ referralId }, { serviceNameOf }) => contact(`${serviceNameOf(text(referralId))} accepted`),
  'referral.declined': ({ referralId }, { serviceNameOf }) => contact(`${serviceNameOf(text(referralId))} cannot take them`),
  'referral.expired': ({ referralId }, { serviceNameOf }) => contact(`${serviceNameOf(text(referralId))} did not answer in time`),
  'referral.proposed': ({ referralId }, { serviceNameOf }) => contact(`${serviceNameOf(text(referralId))} proposes a time`),
  'referral.talk-first': ({ referralId }, { serviceNameOf }) => contact(`${serviceNameOf(text(referralId))} wants to talk first`),
  'referral.cancelled': ({ referralId }, { serviceNameOf }) => contact(`took back the referral to ${serviceNameOf(text(referralId))}`),
  'referral.handed-back': ({ referralId }, { serviceNameOf }) => contact(`${serviceNameOf(text(referralId))} handed back`, 'The person is yours again.'),
  'referral.moved': ({ referralId, to }, { serviceNameOf }) => contact(`${serviceNameOf(text(referralId))}: ${text(to).toLowerCase().replaceAll('_', ' ')}`),
  'referral.outcome': ({ from, outcome }) => contact(HELPED[text(outcome)] ?? '', from === 'person' ? 'Asked the person.' : 'Asked the service.'),
  'room.asked': ({ count }) => contact(`asked ${text(count)} ${count === 1 ? 'service' : 'services'} “have you room?”`, 'Nothing of the person was told.'),
  'room.answered': ({ serviceName, answer }) => contact(`${text(serviceName)}: ${ROOM_SAID[text(answer)] ?? ''}`, answer === 'yes' ? 'Room is not yet a yes to this person.' : null),
  'room.silent': ({ serviceName }) => contact(`${text(serviceName)} did not say in time whether they have room`, 'Ring them.'),
  'room.ended': ({ serviceName }) => contact(serviceName === null ? 'needs no room any more' : `chose ${text(serviceName)}`, 'The others are told that it is not needed.'),
  'referral.drafted': ({ referralId }, { serviceNameOf }) => contact(`wrote a referral to ${serviceNameOf(text(referralId))}`, 'It is not sent.'),
  'referral.unreached': ({ referralId }, { serviceNameOf }) => contact(`rang ${serviceNameOf(text(referralId))}: nobody answered`),
  'referral.needs-person': ({ referralId }, { serviceNameOf }) => contact(`${serviceNameOf(text(referralId))}: the person must do something first`, 'The owner is told.'),
  'referral.waitlisted': ({ referralId, days }, { serviceNameOf }) => contact(`${serviceNameOf(text(referralId))} put them on the waiting list`, days === null ? 'They cannot say how long.' : `They think ${text(days)} days. It is no yes.`),
  'referral.redirected': ({ referralId }, { serviceNameOf }) => contact(`The referral to ${serviceNameOf(text(referralId))} goes to another service instead`),
  'referral.time-agreed': ({ referralId }, { serviceNameOf }) => contact(`agreed to the time that ${serviceNameOf(text(referralId))} proposes`),
  'referral.warm-hand-off': ({ referralId }, { serviceNameOf }) => contact(`introduced the person to ${serviceNameOf(text(referralId))} on one call`),
  'referral.cancel-confirmed': ({ referralId }, { serviceNameOf }) => contact(`${serviceNameOf(text(referralId))} knows that it is over`),
  'referral.entered-in-error': ({ referralId }, { serviceNameOf }) => contact(`marked the referral to ${serviceNameOf(text(referralId))} as entered by mistake`),
  'consent.person-told': () => contact('told the person what was shared without their agreement'),
  'help.recorded': ({ way }) => contact(way === 'given' ? 'gave the person something' : 'told the person of a service'),
  'help.obtained': ({ from }) => contact('recorded what came of it', from === 'person' ? 'Asked the person.' : 'Asked the service.'),
  'safe-contact.changed': () => contact('said anew how to reach the person safely'),
  'receipt.made': () => contact('made a link to the person’s own page'),
  'receipt.revoked': () => contact('ended a link to the person’s own page'),
  'receipt.sent': () => messages('The link to their own page was sent to the person'),
  'receipt.not-sent': () => messages('The link to their own page was not sent', 'It is not safe, or there is no number.'),
  'crisis.retriage-asked': ({ triggers }) => other('Look at the urgency again', RETRIAGE[text(triggers).split(' ')[0] ?? ''] ?? null),
  'referral.overdue': ({ referralId, what }, { serviceNameOf }) => contact(`${serviceNameOf(text(referralId))}: ${what === 'contact' ? 'nobody said that the person came' : what === 'confirm' ? 'they have not said that they know that it is over' : 'nobody said how it ended'}`, 'Ask them.'),
  'referral.nobody-takes': () => contact('Three services gave no yes', 'The supervisors are told.'),
  'follow-up.tried': ({ result }) => contact(FOLLOWED_UP[text(result)] ?? '', 'A next try is planned.'),
  'follow-up.due': () => other('A follow-up contact is due'),
  'follow-up.unreachable': () => other('Three tries did not reach the person', 'A supervisor decides what comes next.'),
  'follow-up.made': () => other('Follow-up contacts are planned'),
  'follow-up.done': ({ result }) => contact(FOLLOWED_UP[text(result)] ?? ''),
};

const clock = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

/** More names than this are a number. */
const FEW = 3;

/**
 * Whom the step that `event` began asked, and how: its pages stand after it, up to the next time that this step is asked. Empty
 * while nothing has gone out.
 */
function askedOn(event: DomainEvent, later: readonly DomainEvent[], nameOf: TimelineKnown['nameOf']): DomainEvent['data'] {
  const isOver = (one: DomainEvent): boolean => one.kind === 'escalation.started' || (one.kind === 'rung.started' && one.data['rung'] === event.data['rung']);
  const end = later.findIndex(isOver);
  const pages = later.slice(0, end === -1 ? undefined : end).filter(({ kind, data }) => kind.startsWith('notification.') && data['kind'] === 'page' && data['rung'] === event.data['rung']);
  const people = [...new Set(pages.map(({ data }) => id(data['staffId'])))];
  const channels = new Set(pages.map(({ data }) => data['channel']));
  if (people.length === 0) return {};
  return {
    names: people.length > FEW ? `${people.length} people` : people.map(nameOf).join(', '),
    by: channels.size > 1 ? ' by text and call' : channels.has('voice') ? ' by call' : ' by text',
  };
}

/** The timeline as people read it, newest first. */
export function timelineOf(events: readonly DomainEvent[], known: TimelineKnown): TimelineEntry[] {
  return events.flatMap((event, place): TimelineEntry[] => {
    const data = event.kind === 'rung.started' ? { ...event.data, ...askedOn(event, events.slice(place + 1), known.nameOf) } : event.data;
    const telling = TELLINGS[event.kind]?.(data, known);
    return telling ? [{ id: event._id, at: event.at.toISOString(), kind: event.kind, group: telling.group, actor: event.actorId === null ? null : known.nameOf(event.actorId), words: telling.words, more: telling.more ?? null }] : [];
  }).reverse();
}
