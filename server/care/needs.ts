import type { Audit } from '../audit/index.js';
import type { Outcome } from '../contract/words.js';
import type { By, CrisisNeeds, CrisisStore } from '../crisis/index.js';
import type { People } from '../identity/index.js';
import type { Clock } from '../kernel/clock.js';
import type { ConsentId, CrisisId, ServiceId, TeamId } from '../kernel/ids.js';
import type { Events } from '../platform/events.js';
import type { Actor } from '../platform/http/route.js';
import type { Jobs } from '../platform/jobs/index.js';
import type { Transact, Tx } from '../platform/mongo/transact.js';
import type { ConsentStore } from './consent-store.js';
import type { FollowUpStore } from './follow-up-store.js';

/** What consents and follow-ups work with. */
export interface CareNeeds {
  consents: ConsentStore;
  followUps: FollowUpStore;
  crises: CrisisStore;
  events: Events;
  audit: Audit;
  jobs: Jobs;
  transact: Transact;
  clock: Clock;
  people: People;
  onCallIn: CrisisNeeds['onCallIn'];
  /** The name of a service as the directory has it; null when there is none. */
  serviceNameOf: (serviceId: ServiceId) => Promise<string | null>;
  /** Takes back what rested on a consent, in the caller's transaction; from the referral room. */
  onWithdrawn: (tx: Tx, crisisId: CrisisId, consentIds: readonly ConsentId[], by: By) => Promise<void>;
  /** What the person said of whether a referral helped, in the caller's transaction; from the referral room. */
  personSaid: (tx: Tx, referralId: string, outcome: Outcome, actor: Actor) => Promise<void>;
  /** The last contact was made: the crisis ends; from the crisis room. */
  finishFollowUpIn: (tx: Tx, crisisId: CrisisId, by: By) => Promise<void>;
  /** Tells the supervisors of a team that nobody can be reached for this ref, by the outbox. */
  tellSupervisors: (tx: Tx, teamId: TeamId, about: { crisisId: CrisisId; ref: string; key: string }) => Promise<void>;
}

