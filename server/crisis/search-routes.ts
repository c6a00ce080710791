import Joi from 'joi';
import type { AuditAction } from '../contract/audit-actions.js';
import type { CrisisSearchInput } from '../contract/crisis.js';
import { SHOWS } from '../contract/triage.js';
import { CRISIS_STATES } from '../contract/words.js';
import type { Audit } from '../audit/index.js';
import { phoneNumber } from '../identity/index.js';
import type { People } from '../identity/index.js';
import type { Clock } from '../kernel/clock.js';
import { problem } from '../platform/http/problem.js';
import { route } from '../platform/http/route.js';
import type { Actor, Route } from '../platform/http/route.js';
import { byNewest, filterOf, isDay, isForOne, pageOf, readCursor, searchedBy, writeCursor } from './core/search.js';
import type { CrisisStore } from './store.js';
import type { Views } from './views.js';

export interface CrisisSearchNeeds { store: CrisisStore; views: Views; people: People; audit: Audit; clock: Clock }

const LEVELS = [...new Set(Object.values(SHOWS))];
/** Crises on one page of results. */
const PAGE = 50;

const day = Joi.string().pattern(/^\d{4}-\d{2}-\d{2}$/).custom((text: string, helpers) => (isDay(text) ? text : helpers.error('string.pattern.base')));

/** Search over crises, open and closed. It is a POST so that a name or a number never stands in an address or a log. */
export function crisisSearchRoutes({ store, views, people, audit, clock }: CrisisSearchNeeds): Route[] {
  async function witness(actor: Actor, action: AuditAction, object: string, teamId: string, reason?: string): Promise<void> {
    await audit.read({ at: clock.now(), actorId: actor.staffId, role: actor.role, action, object, teamId, ...(reason === undefined ? {} : { reason }) });
  }

  return [
    route('POST /api/v1/crises/search', {
      allow: 'crisis:open', says: 'Crises of my teams and those I am asked for, newest first, 50 at a time. A name or a phone is looked for exactly, by its keyed hash. What was searched by is in the audit, the words are not.',
      input: Joi.object<CrisisSearchInput>({
        ref: Joi.string().pattern(/^\d{4,6}$/), states: Joi.array().items(Joi.string().valid(...CRISIS_STATES)).max(CRISIS_STATES.length).unique(),
        shows: Joi.array().items(Joi.string().valid(...LEVELS)).max(LEVELS.length).unique(), owner: Joi.string().max(100), teamId: Joi.string().max(100),
        raisedFromOn: day, raisedUntilOn: day, personName: Joi.string().trim().min(2).max(120), phone: phoneNumber, after: Joi.string().max(20_000).pattern(/^[\w-]+$/),
      }),
      async handle(input, actor) {
        const cursor = input.after === undefined ? null : readCursor(input.after);
        if (input.after !== undefined && cursor === null) throw problem('request/malformed', { errors: [{ pointer: '/after', detail: 'is not a page of this search' }] });
        const teams = actor.teamsWhere('crisis:open');
        await witness(actor, 'crises.searched', 'crises', teams[0] ?? 'network', searchedBy(input));
        const found = await store.search(filterOf(input, people.network().timeZone), { teamIds: teams, askedId: actor.staffId }, cursor, PAGE + 1);
        const { page, next } = pageOf(found.toSorted(byNewest), PAGE, cursor);
        if (isForOne(input)) for (const crisis of page) await witness(actor, 'crisis.found', `crisis:${crisis.id}`, crisis.teamId);
        return { crises: await views.cards(page), next: next && writeCursor(next) };
      },
    }),
  ];
}
