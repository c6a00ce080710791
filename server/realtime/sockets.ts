import type { Server as HttpServer } from 'node:http';
import Joi from 'joi';
import { Server } from 'socket.io';
import type { LiveAsks, LiveNews } from '../contract/live.js';
import { mayOf } from '../crisis/index.js';
import type { CrisisNeeds, CrisisStore } from '../crisis/index.js';
import type { Recognise } from '../identity/index.js';
import type { Cancel, Clock } from '../kernel/clock.js';
import type { Actor } from '../platform/http/route.js';
import { roomOf } from './rooms.js';

export interface SocketNeeds {
  recognise: Recognise;
  publicUrl: string;
  clock: Clock;
  crises: CrisisStore;
  needs: Pick<CrisisNeeds, 'onCallIn'> & Partial<Pick<CrisisNeeds, 'inEmergency'>>;
  heartbeatSeconds: number;
}

/** `emergencies`: crises whose news this page gets by emergency access alone. */
interface SocketData { actor: Actor; hash: string; asks: number; endsAt: Date; emergencies: Set<string> }
export type Live = Server<LiveAsks, LiveNews, Record<string, never>, SocketData>;

const crisisInput = Joi.object({ crisisId: Joi.string().guid().required() }).required();
/** Subscriptions a screen may ask for between two heartbeats; it needs two or three. */
const MOST_ASKS = 30;

/**
 * Sockets carry subscriptions and news, never commands. Every page that connects is known by its session; what it is told
 * depends on rights that are checked here, at each subscription.
 */
export function socketsOn(http: HttpServer, { recognise, publicUrl, clock, crises, needs, heartbeatSeconds }: SocketNeeds): { io: Live; stop: () => Promise<void> } {
  const io: Live = new Server(http, {
    serveClient: false, maxHttpBufferSize: 65_536, transports: ['websocket', 'polling'],
    allowRequest: (request, decide) => {
      const origin = request.headers.origin;
      decide(null, origin === undefined || origin === publicUrl || origin === `http://${request.headers.host ?? ''}`);
    },
  });

  io.use((socket, next) => {
    void recognise.byCookies(socket.handshake.headers.cookie).then((known) => {
      if (!known || known.actor.outside) return next(new Error('identity/unknown'));
      socket.data = { actor: known.actor, hash: known.hash, endsAt: known.endsAt, asks: 0, emergencies: new Set() };
      return next();
    }, () => { next(new Error('server/fault')); });
  });

  io.on('connection', (socket) => {
    const { actor, hash } = socket.data;
    void socket.join([roomOf.everyone, roomOf.staff(actor.staffId), roomOf.session(hash), ...actor.teamsWhere('rota:read').map(roomOf.rotas)]);
    socket.emit('heartbeat', { at: clock.now().toISOString() });
    const counted = (act: () => void): void => {
      socket.data.asks += 1;
      if (socket.data.asks > MOST_ASKS) socket.disconnect(true);
      else act();
    };

    socket.on('watch-board', (answer) => {
      counted(() => {
        if (typeof answer !== 'function') return;
        if (actor.isDevice) { answer(false); return; }
        void socket.join([roomOf.asked(actor.staffId), ...actor.teamsWhere('board:watch').map(roomOf.board)]);
        answer(true);
      });
    });
    socket.on('watch-wall', (answer) => {
      counted(() => {
        if (typeof answer !== 'function') return;
        const rooms = actor.teamsWhere('wall:watch').map(roomOf.wall);
        void socket.join(rooms);
        answer(rooms.length > 0);
      });
    });
    socket.on('watch-crisis', (input, answer) => {
      counted(() => {
        const { value, error } = crisisInput.validate(input);
        if (error || typeof answer !== 'function') return;
        void crises.find(value.crisisId).then((crisis) => {
          const allowed = crisis !== null && !actor.isDevice && !actor.locked && mayOf(needs, crisis, actor).see;
          if (allowed) void socket.join(roomOf.crisis(crisis.id));
          if (allowed && needs.inEmergency?.(crisis.id, actor.staffId)) socket.data.emergencies.add(crisis.id);
          answer(allowed);
        }, () => { answer(false); });
      });
    });
    socket.on('leave-crisis', (input) => {
      counted(() => {
        const { value, error } = crisisInput.validate(input);
        if (!error) void socket.leave(roomOf.crisis(value.crisisId));
      });
    });
  });

  let beat: Cancel;
  const beats = (): void => {
    const now = clock.now();
    for (const socket of io.sockets.sockets.values()) {
      socket.data.asks = 0;
      // Emergency access ends by the clock, and the news with it.
      for (const crisisId of socket.data.emergencies) {
        if (needs.inEmergency?.(crisisId, socket.data.actor.staffId)) continue;
        socket.data.emergencies.delete(crisisId);
        void socket.leave(roomOf.crisis(crisisId));
      }
      if (socket.data.endsAt <= now) socket.disconnect(true);
    }
    io.emit('heartbeat', { at: now.toISOString() });
    beat = clock.after(heartbeatSeconds * 1000, beats);
  };
  beat = clock.after(heartbeatSeconds * 1000, beats);

  return { io, stop: async () => { beat.cancel(); await io.close(); } };
}
