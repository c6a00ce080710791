import { useSyncExternalStore } from 'react';
import type { ReportView } from '../../../../server/contract/crisis.js';
import { call } from '../../app/api.js';
import { Problem, Unreachable, isProblem } from '../../app/core/problem.js';
import { queries } from '../../app/queries.js';
import { sessionQuery } from '../../app/session.js';
import { serverClock } from '../../live/server-clock.js';
import { live } from '../../live/socket.js';
import { keepReport } from '../report/report-query.js';
import { arrived, callKnown, detailsKnown, stayed, tried } from './core/draft.js';
import type { Draft, Unsent } from './core/draft.js';
import { TRY_EVERY_MS, TRY_LASTS_MS, bareBodyOf, firstBodyOf, inSendingOrder, nextErrand } from './core/sending.js';
import type { Errand } from './core/sending.js';
import { drafts } from './drafts.js';

/** When the outbox last tried and will try next, in milliseconds by the server's clock; null when it rests. */
export interface Trying {
  busy: boolean;
  nextTryAt: number | null;
}

/** What came of one errand. `wait`: nobody answered, so nothing else will arrive either. */
type Came = 'done' | 'wait' | 'stuck';

/**
 * Sends what lies on this phone: at once, when the network or the line comes back, when the page opens or is looked at
 * again, and every 15 s meanwhile. Only one page of this device sends at a time, and the same key with the same content
 * makes each report one, however often it is sent.
 */
function createOutbox() {
  let trying: Trying = { busy: false, nextTryAt: null };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let started = false;
  const watchers = new Set<() => void>();

  const show = (next: Trying) => {
    trying = next;
    for (const watcher of watchers) watcher();
  };

  const mine = (): readonly Draft[] => inSendingOrder(drafts.now().list);

  const rest = () => {
    clearTimeout(timer);
    const waiting = mine().length > 0;
    if (waiting) timer = setTimeout(send, TRY_EVERY_MS);
    show({ busy: false, nextTryAt: waiting ? serverClock.now() + TRY_EVERY_MS : null });
  };

  /** Sends until nothing is left, also what is added meanwhile. What is stuck is passed over until the next time. */
  const sendAll = async (): Promise<void> => {
    const stuck = new Set<string>();
    for (;;) {
      const draft = mine().find(({ id }) => !stuck.has(id));
      const errand = draft && nextErrand(draft);
      if (!draft || !errand || !isSignedInAs(drafts.now().ownerId)) return;
      const came = await run(draft, errand);
      if (came === 'wait') return;
      if (came === 'stuck') stuck.add(draft.id);
    }
  };

  /** Tries everything now. While it already tries, what is new goes with that. */
  function send(): void {
    if (trying.busy) return;
    clearTimeout(timer);
    if (mine().length === 0) return rest();
    show({ busy: true, nextTryAt: null });
    void onlyOne(sendAll).finally(rest);
  }

  return {
    /** Begins, once; later calls change nothing. */
    start(): void {
      if (started) return;
      started = true;
      window.addEventListener('online', send);
      document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && send());
      live.onOpen(send);
      // Read from the device, or handed over just now: whatever waits without a time to try is tried.
      drafts.subscribe(() => !trying.busy && trying.nextTryAt === null && mine().length > 0 && send());
      send();
    },
    send,
    trying: (): Trying => trying,
    subscribe(watcher: () => void): () => void {
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },
  };
}

export const outbox = createOutbox();

/** When this phone tries to send next. */
export function useTrying(): Trying {
  return useSyncExternalStore(outbox.subscribe, outbox.trying);
}

/** Another person's cookie must not send this person's words. Nobody known (no network since the page opened) may try. */
function isSignedInAs(ownerId: string | null): boolean {
  const session = queries.getQueryData(sessionQuery.queryKey);
  return session === undefined || session?.staff.id === ownerId;
}

/** Runs `act` unless another page of this device is at it. */
async function onlyOne(act: () => Promise<void>): Promise<void> {
  if (!navigator.locks) return act();
  await navigator.locks.request('handrail-outbox', { ifAvailable: true }, (lock) => (lock ? act() : undefined));
}

async function run(draft: Draft, errand: Errand): Promise<Came> {
  try {
    if (errand.kind === 'report') await sendReport(draft, errand);
    else if (errand.kind === 'call') await sendCall(draft, errand);
    else await sendDetails(draft, errand);
    return 'done';
  } catch (error) {
    return failed(draft, errand, error);
  }
}

async function sendReport(draft: Draft, { body, key }: Extract<Errand, { kind: 'report' }>): Promise<void> {
  void drafts.change(draft.id, (now) => tried(now, serverClock.now()));
  const post = (content: typeof body) => call('POST /api/v1/reports', content, { idempotencyKey: key, ...evenIfClosed() });
  let view: ReportView;
  try {
    view = await post(body);
  } catch (error) {
    if (isProblem(error, 'request/key-reused')) view = await post(firstBodyOf(draft));
    else if (isProblem(error, 'request/malformed')) view = await post(bareBodyOf(body));
    else throw error;
  }
  keepReport(view);
  await drafts.change(draft.id, (now) => arrived(now, view, serverClock.now()));
}

/** A try that goes on when the page is closed right after Send. Without a network there is nothing to go on. */
function evenIfClosed(): { signal: AbortSignal; keepalive: boolean } {
  return { signal: AbortSignal.timeout(TRY_LASTS_MS), keepalive: navigator.onLine };
}

async function sendCall(draft: Draft, { reportId, answer }: Extract<Errand, { kind: 'call' }>): Promise<void> {
  keepReport(await call('POST /api/v1/reports/:id/emergency-answer', { id: reportId, answer }, { ...evenIfClosed() }));
  await drafts.change(draft.id, (now) => callKnown(now, answer));
}

async function sendDetails(draft: Draft, { reportId, details, told }: Extract<Errand, { kind: 'details' }>): Promise<void> {
  const view = await call('PATCH /api/v1/reports/:id', { id: reportId, ...details }, { signal: AbortSignal.timeout(TRY_LASTS_MS) });
  keepReport(view);
  await drafts.change(draft.id, (now) => detailsKnown(now, told, view, serverClock.now()));
}

async function failed(draft: Draft, errand: Errand, error: unknown): Promise<Came> {
  const unsent = whyUnsent(error);
  if (unsent === 'signed-out') void queries.invalidateQueries(sessionQuery);
  if (errand.kind === 'report') {
    await drafts.change(draft.id, (now) => stayed(now, unsent));
  } else if (unsent === 'refused') {
    // Closed, or not ours any more: its words stay to be read, and nothing is tried again.
    await drafts.change(draft.id, (now) => ({ ...now, finished: true }));
  }
  return unsent === 'refused' ? 'stuck' : 'wait';
}

/** What a failure means for the raiser. Whatever heals by itself counts as no answer. */
function whyUnsent(error: unknown): Unsent {
  if (error instanceof Unreachable) return 'no-answer';
  if (!(error instanceof Problem)) throw error;
  if (error.status === 401) return 'signed-out';
  return error.status >= 500 || error.status === 429 ? 'no-answer' : 'refused';
}
