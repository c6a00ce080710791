import type { LeaveInput, LeaveView, OverrideInput, OverrideView, RotaView } from '../contract/oncall.js';
import { problem } from '../platform/http/problem.js';
import type { Actor } from '../platform/http/route.js';
import { duplicateOf } from '../platform/mongo/transact.js';
import type { Transact, Tx } from '../platform/mongo/transact.js';
import type { Claim } from '../platform/idempotency.js';
import type { Announcing, By } from './announce.js';
import { overlap } from './core/rota.js';
import type { Book, Rota, Stretch } from './core/rota.js';
import { readTime } from './core/wall-clock.js';
import type { OnCallNeeds } from './needs.js';
import type { Leave, Override } from './store.js';
import type { RotaViews } from './views.js';

const DAY_MS = 24 * 3600 * 1000;
/** Longer than these is a slip of the hand. */
const LONGEST_DAYS = { override: 31, leave: 366, ahead: 366 } as const;

/** A rota without an id of its own yet, as `save` takes it; what is left out is as for a new rota. */
export type RotaDraft = Omit<Rota, 'mustCover' | 'longestHours' | 'handOffNotices' | 'dutyPhone' | 'version'> & Partial<Pick<Rota, 'mustCover' | 'longestHours' | 'handOffNotices' | 'dutyPhone' | 'version'>>;

/** A stretch as a person gave it, from now at the earliest. @throws `request/malformed` */
export function readStretch({ startsAt, endsAt }: { startsAt: string; endsAt: string }, timeZone: string, now: Date, longestDays: number): Stretch {
  const fault = (pointer: string, detail: string) => problem('request/malformed', { errors: [{ pointer, detail }] });
  const from = readTime(startsAt, timeZone);
  const until = readTime(endsAt, timeZone);
  if (!from) throw fault('/startsAt', 'is neither an instant nor a local time');
  if (!until) throw fault('/endsAt', 'is neither an instant nor a local time');
  const begins = from < now ? now : from;
  if (until <= begins) throw fault('/endsAt', until <= now ? 'is over already' : 'is not after it begins');
  if (until.getTime() - begins.getTime() > longestDays * DAY_MS) throw fault('/endsAt', `is more than ${longestDays} days later`);
  if (begins.getTime() - now.getTime() > LONGEST_DAYS.ahead * DAY_MS) throw fault('/startsAt', 'is more than a year ahead');
  return { startsAt: begins, endsAt: until };
}

export type RotaUse = ReturnType<typeof rotaUse>;

/** Changing rotas: how they are set, who is put on by hand, who is on leave. Each change is audited, told and looked at. */
export function rotaUse(needs: OnCallNeeds, views: RotaViews, say: Announcing) {
  const { store, rotas, people, clock, isAskedByPolicy } = needs;
  const transact: Transact = needs.transact;

  function mustKnow(staffId: string, pointer: string): void {
    if (!people.find(staffId)?.active) throw problem('request/malformed', { errors: [{ pointer, detail: 'is nobody we know' }] });
  }
  const by = (actor: Actor | null): By | null => (actor ? { staffId: actor.staffId, role: actor.role } : null);
  async function done<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const result = await transact(work);
    await rotas.refresh();
    return result;
  }
  function editable(rotaId: string, actor: Actor): Book {
    const book = rotas.book(rotaId);
    if (!book || !actor.may('rota:edit', book.rota.teamId)) throw problem('oncall/unknown-rota');
    return book;
  }

  return {
    /** @throws `oncall/changed` when somebody changed or made it meanwhile, `oncall/phone-in-use` */
    async save(draft: RotaDraft, seenVersion: number, actor: Actor | null): Promise<RotaView> {
      const rota: Rota = { mustCover: [], longestHours: null, handOffNotices: true, dutyPhone: null, ...draft, version: seenVersion + 1 };
      if (rota.dutyPhone !== null && people.byPhone(rota.dutyPhone)) throw problem('oncall/phone-in-use');
      const id = say.newId();
      await done(async (tx) => {
        if (!await store.save(rota, seenVersion, tx)) throw problem('oncall/changed');
        await say.announce(tx, {
          by: by(actor), action: 'rota.changed', object: `rota:${rota.id}`, teamIds: [rota.teamId], rotaId: rota.id,
          apply: (all) => ({ ...all, rotas: [...all.rotas.filter((one) => one.id !== rota.id), rota] }),
        }, id);
      }).catch((error: unknown) => {
        const index = duplicateOf(error);
        throw index === null ? error : problem(index === 'one_per_duty_phone' ? 'oncall/phone-in-use' : 'oncall/changed');
      });
      return views.rota(rotas.book(rota.id) ?? { rota, changes: [], away: [] });
    },

    /** @throws `oncall/unknown-rota`, `oncall/rota-in-use`, `oncall/changed` */
    async remove(rotaId: string, seenVersion: number, actor: Actor): Promise<void> {
      const { rota } = editable(rotaId, actor);
      if (isAskedByPolicy(rotaId)) throw problem('oncall/rota-in-use');
      const id = say.newId();
      await done(async (tx) => {
        if (!await store.remove(rotaId, seenVersion, tx)) throw problem('oncall/changed');
        await say.announce(tx, { by: by(actor), action: 'rota.removed', object: `rota:${rotaId}`, teamIds: [rota.teamId], rotaId, apply: (all) => ({ ...all, rotas: all.rotas.filter((one) => one.id !== rotaId) }) }, id);
      });
    },

    overrides(rotaId: string, actor: Actor): OverrideView[] {
      const book = rotas.book(rotaId);
      if (!book || !actor.may('rota:read', book.rota.teamId)) throw problem('oncall/unknown-rota');
      return rotas.everything().overrides.filter((one) => one.rotaId === rotaId && one.kind !== 'fixed' && one.endsAt > clock.now()).map(views.override);
    },

    /** @throws `oncall/unknown-rota`, `oncall/on-leave`, `oncall/already-on-call`, `request/malformed` */
    async putOn(rotaId: string, { kind, staffId, ...given }: OverrideInput, id: string, actor: Actor, claim: Claim): Promise<OverrideView> {
      const book = editable(rotaId, actor);
      mustKnow(staffId, '/staffId');
      const now = clock.now();
      const override = await done(async (tx): Promise<Override> => {
        await claim(tx);
        const stretch = readStretch(given, book.rota.timeZone, now, LONGEST_DAYS.override);
        if (rotas.everything().leave.some((leave) => leave.staffId === staffId && overlap(leave, stretch))) throw problem('oncall/on-leave');
        if (views.holds(book, staffId, stretch)) throw problem('oncall/already-on-call');
        const made: Override = { id, rotaId, teamId: book.rota.teamId, kind, staffId, ...stretch, madeById: actor.staffId, madeAt: now, order: await store.touch([rotaId], tx) };
        await store.addOverride(made, tx);
        await say.announce(tx, { by: by(actor), action: `rota.${kind}`, object: `rota:${rotaId}`, teamIds: [book.rota.teamId], rotaId, apply: (all) => ({ ...all, overrides: [...all.overrides, made] }) }, id);
        // Who comes on this moment is told of that instead.
        if (staffId !== actor.staffId && stretch.startsAt > now) {
          await say.text(tx, staffId, { key: `put-on:${id}`, purpose: 'rota-change', teamId: book.rota.teamId }, {
            timeZone: book.rota.timeZone, words: ({ putOnText }, speak) => putOnText(speak, { rotaName: book.rota.name, ...stretch }, kind === 'extra'),
          });
        }
        return made;
      });
      return views.override(override);
    },
    findOverride: (id: string): OverrideView | null => {
      const found = rotas.everything().overrides.find((one) => one.id === id);
      return found ? views.override(found) : null;
    },

    /** Takes somebody off again; one that runs ends now. @throws `oncall/unknown-rota`, `oncall/absent` */
    async takeOff(rotaId: string, overrideId: string, actor: Actor): Promise<void> {
      const { rota } = editable(rotaId, actor);
      const now = clock.now();
      const id = say.newId();
      await done(async (tx) => {
        await store.touch([rotaId], tx);
        if (!await store.endOverride(overrideId, rotaId, now, tx)) throw problem('oncall/absent');
        await say.announce(tx, {
          by: by(actor), action: 'rota.override-removed', object: `rota:${rotaId}`, teamIds: [rota.teamId], rotaId,
          apply: (all) => ({ ...all, overrides: all.overrides.filter((one) => one.id !== overrideId) }),
        }, id);
      });
    },

    /** @throws `identity/not-allowed` for another without the right to edit their rota, `request/malformed` */
    async takeLeave({ staffId = '', ...given }: LeaveInput, id: string, actor: Actor, claim: Claim): Promise<LeaveView> {
      const whose = staffId === '' ? actor.staffId : staffId;
      if (whose !== actor.staffId && !views.mayEditFor(actor, whose)) throw problem('identity/not-allowed');
      mustKnow(whose, '/staffId');
      const now = clock.now();
      const leave = await done(async (tx): Promise<Leave> => {
        await claim(tx);
        const taken: Leave = { id, staffId: whose, ...readStretch(given, people.network().timeZone, now, LONGEST_DAYS.leave), madeById: actor.staffId, madeAt: now };
        await store.addLeave(taken, tx);
        await say.announce(tx, { by: by(actor), action: 'leave.taken', object: `staff:${whose}`, teamIds: views.teamsOf(whose), rotaId: null, apply: (all) => ({ ...all, leave: [...all.leave, taken] }) }, id);
        await say.leaveTold(tx, taken, { teamIds: views.teamsOf(whose), byId: actor.staffId, ended: false });
        return taken;
      });
      return views.leaveView(leave, actor);
    },
    findLeave: (id: string): Leave | null => rotas.everything().leave.find((one) => one.id === id) ?? null,

    /** Leave taken back; leave that runs ends now. @throws `oncall/absent`, `identity/not-allowed` */
    async endLeave(leaveId: string, actor: Actor): Promise<void> {
      const leave = rotas.everything().leave.find((one) => one.id === leaveId);
      if (!leave) throw problem('oncall/absent');
      if (leave.staffId !== actor.staffId && !views.mayEditFor(actor, leave.staffId)) throw problem(views.teamsOf(leave.staffId).some((teamId) => actor.may('rota:read', teamId)) ? 'identity/not-allowed' : 'oncall/absent');
      const id = say.newId();
      await done(async (tx) => {
        if (!await store.endLeave(leaveId, clock.now(), tx)) throw problem('oncall/absent');
        await say.announce(tx, { by: by(actor), action: 'leave.ended', object: `staff:${leave.staffId}`, teamIds: views.teamsOf(leave.staffId), rotaId: null, apply: (all) => ({ ...all, leave: all.leave.filter((one) => one.id !== leaveId) }) }, id);
        await say.leaveTold(tx, leave, { teamIds: views.teamsOf(leave.staffId), byId: actor.staffId, ended: true });
      });
    },
  };
}
