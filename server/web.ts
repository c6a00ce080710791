import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import compression from 'compression';
import express from 'express';
import type { Express } from 'express';
import { Registry, collectDefaultMetrics, Counter, Gauge, Histogram } from 'prom-client';
import { PROBLEMS } from './contract/problems.js';
import type { Handrail } from './compose.js';
import { mountDowntimeSheets } from './downtime/index.js';
import { linkLimit } from './escalation/index.js';
import { mountHsds } from './hsds/index.js';
import { challengeLimit, machineLimits, signInLimit } from './identity/index.js';
import { mountWebhooks } from './messaging/index.js';
import { mountCalendars } from './oncall/index.js';
import { makeApp, jsonBody, mount, problemHandler } from './platform/http/app.js';
import { openApiOf } from './platform/http/openapi.js';
import { packedFiles } from './platform/http/packed-files.js';
import { problem } from './platform/http/problem.js';
import type { Route } from './platform/http/route.js';
import { projectorOf, socketsOn } from './realtime/index.js';
import { providerLinkLimit } from './referral/index.js';

/** The built client, beside the bundle or in `dist` of the source tree. */
const CLIENT = ['./client/', '../dist/client/'].map((path) => fileURLToPath(new URL(path, import.meta.url))).find((path) => existsSync(`${path}index.html`));

export interface Web { http: Server; settled: () => Promise<void>; stop: () => Promise<void> }

/** Serves API, sockets, webhooks, health and the built client on `port`; 0 takes any free one. @throws when the port is taken */
export async function serveWeb(handrail: Handrail, port: number, more: readonly Route[] = []): Promise<Web> {
  const { env, clock, log, routes, recognise, people, crises, views, needs, jobs, db } = handrail;
  const app = makeApp({ publicUrl: env.publicUrl });
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({ name: 'handrail_http_seconds', help: 'Time to answer, by route', labelNames: ['method', 'route', 'status'], buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5], registers: [registry] });
  registry.registerMetric(new Gauge({ name: 'handrail_jobs_late_seconds', help: 'How late the latest due job is', registers: [], async collect() { this.set((await jobs.health()).lateSeconds); } }));
  registry.registerMetric(new Gauge({ name: 'handrail_jobs_dead', help: 'Jobs given up, for a person to look at', registers: [], async collect() { this.set((await jobs.health()).dead); } }));
  for (const what of ['times', 'seconds'] as const) {
    registry.registerMetric(new Counter({
      name: what === 'times' ? 'handrail_unowned_total' : 'handrail_unowned_seconds_total',
      help: what === 'times' ? 'Crises that this process found with neither an owner nor a running escalation' : 'Seconds that they had neither',
      registers: [], collect() { this.reset(); this.inc(handrail.watch.found()[what]); },
    }));
  }
  const fallback = () => ({ dutyPhone: people.network().dutyPhone, emergencyNumber: people.network().emergencyNumber });

  app.get('/health/live', (_request, response) => { response.json({ live: true }); });
  app.get('/health/ready', async (_request, response) => {
    try {
      await db.getClient().db(db.name).collection('health').updateOne({ _id: 'ready' as never }, { $set: { at: clock.now() } }, { upsert: true, writeConcern: { w: 'majority', j: true, wtimeoutMS: 3000 } });
      response.json({ ready: true });
    } catch {
      response.status(503).json({ ready: false });
    }
  });
  app.get('/health/paging', async (_request, response) => {
    const health = await handrail.paging();
    response.status(health.well ? 200 : 503).json(health);
  });
  app.get('/metrics', async (_request, response) => { response.type(registry.contentType).send(await registry.metrics()); });

  if (env.roles.includes('web')) mountApplication(app);
  app.use(() => { throw problem('request/unknown-address'); });
  app.use(problemHandler({ log, fallback }));

  const http = createServer(app);
  const live = env.roles.includes('web') ? goLive(http) : null;
  await new Promise<void>((resolve, reject) => { http.once('error', reject); http.listen(port, env.host, resolve); });
  return {
    http, settled: async () => live?.projector.settled(),
    async stop() {
      await live?.stop();
      http.closeAllConnections();
      await new Promise<void>((resolve) => { http.close(() => { resolve(); }); });
      await live?.projector.settled();
    },
  };

  /** API, webhooks and the built client; a process without the web role answers for its health only. */
  function mountApplication(to: Express): void {
    mountWebhooks(to, { publicUrl: env.publicUrl, account: handrail.account, clock, log, onText: handrail.onText, onStatus: handrail.onStatus, voice: handrail.voice });
    to.use('/api/v1', ...machineLimits());
    to.post('/api/v1/session', signInLimit());
    to.post(['/api/v1/session/passkey', '/api/v1/session/second-step', '/api/v1/session/unlock'], signInLimit());
    to.post('/api/v1/session/passkey-options', challengeLimit());
    to.post(['/api/v1/me/passkeys/options', '/api/v1/me/passkeys/:id/removal', '/api/v1/me/codes', '/api/v1/me/codes/:act'], signInLimit());
    to.post('/api/v1/audit/export', signInLimit());
    to.post('/api/v1/emergency-access', signInLimit());
    to.use('/api/v1/answer-link', linkLimit());
    to.use('/api/v1/password-link', linkLimit());
    to.use('/api/v1/capacity-link', linkLimit());
    to.use('/api/v1/wall-link', linkLimit());
    to.use('/api', jsonBody());
    to.use('/api/v1/provider-link', providerLinkLimit());
    to.use('/api/v1/receipt-link', providerLinkLimit());
    const all = [...routes, ...more];
    const document = openApiOf(all, env.publicUrl);
    to.get('/api/openapi.json', (_request, response) => { response.json(document); });
    mount(to, all, {
      log, publicUrl: env.publicUrl, fallback, whoIs: (request) => recognise.whoIs(request),
      measure: (method, route, status, took) => { seconds.observe({ method, route, status: String(status) }, took); },
    });
    mountCalendars(to, handrail.onCall.calendars);
    mountDowntimeSheets(to, { use: handrail.downtime, whoIs: (request) => recognise.whoIs(request) });
    mountHsds(to, { use: handrail.hsds, whoIs: (request) => recognise.whoIs(request), isPublic: env.hsdsPublic, publicUrl: env.publicUrl, audit: handrail.audit, transact: handrail.transact, clock });
    to.get('/problems/*slug', (request, response, next) => {
      const slug = request.path.slice('/problems/'.length);
      if (Object.hasOwn(PROBLEMS, slug)) response.json(PROBLEMS[slug as keyof typeof PROBLEMS]);
      else next();
    });
    to.use(['/api', '/webhooks', '/problems', '/health', '/calendar', '/hsds'], () => { throw problem('request/unknown-address'); });
    if (CLIENT !== undefined) {
      // Only what is the same for everybody: answers about people are never compressed beside what somebody else chose.
      to.use(compression());
      to.use('/assets', packedFiles(`${CLIENT}assets`), express.static(`${CLIENT}assets`, { immutable: true, maxAge: '1y', fallthrough: false }));
      const packed = packedFiles(CLIENT);
      to.use(packed, express.static(CLIENT, { index: false, maxAge: 0 }));
      to.get('/{*path}', (request, response, next) => {
        if (!request.accepts('html')) { next('route'); return; }
        response.setHeader('Cache-Control', 'no-cache');
        request.url = '/index.html';
        next();
      }, packed, express.static(CLIENT, { cacheControl: false }));
    }
  }

  function goLive(server: Server) {
    const { io, stop } = socketsOn(server, { recognise, publicUrl: env.publicUrl, clock, crises, needs, heartbeatSeconds: env.heartbeatSeconds });
    const projector = projectorOf({ io, crises, views, log });
    handrail.feed.read(projector);
    return { projector, stop };
  }
}
