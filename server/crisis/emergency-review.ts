import Joi from 'joi';
import { EMERGENCY_FINDINGS, EMERGENCY_REVIEW_HOURS } from '../contract/emergency-access.js';
import type { EmergencyFinding, EmergencyTakenView } from '../contract/emergency-access.js';
import { problem } from '../platform/http/problem.js';
import { route } from '../platform/http/route.js';
import type { Actor, Route } from '../platform/http/route.js';
import { reviewBy, reviewRefusal } from './core/emergency-access.js';
import type { EmergencyAccesses, KeptAccess } from './emergency-access.js';
import { keeper } from './needs.js';
import type { CrisisNeeds } from './needs.js';

/**
 * Each emergency access waits until a supervisor of the crisis's team, not the one who took it, has said what they found. It blocks
 * nobody: an overdue one is only marked. What was found stands in the timeline and the audit for good. Source: reliability.md §7.
 */
export function emergencyReviewRoutes({ needs, accesses }: { needs: CrisisNeeds; accesses: EmergencyAccesses }): Route[] {
  const { transact, clock, audit, people } = needs;
  const { record } = keeper(needs);

  const viewOf = (access: KeptAccess, actor: Actor): EmergencyTakenView => {
    const { id, crisisId, ref, teamId, staffId, reason, at, until, reviewedAt, reviewedById, finding } = access;
    return {
      id, crisisId, ref, team: people.team(teamId)?.name ?? '', by: { id: staffId, name: people.nameOf(staffId) }, reason, at: at.toISOString(), until: until.toISOString(), reviewBy: reviewBy(at).toISOString(),
      mayReview: reviewRefusal(access, actor.staffId) === null,
      review: reviewedAt && reviewedById !== undefined && finding ? { by: people.nameOf(reviewedById), at: reviewedAt.toISOString(), finding } : null,
    };
  };

  return [
    route('GET /api/v1/emergency-access', {
      allow: 'crisis:supervise', says: `Emergency accesses to crises of my teams: those that wait for a supervisor to look at them within ${EMERGENCY_REVIEW_HOURS} hours, and those lately looked at.`, input: Joi.object({}),
      async handle(_input, actor) {
        const { waiting, reviewed } = await accesses.ofTeams(actor.teamsWhere('crisis:supervise'));
        return { waiting: waiting.map((access) => viewOf(access, actor)), reviewed: reviewed.map((access) => viewOf(access, actor)) };
      },
    }),
    route('POST /api/v1/emergency-access/:id/review', {
      allow: 'crisis:supervise', says: 'I looked at an emergency access of somebody else to a crisis of my team, and this is what I found. Once.',
      input: Joi.object<{ id: string; finding: EmergencyFinding }>({ id: Joi.string().guid().required(), finding: Joi.string().valid(...EMERGENCY_FINDINGS).required() }),
      handle: ({ id, finding }, actor) => transact(async (tx) => {
        const access = await accesses.find(id, tx);
        if (!access || !actor.may('crisis:supervise', access.teamId)) throw problem('crisis/emergency-access-absent');
        const refusal = reviewRefusal(access, actor.staffId);
        if (refusal) throw problem(refusal);
        const at = clock.now();
        const review = { reviewedById: actor.staffId, reviewedAt: at, finding };
        await accesses.review(id, review, tx);
        await record(tx, access, actor.staffId, [{ kind: 'crisis.emergency-access-reviewed', data: { accessId: id, staffId: access.staffId, finding } }]);
        await audit.append(tx, [{ at, actorId: actor.staffId, role: actor.role, action: 'crisis.emergency-access-reviewed', object: `crisis:${access.crisisId}`, teamId: access.teamId, reason: finding }]);
        return viewOf({ ...access, ...review }, actor);
      }),
    }),
  ];
}
