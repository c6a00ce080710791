import { randomInt, timingSafeEqual } from 'node:crypto';
import type { StaffLanguage } from '../../contract/identity.js';
import type { AuditAction } from '../../contract/audit-actions.js';
import type { EmailNoticeInput, MyNoticesView, NoticeCheckView, PushBrowserInput } from '../../contract/notices.js';
import type { Audit } from '../../audit/index.js';
import { addSeconds } from '../../kernel/durations.js';
import type { Clock } from '../../kernel/clock.js';
import type { StaffId } from '../../kernel/ids.js';
import { problem } from '../../platform/http/problem.js';
import type { Actor } from '../../platform/http/route.js';
import type { Jobs } from '../../platform/jobs/index.js';
import type { Transact, Tx } from '../../platform/mongo/transact.js';
import { pushTest } from '../core/push-message.js';
import type { Emailing } from './email.js';
import type { EmailAddress, EmailAddresses } from './email-store.js';
import type { NoticeMessage, Notices } from './notice-store.js';
import { PUSH_JOB } from './push.js';
import type { Pushing } from './push.js';
import type { PushSender } from './push-sender.js';
import { browserId } from './push-store.js';
import type { PushBrowser, PushBrowsers } from './push-store.js';

export interface OwnNoticeNeeds {
  browsers: PushBrowsers;
  addresses: EmailAddresses;
  notices: Notices;
  push: Pushing;
  pushSender: PushSender | null;
  email: Emailing;
  audit: Audit;
  jobs: Jobs;
  transact: Transact;
  clock: Clock;
  org: () => string;
  languageOf: (staffId: StaffId) => StaffLanguage;
  /** The address somebody signs in with. */
  signInAddressOf: (staffId: StaffId) => string;
}

const MOST_BROWSERS = 10;
/** The same as for numbers, in `server/identity`. */
const CODE = { validMinutes: 10, mostTries: 5 } as const;
const LIMITS = { code: { count: 5, withinSeconds: 3600 }, test: { count: 12, withinSeconds: 3600 } } as const;
const TEST_SECONDS = 120;
const TEST_URGENCY = 3;

export type OwnNotices = ReturnType<typeof ownNotices>;

/** What somebody sets for themselves: browsers and an address that are told beside texts and calls. Each change is in the audit. */
export function ownNotices({ browsers, addresses, notices, push, pushSender, email, audit, jobs, transact, clock, org, languageOf, signInAddressOf }: OwnNoticeNeeds) {
  const witness = (tx: Tx, { staffId, role }: Actor, action: AuditAction): Promise<void> =>
    audit.append(tx, [{ at: clock.now(), actorId: staffId, role, action, object: `staff:${staffId}`, teamId: 'network' }]);

  async function mustNotBeTooMany(tx: Tx, staffId: StaffId, about: 'code' | 'test'): Promise<void> {
    const { count, withinSeconds } = LIMITS[about];
    if (await notices.countChecks(tx, staffId, about, withinSeconds) >= count) throw problem('request/too-fast');
  }

  async function addressOf(staffId: StaffId, tx: Tx): Promise<EmailAddress> {
    if (!email.isOn) throw problem('messaging/email-off');
    const own = await addresses.find(staffId, tx);
    if (!own) throw problem('messaging/email-absent');
    return own;
  }

  const since = (failing: PushBrowser['failing']) => failing && { at: failing.at.toISOString(), code: failing.code };

  return {
    async view(staffId: StaffId): Promise<MyNoticesView> {
      const own = await addresses.find(staffId);
      return {
        push: {
          on: push.isOn, publicKey: pushSender?.publicKey ?? null,
          browsers: browsers.of(staffId).map(({ id, name, addedAt, failing }) => ({ id, name, addedAt: addedAt.toISOString(), failing: since(failing) })),
        },
        email: {
          on: email.isOn, address: own?.address ?? null, suggested: signInAddressOf(staffId), verifiedAt: own?.verifiedAt?.toISOString() ?? null,
          wanted: own?.wanted ?? false, failing: since(own?.failing ?? null),
        },
      };
    },

    /** Turns a browser on; twice is once. @throws `messaging/push-off`, `messaging/push-service-unknown`, `messaging/too-many-browsers` */
    async addBrowser({ endpoint, keys, name = 'Browser' }: PushBrowserInput, by: Actor): Promise<void> {
      if (!pushSender) throw problem('messaging/push-off');
      if (!pushSender.takes(endpoint)) throw problem('messaging/push-service-unknown');
      const id = browserId(endpoint);
      const before = await transact(async (tx) => {
        const mine = await browsers.ofInTx(by.staffId, tx);
        if (mine.length >= MOST_BROWSERS && !mine.some((one) => one.id === id)) throw problem('messaging/too-many-browsers');
        const addedAt = mine.find((one) => one.id === id)?.addedAt ?? clock.now();
        const whose = await browsers.keep(tx, { id, staffId: by.staffId, name, endpoint, keys, addedAt, failing: null });
        await witness(tx, by, 'push.turned-on');
        return whose;
      });
      await browsers.reload(by.staffId);
      if (before !== null) await browsers.reload(before);
    },

    /** @throws `messaging/browser-absent` */
    async removeBrowser(id: string, by: Actor): Promise<void> {
      await transact(async (tx) => {
        if (!await browsers.remove(tx, by.staffId, id, by.staffId)) throw problem('messaging/browser-absent');
        await witness(tx, by, 'push.turned-off');
      });
      await browsers.reload(by.staffId);
    },

    /** @throws `messaging/push-off`, `messaging/browser-absent`, `request/too-fast` */
    testBrowser: (id: string, by: Actor): Promise<NoticeMessage> => transact(async (tx) => {
      if (!push.isOn) throw problem('messaging/push-off');
      const browser = (await browsers.ofInTx(by.staffId, tx)).find((one) => one.id === id);
      if (!browser) throw problem('messaging/browser-absent');
      await mustNotBeTooMany(tx, by.staffId, 'test');
      const message = push.testOf(by.staffId, browser, pushTest(org(), clock.now(), languageOf(by.staffId)), addSeconds(clock.now(), TEST_SECONDS));
      notices.add(tx, message);
      await jobs.add(tx, [{ key: `${PUSH_JOB}:${message.id}`, kind: PUSH_JOB, teamId: 'network', urgency: TEST_URGENCY, dueAt: clock.now(), data: { noticeId: message.id } }]);
      await witness(tx, by, 'push.test-sent');
      return message;
    }),

    /** Another address is to be checked anew. @throws `messaging/email-off` */
    async saveEmail({ address, wanted }: EmailNoticeInput, by: Actor): Promise<void> {
      if (!email.isOn) throw problem('messaging/email-off');
      await transact(async (tx) => {
        const before = await addresses.find(by.staffId, tx);
        if (address === null) await addresses.remove(tx, by.staffId);
        else await addresses.put(tx, before?.address === address ? { ...before, wanted } : { staffId: by.staffId, address, wanted, verifiedAt: null, failing: null });
        await witness(tx, by, 'email.changed');
      });
    },

    /** @throws `messaging/email-off`, `messaging/email-absent`, `request/too-fast` */
    sendCode(by: Actor): Promise<NoticeMessage> {
      const code = String(randomInt(1_000_000)).padStart(6, '0');
      return transact(async (tx) => {
        const { address } = await addressOf(by.staffId, tx);
        await mustNotBeTooMany(tx, by.staffId, 'code');
        await witness(tx, by, 'email.code-sent');
        return email.check(tx, by.staffId, address, code, CODE.validMinutes * 60);
      });
    },

    /** @throws `messaging/email-off`, `messaging/email-absent`, `messaging/email-not-checked`, `request/too-fast` */
    sendTest: (by: Actor): Promise<NoticeMessage> => transact(async (tx) => {
      const { address, verifiedAt } = await addressOf(by.staffId, tx);
      if (verifiedAt === null) throw problem('messaging/email-not-checked');
      await mustNotBeTooMany(tx, by.staffId, 'test');
      await witness(tx, by, 'email.test-sent');
      return email.check(tx, by.staffId, address, null, TEST_SECONDS * 5);
    }),

    /** Takes a typed code: from now on news goes to the address. A wrong one is counted for good before it is refused. @throws `identity/wrong-code`, `messaging/email-absent` */
    async verifyEmail(typed: string, by: Actor): Promise<void> {
      const right = await transact(async (tx) => {
        const own = await addressOf(by.staffId, tx);
        const sent = await notices.latestCode(tx, by.staffId);
        if (!sent || !('email' in sent.content) || sent.content.to !== own.address || sent.tries >= CODE.mostTries || clock.now() >= sent.expiresAt) return false;
        const { code = '' } = sent.content;
        const isRight = code.length === typed.length && timingSafeEqual(Buffer.from(code), Buffer.from(typed));
        await notices.setTries(tx, sent, isRight ? CODE.mostTries : sent.tries + 1);
        if (!isRight) return false;
        await addresses.put(tx, { ...own, verifiedAt: clock.now(), failing: null });
        await witness(tx, by, 'email.verified');
        return true;
      });
      if (!right) throw problem('identity/wrong-code');
    },

    /** @throws `messaging/check-absent` when it is nobody's, or another person's */
    async findCheck(id: string, staffId: StaffId): Promise<NoticeMessage> {
      const message = await notices.find(id);
      if (message?.staffId !== staffId || message.kind !== 'check') throw problem('messaging/check-absent');
      return message;
    },
  };
}

/** A code or a test as its owner sees it; never the code. */
export const noticeCheckView = ({ id, channel, about, queuedAt, delivery: { state, sentAt, failedAt, errorCode } }: NoticeMessage): NoticeCheckView => ({
  id, channel, purpose: about === 'code' ? 'code' : 'test', state, madeAt: queuedAt.toISOString(), sentAt: sentAt?.toISOString() ?? null, failedAt: failedAt?.toISOString() ?? null, errorCode,
});
