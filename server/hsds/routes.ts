import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Router } from 'express';
import type { Express, Request, Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import Joi from 'joi';
import type { Audit } from '../audit/index.js';
import type { HsdsForm, HsdsObject } from '../directory/index.js';
import type { Clock } from '../kernel/clock.js';
import { problem } from '../platform/http/problem.js';
import type { Actor } from '../platform/http/route.js';
import type { Transact } from '../platform/mongo/transact.js';
import { packing } from '../platform/zip/packing.js';
import type { ZipEntry } from '../platform/zip/zip-writer.js';
import { zipOf } from '../platform/zip/zip-writer.js';
import { jsonFiles } from './core/export-files.js';
import type { HsdsPage } from './core/hsds-page.js';
import { tablesOf } from './core/export-tables.js';
import { hsdsDocument } from './openapi.js';
import type { HsdsUse, PageQuery } from './usecases.js';

/** What the addresses need of the house. */
export interface HsdsMount {
  use: HsdsUse;
  whoIs: (request: Request) => Promise<Actor | null>;
  /** Whether anybody may read; else only those who keep the directory. */
  isPublic: boolean;
  publicUrl: string;
  audit: Audit; transact: Transact; clock: Clock;
  /** Requests in a minute from one address; of those that read everything fewer. */
  limits?: { often: number; seldom: number };
}

/** Pages of a directory's reader; more in a minute is a fault of theirs. */
const MOST_PER_MINUTE = 300;
/** What reads everything: the whole as lines, an archive, all places around a postcode. */
const MOST_WHOLE_PER_MINUTE = 12;
const PER_PAGE = 50;
const MOST_PER_PAGE = 200;
/** Only ids and instants: the specification aims at all of them in one call. */
const MOST_MARKS = 100_000;
/** How long others may keep a public page, in seconds. */
const KEPT_SECONDS = 60;

type Version = HsdsForm['version'];

const flag = Joi.boolean().default(false);
const text = Joi.string().trim().min(1).max(100);
const paged = {
  page: Joi.number().integer().min(1).max(1_000_000).default(1), per_page: Joi.number().integer().min(1).max(MOST_PER_PAGE).default(PER_PAGE),
  format: Joi.string().valid('json', 'ndjson').default('json'), handrail: flag,
};
const byServices = { search: text, taxonomy_term_id: Joi.string().guid(), taxonomy_id: Joi.string().guid(), organization_id: Joi.string().guid(), modified_after: Joi.date().iso(), full: flag };
const QUERIES = {
  services: Joi.object({
    ...paged, ...byServices, minimal: flag,
    per_page: Joi.when('minimal', { is: true, then: Joi.number().integer().min(1).max(MOST_MARKS).default(MOST_MARKS), otherwise: paged.per_page }),
  }),
  places: Joi.object({ ...paged, ...byServices, postcode: Joi.string().trim().min(2).max(12), proximity: Joi.number().min(1).max(40_000_000) }).with('proximity', 'postcode'),
  organizations: Joi.object({ ...paged, search: text, full: flag, full_service: flag }),
  taxonomies: Joi.object({ ...paged, search: text }),
  terms: Joi.object({ ...paged, search: text, taxonomy_id: Joi.string().guid(), parent_id: Joi.string().guid(), top_only: flag }),
  one: Joi.object({ handrail: flag }),
  organization: Joi.object({ handrail: flag, full_service: flag }),
};

interface Asked {
  page: number; per_page: number; format: 'json' | 'ndjson'; handrail: boolean; search?: string; taxonomy_term_id?: string; taxonomy_id?: string; organization_id?: string;
  modified_after?: Date; full: boolean; minimal: boolean; full_service: boolean; postcode?: string; proximity?: number; parent_id?: string; top_only: boolean;
}

/** @throws `request/malformed` that names every parameter that is wrong or not known here */
function asked(schema: Joi.ObjectSchema, request: Request): Asked {
  const { value, error } = schema.validate({ ...request.query }, { abortEarly: false, convert: true, errors: { label: false, wrap: { label: false } } });
  if (error) {
    throw problem('request/malformed', { errors: error.details.map(({ path, message, type }) => ({ pointer: `/${path.join('/')}`, detail: type === 'object.unknown' ? 'is not known here' : message })) });
  }
  return value as Asked;
}

/** What can be taken away whole. */
const EXPORTS: Readonly<Record<string, (use: HsdsUse, form: HsdsForm) => AsyncIterable<ZipEntry>>> = {
  'hsds-json': jsonFiles, 'hsds-csv': (use, form) => tablesOf(use, form, packing),
};

const ID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
/** @throws `hsds/absent` for what cannot be an id here: an id of another system is simply not here */
function idIn(request: Request): string {
  const id = String(request.params['id']);
  if (!ID.test(id)) throw problem('hsds/absent');
  return id.toLowerCase();
}

const pageOf = ({ page, per_page: perPage }: Asked): PageQuery => ({ page, perPage });
const filterOf = (one: Asked) => ({
  full: one.full, minimal: one.minimal, fullService: one.full_service, topOnly: one.top_only,
  ...(one.search === undefined ? {} : { search: one.search }), ...(one.taxonomy_term_id === undefined ? {} : { termId: one.taxonomy_term_id }),
  ...(one.taxonomy_id === undefined ? {} : { taxonomyId: one.taxonomy_id }), ...(one.organization_id === undefined ? {} : { organizationId: one.organization_id }),
  ...(one.modified_after === undefined ? {} : { modifiedAfter: one.modified_after }), ...(one.postcode === undefined ? {} : { postcode: one.postcode }),
  ...(one.proximity === undefined ? {} : { proximityMeters: one.proximity }), ...(one.parent_id === undefined ? {} : { parentId: one.parent_id }),
});

const limit = (most: number) => rateLimit({
  windowMs: 60_000, limit: most, standardHeaders: 'draft-8', legacyHeaders: false, handler: (_request, _response, next) => { next(problem('request/too-fast')); },
});

/**
 * Serves the HSDS API: version 3.0 under `/hsds`, the 3.1 development version with free places under `/hsds/3.1`. Reading only. Where the
 * directory is public anybody may read it, from any web page too; our own extension is for those who keep the directory.
 */
export function mountHsds(app: Express, needs: HsdsMount): void {
  const [often, seldom] = [limit(needs.limits?.often ?? MOST_PER_MINUTE), limit(needs.limits?.seldom ?? MOST_WHOLE_PER_MINUTE)];
  app.use('/hsds', (request, response, next) => {
    if (needs.isPublic) {
      // No cookie goes along with such a request, so a page elsewhere sees what anybody sees.
      response.setHeader('Access-Control-Allow-Origin', '*');
      response.setHeader('Access-Control-Expose-Headers', 'ETag, RateLimit, RateLimit-Policy, Retry-After');
      response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
      if (request.method === 'OPTIONS') {
        response.setHeader('Access-Control-Allow-Methods', 'GET, HEAD');
        response.setHeader('Access-Control-Allow-Headers', 'If-None-Match');
        response.setHeader('Access-Control-Max-Age', '86400');
        response.status(204).end();
        return;
      }
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') { response.setHeader('Allow', 'GET, HEAD'); throw problem('hsds/read-only'); }
    next();
  }, often, (request, response, next) => {
    const whole = request.query['format'] === 'ndjson' || request.query['postcode'] !== undefined || request.path.includes('/export/');
    if (whole) void seldom(request, response, next); else next();
  });
  app.use('/hsds/3.1', addresses(needs, '3.1'));
  app.use('/hsds', addresses(needs, '3.0'));
}

function addresses({ use, whoIs, isPublic, publicUrl, audit, transact, clock }: HsdsMount, version: Version): Router {
  const at = Router();
  const base = `${publicUrl}/hsds${version === '3.0' ? '' : '/3.1'}`;

  /** @throws `identity/unknown`, `identity/not-allowed` where the directory is not public or our extension is asked for */
  async function enter(request: Request, response: Response, extension: boolean): Promise<{ form: HsdsForm; actor: Actor | null }> {
    const closed = extension || !isPublic;
    response.setHeader('Cache-Control', closed ? 'private, no-cache' : `public, max-age=${KEPT_SECONDS}`);
    if (!closed) return { form: { version, extension }, actor: null };
    const actor = await whoIs(request);
    if (!actor) throw problem('identity/unknown');
    if (!actor.may('directory:edit')) throw problem(actor.isDevice ? 'identity/unknown' : 'identity/not-allowed');
    return { form: { version, extension }, actor };
  }

  /** JSON with a strong mark of its content, so that whoever has it is told just that. */
  function answer(request: Request, response: Response, body: HsdsObject | HsdsPage): void {
    const written = JSON.stringify(body);
    response.setHeader('ETag', `"${createHash('sha256').update(written).digest('base64url').slice(0, 27)}"`);
    if (request.fresh) response.status(304).end();
    else response.type('application/json').send(written);
  }

  function list(path: string, schema: Joi.ObjectSchema, read: { page: (one: Asked, form: HsdsForm) => Promise<HsdsPage>; each: (one: Asked, form: HsdsForm) => AsyncIterable<HsdsObject> }): void {
    at.get(path, async (request, response) => {
      const one = asked(schema, request);
      const { form } = await enter(request, response, one.handrail);
      if (one.format === 'json') { answer(request, response, await read.page(one, form)); return; }
      response.type('application/x-ndjson; charset=utf-8');
      if (request.method === 'HEAD') { response.end(); return; }
      await pipeline(Readable.from(lines(read.each(one, form))), response);
    });
  }
  const one = (path: string, schema: Joi.ObjectSchema, read: (id: string, wish: Asked, form: HsdsForm) => Promise<HsdsObject>): void => {
    at.get(path, async (request, response) => {
      const wish = asked(schema, request);
      const { form } = await enter(request, response, wish.handrail);
      answer(request, response, await read(idIn(request), wish, form));
    });
  };

  at.get('/', async (request, response) => {
    asked(Joi.object({}), request);
    await enter(request, response, false);
    answer(request, response, { version, profile: 'https://docs.openreferral.org/', openapi_url: `${base}/openapi.json` });
  });
  at.get('/openapi.json', async (request, response) => { await enter(request, response, false); answer(request, response, hsdsDocument(version, base)); });

  list('/services', QUERIES.services, { page: (asks, form) => use.services({ ...filterOf(asks), ...pageOf(asks) }, form), each: (asks, form) => use.eachService(filterOf(asks), form) });
  one('/services/:id', QUERIES.one, (id, _wish, form) => use.service(id, form));
  list('/service_at_locations', QUERIES.places, { page: (asks, form) => use.places({ ...filterOf(asks), ...pageOf(asks) }, form), each: (asks, form) => use.eachPlace(filterOf(asks), form) });
  one('/service_at_locations/:id', QUERIES.one, (id, _wish, form) => use.place(id, form));
  list('/organizations', QUERIES.organizations, { page: (asks, form) => use.organizations({ ...filterOf(asks), ...pageOf(asks) }, form), each: (asks, form) => use.eachOrganization(filterOf(asks), form) });
  one('/organizations/:id', QUERIES.organization, (id, wish, form) => use.organization(id, wish.full_service, form));
  list('/taxonomies', QUERIES.taxonomies, { page: (asks) => use.taxonomies({ ...filterOf(asks), ...pageOf(asks) }), each: (asks) => use.eachTaxonomy(filterOf(asks)) });
  one('/taxonomies/:id', QUERIES.one, (id) => use.taxonomy(id));
  list('/taxonomy_terms', QUERIES.terms, { page: (asks) => use.terms({ ...filterOf(asks), ...pageOf(asks) }), each: (asks) => use.eachTerm(filterOf(asks)) });
  one('/taxonomy_terms/:id', QUERIES.one, (id) => use.term(id));

  for (const [name, files] of Object.entries(EXPORTS)) {
    at.get(`/export/${name}.zip`, async (request, response) => {
      const wish = asked(QUERIES.one, request);
      const { form, actor } = await enter(request, response, wish.handrail);
      const now = clock.now();
      if (actor) await transact((tx) => audit.append(tx, [{ at: now, actorId: actor.staffId, role: actor.role, action: 'directory.exported', object: `directory:${name}-${version}`, teamId: 'network' }]));
      response.setHeader('Cache-Control', 'no-store');
      response.setHeader('Content-Disposition', `attachment; filename="${name}-${version}-${now.toISOString().slice(0, 10)}.zip"`);
      response.type('application/zip');
      if (request.method === 'HEAD') { response.end(); return; }
      await pipeline(Readable.from(zipOf(files(use, form), now)), response);
    });
  }
  return at;
}

/** JSON lines, a few hundred at a time, so that a long answer is sent while it is read. */
async function* lines(all: AsyncIterable<HsdsObject>): AsyncGenerator<string> {
  let some = '';
  for await (const one of all) {
    some += `${JSON.stringify(one)}\n`;
    if (some.length > 65_536) { yield some; some = ''; }
  }
  if (some !== '') yield some;
}
