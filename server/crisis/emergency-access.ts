import { Schema } from 'mongoose';
import Joi from 'joi';
import { EMERGENCY_MINUTES, EMERGENCY_REASONS } from '../contract/emergency-access.js';
import type { EmergencyAccessInput, EmergencyAccessView } from '../contract/emergency-access.js';
import type { Clock } from '../kernel/clock.js';
import { addHours } from '../kernel/durations.js';
import { newId } from '../kernel/ids.js';
import type { CrisisId, StaffId, TeamId } from '../kernel/ids.js';
import type { DomainEvent, FeedReader } from '../platform/feed.js';
import { problem } from '../platform/http/problem.js';
import { route } from '../platform/http/route.js';
import type { Actor, Route } from '../platform/http/route.js';
import { trusted } from '../platform/mongo/connect.js';
import type { Connection } from '../platform/mongo/connect.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';
import type { Tx } from '../platform/mongo/transact.js';
import type { Crisis } from './core/crisis.js';
import { endOfAccess, holds } from './core/emergency-access.js';
import type { EmergencyAccess, EmergencyReview } from './core/emergency-access.js';
import { emergencyText } from './emergency-text.js';
import { byActor, keeper, mayOf, noteOf } from './needs.js';
import { reviewJob } from './overdue-review.js';
import type { CrisisNeeds } from './needs.js';

/** `forgetAt` is set by the review alone: what nobody has looked at is never forgotten. */
type Row = Omit<EmergencyAccess, 'id'> & { _id: string } & Partial<EmergencyReview & { forgetAt: Date; overdueToldAt: Date }>;
/** `overdueToldAt`: when those who must review it were told that it is overdue. */
export type KeptAccess = EmergencyAccess & Partial<EmergencyReview & { overdueToldAt: Date }>;

/** A reviewed one is kept so many days more; what counts for good is in the timeline and the audit. */
const KEPT_DAYS = 30;

export const emergencyAccessPlan: CollectionPlan = {
  name: 'emergency_access',
  indexes: [{ key: { forgetAt: 1 }, name: 'forget-reviewed', expireAfterSeconds: 0 }, { key: { until: 1, staffId: 1 }, name: 'open' }, { key: { teamId: 1, reviewedAt: 1, at: 1 }, name: 'reviews' }],
};

const EVENT = 'crisis.emergency-access';
const schema = new Schema<Row>({ _id: String, crisisId: String, teamId: String, ref: String, staffId: String, reason: String, at: Date, until: Date, reviewedById: String, reviewedAt: Date, finding: String, forgetAt: Date, overdueToldAt: Date }, { strict: 'throw', versionKey: false, collection: 'emergency_access' });

export type EmergencyAccesses = Awaited<ReturnType<typeof keepEmergencyAccess>>;

/** Who has which crisis open by emergency access, in memory: rights are asked everywhere and wait for no database. Alone knows `emergency_access`. */
export async function keepEmergencyAccess({ db, clock }: { db: Connection; clock: Clock }) {
  const rows = db.model('EmergencyAccess', schema);
  let open = new Map<string, Date>();
  const keyOf = (crisisId: CrisisId, staffId: StaffId): string => `${crisisId} ${staffId}`;
  const remember = (crisisId: CrisisId, staffId: StaffId, until: Date): void => { open.set(keyOf(crisisId, staffId), until); };
  async function load(): Promise<void> {
    const now = clock.now();
    const found = await rows.find({ until: trusted({ $gt: now }) }).lean<Row[]>();
    open = new Map([...[...open].filter(([, until]) => until > now), ...found.map(({ crisisId, staffId, until }): [string, Date] => [keyOf(crisisId, staffId), until])]);
  }
  const reader: FeedReader = {
    event({ kind, crisisId, actorId, data }: DomainEvent) {
      if (kind === EVENT && crisisId && actorId) remember(crisisId, actorId, new Date(String(data['until'])));
    },
    resync() { void load().catch(() => undefined); },
  };
  const kept = ({ _id: id, forgetAt: _forgetAt, ...rest }: Row): KeptAccess => ({ id, ...rest });
  await load();
  return {
    reader, remember,
    /** Whether this crisis is open to them now by emergency access. */
    holds(crisisId: CrisisId, staffId: StaffId): boolean {
      const until = open.get(keyOf(crisisId, staffId));
      return until !== undefined && holds({ until }, clock.now());
    },
    async add({ id, ...rest }: EmergencyAccess, tx: Tx): Promise<void> { await rows.collection.insertOne({ _id: id, ...rest } as never, { session: tx.session }); },
    /** Those of these teams: every one that waits for a look, the oldest first, and the newest that had theirs. */
    async ofTeams(teamIds: readonly TeamId[]): Promise<{ waiting: KeptAccess[]; reviewed: KeptAccess[] }> {
      const teamId = trusted({ $in: [...teamIds] });
      const [waiting, reviewed] = await Promise.all([
        rows.find({ teamId, reviewedAt: null }).sort({ at: 1 }).limit(200).lean<Row[]>(),
        rows.find({ teamId, reviewedAt: trusted({ $ne: null }) }).sort({ reviewedAt: -1 }).limit(20).lean<Row[]>(),
      ]);
      return { waiting: waiting.map(kept), reviewed: reviewed.map(kept) };
    },
    async find(id: string, tx: Tx): Promise<KeptAccess | null> {
      const row = await rows.collection.findOne({ _id: id } as never, { session: tx.session }) as unknown as Row | null;
      return row && kept(row);
    },
    async overdueTold(id: string, at: Date, tx: Tx): Promise<void> { await rows.collection.updateOne({ _id: id } as never, { $set: { overdueToldAt: at } } as never, { session: tx.session }); },
    /** Those that nobody has looked at and nobody was told of being overdue. */
    untold: async (): Promise<KeptAccess[]> => (await rows.find({ reviewedAt: null, overdueToldAt: null }).limit(1000).lean<Row[]>()).map(kept),
    /** Two supervisors at once: the database lets one of them be first, and the other reads it anew. */
    async review(id: string, review: EmergencyReview, tx: Tx): Promise<void> {
      await rows.collection.updateOne({ _id: id } as never, { $set: { ...review, forgetAt: addHours(review.reviewedAt, KEPT_DAYS * 24) } } as never, { session: tx.session });
    },
  };
}

export interface EmergencyNeeds {
  needs: CrisisNeeds;
  accesses: EmergencyAccesses;
  supervisorsOf: (teamId: TeamId) => StaffId[];
  /** @throws `identity/wrong-password` */
  confirm: (actor: Actor, password: string) => Promise<unknown>;
}

/**
 * A clinician opens a crisis that is not theirs to see, with their password and a reason, for 30 minutes. It never waits for a yes; the
 * owner, the team's supervisors and the auditors are told at once, by text, and it stands in the timeline and the audit for good. It
 * opens reading, nothing more. A supervisor of the team looks at it within 72 hours. Source: reliability.md §7.
 */
export function emergencyAccessRoutes({ needs, accesses, supervisorsOf, confirm }: EmergencyNeeds): Route[] {
  const { store, jobs, transact, clock, audit, people, tell, languageOf } = needs;
  const { keep } = keeper(needs);

  /** Trying is witnessed as well, whether or not there is such a crisis. */
  const refused = async (what: string, actor: Actor): Promise<never> => {
    await audit.read({ at: clock.now(), actorId: actor.staffId, role: actor.role, action: 'emergency-access.found-nothing', object: what, teamId: 'network' });
    throw problem('crisis/absent');
  };

  async function tellAll(tx: Tx, crisis: Crisis, by: StaffId, until: Date, accessId: string): Promise<void> {
    const { org, timeZone } = people.network();
    const auditors = people.all().filter(({ active, roles }) => active && roles.some(({ role }) => role === 'auditor')).map(({ id }) => id);
    const told = new Set([...(crisis.owner ? [crisis.owner.staffId] : []), ...supervisorsOf(crisis.teamId), ...auditors]);
    told.delete(by);
    const bodyFor = (to: StaffId): string => emergencyText({ org, timeZone, ref: crisis.ref, name: people.nameOf(by), until, language: languageOf(to) });
    for (const staffId of told) await tell(tx, staffId, bodyFor(staffId), { teamId: crisis.teamId, crisisId: crisis.id, letter: crisis.urgency.letter, purpose: 'emergency-access', key: `emergency-access:${accessId}:${staffId}` });
  }

  return [
    route('POST /api/v1/emergency-access', {
      allow: 'crisis:open-in-emergency', status: 201, says: `Open a crisis that is not mine to see, with my password and a reason, for ${EMERGENCY_MINUTES} minutes. Its owner, the supervisors and the auditors are told at once.`,
      input: Joi.object<EmergencyAccessInput>({
        crisisId: Joi.string().guid(), ref: Joi.string().pattern(/^\d{4,6}$/), reason: Joi.string().valid(...EMERGENCY_REASONS).required(), words: Joi.string().trim().min(5).max(1000).required(), password: Joi.string().max(200).required(),
      }).xor('crisisId', 'ref'),
      async handle({ crisisId, ref, reason, words, password }, actor): Promise<EmergencyAccessView> {
        await confirm(actor, password);
        const id = newId();
        const at = clock.now();
        const given = await transact(async (tx) => {
          const before = crisisId === undefined ? await store.findOpenByRef(ref ?? '', tx) : await store.find(crisisId, tx);
          if (!before) return null;
          if (mayOf(needs, before, actor).see) throw problem('crisis/emergency-access-not-needed');
          const access: EmergencyAccess = { id, crisisId: before.id, teamId: before.teamId, ref: before.ref, staffId: actor.staffId, reason, at, until: endOfAccess(at) };
          const { notes, event } = noteOf(before, actor.staffId, words, at);
          await accesses.add(access, tx);
          await jobs.add(tx, [reviewJob(access)]);
          await keep(tx, before, { ...before, notes }, [{ kind: EVENT, data: { reason, until: access.until.toISOString() } }, event], byActor(actor), 'crisis.opened-in-emergency');
          await tellAll(tx, before, actor.staffId, access.until, id);
          return { crisis: before, access };
        });
        if (!given) return refused(ref === undefined ? `crisis:${crisisId ?? ''}` : `ref:${ref}`, actor);
        accesses.remember(given.crisis.id, actor.staffId, given.access.until);
        return { crisisId: given.crisis.id, ref: given.crisis.ref, until: given.access.until.toISOString() };
      },
    }),
  ];
}
