import Joi from 'joi';
import type { AuditAction } from '../contract/audit-actions.js';
import { EXPORT_REASONS } from '../contract/audit.js';
import type { AuditExportInput, AuditLine, AuditQuery, AuditView, ChainView } from '../contract/audit.js';
import type { Clock } from '../kernel/clock.js';
import { problem } from '../platform/http/problem.js';
import { route } from '../platform/http/route.js';
import type { Actor, Route } from '../platform/http/route.js';
import { cursorOf, csvOf, placeOf } from './core/query.js';
import type { Sealer, Verdict } from './sealer.js';
import type { Audit, AuditFilter, KeptEntry } from './store.js';

export interface AuditRouteNeeds {
  audit: Audit;
  sealer: Sealer;
  clock: Clock;
  /** The name of staff or of a machine. */
  nameOf: (actorId: string) => string;
  teamNameOf: (teamId: string) => string | null;
  /** Refs of open crises, and whose code a ref is. */
  refsOf: (crisisIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  crisisOf: (ref: string) => Promise<string | null>;
  /** @throws `identity/wrong-password` */
  confirm: (actor: Actor, password: string) => Promise<unknown>;
}

const PAGE = 50;
/** As many as one file takes; a longer time is asked for in parts. */
const FILE = 5000;

const query = {
  who: Joi.string().pattern(/^[\w:-]{1,80}$/), action: Joi.string().pattern(/^[\w.-]{1,80}$/), object: Joi.string().pattern(/^[\w.:-]{1,160}$/), ref: Joi.string().pattern(/^\d{4,6}$/),
  from: Joi.string().isoDate(), until: Joi.string().isoDate(),
};

/** The audit as those who watch over it read it: their own teams, or all of the network for an auditor. Reading it is witnessed too. */
export function auditRoutes({ audit, sealer, clock, nameOf, teamNameOf, refsOf, crisisOf, confirm }: AuditRouteNeeds): Route[] {
  const scopeOf = (actor: Actor): readonly string[] | null => (actor.may('audit:read-all') ? null : actor.teamsWhere('audit:read'));
  const witness = (actor: Actor, action: AuditAction, reason?: string): Promise<void> => audit.read({
    at: clock.now(), actorId: actor.staffId, role: actor.role, action, object: 'audit', teamId: scopeOf(actor)?.[0] ?? 'network', ...(reason === undefined ? {} : { reason }),
  });

  async function filterOf({ who, action, object, ref, from, until }: AuditQuery, actor: Actor): Promise<AuditFilter | null> {
    const crisisId = ref === undefined ? null : await crisisOf(ref);
    if (ref !== undefined && crisisId === null) return null;
    const about = crisisId === null ? object : `crisis:${crisisId}`;
    return {
      teamIds: scopeOf(actor), ...(who === undefined ? {} : { actorId: who }), ...(action === undefined ? {} : { action }), ...(about === undefined ? {} : { object: about }),
      ...(from === undefined ? {} : { from: new Date(from) }), ...(until === undefined ? {} : { until: new Date(until) }),
    };
  }

  async function linesOf(entries: readonly KeptEntry[]): Promise<AuditLine[]> {
    const idIn = (object: string): [kind: string, id: string] => [object.slice(0, object.indexOf(':')), object.slice(object.indexOf(':') + 1)];
    const crisisIds = [...new Set(entries.map(({ object }) => idIn(object)).filter(([kind]) => kind === 'crisis').map(([, id]) => id))];
    const [seals, refs] = await Promise.all([sealer.placesOf(entries.map(({ _id }) => _id)), refsOf(crisisIds)]);
    const named = (object: string): string | null => {
      const [kind, id] = idIn(object);
      if (kind === 'staff') return nameOf(id);
      if (kind === 'key') return nameOf(object);
      if (kind === 'team') return teamNameOf(id);
      return kind === 'crisis' ? refs.get(id) ?? null : null;
    };
    return entries.map(({ _id: id, at, actorId, role, action, object, teamId, reason }) => ({
      id, at: at.toISOString(), actor: actorId ? { id: actorId, name: nameOf(actorId) } : null, role, action, object, objectName: named(object), team: teamNameOf(teamId), reason: reason ?? null, seal: seals.get(id) ?? null,
    }));
  }

  const viewOf = async ({ sealed, firstBad, unsealed }: Verdict): Promise<ChainView> => ({
    checkedAt: clock.now().toISOString(), sealed, unsealed: unsealed.length, oldestUnsealedAt: (await audit.oldestOf(unsealed))?.toISOString() ?? null,
    firstBad: firstBad && { seq: firstBad.seq, entryId: firstBad.entryId, fault: firstBad.fault.replaceAll(' ', '-') as NonNullable<ChainView['firstBad']>['fault'] },
  });
  let checking: Promise<Verdict> | null = null;

  return [
    route('GET /api/v1/audit', {
      allow: 'audit:read', says: 'Who did or read what, newest first, by page. Ids and codes only; a supervisor reads their own teams, an auditor all.', input: Joi.object<AuditQuery>({ ...query, cursor: Joi.string().max(200) }),
      async handle({ cursor, ...asked }, actor): Promise<AuditView> {
        const after = cursor === undefined ? undefined : placeOf(cursor);
        if (after === null) throw problem('audit/unknown-cursor');
        const filter = await filterOf(asked, actor);
        const found = filter ? await audit.find({ ...filter, ...(after ? { after } : {}) }, PAGE + 1) : [];
        const entries = found.slice(0, PAGE);
        const last = entries.at(-1);
        if (after === undefined) await witness(actor, 'audit.read');
        return { entries: await linesOf(entries), next: found.length > PAGE && last ? cursorOf({ at: last.at, id: last._id }) : null, scope: scopeOf(actor) === null ? 'all' : 'teams' };
      },
    }),
    route('GET /api/v1/audit/choices', {
      allow: 'audit:read', says: 'Actions and people that occur, for choosing.', input: Joi.object({}),
      async handle(_input, actor) {
        const { actions, actorIds } = await audit.occurring(scopeOf(actor));
        return { actions: actions.sort(), people: actorIds.map((id) => ({ id, name: nameOf(id) })).sort((a, b) => a.name.localeCompare(b.name)) };
      },
    }),
    route('POST /api/v1/audit/verification', {
      allow: 'audit:read', says: 'Walk the whole chain: the first entry that is not as it was written, and how many wait to be sealed.', input: Joi.object({}),
      async handle(_input, actor) {
        const verdict = await (checking ??= sealer.verify().finally(() => { checking = null; }));
        await witness(actor, 'audit.verified', verdict.firstBad ? 'not-whole' : 'whole');
        return viewOf(verdict);
      },
    }),
    route('POST /api/v1/audit/export', {
      allow: 'audit:read', says: 'Entries as a table, newest first, at most 5,000, with a reason and one’s password. The export is in the audit itself.',
      input: Joi.object<AuditExportInput>({ ...query, why: Joi.string().valid(...EXPORT_REASONS).required(), password: Joi.string().max(200).required() }),
      async handle({ why, password, ...asked }, actor) {
        await confirm(actor, password);
        const filter = await filterOf(asked, actor);
        const found = filter ? await audit.find(filter, FILE + 1) : [];
        const lines = await linesOf(found.slice(0, FILE));
        await witness(actor, 'audit.exported', why);
        return { name: `audit-${clock.now().toISOString().slice(0, 16).replaceAll(':', '')}.csv`, csv: csvOf(lines), count: lines.length, cut: found.length > FILE };
      },
    }),
  ];
}
