import Joi from 'joi';
import { route } from '../platform/http/route.js';
import type { Route } from '../platform/http/route.js';
import type { RotaImport } from './import.js';

/** As much as one request takes. */
const csv = Joi.string().min(1).max(60_000).required();

/** Shifts from a table and back into one. */
export function rotaImportRoutes(imports: RotaImport): Route[] {
  return [
    route('POST /api/v1/rota-imports/preview', {
      allow: 'rota:edit', says: 'What a table of shifts would do, and which gaps and warnings the rotas would have then. Writes nothing.', input: Joi.object({ csv }), handle: async (input, actor) => imports.preview(input.csv, actor),
    }),
    route('POST /api/v1/rota-imports', {
      allow: 'rota:edit', says: 'Do exactly what a preview showed.', status: 201, input: Joi.object({ csv, digest: Joi.string().max(100).required() }), handle: async (input, actor) => imports.apply(input.csv, input.digest, actor),
    }),
    route('GET /api/v1/rota-exports', {
      allow: 'rota:read', says: 'The rotas of my teams, or one of them, as a table that can be imported again.',
      input: Joi.object({ rotaId: Joi.string().pattern(/^[\w-]{1,100}$/), days: Joi.number().integer().min(1).max(92) }), handle: async (input, actor) => imports.exported(input, actor),
    }),
  ];
}
