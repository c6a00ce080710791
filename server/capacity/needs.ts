import type { Audit } from '../audit/index.js';
import type { CrisisNeeds, CrisisStore } from '../crisis/index.js';
import type { DirectoryStore, DirectoryUse } from '../directory/index.js';
import type { People } from '../identity/index.js';
import type { Clock } from '../kernel/clock.js';
import type { InboundText, Inbox, Messages } from '../messaging/index.js';
import type { Events } from '../platform/events.js';
import type { Idempotency } from '../platform/idempotency.js';
import type { Jobs } from '../platform/jobs/index.js';
import type { DataKeys } from '../platform/mongo/data-keys.js';
import type { Transact, Tx } from '../platform/mongo/transact.js';
import type { TellingStore } from './history.js';
import type { CapacityLinks } from './links.js';
import type { CapacityPolicy } from './policy.js';
import type { Questions } from './questions.js';
import type { RoomAskStore } from './room-ask-store.js';
import type { CapacitySettingsStore } from './settings.js';

/** What live capacity works with. */
export interface CapacityNeeds {
  tellings: TellingStore;
  settings: CapacitySettingsStore;
  links: CapacityLinks;
  questions: Questions;
  roomAsks: RoomAskStore;
  policy: CapacityPolicy;
  directory: Pick<DirectoryUse, 'find' | 'get' | 'tellCapacityIn'>;
  services: Pick<DirectoryStore, 'withCapacity' | 'byIntakeAddress'>;
  crises: CrisisStore;
  onCallIn: CrisisNeeds['onCallIn'];
  messages: Pick<Messages, 'queue' | 'find'>;
  inbox: Pick<Inbox, 'accept'>;
  keys: Pick<DataKeys, 'blindIndex'>;
  events: Events;
  audit: Audit;
  jobs: Jobs;
  transact: Transact;
  clock: Clock;
  people: People;
  idempotency: Idempotency;
  isOptedOut: (number: string) => boolean;
  isLockedOut: (number: string) => Promise<boolean>;
  countWrongCode: (tx: Tx, number: string) => Promise<void>;
  /** Whether a number is a member of staff's: its digits answer pages first. */
  isStaff: (number: string) => boolean;
}

export type { InboundText };
