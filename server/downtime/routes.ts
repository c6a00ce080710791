import type { Express, Request } from 'express';
import Joi from 'joi';
import { STAFF_LANGUAGES } from '../contract/identity.js';
import { problem } from '../platform/http/problem.js';
import { route } from '../platform/http/route.js';
import type { Actor, Route } from '../platform/http/route.js';
import type { DowntimeUse } from './usecases.js';

/** Nothing may run in a sheet or be fetched by it; its own style is all it needs. */
const CONTENT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export function downtimeRoutes({ use }: { use: DowntimeUse }): Route[] {
  return [
    route('GET /api/v1/downtime-sheets', {
      allow: 'downtime:read', says: 'The newest downtime sheet of each of my teams, how old it is, in which languages it is there, and what hindered the next.', input: Joi.object({}),
      handle: async (_input, actor) => use.list(actor),
    }),
  ];
}

/** Serves a team's newest sheet as HTML to print, `?lang=es` in Spanish, to the same people and by the same sign-in as the API. */
export function mountDowntimeSheets(app: Express, { use, whoIs }: { use: Pick<DowntimeUse, 'newest'>; whoIs: (request: Request) => Promise<Actor | null> }): void {
  app.get('/api/v1/downtime-sheets/:teamId/newest', async (request, response) => {
    const actor = await whoIs(request);
    if (!actor) throw problem('identity/unknown');
    if (!actor.may('downtime:read')) throw problem(actor.isDevice ? 'identity/unknown' : 'identity/not-allowed');
    const language = STAFF_LANGUAGES.find((one) => one === request.query['lang']) ?? 'en';
    const text = await use.newest(request.params.teamId, language, actor);
    response.setHeader('Content-Security-Policy', CONTENT_POLICY);
    response.setHeader('Cache-Control', 'private, no-store');
    response.setHeader('X-Robots-Tag', 'noindex');
    response.type('text/html; charset=utf-8').send(text);
  });
}
