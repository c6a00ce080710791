import type { Connection } from '../../platform/mongo/connect.js';
import type { CollectionPlan } from '../../platform/mongo/migrate.js';
import { faultOf } from '../../platform/log/log.js';
import type { Log } from '../../platform/log/log.js';
import { NEW_BEHAVIOUR } from './handset.js';
import type { CarriedCall } from './carried-call.js';
import type { CarriedText, Handset } from './handset.js';

interface PhoneRow { _id: string; kind: 'phone'; phone: Handset }
interface TextRow { _id: string; kind: 'text'; text: CarriedText }
interface CallRow { _id: string; kind: 'call'; call: CarriedCall }
type Row = PhoneRow | TextRow | CallRow;

export const simulatedPhonesPlan: CollectionPlan = { name: 'simulated_phones', indexes: [] };

export type Keeper = ReturnType<typeof keeperOn>;

/**
 * Alone knows `simulated_phones`. What the carrier holds in memory is written behind, at once and in batches, so that handsets and receipts
 * still to be posted survive a restart or a kill without a text waiting for the disk.
 */
export function keeperOn(db: Connection, log: Log) {
  const rows = db.getClient().db(db.name).collection<Row>('simulated_phones', { writeConcern: { w: 1 }, readConcern: { level: 'local' } });
  const waiting = new Map<string, Row | null>();
  let writing: Promise<void> | null = null;

  async function flush(): Promise<void> {
    while (waiting.size > 0) {
      const batch = [...waiting];
      waiting.clear();
      await rows.bulkWrite(batch.map(([_id, row]) => (row === null
        ? { deleteOne: { filter: { _id } } }
        : { replaceOne: { filter: { _id }, replacement: row, upsert: true } })), { ordered: false }).catch((error: unknown) => {
        log.warn('the simulated carrier could not keep what it holds', { room: 'messaging', ...faultOf(error) });
      });
    }
    writing = null;
  }

  function keep(id: string, row: Row | null): void {
    waiting.set(id, row && structuredClone(row));
    writing ??= flush();
  }

  return {
    phone: (phone: Handset): void => { keep(`phone:${phone.number}`, { _id: `phone:${phone.number}`, kind: 'phone', phone }); },
    text: (text: CarriedText): void => { keep(text.sid, { _id: text.sid, kind: 'text', text }); },
    call: (call: CarriedCall): void => { keep(call.sid, { _id: call.sid, kind: 'call', call }); },
    forget: (sid: string): void => { keep(sid, null); },

    /** Everything that was held, texts and calls oldest first. */
    async load(): Promise<{ phones: Handset[]; texts: CarriedText[]; calls: CarriedCall[] }> {
      const all = await rows.find().toArray();
      return {
        phones: all.flatMap((row) => (row.kind === 'phone' ? [{ ...row.phone, behaviour: { ...NEW_BEHAVIOUR, ...row.phone.behaviour } }] : [])),
        calls: all.flatMap((row) => (row.kind === 'call' ? [row.call] : [])).sort((a, b) => a.at.getTime() - b.at.getTime()),
        texts: all.flatMap((row) => (row.kind === 'text' ? [row.text] : [])).sort((a, b) => a.at.getTime() - b.at.getTime()),
      };
    },

    /** Resolves when nothing waits to be written. */
    async written(): Promise<void> { while (writing) await writing; },
  };
}
