import type { MatchRule } from '../contract/matching.js';
import type { Audit } from '../audit/index.js';
import type { Consents } from '../care/index.js';
import type { By, Crisis, CrisisNeeds, CrisisStore } from '../crisis/index.js';
import type { DirectoryUse } from '../directory/index.js';
import type { People } from '../identity/index.js';
import type { Clock } from '../kernel/clock.js';
import type { CrisisId, ReferralId, ServiceId, StaffId, TeamId } from '../kernel/ids.js';
import type { Messages, Sender, Texts } from '../messaging/index.js';
import type { Events } from '../platform/events.js';
import type { Jobs } from '../platform/jobs/index.js';
import type { Log } from '../platform/log/log.js';
import type { DataKeys } from '../platform/mongo/data-keys.js';
import type { Transact, Tx } from '../platform/mongo/transact.js';
import type { ReferralLinks } from './links.js';
import type { ReferralPolicy } from './policy.js';
import type { ReferralStore } from './store.js';

/** What referring works with. */
export interface ReferralNeeds {
  store: ReferralStore;
  crises: CrisisStore;
  consents: Pick<Consents, 'find' | 'discloseInEmergency'>;
  directory: Pick<DirectoryUse, 'find' | 'tellCapacityIn'>;
  messages: Pick<Messages, 'queue'>;
  texts: () => Texts;
  sender: Sender;
  links: ReferralLinks;
  policy: ReferralPolicy;
  keys: Pick<DataKeys, 'blindIndex'>;
  events: Events;
  audit: Audit;
  jobs: Jobs;
  transact: Transact;
  clock: Clock;
  log: Log;
  people: People;
  onCallIn: CrisisNeeds['onCallIn'];
  profile: CrisisNeeds['profile'];
  /** Asks the person too whether it helped, by a follow-up contact; from the care room. */
  askPerson: (tx: Tx, crisis: Crisis, referralId: ReferralId) => Promise<void>;
  /** Who is told when several services gave no yes. */
  supervisorsOf: (teamId: TeamId) => readonly StaffId[];
  /** Why matching does not offer a service for a crisis now, by the rule that is named and all that it fails; null when it does, or knows nothing against it. */
  exclusionOf: (crisis: Crisis, serviceId: ServiceId) => Promise<{ rule: MatchRule; failed: readonly MatchRule[] } | null>;
  /** The best match for a crisis now, leaving out these services; null when there is none. */
  nextMatchFor: (crisisId: CrisisId, excluding: readonly ServiceId[]) => Promise<{ serviceId: ServiceId; serviceName: string } | null>;
  /** The town of a postcode, no closer; null when nobody knows. */
  townOf: (postcode: string) => string | null;
  /** What free places and "have you room?" hear of referrals, each in the referral's own transaction; from the capacity room. */
  room?: {
    /** One was sent there: if it was asked for room, the others are told that it is not needed. */
    chosenIn: (tx: Tx, crisisId: CrisisId, serviceId: ServiceId, by: By) => Promise<void>;
    /** The place that it took is free again. */
    putBack: (tx: Tx, referralId: string, serviceId: ServiceId) => Promise<void>;
  };
  /** The carrier will not deliver to this number any more. */
  onOptedOut: (phone: string) => Promise<void>;
}
