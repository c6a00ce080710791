import { newId } from '../kernel/ids.js';
import { duplicateOf } from '../platform/mongo/transact.js';
import type { Tx } from '../platform/mongo/transact.js';
import { fitsOne, toGsm7 } from '../messaging/index.js';
import { idsOf, onCallAt } from './core/on-call-at.js';
import type { Book } from './core/rota.js';
import { ROTA_TEXTS_EN } from './core/rota-texts.js';
import { ROTA_TEXTS_ES } from './core/rota-texts-es.js';
import type { RotaTexts, Speaking, Versions } from './core/rota-texts.js';
import { ROTA_JOBS, ROTA_URGENCY } from './needs.js';
import type { OnCallNeeds } from './needs.js';
import { booksOf } from './store.js';
import type { Everything } from './store.js';
import type { AuditAction } from '../contract/audit-actions.js';
import type { StaffLanguage } from '../contract/identity.js';

/** Who changed something: a member of staff, or nobody for what the clock or the set-up did. */
export interface By { staffId: string; role: string }

export interface Announcement {
  by: By | null;
  action: AuditAction;
  object: string;
  teamIds: readonly string[];
  rotaId: string | null;
  /** The same as the change itself, on what is in memory: tells who comes on or goes off by it this very moment. */
  apply: (everything: Everything) => Everything;
}

const TEXTS: Readonly<Record<StaffLanguage, RotaTexts>> = { en: ROTA_TEXTS_EN, es: ROTA_TEXTS_ES };

/** What somebody is told, whatever their language. `timeZone`: the rota's clocks. */
export interface News { timeZone: string; words: (say: RotaTexts, speak: Speaking) => Versions }

/** What follows from every change of a rota, in its own transaction, and texts to staff about rotas. */
export function announcing({ rotas, people, events, audit, jobs, messages, tellByEmail, transact, clock, publicUrl, unreachable, withRole }: OnCallNeeds) {
  const idsNow = (book: Book | undefined, at: Date): string => (book ? idsOf(onCallAt(book, at)).join(',') : '');

  /** Speaks for the room: the network's name, the way to the rota, the rota's clocks. */
  const speaking = (timeZone: string): Speaking => ({ org: people.network().org, link: `${publicUrl}/rota`, timeZone, now: clock.now() });

  const textsFor = (staffId: string): RotaTexts => TEXTS[people.find(staffId)?.language ?? 'en'];

  /** In the language of whoever gets it: the fullest version for an e-mail, and the fullest that is one segment for a text. */
  function wordsTo(staffId: string, { timeZone, words }: News): { email: string; text: string } {
    const [say, speak] = [textsFor(staffId), speaking(timeZone)];
    const versions = [...words(say, speak), ...say.needsYou(speak)];
    return { email: versions[0] ?? '', text: versions.map(toGsm7).find(fitsOne) ?? '' };
  }

  /** The own number of a member of staff whom a text can reach; a duty phone is in somebody else's hands before and after. */
  const ownPhone = (staffId: string): string | null => (unreachable(staffId) === null ? people.find(staffId)?.phone ?? null : null);

  async function text(tx: Tx, staffId: string, about: { key: string; purpose: string; teamId: string; urgency?: number; validitySeconds?: number }, news: News): Promise<boolean> {
    const said = wordsTo(staffId, news);
    if (people.find(staffId)?.active === true) await tellByEmail(tx, staffId, about, said.email);
    const to = ownPhone(staffId);
    if (to === null) return false;
    await messages.queue(tx, { to, body: said.text, sender: 'staff', crisisId: null, urgency: ROTA_URGENCY, ...about });
    return true;
  }

  return {
    ownPhone, text,
    /** To rota managers of the team who got no text of it, by e-mail. */
    async emailManagers(tx: Tx, but: readonly string[], about: { key: string; purpose: string; teamId: string; validitySeconds?: number }, news: News): Promise<void> {
      for (const staffId of withRole(about.teamId, 'rota-manager').filter((id) => !but.includes(id))) await tellByEmail(tx, staffId, { ...about, key: `${about.key}:${staffId}` }, wordsTo(staffId, news).email);
    },
    /** Leave that was taken or ended, by e-mail: to the rota managers, and to whose it is; not to who did it. */
    async leaveTold(tx: Tx, { id, staffId, startsAt, endsAt }: { id: string; staffId: string; startsAt: Date; endsAt: Date }, { teamIds, byId, ended }: { teamIds: readonly string[]; byId: string; ended: boolean }): Promise<void> {
      const speak = speaking(people.network().timeZone);
      const leave = { name: people.nameOf(staffId), startsAt, endsAt };
      const teamId = teamIds[0] ?? 'network';
      const readers = new Set([staffId, ...teamIds.flatMap((team) => withRole(team, 'rota-manager'))]);
      for (const to of readers) if (to !== byId) await tellByEmail(tx, to, { key: `leave:${id}:${ended ? 'ended' : 'taken'}:${to}`, purpose: 'leave', teamId }, textsFor(to).leaveWords(speak, leave, ended));
    },
    /** A text in a transaction of its own; one that was sent before, by its key, is no fault. */
    async textOnce(...[staffId, about, news]: [string, Parameters<typeof text>[2], News]): Promise<void> {
      await transact((tx) => text(tx, staffId, about, news)).catch((error: unknown) => { if (duplicateOf(error) === null) throw error; });
    },
    /** Event, audit entry, a look at gaps, and word to who comes on or goes off at once; commits with the change. */
    async announce(tx: Tx, { by, action, object, teamIds, rotaId, apply }: Announcement, id: string): Promise<void> {
      const now = clock.now();
      const before = rotas.books();
      const after = booksOf(apply(rotas.everything()));
      const teamId = teamIds[0] ?? 'network';
      const handOffs = before.flatMap((book) => {
        const was = idsNow(book, now);
        const next = after.get(book.rota.id);
        return next === undefined || idsNow(next, now) === was ? [] : [{
          key: `${ROTA_JOBS.handOff}:${book.rota.id}:${id}`, kind: ROTA_JOBS.handOff, teamId: book.rota.teamId, urgency: ROTA_URGENCY, dueAt: now, data: { rota: book.rota.id, at: now.toISOString(), was },
        }];
      });
      await jobs.add(tx, [...handOffs, { key: `${ROTA_JOBS.look}:${id}`, kind: ROTA_JOBS.look, teamId, urgency: ROTA_URGENCY, dueAt: now, data: {} }]);
      await events.append(tx, teamIds.map((team) => ({ at: now, kind: 'rota.changed', teamId: team, actorId: by?.staffId ?? null, data: { rota: rotaId } })));
      await audit.append(tx, [{ at: now, actorId: by?.staffId ?? null, role: by?.role ?? 'set-up', action, object, teamId }]);
    },
    newId: () => newId(),
  };
}

export type Announcing = ReturnType<typeof announcing>;
