import type { PhoneBehaviour } from '../../contract/phones.js';
import { addSeconds } from '../../kernel/durations.js';
import type { SenderName } from '../sender.js';

/** One simulated phone. */
export interface Handset { number: string; behaviour: PhoneBehaviour; optedOut: Record<SenderName, boolean> }

/** Something the carrier still has to do for a text: become `status` when due, and tell the app if it listens. */
export interface Step { dueAt: Date; status: CarrierStatus; errorCode: number | null; tells: boolean; tries: number }

/** The carrier's words, as Twilio's. */
export type CarrierStatus = 'queued' | 'sent' | 'delivered' | 'undelivered' | 'failed' | 'received';

/** One text on its way to, or from, a simulated phone. */
export interface CarriedText {
  sid: string;
  number: string;
  sender: SenderName;
  direction: 'to-phone' | 'from-phone' | 'from-carrier';
  body: string;
  at: Date;
  status: CarrierStatus;
  errorCode: number | null;
  statusAt: Date;
  /** Where receipts go; null when nobody asked for them. */
  callback: string | null;
  /** What the carrier made of an incoming keyword. */
  keyword: 'STOP' | 'START' | 'HELP' | null;
  steps: Step[];
}

/** How a phone behaves that nobody has touched. */
export const NEW_BEHAVIOUR: PhoneBehaviour = { failDelivery: false, delaySeconds: 0, noReceipts: false, calls: 'ring' };

/** A phone nobody has touched. */
export const newHandset = (number: string): Handset =>
  ({ number, behaviour: NEW_BEHAVIOUR, optedOut: { staff: false, public: false } });

/** The carrier's word for a handset that cannot be reached. Source: reliability.md §4. */
const UNREACHABLE = 30003;

/** What will happen to a text for a phone that behaves like this; `receiptSeconds` is how long the air takes. */
export function planDelivery({ behaviour: { failDelivery, delaySeconds, noReceipts } }: Handset, now: Date, receiptSeconds: number): Step[] {
  const step = (dueAt: Date, status: CarrierStatus, errorCode: number | null = null): Step => ({ dueAt, status, errorCode, tells: !noReceipts, tries: 0 });
  const arrivesAt = addSeconds(now, receiptSeconds + delaySeconds);
  return [step(now, 'sent'), failDelivery ? step(arrivesAt, 'undelivered', UNREACHABLE) : step(arrivesAt, 'delivered')];
}

/** Keywords that the carrier answers itself: a single word, any case. Source: domain.md §12. */
const KEYWORDS: Readonly<Record<string, 'STOP' | 'START' | 'HELP'>> = {
  stop: 'STOP', stopall: 'STOP', unsubscribe: 'STOP', cancel: 'STOP', end: 'STOP', quit: 'STOP', revoke: 'STOP', optout: 'STOP', arret: 'STOP',
  start: 'START', yes: 'START', unstop: 'START', help: 'HELP', info: 'HELP',
};

/** What a carrier makes of a text from a phone. */
export const keywordIn = (body: string): 'STOP' | 'START' | 'HELP' | null => {
  const word = body.trim().toLowerCase();
  return Object.hasOwn(KEYWORDS, word) ? KEYWORDS[word] ?? null : null;
};

const LONGEST_PAUSE_SECONDS = 15;
const PATIENCE_SECONDS = 24 * 3600;

/** When to post again after `tries` failures; null when even a patient carrier stops. `since` is when the step was first due. */
export function postAgainAt(tries: number, since: Date, now: Date): Date | null {
  if (now.getTime() - since.getTime() > PATIENCE_SECONDS * 1000) return null;
  return addSeconds(now, Math.min(0.5 * 2 ** (tries - 1), LONGEST_PAUSE_SECONDS));
}
