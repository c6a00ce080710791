import Joi from 'joi';
import { POLICY_LETTERS } from '../contract/escalation.js';
import type { Ask, PolicyInput, PolicyView, Rung, WhoIsReachedInput } from '../contract/escalation.js';
import { CHANNELS } from '../contract/words.js';
import type { Audit } from '../audit/index.js';
import type { Clock } from '../kernel/clock.js';
import type { Events } from '../platform/events.js';
import { problem } from '../platform/http/problem.js';
import { route } from '../platform/http/route.js';
import type { Actor, Route } from '../platform/http/route.js';
import { duplicateOf } from '../platform/mongo/transact.js';
import type { Transact } from '../platform/mongo/transact.js';
import { findHoles } from './core/find-holes.js';
import type { Reachability } from './core/find-holes.js';
import type { Policies } from './policies.js';
import type { Reached } from './reached-view.js';
import type { EscalationStore, Policy } from './store.js';

const seconds = (least: number) => Joi.number().min(least).max(7 * 24 * 3600).required();
const ask = Joi.alternatives<Ask>().try(
  Joi.object({ kind: Joi.string().valid('rota').required(), rotaId: Joi.string().max(100).required() }),
  Joi.object({ kind: Joi.string().valid('responder').required(), staffId: Joi.string().max(100).required() }),
  Joi.object({ kind: Joi.string().valid('everyone', 'supervisor').required() }),
);
const rung = Joi.object<Rung>({ ask: Joi.array().items(ask).min(1).max(20).required(), channels: Joi.array().items(Joi.string().valid(...CHANNELS)).min(1).unique().required(), answerWithinSeconds: seconds(1) });
const ladder = Joi.object({ rungs: Joi.array().items(rung).min(1).max(12).required(), rounds: Joi.number().integer().min(1).max(20).required(), repeatEverySeconds: seconds(1) }).required();
/** The ladders of a policy as they are checked when they come in. */
export const laddersInput = Joi.object({ A: ladder, B: ladder, C: ladder, D: ladder });

/** Drafts may still ask nobody, or have no rung: they are what a check is for. */
const draftRung = Joi.object<Rung>({ ask: Joi.array().items(ask).max(20).required(), channels: Joi.array().items(Joi.string().valid(...CHANNELS)).unique().required(), answerWithinSeconds: seconds(1) });
const draftLadder = Joi.object({ rungs: Joi.array().items(draftRung).max(12).required(), rounds: Joi.number().integer().min(1).max(20).required(), repeatEverySeconds: seconds(1) }).required();

export interface PolicyNeeds { store: EscalationStore; policies: Policies; events: Events; audit: Audit; transact: Transact; clock: Clock; reachability: Reachability; reached: Reached }

/** Saves a policy; running escalations keep the ladder they began with. @throws `escalation/policy-with-a-hole`, `escalation/policy-changed` */
export const savingPolicies = ({ store, policies, events, audit, transact, clock, reachability, reached }: PolicyNeeds) =>
  async (policy: Policy, seenVersion: number, actor: Actor | null): Promise<Policy> => {
    // What a set-up brings may lack a supervisor on its second rung; what a person saves may not.
    const holes = actor ? reached.faultsOf(policy.teamId, policy.ladders) : findHoles(policy.ladders, reachability);
    if (holes.length > 0) throw problem('escalation/policy-with-a-hole', { errors: holes });
    const now = clock.now();
    await transact(async (tx) => {
      if (!await store.savePolicy(policy, seenVersion, tx)) throw problem('escalation/policy-changed');
      await events.append(tx, [{ at: now, kind: 'policy.changed', teamId: policy.teamId, actorId: actor?.staffId ?? null, data: { policy: policy.id } }]);
      await audit.append(tx, [{ at: now, actorId: actor?.staffId ?? null, role: actor?.role ?? 'set-up', action: 'policy.changed', object: `policy:${policy.id}`, teamId: policy.teamId }]);
    }).catch((error: unknown) => { throw duplicateOf(error) === null ? error : problem('escalation/policy-changed'); });
    await policies.refresh();
    return { ...policy, version: seenVersion + 1 };
  };

export function policyRoutes(needs: PolicyNeeds): Route[] {
  const save = savingPolicies(needs);
  return [
    route('GET /api/v1/policies', {
      allow: 'policy:read', says: 'Who is asked in turn, in my teams.', input: Joi.object({}),
      async handle(_input, actor) {
        const teams = actor.teamsWhere('policy:read');
        return { policies: needs.policies.all().filter(({ teamId }) => teams.includes(teamId)), mayEdit: [...actor.teamsWhere('policy:edit')] };
      },
    }),
    route('POST /api/v1/policies/who-is-reached', {
      allow: 'policy:read', says: 'Whom a ladder, saved or not, would reach if something came in at an instant and nobody answered; with what is wrong in the draft. Nobody is contacted.',
      input: Joi.object<WhoIsReachedInput>({
        teamId: Joi.string().max(100).required(), letter: Joi.string().valid(...POLICY_LETTERS).required(), at: Joi.string().isoDate().required(),
        ladders: Joi.object({ A: draftLadder, B: draftLadder, C: draftLadder, D: draftLadder }).required(),
      }),
      async handle({ at, ...draft }, actor) {
        if (!actor.may('policy:read', draft.teamId)) throw problem('escalation/unknown-policy');
        return needs.reached.view(draft, new Date(at), needs.clock.now());
      },
    }),
    route('PUT /api/v1/policies/:id', {
      allow: 'policy:edit', says: 'Change who is asked in turn; what already runs keeps the ladder it began with. With seenVersion 0 a team gets its first.',
      input: Joi.object<PolicyInput & { id: string }>({ id: Joi.string().pattern(/^[\w-]{1,100}$/).required(), seenVersion: Joi.number().integer().min(0).required(), teamId: Joi.string().max(100), name: Joi.string().trim().min(1).max(60).required(), ladders: laddersInput.required() }),
      async handle({ id, seenVersion, teamId, name, ladders }, actor): Promise<PolicyView> {
        const policy = needs.policies.all().find((one) => one.id === id) ?? (seenVersion === 0 && teamId !== undefined ? { id, teamId, version: 0 } : null);
        if (!policy || !actor.may('policy:edit', policy.teamId)) throw problem('escalation/unknown-policy');
        return save({ ...policy, name, ladders }, seenVersion, actor);
      },
    }),
  ];
}
