import { readFileSync, readdirSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Server as SocketServer } from 'socket.io';
import type { BoardCard, BoardView, ConsentInput, CrisisView, FactsInput } from '../../../server/contract/crisis.js';
import type { ScreenerAnswers, ScreenerDefinition } from '../../../server/contract/triage.js';
import { scoreScreener } from '../../../server/triage/index.js';
import type { SessionView } from '../../../server/contract/identity.js';
import type { LiveAsks, LiveNews } from '../../../server/contract/live.js';
import type { MatchAnswer } from '../../../server/contract/matching.js';
import type { NewReferral, ReferralView } from '../../../server/contract/referral.js';
import { answerJson, pathOf, serveFolder } from '../../support/static-site.js';
import { wallCardOf } from '../../../server/wall/core/wall-card.js';
import { HANA, PRIYA, aBoard, aConsent, aCrisis, aMatchAnswer, aReferral } from './builders.js';
import { clinicAsks } from './clinic-asks.js';
import type { AsksState } from './clinic-asks.js';
import { clinicWall, noWall } from './clinic-wall.js';
import { foundIn } from './clinic-search.js';

const SCREENERS = new URL('../../../config/policies/screeners/', import.meta.url);
const screeners = (): ScreenerDefinition[] => readdirSync(SCREENERS).map((file) => JSON.parse(readFileSync(new URL(file, SCREENERS), 'utf8')) as ScreenerDefinition);

const noAsks = (): AsksState => ({ colleagues: [], refuses: null, onCall: [], deadJobs: [], reviews: [], shiftEnd: null });

const SESSION: SessionView = {
  staff: { id: PRIYA.id, name: PRIYA.name, initials: PRIYA.initials }, roles: [{ teamId: 'north', role: 'clinician' }], teams: [{ id: 'north', name: 'Northside nights' }],
  permissions: ['report:create', 'report:follow', 'board:watch', 'crisis:open', 'crisis:answer', 'crisis:work', 'referral:send', 'care:follow-up', 'directory:read'],
  network: {
    version: 1, org: 'NORTHSIDE', name: 'Northside Crisis Team', emergencyNumber: '911', crisisLine: '988', dutyPhone: '(202) 555-0100', timeZone: 'America/New_York', locale: 'en-US',
    triageProfile: 'uk-mhts', progressWithinMinutes: { A: 5, B: 15, C: 30, D: 60 }, simulated: false,
  },
  serverTime: '2026-10-28T06:14:00.000Z',
};

/** The same person, who supervises the team. */
const SUPERVISOR: SessionView = { ...SESSION, roles: [{ teamId: 'north', role: 'supervisor' }], permissions: [...SESSION.permissions, 'crisis:supervise', 'wall:keys', 'health:retry', 'rota:read'] };

export type SmallClinic = Awaited<ReturnType<typeof startSmallClinic>>;

interface Asked { route: string; body: Record<string, unknown>; key: string | undefined }

/** As much of the server as the clinician's pages talk to: cards that move, one line for news, and every request noted. Tests move the cards by hand. */
export async function startSmallClinic(folder: string) {
  const asked: Asked[] = [];
  const state = {
    cards: [] as BoardCard[], around: {} as Partial<BoardView>, crises: new Map<string, Partial<CrisisView>>(), matches: aMatchAnswer() as MatchAnswer | null,
    boardFails: false, crisisFails: false, factsConflict: null as string | null, takenBy: null as string | null, hears: true, supervisor: false, signedIn: true, searchFails: false, beatsAt: null as string | null, ...noAsks(), ...noWall(),
  };
  const iso = () => new Date().toISOString();

  const site = await serveFolder(folder, (request, response) => {
    let text = '';
    request.on('data', (part: Buffer) => { text += part.toString(); });
    request.on('end', () => act(request, response, text === '' ? {} : JSON.parse(text) as Record<string, unknown>));
    return true;
  });
  const sockets = new SocketServer<LiveAsks, LiveNews>(site.server, { serveClient: false });
  sockets.on('connection', (socket) => {
    if (state.hears) socket.emit('heartbeat', { at: state.beatsAt ?? iso() });
    socket.on('watch-board', (answer) => answer(true));
    socket.on('watch-crisis', (_input, answer) => answer(true));
    socket.on('watch-wall', (answer) => answer(true));
  });

  const problem = (response: ServerResponse, status: number, slug: string, more: object = {}) => answerJson(response, status, { type: `/problems/${slug}`, title: slug, status, ...more });
  const cardOf = (id: string) => state.cards.find((card) => card.id === id);
  const whole = (card: BoardCard): CrisisView => ({ ...aCrisis(), may: asks.mayOf(card), ...state.crises.get(card.id), ...card, details: { ...aCrisis().details, headline: card.headline ?? '', ...state.crises.get(card.id)?.details } });

  /** Changes a card by one version and tells it, unless the line is dumb. */
  function change(id: string, more: Partial<BoardCard> = {}): BoardCard {
    const before = cardOf(id);
    if (!before) throw new Error(`there is no card ${id}`);
    const after = { ...before, ...more, version: before.version + 1 };
    state.cards = after.state === 'CLOSED' ? state.cards.filter((card) => card.id !== id) : state.cards.map((card) => (card.id === id ? after : card));
    tell(after);
    return after;
  }

  /** Tells boards and walls of a card as it is now, unless the line is dumb. */
  function tell(card: BoardCard): void {
    if (!state.hears) return;
    const gone = card.state === 'CLOSED';
    sockets.emit('card', { crisisId: card.id, teamId: card.teamId, version: card.version, card: gone ? null : card });
    sockets.emit('wall-card', { crisisId: card.id, version: card.version, card: gone ? null : wallCardOf(card) });
  }

  function changeCrisis(id: string, more: Partial<CrisisView>): void {
    state.crises.set(id, { ...state.crises.get(id), ...more });
    change(id);
  }

  const wall = clinicWall({ state, iso, problem });
  const asks = clinicAsks({ state, iso, change, changeCrisis, problem, whole, supervises: () => state.supervisor });

  function actOnCrisis(response: ServerResponse, route: string, card: BoardCard, body: Record<string, unknown>): void {
    const { id } = card;
    switch (route) {
      case 'GET ':
        return state.crisisFails ? problem(response, 500, 'server/fault') : answerJson(response, 200, whole(card));
      case 'GET room-asks':
        return answerJson(response, 200, { roomAsks: [] });
      case 'POST acknowledgement':
        if (state.takenBy !== null) return problem(response, 409, 'crisis/taken', { owner: { id: 'hana', name: state.takenBy, since: new Date(Date.now() - 2000).toISOString() } });
        return answerJson(response, 200, whole(change(id, { state: 'ACTIVE', column: 'has-it', owner: { ...PRIYA, since: iso() }, answerBy: null })));
      case 'POST release':
        return answerJson(response, 200, whole(change(id, { state: 'OPEN', column: 'needs-someone', owner: null, answerBy: new Date(Date.now() + 60_000).toISOString() })));
      case 'POST refusal':
        change(id);
        return answerJson(response, 200, { ladder: card.ladder });
      case 'POST emergency-answer':
        return answerJson(response, 200, whole(change(id, { emergencyCall: { answer: 'already-called', byName: PRIYA.name, at: iso() }, emergencyAskAt: null })));
      case 'PATCH facts': {
        const { details } = body as unknown as FactsInput;
        if (state.factsConflict !== null) {
          changeCrisis(id, { details: { place: state.factsConflict } });
          state.factsConflict = null;
          return problem(response, 409, 'crisis/changed');
        }
        state.crises.set(id, { ...state.crises.get(id), details: { ...state.crises.get(id)?.details, ...details } });
        return answerJson(response, 200, whole(change(id)));
      }
      case 'POST screenings': {
        const { screener, answers } = body as unknown as ScreenerAnswers;
        const definition = screeners().find((one) => one.id === screener) as ScreenerDefinition;
        const score = scoreScreener({ screener, answers }, definition);
        if (!score.ok) return problem(response, 422, 'triage/impossible-answers', { errors: [...score.fields] });
        const { version, level, reached, needsHumanNow } = score.result;
        changeCrisis(id, { screenings: [{ id: `s${asked.length}`, at: iso(), byName: PRIYA.name, screener, version, level, reached, needsHumanNow, answers }, ...state.crises.get(id)?.screenings ?? []] });
        return answerJson(response, 201, whole(cardOf(id) as BoardCard));
      }
      case 'POST notes':
        return answerJson(response, 201, whole(change(id)));
      case 'POST matches':
        return state.matches === null ? problem(response, 500, 'server/fault') : answerJson(response, 200, state.matches);
      case 'POST consents': {
        const { serviceId, dataClasses, refused } = body as unknown as ConsentInput;
        const consent = aConsent({ id: `k${asked.length}`, serviceId: serviceId ?? null, dataClasses, refused: refused ?? false, at: iso(), expiresOn: '2099-01-01' });
        changeCrisis(id, { consents: [...state.crises.get(id)?.consents ?? [], consent] });
        return answerJson(response, 201, consent);
      }
      default:
        return asks.act(response, route, card, body);
    }
  }

  function sendReferral(response: ServerResponse, input: NewReferral): void {
    const { crisisId, serviceId, phoned } = input;
    const match = [...state.matches?.matches ?? [], ...state.matches?.phoneFirst ?? []].find((one) => one.serviceId === serviceId);
    const referral = aReferral({
      id: `r${asked.length}`, crisisId, serviceId, serviceName: match?.serviceName ?? 'A service', sentAt: iso(), leavesAt: iso(), answerBy: new Date(Date.now() + 900_000).toISOString(),
      ...(phoned && { way: 'phone' as const, state: phoned.answer === 'accepted' ? 'ACCEPTED' as const : 'DECLINED' as const }),
    });
    changeReferrals(crisisId, (referrals) => [...referrals, referral]);
    answerJson(response, 201, referral);
  }

  function changeReferrals(crisisId: string, edit: (referrals: ReferralView[]) => ReferralView[]): void {
    changeCrisis(crisisId, { referrals: edit(state.crises.get(crisisId)?.referrals ?? []) });
  }

  function act(request: IncomingMessage, response: ServerResponse, body: Record<string, unknown>): void {
    const path = pathOf(request);
    const route = `${request.method} ${path}`;
    asked.push({ route, body, key: request.headers['idempotency-key']?.toString() });
    if (path === '/api/v1/session' && !state.signedIn) return problem(response, 401, 'identity/unknown');
    if (wall.act(request, response, route, body)) return undefined;
    if (route === 'GET /api/v1/screeners') return answerJson(response, 200, { screeners: screeners() });
    if (route === 'GET /api/v1/staff') return answerJson(response, 200, { staff: [PRIYA, HANA].map(({ id, name, initials }) => ({ id, name, initials, active: true, roles: [{ teamId: 'north', role: 'clinician' }] })) });
    if (route === 'POST /api/v1/crises/search') return state.searchFails ? problem(response, 500, 'server/fault') : answerJson(response, 200, foundIn(state.cards, body));
    if (path === '/api/v1/session') return answerJson(response, 200, state.supervisor ? SUPERVISOR : SESSION);
    if (asks.beside(response, route)) return undefined;
    if (path === '/api/v1/board') return state.boardFails ? problem(response, 500, 'server/fault') : answerJson(response, 200, aBoard(state.cards, { asOf: iso(), ...state.around }));
    if (route === 'GET /api/v1/crises') return answerJson(response, 200, { crises: asks.found(request, state.cards) });
    if (route === 'GET /api/v1/referrals') return answerJson(response, 200, { referrals: [...state.crises.values()].flatMap(({ referrals }) => referrals ?? []) });
    if (route === 'POST /api/v1/referrals') return sendReferral(response, body as unknown as NewReferral);
    if (route === 'GET /api/v1/follow-ups') return answerJson(response, 200, { followUps: [...state.crises.values()].flatMap(({ followUps }) => followUps ?? []) });
    const [, id = '', rest = ''] = /^\/api\/v1\/crises\/([^/]+)\/?(.*)$/.exec(path) ?? [];
    const card = cardOf(id);
    return card ? actOnCrisis(response, `${request.method} ${rest}`, card, body) : problem(response, 404, 'crisis/absent');
  }

  return {
    url: site.url, asked, state, change, changeCrisis, changeReferrals,
    /** Puts a new card on the board and tells it. */
    add(card: BoardCard): void {
      state.cards = [...state.cards, card];
      tell(card);
    },
    beat: () => { if (state.hears) sockets.emit('heartbeat', { at: state.beatsAt ?? iso() }); },
    surroundings: () => sockets.emit('surroundings', { what: 'places' }),
    asksFor: (route: string): Asked[] => asked.filter((one) => one.route === route),
    reset(): void {
      asked.length = 0;
      Object.assign(state, { cards: [], around: {}, crises: new Map(), matches: aMatchAnswer(), boardFails: false, crisisFails: false, factsConflict: null, takenBy: null, hears: true, supervisor: false, signedIn: true, searchFails: false, beatsAt: null, ...noAsks(), ...noWall() });
    },
    async stop(): Promise<void> {
      await sockets.close();
      await site.close();
    },
  };
}
