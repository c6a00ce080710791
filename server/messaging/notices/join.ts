import type { StaffLanguage } from '../../contract/identity.js';
import type { Audit } from '../../audit/index.js';
import type { Clock } from '../../kernel/clock.js';
import type { StaffId } from '../../kernel/ids.js';
import type { Events } from '../../platform/events.js';
import type { Jobs } from '../../platform/jobs/index.js';
import type { Log } from '../../platform/log/log.js';
import type { Connection } from '../../platform/mongo/connect.js';
import type { DataKeys } from '../../platform/mongo/data-keys.js';
import type { Transact } from '../../platform/mongo/transact.js';
import { makeEmailSender } from './email-sender.js';
import { emailAddressesOn } from './email-store.js';
import { EMAIL_JOB, emailing } from './email.js';
import { noticesOn } from './notice-store.js';
import { ownNotices } from './own-notices.js';
import { makePushSender } from './push-sender.js';
import type { Vapid } from './push-sender.js';
import { pushBrowsersOn } from './push-store.js';
import { PUSH_JOB, pushing } from './push.js';
import { noticeRoutes } from './routes.js';

export interface NoticePartsNeeds {
  db: Connection;
  keys: DataKeys;
  events: Events;
  audit: Audit;
  jobs: Jobs;
  transact: Transact;
  clock: Clock;
  log: Log;
  /** Null: browser push is off. */
  vapid: Vapid | null;
  pushServices: readonly string[];
  /** Null: e-mail is off. */
  mail: { url: string; from: string } | null;
  publicUrl: string;
  timeoutMilliseconds: number;
  org: () => string;
  languageOf: (staffId: StaffId) => StaffLanguage;
  signInAddressOf: (staffId: StaffId) => string;
  isAsking: (escalationId: string) => Promise<boolean>;
}

export type NoticeParts = Awaited<ReturnType<typeof noticeParts>>;

/** Browser push and e-mail, joined. Neither library is loaded before something is sent by it. */
export async function noticeParts({ db, keys, events, audit, jobs, transact, clock, log, vapid, pushServices, mail, publicUrl, timeoutMilliseconds, org, signInAddressOf, languageOf, isAsking }: NoticePartsNeeds) {
  const notices = await noticesOn({ db, keys, clock });
  const browsers = await pushBrowsersOn({ db, keys, events, clock, log });
  await browsers.load();
  const addresses = await emailAddressesOn({ db, keys });
  const pushSender = vapid && makePushSender({ vapid, services: pushServices, timeoutMilliseconds });
  const mailSender = mail && makeEmailSender({ ...mail, timeoutMilliseconds });
  const push = pushing({ browsers, notices, sender: pushSender, audit, jobs, transact, clock, log, isAsking });
  const email = emailing({ addresses, notices, sender: mailSender, jobs, clock, org, languageOf, publicUrl });
  const own = ownNotices({ browsers, addresses, notices, push, pushSender, email, audit, jobs, transact, clock, org, languageOf, signInAddressOf });
  return {
    reader: browsers.reader, routes: noticeRoutes(own), log: notices,
    beside: push.beside, tellByEmail: email.tell, settled: push.settled,
    handlers: { [PUSH_JOB]: push.handler, [EMAIL_JOB]: email.handler },
    close(): void {
      pushSender?.close();
      mailSender?.close();
    },
  };
}
