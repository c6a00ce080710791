import Joi from 'joi';
import { HELP_KINDS, TRAITS } from '../contract/directory.js';
import { GENDERS } from '../contract/matching.js';
import type { MatchInput } from '../contract/matching.js';
import { route } from '../platform/http/route.js';
import type { Route } from '../platform/http/route.js';
import type { Matching } from './usecases.js';

export function matchingRoutes({ matching }: { matching: Pick<Matching, 'match'> }): Route[] {
  return [
    route('POST /api/v1/crises/:id/matches', {
      allow: 'referral:send', says: 'Services that can really take this person now, with reasons; and why others are not shown. Changes nothing.',
      input: Joi.object<MatchInput & { id: string }>({
        id: Joi.string().guid().required(), kinds: Joi.array().items(Joi.string().valid(...HELP_KINDS)).max(HELP_KINDS.length), ageYears: Joi.number().integer().min(0).max(130),
        language: Joi.string().trim().min(1).max(60), speaksDefaultLanguage: Joi.boolean(), access: Joi.array().items(Joi.string().trim().min(1).max(60)).max(20),
        postcode: Joi.string().trim().max(12), point: Joi.object({ latitude: Joi.number().min(-90).max(90).required(), longitude: Joi.number().min(-180).max(180).required() }),
        farthest: Joi.number().positive().max(1000), blockedServiceIds: Joi.array().items(Joi.string().guid()).max(50), gender: Joi.string().valid(...GENDERS),
        wishes: Joi.array().items(Joi.string().valid(...TRAITS)).max(TRAITS.length), brings: Joi.object({ pets: Joi.boolean(), dependants: Joi.boolean() }), veteran: Joi.boolean(),
        most: Joi.number().integer().min(1).max(50),
      }),
      handle: async ({ id, ...asked }, actor) => matching.match(id, asked, actor),
    }),
  ];
}
