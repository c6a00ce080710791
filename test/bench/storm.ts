import { newId } from '../../server/kernel/ids.js';
import type { UrgencyLetter } from '../../server/contract/triage.js';
import { crisisStoreOn } from '../../server/crisis/store.js';
import { answerLinksWith } from '../../server/escalation/answer-links.js';
import type { Escalation } from '../../server/escalation/index.js';
import { escalationStoreOn } from '../../server/escalation/store.js';
import { rungJobKey, urgencyRank } from '../../server/escalation/usecases.js';
import { jobStoreOn } from '../../server/platform/jobs/index.js';
import { transactOn } from '../../server/platform/mongo/transact.js';
import { handClock } from '../support/hand-clock.js';
import { openStores } from './house/furnish.js';

const LETTERS = ['A', 'B', 'C', 'D'] as const satisfies readonly UrgencyLetter[];
const IN_ONE_TRANSACTION = 200;

/**
 * Copies one crisis, whose first rung was asked, `count` times with other ids, refs and letters, so that all their next
 * rungs fall due within the second after `dueAt`. Written through the stores, as the server would have written them.
 * @returns the letter of each ref
 */
export async function prepareStorm(mongodbUri: string, fieldKeys: string, crisisId: string, count: number, dueAt: Date): Promise<Map<string, UrgencyLetter>> {
  const { db, keys } = await openStores(mongodbUri, fieldKeys);
  const [crises, escalations, jobs, transact] = [crisisStoreOn(db, keys), escalationStoreOn(db), jobStoreOn(db, handClock(), 10), transactOn(db)];
  const { mint } = answerLinksWith(await keys.named('answer-links'), 'http://127.0.0.1');
  const crisis = await crises.find(crisisId);
  const escalation = crisis?.escalationId ? await escalations.find(crisis.escalationId) : null;
  if (!crisis || !escalation) throw new Error('there is no crisis to copy');
  const key = await keys.get(crisis.dataKeyId);

  const letters = new Map<string, UrgencyLetter>();
  const copy = (n: number) => {
    // Letters and instants are mixed, so that none of them comes in any useful order.
    const letter = LETTERS[(n * 7919) % LETTERS.length] ?? 'A';
    const ref = String(100_000 + n);
    letters.set(ref, letter);
    const id = newId();
    const e: Escalation = {
      ...escalation, id: newId(), crisisId: id, ref, letter, nextAt: new Date(dueAt.getTime() + ((n * 104_729) % 1000)),
      notifications: escalation.notifications.map((one) => ({ ...one, id: newId(), linkHash: mint().linkHash })),
    };
    return {
      e, crisis: { ...crisis, id, ref, escalationId: e.id, urgency: { ...crisis.urgency, letter }, reports: crisis.reports.map((report) => ({ ...report, id: newId(), key: null })) },
      job: { key: rungJobKey(e), kind: 'rung', teamId: e.teamId, urgency: urgencyRank(letter), dueAt: e.nextAt as Date, data: { escalationId: e.id } },
    };
  };
  const portion = async (from: number): Promise<void> => transact(async (tx) => {
    const copies = Array.from({ length: Math.min(IN_ONE_TRANSACTION, count - from) }, (_, n) => copy(from + n));
    for (const { e, crisis: one } of copies) {
      crises.insert(one, key, tx);
      await escalations.insert(e, tx);
    }
    jobs.add(tx, copies.map(({ job }) => job), false);
  });
  for (let from = 0; from < count; from += IN_ONE_TRANSACTION * 2) await Promise.all([portion(from), ...(from + IN_ONE_TRANSACTION < count ? [portion(from + IN_ONE_TRANSACTION)] : [])]);
  await db.close();
  return letters;
}
