import { rateLimit } from 'express-rate-limit';
import type { RequestHandler } from 'express';
import Joi from 'joi';
import type { AnswerLinkView } from '../contract/messaging.js';
import type { ProblemBody } from '../contract/problems.js';
import { SHOWS } from '../contract/triage.js';
import type { People } from '../identity/index.js';
import type { Clock } from '../kernel/clock.js';
import type { CrisisId, StaffId, TeamId } from '../kernel/ids.js';
import { Problem, problem } from '../platform/http/problem.js';
import { route } from '../platform/http/route.js';
import type { Route } from '../platform/http/route.js';
import type { Transact, Tx } from '../platform/mongo/transact.js';
import type { AnswerLinks } from './answer-links.js';
import type { Escalation, Notification } from './core/escalation.js';
import type { EscalationStore } from './store.js';
import type { Happened } from './usecases.js';

export interface AnswerLinkNeeds {
  store: EscalationStore; links: AnswerLinks; people: People; clock: Clock; transact: Transact;
  record: (tx: Tx, crisis: { crisisId: CrisisId; teamId: TeamId }, actorId: StaffId, events: readonly Happened[]) => Promise<void>;
  /** Answers for whoever is at the phone; from the crisis room. */
  acknowledge: (tx: Tx, crisisId: CrisisId, staffId: StaffId) => Promise<void>;
  /** Says no for whoever was asked, in the name of whoever is at the phone. */
  refuse: (tx: Tx, crisisId: CrisisId, askedId: StaffId, byId: StaffId) => Promise<void>;
  /** Who is at the phone now to which a message to this person went at `at`: another when it was a duty phone that was handed on since. */
  carrierOf: (staffId: StaffId, at: Date) => StaffId;
  ownerOf: (crisisId: CrisisId) => Promise<{ staffId: StaffId; since: Date } | null>;
  /** The links of asks outside the ladder; from the crisis room. `view` is null for a link that is none of these. */
  asks: { view: (linkHash: string) => Promise<AnswerLinkView | null>; answer: (linkHash: string, answer: 'have-it' | 'cannot') => Promise<void> };
}

/** Guessing 80 bits is slowed further; a responder needs three or four requests. */
export const linkLimit = (): RequestHandler => rateLimit({
  windowMs: 60_000, limit: 60, standardHeaders: 'draft-8', legacyHeaders: false, handler: (_request, _response, next) => { next(problem('request/too-fast')); },
});

/** A link that went to the person themselves, not to a phone that may be handed on, says so at its end. */
const OWN = '.own';
const token = Joi.string().pattern(/^[\w-]{14}(\.own)?$/).required();

/** The page behind the link in a text. Reading it changes nothing, so that link scanners cannot answer. */
export function answerLinkRoutes({ store, links, people, clock, transact, record, acknowledge, refuse, carrierOf, ownerOf, asks }: AnswerLinkNeeds): Route[] {
  const hashOf = (secret: string): string => links.hash(secret.replace(OWN, ''));
  /** The page of a link, and who is at the phone that got it. */
  async function find(secret: string): Promise<{ e: Escalation; n: Notification; by: StaffId }> {
    const hash = hashOf(secret);
    const e = await store.findByLink(hash);
    const n = e?.notifications.find(({ linkHash }) => linkHash === hash);
    if (!e || !n) throw problem('link/invalid');
    const sentAt = n.delivery.attempts.findLast(({ outcome }) => outcome === 'accepted' || outcome === null)?.startedAt;
    return { e, n, by: sentAt === undefined || secret.endsWith(OWN) ? n.staffId : carrierOf(n.staffId, sentAt) };
  }

  /** @param taken who was a moment quicker, where a transaction has said so: it sees that before a majority has it, and `ownerOf` not until then */
  async function view({ e, n, by }: { e: Escalation; n: Notification; by: StaffId }, taken: ProblemBody['owner'] = undefined): Promise<AnswerLinkView> {
    const owner = await ownerOf(e.crisisId) ?? (taken ? { staffId: taken.id, since: new Date(taken.since) } : null);
    const network = people.network();
    const said = e.asked.some(({ staffId, cannotAt }) => staffId === n.staffId && cannotAt !== null);
    return {
      ref: e.ref, shows: SHOWS[e.letter], name: people.nameOf(by), org: network.name,
      state: owner?.staffId === by ? 'yours' : owner ? 'taken' : e.state !== 'running' ? 'over' : said ? 'cannot' : 'asking',
      takenBy: owner ? { name: people.nameOf(owner.staffId), at: owner.since.toISOString() } : null,
      answerBy: e.state === 'running' ? e.nextAt?.toISOString() ?? null : null,
      dutyPhone: network.dutyPhone, emergencyNumber: network.emergencyNumber, serverTime: clock.now().toISOString(),
      asks: 'page', from: null,
    };
  }

  return [
    route('POST /api/v1/answer-link/view', {
      allow: 'anyone', says: 'What the link in a responder’s text is about. Changes nothing.', input: Joi.object({ token }),
      handle: async (input) => await asks.view(hashOf(input.token)) ?? view(await find(input.token)),
    }),
    route('POST /api/v1/answer-link/opened', {
      allow: 'anyone', says: 'A person touched the page. It is noted as seen and stops nothing.', input: Joi.object({ token }),
      async handle(input) {
        const asked = await asks.view(hashOf(input.token));
        if (asked) return asked;
        const { e, n, by } = await find(input.token);
        await transact(async (tx) => {
          if (await store.markSeen(e.id, n.id, n.staffId, clock.now(), tx)) await record(tx, { crisisId: e.crisisId, teamId: e.teamId }, by, [{ kind: 'responder.seen', data: { staffId: n.staffId } }]);
        });
        return view(await find(input.token));
      },
    }),
    route('POST /api/v1/answer-link/answer', {
      allow: 'anyone', says: 'I have it, or I cannot.', input: Joi.object({ token, answer: Joi.string().valid('have-it', 'cannot').required() }),
      async handle(input) {
        const refused = (error: unknown): Problem => { if (!(error instanceof Problem) || error.status >= 500) throw error; return error; };
        const hash = hashOf(input.token);
        if (await asks.view(hash)) {
          await asks.answer(hash, input.answer).catch(refused);
          return await asks.view(hash) ?? view(await find(input.token));
        }
        const { e, n, by } = await find(input.token);
        const refusal = await transact((tx) => (input.answer === 'have-it' ? acknowledge(tx, e.crisisId, by) : refuse(tx, e.crisisId, n.staffId, by))).catch(refused);
        return view(await find(input.token), refusal?.more.owner);
      },
    }),
  ];
}
