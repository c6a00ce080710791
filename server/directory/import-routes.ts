import Joi from 'joi';
import type { ImportChoices } from '../contract/directory-edit.js';
import { newId } from '../kernel/ids.js';
import { route } from '../platform/http/route.js';
import type { Actor, Route } from '../platform/http/route.js';
import { namedId } from './core/named-id.js';
import { isTimeZone } from './core/time-zone.js';
import type { ManagedImports } from './managed-imports.js';

const id = Joi.string().guid().required();
const by = ({ staffId, name, role }: Actor) => ({ staffId, name, role });
const choices = {
  uploadId: id, source: Joi.string().trim().lowercase().pattern(/^[a-z0-9][a-z0-9 ._-]{0,79}$/, 'letters, digits, spaces, dots and dashes').required(),
  country: Joi.string().uppercase().pattern(/^[A-Z]{2}$/, 'two letters').required(),
  timeZone: Joi.string().max(60).custom((value: string, { error }) => (isTimeZone(value) ? value : error('time-zone.unknown'))).messages({ 'time-zone.unknown': 'is no time zone that we know' }),
};

/** The addresses for bringing a directory in and taking it out again. */
export function importRoutes({ imports }: { imports: ManagedImports }): Route[] {
  return [
    route('POST /api/v1/directory-uploads/:id/files', {
      allow: 'directory:edit', status: 201,
      says: 'Send one file of an import as application/octet-stream: CSV, JSON or a zip of them. At most 8 MB for a file, 16 MB for all; kept for a day. The same name again replaces it.',
      input: Joi.object({ id, name: Joi.string().trim().min(1).max(200).pattern(/^[^/\\]+\.(?:csv|json|zip|xml)$/i, 'the name of a csv, json or zip file').required() }),
      handle: async ({ id: uploadId, name }, actor, call) => imports.upload(uploadId, name, call.request, actor.staffId),
    }),
    route('POST /api/v1/directory-imports/preview', {
      allow: 'directory:edit', says: 'What an import of the files sent would do: per file what is taken, repaired and refused, and which services become new or change, fact by fact.',
      input: Joi.object<ImportChoices>(choices), handle: async (input, actor) => imports.preview(input, actor.staffId),
    }),
    route('POST /api/v1/directory-imports', {
      allow: 'directory:edit', status: 201, says: 'Take what the preview with this digest said. The same files again change nothing.',
      input: Joi.object<ImportChoices & { digest: string }>({ ...choices, digest: Joi.string().max(100).required() }),
      handle: async ({ digest, ...input }, actor, call) => imports.apply(call.idempotencyKey === null ? newId() : namedId('directory-import', actor.staffId, call.idempotencyKey), input, digest, by(actor)),
    }),
    route('GET /api/v1/directory-imports', { allow: 'directory:edit', says: 'The last 100 imports, newest first.', input: Joi.object({}), handle: async () => ({ imports: await imports.list() }) }),
    route('GET /api/v1/directory-imports/:id', { allow: 'directory:edit', says: 'One import, and what its undoing kept.', input: Joi.object({ id }), handle: async (input) => imports.show(input.id) }),
    route('POST /api/v1/directory-imports/:id/undoing', {
      allow: 'directory:edit', says: 'Make every entry of an import as it was before it. What somebody changed since stays, and is named.', input: Joi.object({ id }), handle: async (input, actor) => imports.undo(input.id, by(actor)),
    }),
  ];
}
