import type { PushMessage } from '../../contract/notices.js';
import type { NotificationKind } from '../../contract/words.js';
import type { Audit } from '../../audit/index.js';
import { secondsBetween } from '../../kernel/durations.js';
import type { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { CrisisId, StaffId, TeamId } from '../../kernel/ids.js';
import type { JobHandler, Jobs } from '../../platform/jobs/index.js';
import { faultOf } from '../../platform/log/log.js';
import type { Log } from '../../platform/log/log.js';
import type { Transact } from '../../platform/mongo/transact.js';
import { isTooLate } from '../calls.js';
import { givenUp, newDelivery, stopped } from '../core/delivery.js';
import type { Delivery } from '../core/delivery.js';
import { isGone } from '../core/notice-outcomes.js';
import type { Outcome } from '../core/provider-answer.js';
import { submitBy } from '../submission.js';
import { laneOf } from './lane.js';
import type { NoticeMessage, Notices } from './notice-store.js';
import type { PushSender } from './push-sender.js';
import type { PushBrowser, PushBrowsers } from './push-store.js';

/** What goes to the browsers of somebody beside a text or a call. `key` names that text or call: asked twice, it goes once. */
export interface BesideText {
  key: string;
  kind: NotificationKind;
  about: string | null;
  teamId: TeamId;
  crisisId: CrisisId;
  ref: string;
  escalationId: string;
  round: number;
  rung: number;
  /** 0 (A) to 6 (G). */
  urgency: number;
  message: PushMessage;
  /** After this it would only confuse: the end of the rung. */
  expiresAt: Date;
  /** By the ticks of this process: from then on it is asked again whether anybody still wants it (I4). */
  startBy: number;
}

export interface PushNeeds {
  browsers: PushBrowsers;
  notices: Notices;
  /** Null: this server sends no pushes. */
  sender: PushSender | null;
  audit: Audit;
  jobs: Jobs;
  transact: Transact;
  clock: Clock;
  log: Log;
  /** Whether a crisis is still being asked for. */
  isAsking: (escalationId: string) => Promise<boolean>;
}

/** The kind of job that tries a push again, and that sends a test. */
export const PUSH_JOB = 'push';
/** Encrypting takes this process a millisecond or two, which texts must not wait for in a row. */
const AT_ONCE = 4;

export type Pushing = ReturnType<typeof pushing>;

/**
 * Tells browsers beside the texts and calls of a page. It never stands in for them: it is begun after them, waited for by nobody,
 * written down outside of their transactions, and lost when the process dies just then.
 */
export function pushing({ browsers, notices, sender, audit, jobs, transact, clock, log, isAsking }: PushNeeds) {
  const lane = laneOf({ atOnce: AT_ONCE });
  const isOver = ({ state }: Delivery): boolean => state !== 'waiting' && state !== 'submitting';

  async function browserOf({ staffId, content }: NoticeMessage): Promise<PushBrowser | null> {
    if (!('push' in content)) return null;
    const find = (): PushBrowser | null => browsers.of(staffId).find(({ id }) => id === content.browserId) ?? null;
    if (find() === null) await browsers.reload(staffId);
    return find();
  }

  /** What was learned of a browser from one try. */
  async function learn(browser: PushBrowser, outcome: Outcome): Promise<void> {
    if (isGone(outcome)) {
      await transact(async (tx) => {
        if (!await browsers.remove(tx, browser.staffId, browser.id, null)) return;
        await audit.append(tx, [{ at: clock.now(), actorId: null, role: 'push service', action: 'push.ended', object: `staff:${browser.staffId}`, teamId: 'network' }]);
      });
      await browsers.reload(browser.staffId);
    } else if (outcome.kind === 'refused') await browsers.setFailing(browser, { at: clock.now(), code: outcome.code });
    else if (outcome.kind === 'accepted' && browser.failing) await browsers.setFailing(browser, null);
  }

  /** One step towards the browser. @returns when to try again */
  async function step(message: NoticeMessage): Promise<'done' | Date> {
    const change = (act: (stored: Delivery) => Delivery): Promise<Delivery | null> => notices.change(message, act);
    const browser = await browserOf(message);
    if (!browser || !sender || !('push' in message.content)) { await change(stopped); return 'done'; }
    if (clock.now() >= message.expiresAt) { await change((stored) => givenUp(stored, clock.now())); return 'done'; }
    const { push } = message.content;
    const result = await submitBy({
      async hand(attemptId, startBy) {
        const outcome = await sender.send({ browser, message: push, validSeconds: secondsBetween(clock.now(), message.expiresAt), attemptId, startBy });
        await learn(browser, outcome);
        return outcome;
      },
      find: async () => null,
    }, message.delivery, { begin: change, end: async (act) => await change(act) ?? message.delivery }, clock);
    return result.kind === 'again' ? result.at : 'done';
  }

  const again = (message: NoticeMessage, urgency: number, dueAt: Date) =>
    transact((tx) => jobs.add(tx, [{ key: `${PUSH_JOB}:${message.id}`, kind: PUSH_JOB, teamId: message.teamId, urgency, dueAt, data: { noticeId: message.id } }]));

  async function first(staffId: StaffId, browser: PushBrowser, { key, message, startBy, urgency, ...about }: BesideText): Promise<void> {
    if (isTooLate(startBy) && about.kind === 'page' && !await isAsking(about.escalationId)) return;
    const notice: NoticeMessage = {
      id: `${key}.${browser.id}`, channel: 'push', ...about, staffId, queuedAt: clock.now(), tries: 0, content: { push: message, browserId: browser.id }, delivery: newDelivery(), version: 1,
    };
    if (!await notices.addOnce(notice)) return;
    const next = await step(notice);
    if (next !== 'done') await again(notice, urgency, next);
  }

  return {
    isOn: sender !== null,
    /** Resolves once every push that was begun has had its first try. */
    settled: lane.settled,

    /** Tells the browsers of somebody, when there are any. Returns at once and never throws. */
    beside(staffId: StaffId, make: () => BesideText | null): void {
      const mine = sender === null ? [] : browsers.of(staffId);
      if (mine.length === 0) return;
      const wanted = make();
      if (wanted === null) return;
      for (const browser of mine) {
        lane.run(() => first(staffId, browser, wanted).catch((error: unknown) => { log.warn('a browser could not be told; the text goes its own way', { room: 'messaging', ...faultOf(error) }); }));
      }
    },

    /** The same again after a refusal that passes, decided again: not once somebody has it, nor after the rung. */
    handler: (async (job) => {
      const message = await notices.find(String(job.data['noticeId']));
      if (!message || isOver(message.delivery)) return 'done';
      if (message.kind === 'page' && message.escalationId !== null && !await isAsking(message.escalationId)) { await notices.change(message, stopped); return 'done'; }
      return step(message);
    }) satisfies JobHandler,

    /** A message about nothing but itself, to be added with the job that sends it. */
    testOf: (staffId: StaffId, browser: PushBrowser, message: PushMessage, expiresAt: Date): NoticeMessage => ({
      id: newId(), channel: 'push', kind: 'check', about: 'test', staffId, teamId: 'network', crisisId: null, ref: null, escalationId: null, round: null, rung: null,
      queuedAt: clock.now(), expiresAt, tries: 0, content: { push: message, browserId: browser.id }, delivery: newDelivery(), version: 1,
    }),
  };
}
