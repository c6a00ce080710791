import type { AnswerLinkView } from '../contract/messaging.js';
import { SHOWS } from '../contract/triage.js';
import type { Transact } from '../platform/mongo/transact.js';
import { problem } from '../platform/http/problem.js';
import { isWaitingFor } from './core/asks.js';
import type { Crisis, CrisisAsk } from './core/crisis.js';
import type { Asking } from './asking.js';
import type { CrisisNeeds } from './needs.js';

export type AskLinks = ReturnType<typeof askLinks>;

/** The pages behind the links of asks outside the ladder. Reading one changes nothing. */
export function askLinks({ store, people, clock, transact }: Pick<CrisisNeeds, 'store' | 'people' | 'clock'> & { transact: Transact }, ask: Pick<Asking, 'acceptIn' | 'declineIn' | 'acceptBackupIn' | 'declineBackupIn'>) {
  async function find(linkHash: string): Promise<{ crisis: Crisis; one: CrisisAsk; staffId: string } | null> {
    const crisis = await store.findByAskLink(linkHash);
    const one = crisis?.asks.find(({ to }) => to.some((person) => person.linkHash === linkHash));
    const staffId = one?.to.find((person) => person.linkHash === linkHash)?.staffId;
    return crisis && one && staffId !== undefined ? { crisis, one, staffId } : null;
  }

  return {
    /** What the link is about; null when it is none of these. */
    async view(linkHash: string): Promise<AnswerLinkView | null> {
      const found = await find(linkHash);
      if (!found) return null;
      const { crisis, one, staffId } = found;
      const { kind, byId, until } = one;
      const network = people.network();
      const has = one.kind === 'backup' ? crisis.backup : crisis.owner;
      const taken = one.state === 'accepted';
      const said = one.to.some((person) => person.staffId === staffId && person.cannotAt !== null);
      return {
        ref: crisis.ref, shows: SHOWS[crisis.urgency.letter], name: people.nameOf(staffId), org: network.name,
        state: has?.staffId === staffId ? 'yours' : isWaitingFor(one, staffId) ? 'asking' : said ? 'cannot' : taken ? 'taken' : 'over',
        takenBy: has ? { name: people.nameOf(has.staffId), at: has.since.toISOString() } : null, answerBy: until?.toISOString() ?? null,
        dutyPhone: network.dutyPhone, emergencyNumber: network.emergencyNumber, serverTime: clock.now().toISOString(),
        asks: kind, from: people.nameOf(byId).split(' ')[0] ?? null,
      };
    },

    /** Yes or no by the button behind the link. @throws `link/invalid`, `crisis/hand-over-ended`, `crisis/no-backup`, `crisis/taken` */
    answer: (linkHash: string, answer: 'have-it' | 'cannot'): Promise<void> => transact(async (tx) => {
      const found = await find(linkHash);
      const crisis = found && await store.find(found.crisis.id, tx);
      if (!crisis) throw problem('link/invalid');
      const { one: { id, kind }, staffId } = found;
      const by = { staffId, role: 'responder by link' };
      const now = crisis.asks.find((one) => one.id === id);
      if (!now || now.state !== 'asked') throw problem(kind === 'backup' ? 'crisis/no-backup' : 'crisis/hand-over-ended');
      if (kind === 'backup') await (answer === 'have-it' ? ask.acceptBackupIn(tx, crisis, staffId, by) : ask.declineBackupIn(tx, crisis, staffId, by));
      else if (answer === 'have-it') await ask.acceptIn(tx, crisis, staffId, by, 'link');
      else await ask.declineIn(tx, crisis, staffId, by, null);
    }),
  };
}
