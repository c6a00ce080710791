import { Server as SocketServer } from 'socket.io';
import type { DrillReport } from '../../../server/contract/drill.js';
import type { Ladder, PolicyInput, PolicyView, WhoIsReachedInput, WhoIsReachedView } from '../../../server/contract/escalation.js';
import type { SessionView, StaffView } from '../../../server/contract/identity.js';
import type { DeliveryHealthView, MessageLine, MessageLogView } from '../../../server/contract/reporting.js';
import { answerJson, pathOf, serveFolder } from '../../support/static-site.js';

const AT = '2026-10-28T06:00:00.000Z';
const later = (seconds: number): string => new Date(Date.parse(AT) + seconds * 1000).toISOString();

const aLadder = (): Ladder => ({
  rungs: [
    { ask: [{ kind: 'rota', rotaId: 'first' }], channels: ['sms'], answerWithinSeconds: 120 },
    { ask: [{ kind: 'rota', rotaId: 'second' }, { kind: 'supervisor' }], channels: ['sms', 'voice'], answerWithinSeconds: 120 },
  ],
  rounds: 2, repeatEverySeconds: 120,
});

export const aPolicy = (more: Partial<PolicyView> = {}): PolicyView => ({ id: 'north', teamId: 'north', name: 'North ladder', version: 3, ladders: { A: aLadder(), B: aLadder(), C: aLadder(), D: aLadder() }, ...more });

const STAFF: StaffView[] = ([['sue', 'Sue Test', 'supervisor'], ['ana', 'Ana Test', 'clinician'], ['ben', 'Ben Test', 'clinician']] as const)
  .map(([id, name, role]) => ({ id, name, initials: name.slice(0, 1) + 'T', roles: [{ teamId: 'north', role }], active: true }));

const SESSION: SessionView = {
  staff: { id: 'sue', name: 'Sue Test', initials: 'ST' }, roles: [{ teamId: 'north', role: 'supervisor' }], teams: [{ id: 'north', name: 'Northside nights' }, { id: 'new', name: 'New team' }],
  permissions: ['board:watch', 'crisis:open', 'policy:read', 'policy:edit', 'rota:read', 'message:read', 'drill:run', 'network:edit'],
  network: {
    version: 4, org: 'NORTHSIDE', name: 'Northside Crisis Team', emergencyNumber: '911', crisisLine: '988', dutyPhone: '(202) 555-0100', timeZone: 'America/New_York', locale: 'en-US',
    triageProfile: 'uk-mhts', progressWithinMinutes: { A: 5, B: 15, C: 30, D: 60 }, simulated: false,
  },
  serverTime: AT,
};

/** What the server would say of any draft: rung 1 reaches Ana, rung 2 falls into a gap, the alarm asks all. */
const reachedOf = ({ at, letter, ladders }: WhoIsReachedInput): WhoIsReachedView => {
  const [first] = ladders[letter].rungs;
  const seconds = first?.answerWithinSeconds ?? 0;
  const when = (after: number): string => new Date(Date.parse(at) + after * 1000).toISOString();
  const ana = { staffId: 'ana', name: 'Ana Test', initials: 'AT', channels: ['sms', 'voice'] as ('sms' | 'voice')[] };
  return {
    at, letter, holes: [],
    steps: [
      { kind: 'asked', round: 1, rung: 0, at, afterSeconds: 0, forSeconds: seconds, people: [ana], missed: [{ staffId: 'ben', name: 'Ben Test', why: 'opted-out' }] },
      { kind: 'empty', round: 1, rung: 1, at: when(seconds), afterSeconds: seconds, forSeconds: 0, people: [], missed: [{ staffId: null, name: 'Second on call', why: 'gap' }, { staffId: null, name: 'supervisor', why: 'gap' }] },
      { kind: 'asked', round: 2, rung: 0, at: when(seconds), afterSeconds: seconds, forSeconds: seconds, people: [ana], missed: [] },
      { kind: 'alarm', round: 3, rung: 2, at: when(2 * seconds), afterSeconds: 2 * seconds, forSeconds: 120, people: [ana], missed: [] },
    ],
    warnings: [{ pointer: `/ladders/${letter}/rungs/1`, kind: 'gap', from: later(86_400), to: later(100_000) }],
  };
};

const aLine = (more: Partial<MessageLine>): MessageLine => ({
  id: 'm1', kind: 'page', about: null, channel: 'sms', staff: { id: 'ana', name: 'Ana Test' }, number: '+12025550101', crisisId: 'c1', ref: '4821', round: 1, rung: 0, queuedAt: AT, state: 'delivered',
  sentAt: later(0.2), deliveredAt: later(3), failedAt: null, code: null,
  attempts: [{ startedAt: AT, endedAt: later(0.2), outcome: 'accepted', receipt: 'delivered', receiptAt: later(3), code: null }], ...more,
});

export const aLog = (of: MessageLogView['of']): MessageLogView => ({
  of, more: false,
  messages: [
    aLine({}),
    aLine({ id: 'm2', channel: 'voice', state: 'failed', deliveredAt: null, failedAt: later(9), code: 30003, rung: 1, attempts: [{ startedAt: AT, endedAt: later(0.2), outcome: 'accepted', receipt: 'failed', receiptAt: later(9), code: 30003 }] }),
    aLine({ id: 'm3', kind: 'notice', about: 'taken', state: 'sent', deliveredAt: null, round: null, rung: null }),
    aLine({ id: 'm4', kind: 'text', about: 'public', staff: null, number: '•••• 0190', state: 'waiting', sentAt: null, deliveredAt: null, round: null, rung: null, attempts: [] }),
  ],
});

const HEALTH: DeliveryHealthView = {
  asOf: AT, hour: [{ channel: 'sms', total: 3, queued: 1, sent: 1, delivered: 1, failed: 0, stopped: 0, toDelivered: { median: 3, p90: 3 } }],
  day: [{ channel: 'sms', total: 12, queued: 1, sent: 1, delivered: 8, failed: 2, stopped: 0, toDelivered: { median: 2.4, p90: 11 } }, { channel: 'voice', total: 4, queued: 0, sent: 0, delivered: 0, failed: 4, stopped: 0, toDelivered: null }],
  failures: [{ channel: 'sms', code: 30003, count: 2, lastAt: AT }, { channel: 'voice', code: null, count: 4, lastAt: later(-86_000) }],
  optedOut: [{ staffId: 'ben', name: 'Ben Test' }], noPhone: [{ staffId: 'cas', name: 'Cas Test' }], paging: { well: false, failing: ['dead', 'canary'], lateSeconds: 0, dead: 1, workerSecondsAgo: 2, canarySecondsAgo: 190 },
};

export const aReport = (): DrillReport => ({
  policy: { name: 'North ladder', version: 3 }, night: { id: 'night-of-100', title: 'A night of 100 crises', startsAt: AT, endsAt: later(43_200) }, answers: { kind: 'some', likelihood: 0.7, afterMinutes: 2 }, seed: 1,
  letters: [{ letter: 'A', crises: 1, answered: 1, alarms: 0, medianSeconds: 65, longestSeconds: 65 }, { letter: 'C', crises: 1, answered: 0, alarms: 1, medianSeconds: null, longestSeconds: null }],
  longestWait: { number: 1, letter: 'A', seconds: 65 }, people: [{ staffId: 'ana', name: 'Ana Test', asked: 2, taken: 1 }],
  gaps: [{ name: 'supervisor', from: AT, to: later(3600) }], unreachable: [{ staffId: 'ben', name: 'Ben Test', why: 'no-phone' }], emptyRungs: [{ number: 2, letter: 'C', round: 1, rung: 1, at: later(1800) }],
  crises: [
    { number: 1, letter: 'A', at: AT, answered: { staffId: 'ana', name: 'Ana Test', afterSeconds: 65 }, alarmAfterSeconds: null, steps: [{ kind: 'asked', round: 1, rung: 0, afterSeconds: 0, people: ['Ana Test'] }] },
    { number: 2, letter: 'C', at: later(900), answered: null, alarmAfterSeconds: 900, steps: [{ kind: 'asked', round: 1, rung: 0, afterSeconds: 0, people: ['Ana Test'] }, { kind: 'empty', round: 1, rung: 1, afterSeconds: 900, people: [] }, { kind: 'alarm', round: 2, rung: 2, afterSeconds: 900, people: ['Ana Test'] }] },
  ],
});

export type SmallOffice = Awaited<ReturnType<typeof startSmallOffice>>;

/** As much of the server as the pages of administration talk to. Tests say what it refuses. */
export async function startSmallOffice(folder: string) {
  const asked: { route: string; query: string; body: Record<string, unknown> }[] = [];
  const fresh = () => ({ policies: [aPolicy()], mayEdit: ['north', 'new'], permissions: SESSION.permissions, refuses: null as { status: number; slug: string; errors?: { pointer: string; detail: string }[] } | null, fails: false, log: null as MessageLogView | null });
  const state = fresh();

  const site = await serveFolder(folder, (request, response) => {
    let text = '';
    request.on('data', (part: Buffer) => { text += part.toString(); });
    request.on('end', () => {
      const route = `${request.method} ${pathOf(request)}`;
      const url = new URL(request.url ?? '/', 'http://site');
      const body = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
      asked.push({ route, query: url.search, body });
      const problem = (status: number, slug: string, more: object = {}) => answerJson(response, status, { type: `/problems/${slug}`, title: slug, status, ...more });
      if (route === 'GET /api/v1/session') return answerJson(response, 200, { ...SESSION, permissions: state.permissions });
      if (state.fails) return problem(500, 'server/fault');
      if (state.refuses && request.method === 'PUT') return problem(state.refuses.status, state.refuses.slug, { errors: state.refuses.errors });
      switch (route) {
        case 'GET /api/v1/policies': return answerJson(response, 200, { policies: state.policies, mayEdit: state.mayEdit });
        case 'PUT /api/v1/policies/north': case 'PUT /api/v1/policies/new': {
          const { seenVersion, name, ladders, teamId } = body as unknown as PolicyInput;
          return answerJson(response, 200, aPolicy({ id: teamId ?? 'north', teamId: teamId ?? 'north', name, ladders, version: seenVersion + 1 }));
        }
        case 'POST /api/v1/policies/who-is-reached': return answerJson(response, 200, reachedOf(body as unknown as WhoIsReachedInput));
        case 'GET /api/v1/rotas': return answerJson(response, 200, { rotas: [{ id: 'first', name: 'First on call', teamId: 'north', supervises: false }, { id: 'second', name: 'Second on call', teamId: 'north', supervises: false }] });
        case 'GET /api/v1/staff': return answerJson(response, 200, { staff: STAFF });
        case 'PUT /api/v1/network': return answerJson(response, 200, { ...SESSION.network, version: 5 });
        case 'GET /api/v1/network': return answerJson(response, 200, { ...SESSION.network, version: 6 });
        case 'GET /api/v1/messages': return state.log ? answerJson(response, 200, state.log) : problem(404, 'crisis/absent');
        case 'GET /api/v1/delivery-health': return answerJson(response, 200, HEALTH);
        case 'POST /api/v1/drills': return answerJson(response, 200, aReport());
        default: return problem(404, 'request/unknown-address');
      }
    });
    return true;
  });
  const sockets = new SocketServer(site.server, { serveClient: false });
  sockets.on('connection', (socket) => { socket.emit('heartbeat', { at: new Date().toISOString() }); });

  return {
    url: site.url, asked, state,
    asksFor: (route: string) => asked.filter((one) => one.route === route),
    reset(): void {
      asked.length = 0;
      Object.assign(state, fresh());
    },
    async stop(): Promise<void> {
      await sockets.close();
      await site.close();
    },
  };
}
