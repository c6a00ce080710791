import type { UnreachableWhy } from '../contract/oncall.js';
import type { Audit } from '../audit/index.js';
import type { People } from '../identity/index.js';
import type { Clock } from '../kernel/clock.js';
import type { StaffId, TeamId } from '../kernel/ids.js';
import type { Messages, NoticeParts } from '../messaging/index.js';
import type { Events } from '../platform/events.js';
import type { Idempotency } from '../platform/idempotency.js';
import type { Jobs } from '../platform/jobs/index.js';
import type { Log } from '../platform/log/log.js';
import type { Transact } from '../platform/mongo/transact.js';
import type { AlarmStore } from './alarm-store.js';
import type { CalendarLinks } from './calendar-store.js';
import type { Rotas } from './rotas.js';
import type { RotaStore } from './store.js';

/** What this room needs of the others. */
export interface OnCallNeeds {
  store: RotaStore;
  alarms: AlarmStore;
  calendarLinks: CalendarLinks;
  rotas: Rotas;
  people: People;
  events: Events;
  audit: Audit;
  jobs: Jobs;
  messages: Pick<Messages, 'queue'>;
  /** The same words by e-mail, for who wants that; in the caller's transaction. */
  tellByEmail: NoticeParts['tellByEmail'];
  transact: Transact;
  idempotency: Idempotency;
  clock: Clock;
  log: Log;
  publicUrl: string;
  /** Why a page does not reach this person now; null when it does. */
  unreachable: (staffId: StaffId) => UnreachableWhy | null;
  /** Everybody who holds a role in a team. */
  withRole: (teamId: TeamId, role: 'rota-manager' | 'supervisor') => readonly StaffId[];
  /** True while a ladder asks this rota. */
  isAskedByPolicy: (rotaId: string) => boolean;
}

/** The kinds of job of this room. */
export const ROTA_JOBS = { look: 'rota-look', handOff: 'rota-hand-off', swapEnds: 'rota-swap-ends' } as const;

/** Nothing of a rota is ever sent before a page. */
export const ROTA_URGENCY = 6;
