import type { UrgencyLetter } from '../../contract/triage.js';
import type { Channel } from '../../contract/words.js';
import { decided, refused } from '../../kernel/decision.js';
import type { Decision } from '../../kernel/decision.js';
import type { StaffId } from '../../kernel/ids.js';
import { pagesOf } from './asked.js';
import type { Asked, Escalation, EscalationEvent, Notification, WhyAnotherWay } from './escalation.js';
import type { Mint, Reach } from './ladder.js';
import type { Way } from './ways.js';

type Changed = { state: Escalation; events: EscalationEvent[] };

/** Which channels a number has. `optedOut`: its STOP stopped texts; a call is another channel. */
export function channelsOf({ phone, optedOut }: { phone: string | null; optedOut: boolean }): Channel[] {
  if (phone === null) return [];
  return optedOut ? ['voice'] : ['sms', 'voice'];
}

/**
 * The same person by a channel of theirs that was not used on this rung yet, because what was sent does not get through.
 * The very same escalation when there is none, when they said no, when somebody answered, or when the round is over.
 */
export function inAnotherWay(e: Escalation, { kind, staffId, round, rung }: Pick<Notification, 'kind' | 'staffId' | 'round' | 'rung'>, why: WhyAnotherWay, reach: Reach, mint: Mint): Changed {
  const asked = e.asked.find((one) => one.staffId === staffId && one.round === round && one.rung === rung);
  if (e.state !== 'running' || kind !== 'page' || round !== e.round || !asked || asked.cannotAt !== null) return { state: e, events: [] };
  const pages = pagesOf(e, asked);
  const said = (channel: Channel): EscalationEvent[] => [{ kind: 'responder.another-way', data: { escalationId: e.id, staffId, channel, why } }];
  const waits = pages.find((n) => n.notBefore !== undefined && n.delivery.state === 'waiting');
  if (waits) return { state: { ...e, notifications: e.notifications.map((n) => (n === waits ? hastened(n) : n)) }, events: said(waits.channel) };
  const way = wayLeft(pages, waysNow(reach, staffId, e.letter));
  if (way === undefined) return { state: e, events: [] };
  return { state: { ...e, notifications: [...e.notifications, page(asked, way, null, mint)] }, events: said(way.channel) };
}

/** What they wanted later goes now. */
const hastened = ({ notBefore: _waits, ...n }: Notification): Notification => n;

type Place = Pick<Way, 'channel' | 'numberId'>;

/** A channel that was not used yet; when all they had came to nothing, another number of theirs. */
function wayLeft(pages: readonly Notification[], ways: readonly Place[]): Place | undefined {
  const channel = ways.find((way) => !pages.some((n) => n.channel === way.channel));
  if (channel !== undefined || pages.some(({ delivery }) => delivery.state !== 'failed')) return channel;
  const first = (n: Notification): string | undefined => n.numberId ?? ways.find((way) => way.channel === n.channel)?.numberId;
  return ways.find((way) => !pages.some((n) => n.channel === way.channel && first(n) === way.numberId));
}

/**
 * Everybody on the current rung whose text nobody has heard of takes a channel that was not used yet.
 * @param isUnheardOf what is known of a text after its time to arrive
 */
export function whereNothingWasHeard(e: Escalation, isUnheardOf: (n: Notification) => boolean, reach: Reach, mint: Mint): Changed {
  const silent = e.notifications.filter((n) => n.kind === 'page' && n.channel === 'sms' && n.round === e.round && n.rung === e.rung && isUnheardOf(n));
  return silent.reduce<Changed>(({ state, events }, n) => {
    const next = inAnotherWay(state, n, 'no-receipt', reach, mint);
    return { state: next.state, events: [...events, ...next.events] };
  }, { state: e, events: [] });
}

/** Whether a look after the time for receipts could bring anybody another channel: somebody on the current rung has a text and no call. */
export const mayNeedAnotherWay = (e: Escalation): boolean => e.state === 'running' && e.asked.some((asked) => {
  if (asked.round !== e.round || asked.rung !== e.rung) return false;
  const channels = pagesOf(e, asked).map(({ channel }) => channel);
  return channels.includes('sms') && !channels.includes('voice');
});

/** Somebody asked wants to be rung now. The very same escalation when a call to them is under way already, or none can be made. */
export function callNow(e: Escalation, staffId: StaffId, reach: Reach, mint: Mint): Decision<Escalation, EscalationEvent> {
  if (e.state !== 'running') return refused('escalation/not-running');
  const asked = e.asked.findLast((one) => one.staffId === staffId);
  if (!asked) return refused('crisis/not-asked');
  if (isBeingRung(e, staffId) || !channelsNow(reach, staffId).includes('voice')) return decided(e);
  return decided({ ...e, notifications: [...e.notifications, page(asked, { channel: 'voice' }, 'call-me', mint)] });
}

/** A call to them waits, rings, or is being made. */
export const isBeingRung = (e: Escalation, staffId: StaffId): boolean => e.notifications.some((n) =>
  n.kind === 'page' && n.channel === 'voice' && n.staffId === staffId && (n.delivery.state === 'waiting' || n.delivery.state === 'submitting' || n.delivery.state === 'sent'));

const channelsNow = (reach: Reach, staffId: StaffId): readonly Channel[] => reach([{ kind: 'responder', staffId }]).find((one) => one.staffId === staffId)?.channels ?? [];

const waysNow = (reach: Reach, staffId: StaffId, letter: UrgencyLetter): readonly Place[] => {
  const person = reach([{ kind: 'responder', staffId }]).find((one) => one.staffId === staffId);
  return person?.own?.(letter).all ?? person?.channels.map((channel) => ({ channel })) ?? [];
};

const page = ({ staffId, round, rung }: Asked, { channel, numberId }: Place, about: Notification['about'], mint: Mint): Notification =>
  ({ ...mint(), kind: 'page', about, byStaffId: null, round, rung, staffId, channel, ...(numberId === undefined ? {} : { numberId }) });
