import type { TeamId } from '../kernel/ids.js';
import type { Connection } from '../platform/mongo/connect.js';
import type { DataKeys } from '../platform/mongo/data-keys.js';
import type { Delivery } from './core/delivery.js';

/** One text of ours as a log of deliveries shows it; neither its words nor its number are read. */
export interface TextLine { id: string; purpose: string; crisisId: string | null; queuedAt: Date; delivery: Delivery }

const FIELDS = { purpose: 1, crisisId: 1, queuedAt: 1, delivery: 1 } as const;

export type TextLog = ReturnType<typeof textLogOn>;

/** Reads what became of texts; sealed fields stay sealed, and nothing is written. */
export function textLogOn({ db, keys }: { db: Connection; keys: Pick<DataKeys, 'blindIndex'> }) {
  const rows = db.collection('messages');
  const read = async (filter: object, options: object = {}): Promise<TextLine[]> =>
    (await rows.find(filter as never, { projection: FIELDS, ...options }).toArray()).map(({ _id, ...line }) => ({ id: String(_id), ...line }) as TextLine);

  return {
    /** The latest `most` texts to a number in these teams, newest first. */
    async toNumber(number: string, teamIds: readonly (TeamId | 'network')[], most: number): Promise<{ lines: TextLine[]; more: boolean }> {
      const found = await read({ toIndex: keys.blindIndex('phone', number), teamId: { $in: teamIds } }, { sort: { queuedAt: -1 }, limit: most + 1 });
      return { lines: found.slice(0, most), more: found.length > most };
    },
    /** Every text of these teams queued since then. */
    since: (at: Date, teamIds: readonly (TeamId | 'network')[]): Promise<TextLine[]> => read({ teamId: { $in: teamIds }, queuedAt: { $gte: at } }),
  };
}
