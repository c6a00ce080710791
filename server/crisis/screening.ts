import type { ScreenerAnswers, ScreenerDefinition } from '../contract/triage.js';
import { newId } from '../kernel/ids.js';
import type { CrisisId, StaffId } from '../kernel/ids.js';
import { problem } from '../platform/http/problem.js';
import type { Actor } from '../platform/http/route.js';
import type { Claim } from '../platform/idempotency.js';
import { scoreScreener } from '../triage/index.js';
import type { Crisis } from './core/crisis.js';
import { byActor, guard, keeper } from './needs.js';
import type { CrisisNeeds } from './needs.js';
import { bothDetails } from './raise.js';
import type { Raise } from './raise.js';

export type Screening = ReturnType<typeof screening>;

/** Screeners filled in for a crisis: what they came to counts from then on wherever the urgency is judged, and is never erased. */
export function screening({ needs, raise, definitions }: { needs: CrisisNeeds; raise: Pick<Raise, 'judge' | 'escalateIfMoreUrgent'>; definitions: readonly ScreenerDefinition[] }) {
  const { store, transact, clock } = needs;
  const { keep } = keeper(needs);
  return {
    definitions,

    /**
     * Scores the answers, keeps both, and raises the urgency where they ask for it. It lowers nothing.
     * @throws `triage/impossible-answers` with the fields, `crisis/closed`, `crisis/absent`
     */
    fillIn: (id: CrisisId, filled: ScreenerAnswers, actor: Actor, claim: Claim): Promise<Crisis> => transact(async (tx) => {
      const before = guard(needs, await store.find(id, tx), actor, 'work');
      if (before.state === 'CLOSED') throw problem('crisis/closed');
      const definition = definitions.find((one) => one.id === filled.screener);
      if (!definition) throw problem('triage/impossible-answers', { errors: [{ pointer: '/screener', detail: 'is not kept here' }] });
      const ageYears = filled.ageYears ?? before.details.ageYears;
      const score = scoreScreener({ ...filled, ...(ageYears === undefined ? {} : { ageYears }) }, definition);
      if (!score.ok) throw problem(score.refusal, { errors: [...score.fields] });
      await claim(tx);
      const done = { id: newId(), byId: actor.staffId as StaffId, at: clock.now(), answers: filled.answers, result: score.result };
      // What the page says of risks must not contradict what was just said: of two answers the one that asks for more care stands.
      const after = { ...before, details: bothDetails(before.details, { facts: score.result.facts }), screenings: [...before.screenings, done] };
      const { crisis, happened } = await raise.escalateIfMoreUrgent(tx, before, { ...after, urgency: raise.judge(after, after.choice, after.details, 'more-known') });
      // Which one and what it came to are read from the crisis, where they are sealed.
      return keep(tx, before, crisis, [{ kind: 'crisis.screened', data: { screeningId: done.id } }, ...happened], byActor(actor), 'crisis.screened');
    }),
  };
}
