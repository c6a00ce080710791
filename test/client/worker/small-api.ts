import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BoardView, JoinInput, NewReport, ReportDetails, ReportView, UnjoinInput } from '../../../server/contract/crisis.js';
import type { SessionView } from '../../../server/contract/identity.js';
import type { AnswerLinkView } from '../../../server/contract/messaging.js';
import { answerJson, pathOf } from '../../support/static-site.js';
import { aReport } from './builders.js';

export const DANA: SessionView = {
  staff: { id: 'dana', name: 'Dana Ruiz', initials: 'DR' },
  roles: [{ teamId: 'north', role: 'support-worker' }],
  teams: [{ id: 'north', name: 'Northgate outreach' }],
  permissions: ['report:create', 'report:follow', 'directory:read', 'staff:read'],
  network: {
    version: 1, org: 'NORTHSIDE', name: 'Northside Crisis Team', emergencyNumber: '911', crisisLine: '988', dutyPhone: '(202) 555-0100', timeZone: 'America/New_York',
    locale: 'en-US', triageProfile: 'uk-mhts', progressWithinMinutes: { A: 5, B: 15, C: 30, D: 60 }, simulated: false,
  },
  serverTime: '2026-10-28T02:10:55.000Z',
};

const LINK: AnswerLinkView = {
  ref: '4821', shows: 'Emergency', name: 'Priya Nair', org: 'Northside Crisis Team', state: 'asking', takenBy: null, answerBy: null, dutyPhone: '(202) 555-0100',
  emergencyNumber: '911', serverTime: '2026-10-28T02:10:55.000Z', asks: 'page', from: null,
};

const EMPTY_BOARD: BoardView = { asOf: '2026-10-28T02:10:55.000Z', cards: [], onCall: [], places: [], team: [], deadJobs: 0, ownerlessMinutes: 0, unownedMinutes: 0, snoozed: 0, backupCalls: [] };

export type SmallApi = ReturnType<typeof smallApi>;

/** As much of the server as the worker's pages talk to, keeping the same promises about keys. Everything asked is noted. */
export function smallApi() {
  const reports = new Map<string, { body: string; view: ReportView }>();
  const posts: { key: string | undefined; body: NewReport }[] = [];
  const details: ReportDetails[] = [];
  const linkCalls: string[] = [];
  const joins: { crisisId: string; confirmed: string | undefined }[] = [];
  const undone: string[] = [];
  const state = { signedIn: true, loseAnswers: 0, down: false, link: {} as Partial<AnswerLinkView>, session: {} as Partial<SessionView> };

  const problem = (response: ServerResponse, status: number, slug: string) => answerJson(response, status, { type: `/problems/${slug}`, title: slug, status });
  const newest = (): ReportView => [...reports.values()].at(-1)?.view ?? aReport();

  function takeReport(request: IncomingMessage, response: ServerResponse, text: string): void {
    const key = request.headers['idempotency-key']?.toString();
    const body = JSON.parse(text) as NewReport;
    posts.push({ key, body });
    const known = reports.get(key ?? '');
    if (known && known.body !== text) return problem(response, 422, 'request/key-reused');
    const { choice = 'not-sure', joinsCrisisId: _joins, draftCode: _code, writtenAt: _written, ...told } = body;
    const at = new Date();
    const view = known?.view ?? aReport({
      id: `00000000-0000-4000-8000-00000000000${reports.size + 1}`, crisisId: `crisis-${reports.size + 1}`, choice, details: told, sentAt: at.toISOString(), emergencyAskAt: new Date(at.getTime() + 60_000).toISOString(),
    });
    reports.set(key ?? '', { body: text, view });
    if (state.loseAnswers > 0) {
      state.loseAnswers -= 1;
      // Cut off half-way: a connection that dies before any answer is tried again by the browser itself.
      response.writeHead(201, { 'Content-Type': 'application/json', 'Content-Length': '9999' });
      response.write('{', () => request.socket.destroy());
      return undefined;
    }
    return answerJson(response, 201, view);
  }

  function act(request: IncomingMessage, response: ServerResponse, text: string): void {
    const path = pathOf(request);
    const route = `${request.method} ${path}`;
    if (path.startsWith('/api/v1/answer-link/')) {
      linkCalls.push(path.slice('/api/v1/answer-link/'.length));
      return answerJson(response, 200, path.endsWith('/answer') ? { ...LINK, ...state.link, state: 'yours', takenBy: { name: 'Priya Nair', at: new Date().toISOString() } } : { ...LINK, ...state.link });
    }
    if (route === 'POST /api/v1/session') state.signedIn = true;
    if (!state.signedIn) return problem(response, 401, 'identity/unknown');
    if (path === '/api/v1/session') return answerJson(response, 200, { ...DANA, ...state.session });
    if (path === '/api/v1/board') return answerJson(response, 200, EMPTY_BOARD);
    if (route === 'POST /api/v1/reports') return takeReport(request, response, text);
    if (route === 'GET /api/v1/reports') return answerJson(response, 200, { reports: [...reports.values()].map(({ view }) => view) });
    const one = [...reports.values()].find(({ view }) => path.startsWith(`/api/v1/reports/${view.id}`));
    if (!one) return problem(response, 404, 'crisis/absent');
    if (request.method === 'PATCH') {
      const told = JSON.parse(text) as ReportDetails;
      details.push(told);
      one.view = { ...one.view, version: one.view.version + 1, details: { ...one.view.details, ...told, facts: { ...one.view.details.facts, ...told.facts } } };
    }
    if (path.endsWith('/joined-to')) {
      const { crisisId, confirmed } = JSON.parse(text) as JoinInput;
      joins.push({ crisisId, confirmed });
      if (confirmed === undefined) return problem(response, 422, 'crisis/join-not-sure');
      one.view = { ...one.view, version: one.view.version + 1, crisisId, ref: one.view.similar.find((other) => other.crisisId === crisisId)?.ref ?? one.view.ref, similar: [], joinedFrom: { ref: one.view.ref, undoUntil: new Date(Date.now() + 120_000).toISOString() } };
    }
    if (path.endsWith('/joined-to/undo')) {
      undone.push((JSON.parse(text) as UnjoinInput).reason);
      one.view = { ...one.view, version: 1, crisisId: 'own-again', ref: one.view.joinedFrom?.ref ?? one.view.ref, joinedFrom: null };
    }
    if (path.endsWith('/emergency-answer')) {
      const { answer } = JSON.parse(text) as { answer: 'called-now' };
      one.view = { ...one.view, version: one.view.version + 1, emergencyCall: { answer, byName: 'Dana Ruiz', at: new Date().toISOString() }, emergencyAskAt: null };
    }
    return answerJson(response, 200, one.view);
  }

  return {
    posts, details, linkCalls, joins, undone, reports, newest, state,
    /** Somebody answers: the report's next reading says who. */
    own(name: string): void {
      for (const report of reports.values()) report.view = { ...report.view, version: report.view.version + 1, state: 'ACTIVE', owner: { id: 'p', name, initials: 'P', since: new Date().toISOString() } };
    },
    reset(): void {
      reports.clear();
      for (const list of [posts, details, linkCalls, joins]) list.length = 0;
      Object.assign(state, { signedIn: true, loseAnswers: 0, down: false, link: {}, session: {} });
    },
    handle(request: IncomingMessage, response: ServerResponse): boolean {
      if (state.down) {
        request.socket.destroy();
        return true;
      }
      let text = '';
      request.on('data', (part: Buffer) => { text += part.toString(); });
      request.on('end', () => act(request, response, text));
      return true;
    },
  };
}
