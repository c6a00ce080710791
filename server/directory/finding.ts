import Joi from 'joi';
import type { Service, ServiceView } from '../contract/directory.js';
import { HELP_KINDS, SERVICE_STATUSES } from '../contract/directory.js';
import type { FindServicesQuery, FoundServices } from '../contract/found-services.js';
import type { Clock } from '../kernel/clock.js';
import { route } from '../platform/http/route.js';
import type { Route } from '../platform/http/route.js';
import type { Connection } from '../platform/mongo/connect.js';
import type { Candidate } from './core/find-services.js';
import { keepFoundTable } from './found-table.js';
import type { FoundTable } from './found-table.js';
import { firstOf, fitting, mapOf, opennessOf } from './core/find-services.js';
import { wordsOf } from './core/search-words.js';
import { openAnywhere, serviceView } from './core/service-view.js';

/** What finding needs of the house. */
export interface FindingNeeds {
  db: Connection; clock: Clock;
  /** Every service in memory; its feed must be read. Left out, one is read at the first question and never again. */
  table?: Pick<FoundTable, 'all'>;
  networkZone: () => string;
  unit: () => 'mi' | 'km';
  /** The middle of a postcode's ground, offline; null when nobody knows it. */
  locate: (postcode: string) => { latitude: number; longitude: number } | null;
}

interface Row { _id: string; version: number; name: string; service: Service }

/** List and map go no further: nobody reads more, and a phone draws no more. */
const MOST_FOUND = 5000;
const KILOMETERS_PER_MILE = 1.609344;

/** Hours are worked out of the whole entry, a quarter of a millisecond each: of no more than so many for one question. */
const MOST_LOOKED_AT = 1000;

export type Finding = ReturnType<typeof finding>;

/** Finds services for the list and the map of one page, from one question, so that the two cannot differ. Reads only. */
export function finding({ db, clock, networkZone, unit, locate, table = keepFoundTable({ db, clock }) }: FindingNeeds) {
  const rows = db.getClient().db(db.name).collection<Row>('services');

  async function look({ q, kind, status, openNow }: FindServicesQuery, near: { latitude: number; longitude: number } | null): Promise<{ found: Candidate[]; total: number; unknownHours: number; lookedAt: number | null }> {
    // Only running services can be open.
    const fit = fitting(await table.all(), { words: wordsOf(q ?? ''), kind, status: openNow === true ? status ?? 'active' : status });
    if (openNow !== true) return { found: firstOf(fit, near, MOST_FOUND), total: fit.length, unknownHours: 0, lookedAt: null };
    const first = firstOf(fit, near, MOST_LOOKED_AT);
    const now = clock.now();
    const open = new Set<string>();
    let unknownHours = 0;
    for await (const { service } of rows.find({ _id: { $in: first.map(({ id }) => id) } }, { batchSize: 500 })) {
      const openness = opennessOf(service, openAnywhere(service, now, networkZone()));
      if (openness === 'unknown') unknownHours++;
      if (openness === 'open') open.add(service.id);
    }
    const found = first.filter(({ id }) => open.has(id));
    return { found, total: found.length, unknownHours, lookedAt: fit.length > first.length ? first.length : null };
  }

  return async (query: FindServicesQuery): Promise<FoundServices> => {
    const near = query.near === undefined ? null : locate(query.near);
    const { found, total, unknownHours, lookedAt } = await look(query, near);
    const { offset = 0, limit = 50 } = query;
    const window = found.slice(offset, offset + limit);
    const whole = new Map((await rows.find({ _id: { $in: window.map(({ id }) => id) } }).toArray()).map((row) => [row._id, row]));
    const now = clock.now();
    const shown = window.flatMap(({ id, miles }): { view: ServiceView; miles: number | null }[] => {
      const row = whole.get(id);
      return row ? [{ view: serviceView(row.service, row.version, now, networkZone()), miles }] : [];
    });
    const { points, notOnMap } = mapOf(found);
    const distance = (miles: number | null): number | null => (miles === null ? null : Math.round((unit() === 'mi' ? miles : miles * KILOMETERS_PER_MILE) * 10) / 10);
    return {
      total, within: found.length, services: shown.map(({ view }) => view), distances: shown.map(({ miles }) => distance(miles)), unit: unit(), points: query.points === true ? points : null,
      notOnMap, unknownHours, lookedAt, near,
    };
  };
}

/** The address of the list and the map. */
export const findingRoutes = ({ find }: { find: Finding }): Route[] => [
  route('GET /api/v1/found-services', {
    allow: 'directory:read', says: 'Services for a list and a map that are the same: by name, or the nearest first, with every point that may be drawn.',
    input: Joi.object({
      q: Joi.string().trim().max(100), kind: Joi.string().valid(...HELP_KINDS), status: Joi.string().valid(...SERVICE_STATUSES), openNow: Joi.boolean(), near: Joi.string().trim().min(2).max(12),
      offset: Joi.number().integer().min(0).max(MOST_FOUND), limit: Joi.number().integer().min(0).max(200), points: Joi.boolean(),
    }),
    handle: async (query) => find(query),
  }),
];
