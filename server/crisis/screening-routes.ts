import Joi from 'joi';
import type { ScreenerAnswers } from '../contract/triage.js';
import { route } from '../platform/http/route.js';
import type { Route } from '../platform/http/route.js';
import type { Idempotency } from '../platform/idempotency.js';
import { screenerAnswersFields } from '../triage/index.js';
import { guard } from './needs.js';
import type { CrisisNeeds } from './needs.js';
import type { Screening } from './screening.js';
import type { Views } from './views.js';

/** What can be asked, and what was answered. */
export function screeningRoutes({ use, needs, views, idempotency }: { use: Screening; needs: CrisisNeeds; views: Views; idempotency: Idempotency }): Route[] {
  return [
    route('GET /api/v1/screeners', {
      allow: 'crisis:open', says: 'The screeners that are kept here: what to ask, when, and under which licence.', input: Joi.object({}), handle: async () => ({ screeners: [...use.definitions] }),
    }),
    route('POST /api/v1/crises/:id/screenings', {
      allow: 'signed-in', status: 201, says: 'A screener was filled in with the person. It may raise the urgency and lowers nothing.',
      input: Joi.object<ScreenerAnswers & { id: string }>({ id: Joi.string().guid().required(), ...screenerAnswersFields }),
      handle: ({ id, ...filled }, actor, call) => idempotency.once(
        call, actor,
        async (claim) => views.whole(await use.fillIn(id, filled, actor, claim), actor),
        async () => views.whole(guard(needs, await needs.store.find(id), actor, 'see'), actor),
      ),
    }),
  ];
}
