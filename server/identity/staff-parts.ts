import type { DutiesView } from '../contract/identity.js';
import type { StaffId } from '../kernel/ids.js';
import type { Sender } from '../messaging/index.js';
import type { Route } from '../platform/http/route.js';
import type { Jobs } from '../platform/jobs/index.js';
import type { CheckStore } from './check-store.js';
import type { FactorStore } from './factor-store.js';
import { factorsWith } from './factors.js';
import type { Factors, FactorsNeeds } from './factors.js';
import { staffKeeper } from './keep-staff.js';
import type { KeepingNeeds } from './keep-staff.js';
import { ownRoutes } from './own-routes.js';
import { ownSettings } from './own-settings.js';
import { peopleRoutes } from './people-routes.js';
import { phoneChecks } from './phone-checks.js';
import type { PhoneChecks } from './phone-checks.js';
import { staffAdmin } from './staff-admin.js';
import { staffImport } from './staff-import.js';

export interface StaffPartsNeeds extends KeepingNeeds {
  checkStore: CheckStore;
  factorStore: FactorStore;
  tell: FactorsNeeds['tell'];
  jobs: Jobs;
  sender: Sender;
  publicUrl: string;
  isOptedOut: (number: string) => boolean;
  onOptedOut: (number: string) => Promise<void>;
  pagedCallSids: (staffId: StaffId, since: Date) => Promise<ReadonlySet<string>>;
  isDutyPhone: (number: string) => boolean;
  rotasOf: (staffId: StaffId) => string[];
  laddersOf: (staffId: StaffId) => string[];
  /** Refs of the open crises that somebody owns. */
  ownedRefs: (staffId: StaffId) => Promise<string[]>;
}

export interface StaffParts { routes: Route[]; checks: PhoneChecks; factors: Factors }

/** What staff set for themselves and what administrators do to staff, joined. */
export function staffParts({ checkStore, factorStore, tell, jobs, sender, publicUrl, isOptedOut, onOptedOut, pagedCallSids, isDutyPhone, rotasOf, laddersOf, ownedRefs, ...needs }: StaffPartsNeeds): StaffParts {
  const { store, people, clock } = needs;
  const keeper = staffKeeper(needs);
  const settings = ownSettings({ store, people, keeper, isOptedOut, rotasOf, isDutyPhone });
  const checks = phoneChecks({ store: checkStore, people, keeper, jobs, sender, clock, isOptedOut, onOptedOut, pagedCallSids });
  const dutiesOf = async (staffId: StaffId): Promise<DutiesView> => ({ crises: await ownedRefs(staffId), rotas: rotasOf(staffId), ladders: laddersOf(staffId) });
  const factors = factorsWith({ ...needs, factors: factorStore, keeper, publicUrl, tell });
  const admin = staffAdmin({ store, people, keeper, clock, publicUrl, dutiesOf, endFactors: factors.endAll });
  const imports = staffImport({ store, people, keeper, isDutyPhone });
  return { checks, factors, routes: [...ownRoutes({ settings, checks, clock, publicUrl }), ...peopleRoutes({ admin, settings, imports, people, rotasOf })] };
}
