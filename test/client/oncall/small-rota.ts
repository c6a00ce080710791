import type { IncomingMessage, ServerResponse } from 'node:http';
import { Server as SocketServer } from 'socket.io';
import type { SessionView } from '../../../server/contract/identity.js';
import type { LiveAsks, LiveNews } from '../../../server/contract/live.js';
import type { CalendarLinkView, GapView, LeaveView, OnCallView, RotaInput, RotaPreviewView, RotaView, RotaWarningView, ScheduleView, ShiftView, SwapView } from '../../../server/contract/oncall.js';
import type { Role } from '../../../server/contract/words.js';
import { ROLE_INCLUDES } from '../../../server/identity/core/permissions.js';
import { answerJson, serveFolder } from '../../support/static-site.js';
import { EVERYBODY, NOW, PRIYA, ZONE, aGap, aSchedule, aSegment, aShift, aSwap, aWarning, aWeek, at, theRotas, theWeek, whoIsOn } from './builders.js';

export type SmallRota = Awaited<ReturnType<typeof startSmallRota>>;

interface Asked { route: string; query: Record<string, string>; body: Record<string, unknown>; key: string | undefined }

/** Priya, with one role. */
export const asPriya = (role: Role): SessionView => ({
  staff: { id: PRIYA.id, name: PRIYA.name, initials: PRIYA.initials }, roles: [{ teamId: 'north', role }], teams: [{ id: 'north', name: 'Northside nights' }], permissions: [...ROLE_INCLUDES[role]],
  network: {
    version: 1, org: 'NORTHSIDE', name: 'Northside Crisis Team', emergencyNumber: '911', crisisLine: '988', dutyPhone: '(202) 555-0100', timeZone: ZONE, locale: 'en-US',
    triageProfile: 'uk-mhts', progressWithinMinutes: { A: 5, B: 15, C: 30, D: 60 }, simulated: false,
  },
  serverTime: new Date(NOW).toISOString(),
});

const leaveOf = (staff: typeof PRIYA, from: string, to: string): LeaveView => ({ id: `leave-${staff.id}`, staff, startsAt: at(from), endsAt: at(to), madeBy: staff, madeAt: at('10-20T12:00'), mayRemove: true });

const fresh = () => ({
  role: 'supervisor' as Role,
  rotas: theRotas() as RotaView[], schedules: theWeek() as ScheduleView[], gaps: [aGap()] as GapView[],
  warnings: [aWarning(), aWarning({ kind: 'unreachable', startsAt: at('11-01T08:00'), endsAt: at('11-01T20:00'), hours: null, previousEndsAt: null, unreachable: 'not-verified' })] as RotaWarningView[],
  swaps: [aSwap(), aSwap({ id: 's2', kind: 'swap', from: EVERYBODY[3] ?? PRIYA, to: EVERYBODY[1] ?? PRIYA, inReturn: { rotaId: 'first', rotaName: '1st on call', timeZone: ZONE, startsAt: at('10-31T20:00'), endsAt: at('11-01T08:00') }, may: { accept: false, decline: false, withdraw: false } })] as SwapView[],
  shifts: [
    aShift({ startsAt: at('10-27T20:00'), endsAt: at('10-28T08:00') }), aShift(), aShift({ startsAt: at('10-31T20:00'), endsAt: at('11-01T08:00'), hours: 13, clockChangeMinutes: -60 }), aShift({ startsAt: at('11-04T20:00'), endsAt: at('11-05T08:00'), why: 'cover' }),
  ] as ShiftView[],
  leave: [leaveOf(EVERYBODY[2] ?? PRIYA, '10-30T00:00', '11-03T00:00'), leaveOf(PRIYA, '11-10T00:00', '11-12T00:00')] as LeaveView[],
  links: [{ id: 'k1', rotaId: null, rotaName: null, madeAt: at('10-20T12:00'), lastReadAt: at('10-28T01:00') }] as CalendarLinkView[],
  onCall: whoIsOn() as OnCallView[],
  preview: null as RotaPreviewView | null,
  /** Refused once, by route: status, slug and more of the problem. */
  refuse: new Map<string, { status: number; slug: string; more?: object }>(),
  /** Never answered, by route. */
  silent: new Set<string>(),
  down: false,
});

/** As much of the server as the pages of the rota talk to, standing at one moment. Everything asked is noted. */
export async function startSmallRota(folder: string) {
  const asked: Asked[] = [];
  const state = fresh();
  const site = await serveFolder(folder, (request, response) => {
    let text = '';
    request.on('data', (part: Buffer) => { text += part.toString(); });
    request.on('end', () => act(request, response, text === '' ? {} : JSON.parse(text) as Record<string, unknown>));
    return true;
  });
  const sockets = new SocketServer<LiveAsks, LiveNews>(site.server, { serveClient: false });
  let held: (() => void)[] | null = null;
  sockets.use((_socket, next) => { if (held) held.push(next); else next(); });
  sockets.on('connection', (socket) => socket.emit('heartbeat', { at: new Date(NOW).toISOString() }));

  const previewOf = (id: string, draft: RotaInput): RotaPreviewView => {
    const name = EVERYBODY.find((one) => one.id === draft.layers[0]?.staffIds[0]) ?? PRIYA;
    return state.preview ?? { schedule: aSchedule({ rotaId: id, rotaName: draft.name, days: aWeek('2026-10-28', 14), segments: [aSegment('10-28T00:00', '11-11T00:00', name, { hours: 337, clockChangeMinutes: 0 })] }), gaps: [], warnings: [] };
  };

  function answer(response: ServerResponse, route: string, id: string, query: Record<string, string>, body: Record<string, unknown>): void {
    switch (route) {
      case 'GET session': return answerJson(response, 200, asPriya(state.role));
      case 'GET staff': return answerJson(response, 200, { staff: EVERYBODY.map(({ id: staffId, name, initials }) => ({ id: staffId, name, initials, active: true, roles: [{ teamId: 'north', role: staffId === 'amara' || staffId === 'osei' ? 'supervisor' : 'clinician' }] })) });
      case 'GET rotas': return answerJson(response, 200, { rotas: state.rotas });
      case 'GET on-call': return answerJson(response, 200, { onCall: state.onCall });
      case 'GET rota-schedules': return answerJson(response, 200, { schedules: schedulesFor(query) });
      case 'GET rota-warnings': return answerJson(response, 200, { from: new Date(NOW).toISOString(), until: at('11-11T00:00'), gaps: state.gaps, warnings: state.warnings });
      case 'GET rota-swaps': return answerJson(response, 200, { swaps: state.swaps });
      case 'GET shifts': return answerJson(response, 200, { staff: PRIYA, shifts: state.shifts, leave: [], swaps: state.swaps, warnings: [] });
      case 'GET leave': return answerJson(response, 200, { leave: state.leave });
      case 'GET calendar-links': return answerJson(response, 200, { links: state.links });
      case 'POST calendar-links': {
        const rotaId = typeof body['rotaId'] === 'string' ? body['rotaId'] : null;
        const link = { id: `k${asked.length}`, rotaId, rotaName: state.rotas.find((one) => one.id === rotaId)?.name ?? null, madeAt: new Date(NOW).toISOString(), lastReadAt: null };
        state.links = [...state.links.filter((one) => one.rotaId !== rotaId), link];
        return answerJson(response, 201, { ...link, url: `${site.url}/calendar/aaaaaaaaaaaaaaaaaaaaaa.ics` });
      }
      case 'POST rotas/:id/preview': return answerJson(response, 200, previewOf(id, body as unknown as RotaInput));
      case 'PUT rotas/:id': {
        const { seenVersion, ...next } = body as unknown as RotaInput;
        const rota = { ...theRotas()[0], ...next, id, version: seenVersion + 1, upcoming: [] } as RotaView;
        state.rotas = [...state.rotas.filter((one) => one.id !== id), rota];
        return answerJson(response, 200, rota);
      }
      case 'POST rotas/:id/overrides':
        state.gaps = [];
        return answerJson(response, 201, { id: 'o1', rotaId: id, ...body, staff: PRIYA, madeBy: PRIYA, madeAt: new Date(NOW).toISOString() });
      case 'POST rota-swaps': return answerJson(response, 201, aSwap({ id: `s${asked.length}` }));
      case 'POST rota-swaps/:id/acceptance':
      case 'POST rota-swaps/:id/refusal':
      case 'POST rota-swaps/:id/withdrawal': {
        const settled = { 'acceptance': 'accepted', 'refusal': 'declined', 'withdrawal': 'withdrawn' }[route.split('/').at(-1) ?? ''] as SwapView['state'];
        state.swaps = state.swaps.map((swap) => (swap.id === id ? { ...swap, state: settled, decidedBy: PRIYA, decidedAt: new Date(NOW).toISOString(), may: { accept: false, decline: false, withdraw: false } } : swap));
        return answerJson(response, 200, state.swaps.find((swap) => swap.id === id));
      }
      case 'POST leave': return answerJson(response, 201, leaveOf(PRIYA, '11-20T00:00', '11-21T00:00'));
      default:
        if (!route.startsWith('DELETE ')) return answerJson(response, 404, { type: '/problems/request/unknown-address', title: 'There is nothing at this address', status: 404 });
        response.writeHead(204).end();
        return undefined;
    }
  }

  function schedulesFor({ from = '2026-10-26', days = '7', rotaId }: Record<string, string>): ScheduleView[] {
    const shown = aWeek(from, Number(days));
    const [starts, ends] = [shown[0]?.startsAt ?? '', shown.at(-1)?.endsAt ?? ''];
    const cut = (segments: ScheduleView['segments']) => segments.filter(({ startsAt, endsAt }) => startsAt < ends && endsAt > starts);
    return state.schedules.filter((one) => rotaId === undefined || one.rotaId === rotaId).map((one) => ({ ...one, days: shown, segments: cut(one.segments), extras: cut(one.extras) }));
  }

  function act(request: IncomingMessage, response: ServerResponse, body: Record<string, unknown>): void {
    const url = new URL(request.url ?? '/', 'http://site');
    const path = url.pathname.replace('/api/v1/', '');
    const [, room = '', id = '', rest = ''] = /^([\w-]+)\/([^/]+)\/?(.*)$/.exec(path) ?? [];
    const pattern = room === '' ? path : `${room}/:id${rest === '' ? '' : `/${rest.replace(/^overrides\/.+/, 'overrides/:overrideId')}`}`;
    const route = `${request.method} ${pattern}`;
    asked.push({ route, query: Object.fromEntries(url.searchParams), body, key: request.headers['idempotency-key']?.toString() });
    response.setHeader('Date', new Date(NOW).toUTCString());
    if (state.down && route !== 'GET session') { request.socket.destroy(); return undefined; }
    if (state.silent.has(route)) return undefined;
    const refusal = state.refuse.get(route);
    if (refusal) {
      state.refuse.delete(route);
      return answerJson(response, refusal.status, { type: `/problems/${refusal.slug}`, title: refusal.slug, status: refusal.status, ...refusal.more });
    }
    return answer(response, route, id, Object.fromEntries(url.searchParams), body);
  }

  return {
    url: site.url, asked, state,
    /** Something about the rotas changed, and everybody who looks is told. */
    news: () => sockets.emit('surroundings', { what: 'on-call' }),
    /** Lines stay closed until they are let through. */
    holdLines(): void { held = []; },
    letLinesThrough(): void {
      const waiting = held ?? [];
      held = null;
      for (const next of waiting) next();
    },
    asksFor: (route: string): Asked[] => asked.filter((one) => one.route === route),
    reset(): void {
      held = null;
      asked.length = 0;
      Object.assign(state, fresh());
    },
    async stop(): Promise<void> {
      await sockets.close();
      await site.close();
    },
  };
}
