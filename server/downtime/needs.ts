import type { Audit } from '../audit/index.js';
import type { CrisisStore } from '../crisis/index.js';
import type { People } from '../identity/index.js';
import type { Clock } from '../kernel/clock.js';
import type { CrisisId } from '../kernel/ids.js';
import type { Rotas } from '../oncall/index.js';
import type { Jobs } from '../platform/jobs/index.js';
import type { Log } from '../platform/log/log.js';
import type { Transact } from '../platform/mongo/transact.js';
import type { DowntimeStore } from './store.js';

/** What the room is given. */
export interface DowntimeNeeds {
  /** Where sheets are written; null: nowhere, the feature is off. */
  folder: string | null;
  /** False in a process that runs no jobs: it asks for no sheet at its start. */
  works: boolean;
  store: DowntimeStore;
  people: People;
  rotas: Rotas;
  crises: Pick<CrisisStore, 'openSince' | 'ownerless'>;
  /** Those among these crises for which a service has not answered. */
  waitingReferrals: (ids: readonly CrisisId[]) => Promise<ReadonlySet<CrisisId>>;
  audit: Audit;
  jobs: Jobs;
  transact: Transact;
  clock: Clock;
  log: Log;
}
