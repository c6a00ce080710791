import { addSeconds } from '../../kernel/durations.js';
import type { StaffLanguage } from '../../contract/identity.js';
import type { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { StaffId, TeamId } from '../../kernel/ids.js';
import type { JobHandler, Jobs } from '../../platform/jobs/index.js';
import type { Tx } from '../../platform/mongo/transact.js';
import { givenUp, newDelivery } from '../core/delivery.js';
import type { Delivery } from '../core/delivery.js';
import { emailWords } from '../core/email-words.js';
import type { EmailWords } from '../core/email-words.js';
import { submitBy } from '../submission.js';
import type { EmailSender } from './email-sender.js';
import type { EmailAddresses } from './email-store.js';
import type { NoticeMessage, Notices } from './notice-store.js';

export interface EmailNeeds {
  addresses: EmailAddresses;
  notices: Notices;
  /** Null: this server sends no mail. */
  sender: EmailSender | null;
  jobs: Jobs;
  clock: Clock;
  org: () => string;
  languageOf: (staffId: StaffId) => StaffLanguage;
  publicUrl: string;
}

/** The kind of job that hands over one e-mail. */
export const EMAIL_JOB = 'email';
/** Behind every page. */
const EMAIL_URGENCY = 6;
/** News of a rota is old after so long. */
const VALID_SECONDS = 4 * 3600;

export type Emailing = ReturnType<typeof emailing>;

/** News of the rota by e-mail beside the texts. It never asks for an answer, and reaching nobody by it alarms nobody. */
export function emailing({ addresses, notices, sender, jobs, clock, org, languageOf, publicUrl }: EmailNeeds) {
  const words = () => emailWords({ org: org(), publicUrl });

  async function add(tx: Tx, key: string, message: Pick<NoticeMessage, 'kind' | 'about' | 'staffId' | 'teamId' | 'content' | 'expiresAt'>): Promise<NoticeMessage> {
    const notice: NoticeMessage = { id: newId(), channel: 'email', crisisId: null, ref: null, escalationId: null, round: null, rung: null, queuedAt: clock.now(), tries: 0, delivery: newDelivery(), version: 1, ...message };
    notices.add(tx, notice);
    await jobs.add(tx, [{ key: `${EMAIL_JOB}:${key}`, kind: EMAIL_JOB, teamId: message.teamId, urgency: EMAIL_URGENCY, dueAt: clock.now(), data: { noticeId: notice.id } }]);
    return notice;
  }

  return {
    isOn: sender !== null,

    /** The words of a text, which are in the reader's language, by e-mail too, for who wants that and whose address was checked; in the caller's transaction. */
    async tell(tx: Tx, staffId: StaffId, { key, purpose, teamId, validitySeconds = VALID_SECONDS }: { key: string; purpose: string; teamId: TeamId; validitySeconds?: number }, text: string): Promise<void> {
      const to = sender === null ? null : await addresses.find(staffId, tx);
      if (!to?.wanted || to.verifiedAt === null || to.failing) return;
      await add(tx, key, { kind: 'notice', about: purpose, staffId, teamId, content: { email: words().notice(purpose, text, languageOf(staffId)), to: to.address }, expiresAt: addSeconds(clock.now(), Math.max(validitySeconds, VALID_SECONDS)) });
    },

    /** A code or a test to an address. */
    check(tx: Tx, staffId: StaffId, to: string, code: string | null, validSeconds: number): Promise<NoticeMessage> {
      const language = languageOf(staffId);
      const email: EmailWords = code === null ? words().test(language) : words().code(code, Math.round(validSeconds / 60), language);
      return add(tx, newId(), { kind: 'check', about: code === null ? 'test' : 'code', staffId, teamId: 'network', content: { email, to, ...(code === null ? {} : { code }) }, expiresAt: addSeconds(clock.now(), validSeconds) });
    },

    handler: (async (job) => {
      const message = await notices.find(String(job.data['noticeId']));
      if (!message || !('email' in message.content) || !sender) return 'done';
      const { email, to } = message.content;
      const change = (act: (stored: Delivery) => Delivery): Promise<Delivery | null> => notices.change(message, act);
      if (clock.now() >= message.expiresAt) { await change((stored) => givenUp(stored, clock.now())); return 'done'; }
      const result = await submitBy({
        async hand() {
          const { outcome, bounced } = await sender.send({ id: message.id, to, words: email, tries: message.delivery.attempts.length });
          if (bounced) await addresses.setFailing(message.staffId, to, { at: clock.now(), code: outcome.kind === 'refused' ? outcome.code : null });
          return outcome;
        },
        find: async () => null,
      }, message.delivery, { begin: change, end: async (act) => await change(act) ?? message.delivery }, clock);
      return result.kind === 'again' ? result.at : 'done';
    }) satisfies JobHandler,
  };
}
