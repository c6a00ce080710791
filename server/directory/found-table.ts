import type { HelpKind, Service, ServiceStatus } from '../contract/directory.js';
import type { Clock } from '../kernel/clock.js';
import type { ServiceId } from '../kernel/ids.js';
import type { DomainEvent, FeedReader } from '../platform/feed.js';
import type { Connection } from '../platform/mongo/connect.js';
import type { TableRow } from './core/find-services.js';
import { pointsOf } from './core/find-services.js';

interface Row { _id: string; name: string; words: string[]; kinds: HelpKind[]; status: ServiceStatus; service: Service }

/** All that decides whether a service is found and where it is drawn; hours are read only where they count. */
const FOR_PLACES = {
  name: 1, words: 1, kinds: 1, status: 1, 'service.capacities.handrail.kind': 1, 'service.handrail.kinds': 1, 'service.locations.location.type': 1,
  'service.locations.location.latitude': 1, 'service.locations.location.longitude': 1, 'service.locations.location.handrail.addressHidden': 1,
} as const;

/** So long after the start the table is read by itself, when what must be quick then is done. */
const LATER_MILLISECONDS = 20_000;

const byName = (a: TableRow, b: TableRow): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1);

export type FoundTable = ReturnType<typeof keepFoundTable>;

/** A small row of every service in memory, kept true by the change feed, so that a question of list and map reads only what it shows. */
export function keepFoundTable({ db, clock }: { db: Connection; clock: Clock }) {
  const rows = db.getClient().db(db.name).collection<Row>('services');
  let known: Map<ServiceId, TableRow> | null = null;
  let sorted: readonly TableRow[] | null = null;
  let loading: Promise<Map<ServiceId, TableRow>> | null = null;
  /** Changed while the table was being read: read once more after it. */
  const touched = new Set<ServiceId>();

  // What the projection left out is not looked at.
  const rowOf = ({ _id: id, name, words, kinds, status, service }: Row): TableRow => ({ id, name, words, kinds, status, points: pointsOf({ ...service, locations: service.locations ?? [], capacities: service.capacities ?? [] }) });

  async function again(ids: readonly ServiceId[]): Promise<void> {
    const found = new Map((await rows.find({ _id: { $in: [...ids] } }, { projection: FOR_PLACES }).toArray()).map((row) => [row._id, rowOf(row)]));
    for (const id of ids) {
      const row = found.get(id);
      if (row) known?.set(id, row);
      else known?.delete(id);
    }
    sorted = null;
  }

  async function load(): Promise<Map<ServiceId, TableRow>> {
    const all = new Map<ServiceId, TableRow>();
    for await (const row of rows.find({}, { batchSize: 2000, projection: FOR_PLACES })) all.set(row._id, rowOf(row));
    known = all;
    sorted = null;
    const late = [...touched];
    touched.clear();
    if (late.length > 0) await again(late);
    return all;
  }
  const ready = (): Promise<Map<ServiceId, TableRow>> => {
    if (known) return Promise.resolve(known);
    loading ??= load().finally(() => { loading = null; });
    return loading;
  };
  const forget = (): void => { known = null; sorted = null; };
  clock.after(LATER_MILLISECONDS, () => { void ready().catch(() => undefined); });

  const reader: FeedReader = {
    event({ kind, data }: DomainEvent) {
      if (kind === 'directory.imported') forget();
      if (kind !== 'service.changed') return;
      const id = String(data['service']);
      if (known) void again([id]).catch(forget);
      else touched.add(id);
    },
    resync: forget,
  };

  return {
    reader,
    /** Every service, by name. */
    async all(): Promise<readonly TableRow[]> {
      const map = await ready();
      sorted ??= [...map.values()].toSorted(byName);
      return sorted;
    },
  };
}
