import Joi from 'joi';
import { WORDING_KEYS } from '../contract/wording.js';
import type { WordingKey, WordingSentence } from '../contract/wording.js';
import { problem } from '../platform/http/problem.js';
import { route } from '../platform/http/route.js';
import type { Route } from '../platform/http/route.js';
import type { WordingUse } from './wordings.js';

const key = Joi.string().pattern(/^[\w-]{1,60}$/).required();
const sentences = Joi.array<WordingSentence[]>().items(Joi.object<WordingSentence, true>({ words: Joi.string().trim().max(300).allow('').required(), goes: Joi.number().integer().min(0).max(9).required() })).min(1).max(10).required();
const version = Joi.number().integer().min(0).required();

/** The words of texts and calls: read, tried out, changed and put back by administrators. */
export function wordingRoutes(use: WordingUse): Route[] {
  const known = (name: string): WordingKey => {
    const found = WORDING_KEYS.find((one) => one === name);
    if (!found) throw problem('messaging/wording-absent');
    return found;
  };
  return [
    route('GET /api/v1/wordings', {
      allow: 'network:edit', says: 'The words of every text and of everything that a call says, as they hold now.', input: Joi.object({}),
      handle: async () => ({ wordings: use.views() }),
    }),
    route('POST /api/v1/wordings/:key/preview', {
      allow: 'network:edit', says: 'What words would look like when they are sent, and why they cannot be. Nothing is sent or kept.', input: Joi.object({ key, sentences }),
      handle: async (input) => use.preview(known(input.key), input),
    }),
    route('PUT /api/v1/wordings/:key', {
      allow: 'network:edit', says: 'Change the words of one text or of one thing that a call says; what is sent from now on says them.', input: Joi.object({ key, sentences, seenVersion: version }),
      handle: async (input, actor) => use.save(known(input.key), input, actor),
    }),
    route('GET /api/v1/wordings/:key/history', {
      allow: 'network:edit', says: 'Every version of these words, the newest first; the last is what they came with.', input: Joi.object({ key }),
      handle: async (input) => ({ versions: await use.history(known(input.key)) }),
    }),
    route('POST /api/v1/wordings/:key/put-back', {
      allow: 'network:edit', says: 'Let the words of an earlier version hold again.', input: Joi.object({ key, seenVersion: version, version }),
      handle: async (input, actor) => use.putBack(known(input.key), input, actor),
    }),
  ];
}
