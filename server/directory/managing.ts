import type { ServiceId, StaffId } from '../kernel/ids.js';
import type { Idempotency } from '../platform/idempotency.js';
import type { Route } from '../platform/http/route.js';
import type { Connection } from '../platform/mongo/connect.js';
import type { DataKey } from '../platform/mongo/data-keys.js';
import type { Transact } from '../platform/mongo/transact.js';
import { changeStoreOn } from './change-store.js';
import { checkingUse } from './checking.js';
import { editingUse } from './editing.js';
import { editingRoutes } from './editing-routes.js';
import { importStoreOn } from './import-store.js';
import { importRoutes } from './import-routes.js';
import { importing } from './importing.js';
import { joiningUse } from './joining.js';
import { joiningRoutes } from './joining-routes.js';
import { managedImports } from './managed-imports.js';
import { mergeStoreOn } from './merge-store.js';
import { problemReports } from './problem-reports.js';
import { problemRoutes } from './problem-routes.js';
import { problemStoreOn } from './problem-store.js';
import type { TaxonomyStore } from './taxonomy-store.js';
import type { KeepingNeeds } from './keeping.js';
import { keepingChanges } from './keeping.js';

/** What managing the directory needs of the house. */
export interface ManagingNeeds extends Omit<KeepingNeeds, 'changes'> {
  db: Connection; transact: Transact; idempotency: Idempotency; networkZone: () => string;
  /** ISO 3166-1, for numbers that name no country. */
  country: () => string;
  /** How often each service was referred to in the last year. */
  referralsOf: () => Promise<ReadonlyMap<ServiceId, number>>;
  nameOf: (staffId: StaffId) => string;
  /** Closes what people write about entries. */
  problemKey: DataKey;
  /** Which of these services were ever referred to. */
  referredAmong: (ids: readonly ServiceId[]) => Promise<ReadonlySet<ServiceId>>;
  taxonomies?: TaxonomyStore;
}

/** The directory as a managed thing, joined: changing entries, their history, and what follows from it. */
export function managingDirectory({ db, idempotency, problemKey, ...needs }: ManagingNeeds) {
  const changes = changeStoreOn(db);
  const keeping = keepingChanges({ ...needs, changes });
  const editing = editingUse({ ...needs, changes, keeping });
  const checking = checkingUse({ ...needs, changes, keeping, editing });
  const problems = problemReports({ ...needs, problems: problemStoreOn(db, problemKey) });
  const [importRows, merges] = [importStoreOn(db), mergeStoreOn(db)];
  const importer = importing({ ...needs, history: { changes, imports: importRows }, merges });
  const imports = managedImports({ ...needs, changes, keeping, imports: importRows, importer });
  const joining = joiningUse({ ...needs, changes, keeping, editing, merges });
  const routes: Route[] = [...editingRoutes({ editing, checking, idempotency }), ...problemRoutes({ problems, idempotency }), ...importRoutes({ imports }), ...joiningRoutes({ joining })];
  return { changes, keeping, editing, problems, imports, importer, merges, joining, routes };
}
