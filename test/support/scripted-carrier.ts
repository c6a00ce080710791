import { randomBytes } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import twilio from 'twilio';
import { scriptedCalls } from './scripted-calls.js';
import type { HandedCall } from './scripted-calls.js';

/** One text as the carrier got it. `at` is `performance.now()` when its last byte was in. */
export interface HandedText {
  sid: string;
  to: string;
  body: string;
  sender: 'staff' | 'public';
  at: number;
  createdAt: Date;
  validitySeconds: number;
  statusCallback: string;
  /** False when the script lost it: the phone never shows it and a look-up does not find it. */
  kept: boolean;
  status: string;
}

/** What to do with a text that is handed over. */
export type Act =
  | 'accept'
  /** Takes it and never answers. */
  | 'accept-then-hang'
  /** Takes it and breaks the connection. */
  | 'accept-then-break'
  /** Takes it and answers 500. */
  | 'accept-then-fault'
  /** Loses it and never answers. */
  | 'hang'
  /** Answers only after its receipts were posted. */
  | 'callback-first'
  /** Does not take it: an error of the provider. */
  | { refuse: number; code?: number; retryAfterSeconds?: number };

/** One receipt to post by itself. */
export interface Receipt { status: 'sent' | 'delivered' | 'undelivered' | 'failed'; errorCode?: number; afterMilliseconds?: number }

export interface CarrierSettings {
  /** Where the provider believes the app to be; signatures are over it. Can be set later. */
  publicUrl?: string;
  /** Where the app really listens, when that differs. */
  appUrl?: string;
  authToken?: string;
}

export type ScriptedCarrier = Awaited<ReturnType<typeof startScriptedCarrier>>;

const SERVICES = { staff: `MG${'5'.repeat(32)}`, public: `MG${'9'.repeat(32)}` } as const;

/**
 * A provider in memory for tests and measurements: Twilio's HTTP API by bare `node:http`, signed webhooks, and faults by script.
 * It says nothing by itself unless `receipts` is set.
 */
export async function startScriptedCarrier({ publicUrl = '', appUrl = '', authToken = 'scripted-token' }: CarrierSettings = {}) {
  const account = { accountSid: `AC${'1'.repeat(32)}`, authTokens: [authToken] as [string, ...string[]], staffServiceSid: SERVICES.staff, publicServiceSid: SERVICES.public };
  const authorization = `Basic ${Buffer.from(`${account.accountSid}:${authToken}`).toString('base64')}`;
  const sent: HandedText[] = [];
  const listeners = new Set<(text: HandedText) => void>();
  const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  const posting = new Set<Promise<unknown>>();
  let count = 0;

  const calling = scriptedCalls({ newSid, post: postWhole, accountSid: account.accountSid, follow });

  const carrier = Object.assign(calling, {
    publicUrl, appUrl, account,
    baseUrl: '',
    /** Every text that was handed over, in order, those included that the script refused to keep. */
    sent,
    lookUps: 0,
    /** Set by a test: what happens to the next texts. */
    script: (_text: HandedText): Act => 'accept',
    /** Set by a test: what is posted for every accepted text, in this order. Twice the same doubles, another order reorders, none drops. */
    receipts: (_text: HandedText): Receipt[] => [],
    /** What a phone shows. */
    to: (number: string): HandedText[] => sent.filter((text) => text.to === number && text.kept),
    /** Told of every text the moment it is in. */
    onText(listen: (text: HandedText) => void): void { listeners.add(listen); },
    /** The next text for a number that is not there yet, or the first one that matches. Rejects after `withinMilliseconds`. */
    async waitFor(number: string, matches: (text: HandedText) => boolean = () => true, withinMilliseconds = 5000): Promise<HandedText> {
      const until = performance.now() + withinMilliseconds;
      for (;;) {
        const hit = carrier.to(number).find(matches);
        if (hit) return hit;
        if (performance.now() > until) throw new Error(`no such text for ${number}; there are: ${JSON.stringify(carrier.to(number).map((text) => text.body))}`);
        await new Promise((resolve) => { setTimeout(resolve, 5); });
      }
    },
    /** Posts a signed receipt. @returns the app's status */
    receipt: (text: HandedText, status: string, errorCode?: number): Promise<number> => {
      text.status = status;
      return post(text.statusCallback, {
        MessageSid: text.sid, SmsSid: text.sid, MessageStatus: status, SmsStatus: status, To: text.to, AccountSid: account.accountSid, ApiVersion: '2010-04-01',
        ...(errorCode === undefined ? {} : { ErrorCode: String(errorCode) }),
      });
    },
    /** Posts a signed text from a phone. The same `sid` again is the provider's own doubling. @returns the app's status */
    reply: (from: string, body: string, { sender = 'staff', sid, token }: { sender?: 'staff' | 'public'; sid?: string; token?: string } = {}): Promise<number> =>
      post(`${carrier.publicUrl}/webhooks/twilio/sms`, {
        MessageSid: sid ?? newSid(), From: from, To: '+12025550100', Body: body, NumSegments: '1', NumMedia: '0', SmsStatus: 'received',
        AccountSid: account.accountSid, MessagingServiceSid: SERVICES[sender], ApiVersion: '2010-04-01',
      }, token),
    /** Resolves when no receipt is under way. */
    async quiet(): Promise<void> { while (posting.size > 0) await Promise.all(posting); },
    async stop(): Promise<void> {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => { server.close(resolve); });
    },
  });

  function newSid(): string { return `SM${randomBytes(8).toString('hex')}${String(++count).padStart(16, '0')}`; }

  async function post(address: string, form: Record<string, string>, token = authToken): Promise<number> { return (await postWhole(address, form, token)).status; }

  function postWhole(address: string, form: Record<string, string>, token = authToken): Promise<{ status: number; body: string }> {
    const target = new URL(carrier.appUrl === '' ? address : address.replace(carrier.publicUrl, carrier.appUrl));
    const body = new URLSearchParams(form).toString();
    return new Promise((resolve, reject) => {
      const call = http.request(target, {
        method: 'POST', agent,
        headers: {
          'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': Buffer.byteLength(body),
          'X-Twilio-Signature': twilio.getExpectedTwilioSignature(token, address, form),
        },
      }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => { chunks.push(chunk); });
        response.on('end', () => { resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }); });
      });
      call.on('error', reject);
      call.end(body);
    });
  }

  async function postReceipts(text: HandedText): Promise<void> {
    for (const { status, errorCode, afterMilliseconds } of carrier.receipts(text)) {
      if (afterMilliseconds) await new Promise((resolve) => { setTimeout(resolve, afterMilliseconds); });
      await carrier.receipt(text, status, errorCode).catch(() => 0);
    }
  }

  function follow(work: Promise<void>): void {
    const followed: Promise<void> = work.finally(() => { posting.delete(followed); });
    posting.add(followed);
  }

  const asResource = (text: HandedText) => ({
    sid: text.sid, to: text.to, body: text.body, status: text.status, direction: 'outbound-api', error_code: null, error_message: null, messaging_service_sid: SERVICES[text.sender],
    date_created: text.createdAt.toUTCString(), date_updated: text.createdAt.toUTCString(), date_sent: null, num_segments: '1', account_sid: account.accountSid, api_version: '2010-04-01',
  });

  /** What a list shows of a number, the latest first, page by page as the API does. */
  function pageOf<Item>(address: string, allOf: (number: string) => Item[]) {
    const asked = new URL(address, 'http://carrier');
    const [size, page] = [Number(asked.searchParams.get('PageSize') ?? 50), Number(asked.searchParams.get('Page') ?? 0)];
    const all = allOf(asked.searchParams.get('To') ?? '').reverse();
    asked.searchParams.set('Page', String(page + 1));
    return { shown: all.slice(page * size, (page + 1) * size), page, page_size: size, uri: address, next_page_uri: all.length > (page + 1) * size ? `${asked.pathname}${asked.search}` : null };
  }

  function answer(response: http.ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  }

  async function hand(form: URLSearchParams, response: http.ServerResponse): Promise<void> {
    const text: HandedText = {
      sid: newSid(), to: form.get('To') ?? '', body: form.get('Body') ?? '', at: performance.now(), createdAt: new Date(), kept: true, status: 'queued',
      sender: form.get('MessagingServiceSid') === SERVICES.public ? 'public' : 'staff',
      validitySeconds: Number(form.get('ValidityPeriod')), statusCallback: form.get('StatusCallback') ?? '',
    };
    const act = carrier.script(text);
    text.kept = typeof act !== 'object' && act !== 'hang';
    sent.push(text);
    for (const listen of listeners) listen(text);
    if (typeof act === 'object') {
      answer(response, act.refuse, { code: act.code ?? null, message: 'refused by the script', status: act.refuse }, act.retryAfterSeconds ? { 'Retry-After': String(act.retryAfterSeconds) } : {});
      return;
    }
    if (act === 'callback-first') await postReceipts(text);
    if (act === 'accept-then-break') response.destroy();
    else if (act === 'accept-then-fault') answer(response, 500, { message: 'a fault after accepting' });
    else if (act === 'accept' || act === 'callback-first') answer(response, 201, asResource(text));
    if (act !== 'callback-first' && act !== 'hang') follow(postReceipts(text));
  }

  /** `/Calls.json` takes a call, `/Calls/SID.json` ends one. */
  async function handCall(address: string, form: URLSearchParams, response: http.ServerResponse): Promise<void> {
    const [, sid] = /\/Calls\/(CA\w+)\.json/.exec(address) ?? [];
    if (sid !== undefined) {
      const ended = carrier.end(sid, form.get('Status') ?? '');
      if (ended) answer(response, 200, carrier.asCallResource(ended));
      else answer(response, 400, { code: 21220, message: 'Invalid call state', status: 400 });
      return;
    }
    const { call, act } = carrier.hand(form);
    if (typeof act === 'object') {
      answer(response, act.refuse, { code: act.code ?? null, message: 'refused by the script', status: act.refuse }, act.retryAfterSeconds ? { 'Retry-After': String(act.retryAfterSeconds) } : {});
      return;
    }
    const run = (work: HandedCall): Promise<void> => carrier.run(work).catch(() => undefined);
    if (act === 'callback-first') await run(call);
    if (act === 'accept-then-break') response.destroy();
    else if (act === 'accept-then-fault') answer(response, 500, { message: 'a fault after accepting' });
    else if (act === 'accept' || act === 'callback-first') answer(response, 201, carrier.asCallResource(call));
    if (act !== 'callback-first' && act !== 'hang') follow(run(call));
  }

  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => { chunks.push(chunk); });
    request.on('end', () => {
      if (request.headers.authorization !== authorization) { answer(response, 401, { code: 20003, message: 'Authenticate', status: 401 }); return; }
      const address = request.url ?? '/';
      if (address.includes('/Calls')) {
        if (request.method === 'POST') { void handCall(address, new URLSearchParams(Buffer.concat(chunks).toString()), response); return; }
        carrier.callLookUps += 1;
        const { shown, ...about } = pageOf(address, (number) => carrier.callsTo(number));
        answer(response, 200, { calls: shown.map(carrier.asCallResource), ...about });
        return;
      }
      if (request.method === 'POST') { void hand(new URLSearchParams(Buffer.concat(chunks).toString()), response); return; }
      carrier.lookUps += 1;
      const { shown, ...about } = pageOf(address, (number) => carrier.to(number));
      answer(response, 200, { messages: shown.map(asResource), ...about });
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  carrier.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return carrier;
}
