import { randomBytes } from 'node:crypto';
import type { PhoneBehaviour } from '../../contract/phones.js';
import type { Cancel, Clock } from '../../kernel/clock.js';
import { faultOf } from '../../platform/log/log.js';
import type { Log } from '../../platform/log/log.js';
import type { Texts } from '../core/texts.js';
import type { SenderName } from '../sender.js';
import { openCalls } from './calls.js';
import { keywordIn, newHandset, planDelivery, postAgainAt } from './handset.js';
import type { CarriedText, Handset, Step } from './handset.js';
import type { Keeper } from './keeper.js';
import type { Post } from './webhook-post.js';

/** Texts kept on each phone; older ones are forgotten. */
const KEPT_TEXTS = 200;
/** How long the air takes, unless a phone is told to be slower. */
const RECEIPT_SECONDS = 0.4;

export interface ExchangeNeeds {
  keeper: Keeper;
  post: Post;
  clock: Clock;
  log: Log;
  /** What the carrier itself says to STOP, START and HELP. */
  say: () => Pick<Texts, 'carrierStopped' | 'carrierStarted' | 'carrierHelp'>;
  receiptSeconds?: number;
}

export type Exchange = Awaited<ReturnType<typeof openExchange>>;

/** The simulated phones and the air between them and the app, in memory; what was under way before a restart goes on. */
export async function openExchange({ keeper, post, clock, log, say, receiptSeconds = RECEIPT_SECONDS }: ExchangeNeeds) {
  const held = await keeper.load();
  const phones = new Map(held.phones.map((phone) => [phone.number, phone]));
  const texts = new Map(held.texts.map((text) => [text.sid, text]));
  const byNumber = new Map<string, CarriedText[]>();
  const alarms = new Map<string, Cancel>();
  const running = new Set<Promise<void>>();
  let open = true;

  const textsOf = (number: string): readonly CarriedText[] => byNumber.get(number) ?? [];

  function list(text: CarriedText): void {
    const listed = [...textsOf(text.number), text];
    const forgotten = listed.slice(0, -KEPT_TEXTS).filter((one) => one.steps.length === 0);
    for (const { sid } of forgotten) { texts.delete(sid); keeper.forget(sid); }
    byNumber.set(text.number, listed.filter((one) => !forgotten.includes(one)));
  }

  function phoneOf(number: string): Handset {
    const known = phones.get(number);
    if (known) return known;
    const phone = newHandset(number);
    phones.set(number, phone);
    keeper.phone(phone);
    return phone;
  }

  const calls = openCalls({ keeper, post, clock, log, phoneOf, held: held.calls, airSeconds: receiptSeconds });

  function add(text: Omit<CarriedText, 'sid' | 'at' | 'statusAt' | 'errorCode' | 'callback' | 'keyword'> & Partial<CarriedText>): CarriedText {
    const now = clock.now();
    const added: CarriedText = { sid: `SM${randomBytes(16).toString('hex')}`, at: now, statusAt: now, errorCode: null, callback: null, keyword: null, ...text };
    texts.set(added.sid, added);
    keeper.text(added);
    list(added);
    advance(added);
    return added;
  }

  /** Does what is due for a text, and waits for the rest. One text's steps follow one another; nothing is posted twice at a time. */
  function advance(text: CarriedText): void {
    const [step] = text.steps;
    if (!open || !step || alarms.has(text.sid)) return;
    const wait = step.dueAt.getTime() - clock.now().getTime();
    const go = (): void => {
      const work: Promise<void> = take(text, step).finally(() => {
        running.delete(work);
        alarms.delete(text.sid);
        advance(text);
      });
      running.add(work);
    };
    alarms.set(text.sid, wait > 0 ? clock.after(wait, go) : { cancel: () => undefined });
    if (wait <= 0) queueMicrotask(go);
  }

  async function take(text: CarriedText, step: Step): Promise<void> {
    if (step.tries === 0) {
      text.status = step.status;
      text.errorCode = step.errorCode;
      text.statusAt = clock.now();
    }
    if (step.tells && !await wasTold(text, step)) {
      step.tries += 1;
      const since = text.statusAt;
      const at = postAgainAt(step.tries, since, clock.now());
      if (at) { step.dueAt = at; keeper.text(text); return; }
      log.warn('the simulated carrier gives up a webhook', { room: 'messaging', attempts: step.tries });
    }
    text.steps.shift();
    keeper.text(text);
  }

  /** True when the app took it, or said for good that it will not. */
  async function wasTold(text: CarriedText, step: Step): Promise<boolean> {
    try {
      const status = text.direction === 'from-phone' ? await post.incoming(text) : await post.receipt(text, step);
      if (status >= 400 && status < 500) log.warn('the app refused a webhook of the simulated carrier', { room: 'messaging', status });
      return status < 500;
    } catch (error) {
      log.info('the app did not answer the simulated carrier', { room: 'messaging', fault: faultOf(error).fault });
      return false;
    }
  }

  function answerKeyword(phone: Handset, sender: SenderName, keyword: 'STOP' | 'START' | 'HELP'): void {
    const wasOut = phone.optedOut[sender];
    if (keyword !== 'HELP') { phone.optedOut[sender] = keyword === 'STOP'; keeper.phone(phone); }
    if (wasOut && keyword !== 'START') return;
    const body = { STOP: say().carrierStopped, START: say().carrierStarted, HELP: say().carrierHelp }[keyword]();
    add({ number: phone.number, sender, direction: 'from-carrier', body, status: 'delivered', steps: [] });
  }

  for (const text of held.texts) { list(text); advance(text); }

  return {
    calls,
    phones: (): Handset[] => [...phones.values()],
    texts: (): CarriedText[] => [...texts.values()],
    textsOf,
    find: (sid: string): CarriedText | null => texts.get(sid) ?? null,
    /** The phone with this number; on first mention it is made. */
    phoneOf,

    /** A text from the app to a phone. Refused when the phone opted out of this sender; the handset shows that something was not sent. */
    hand({ number, body, sender, callback }: { number: string; body: string; sender: SenderName; callback: string | null }): CarriedText | 'opted-out' {
      const phone = phoneOf(number);
      const common = { number, body, sender, direction: 'to-phone' as const };
      if (phone.optedOut[sender]) {
        add({ ...common, status: 'failed', errorCode: 21610, steps: [] });
        return 'opted-out';
      }
      const steps = planDelivery(phone, clock.now(), receiptSeconds);
      return add({ ...common, callback, status: 'queued', steps: callback === null ? steps.map((step) => ({ ...step, tells: false })) : steps });
    },

    /** A text from a phone to one of our senders. The carrier answers its own keywords and passes everything on. */
    reply({ number, body, sender }: { number: string; body: string; sender: SenderName }): CarriedText {
      const phone = phoneOf(number);
      const keyword = keywordIn(body);
      const text = add({ number, body, sender, direction: 'from-phone', status: 'received', keyword, steps: [{ dueAt: clock.now(), status: 'received', errorCode: null, tells: true, tries: 0 }] });
      if (keyword !== null) answerKeyword(phone, sender, keyword);
      return text;
    },

    /** What is not said stays as it was. */
    behave(number: string, behaviour: Partial<PhoneBehaviour>): void {
      const phone = phoneOf(number);
      phone.behaviour = { ...phone.behaviour, ...behaviour };
      keeper.phone(phone);
    },

    /** Resolves when nothing that is due is left to do and all is written. */
    async quiet(): Promise<void> {
      await calls.quiet();
      while (running.size > 0) await Promise.all(running);
      await keeper.written();
    },

    async close(): Promise<void> {
      open = false;
      for (const alarm of alarms.values()) alarm.cancel();
      await calls.close();
      while (running.size > 0) await Promise.all(running);
      await keeper.written();
    },
  };
}
