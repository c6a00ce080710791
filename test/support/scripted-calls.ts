import type { Act } from './scripted-carrier.js';

/** One call as the carrier got it. */
export interface HandedCall {
  sid: string;
  to: string;
  from: string;
  url: string;
  statusCallback: string;
  statusEvents: string[];
  ringSeconds: number;
  machineDetection: string;
  at: number;
  createdAt: Date;
  /** False when the script lost it: it never rings and a look-up does not find it. */
  kept: boolean;
  /** The provider's word: queued, ringing, in-progress, completed, busy, no-answer, failed, canceled. */
  status: string;
  answeredBy: string | null;
  /** Every answer that the app gave to this call, in TwiML. */
  twiml: string[];
}

/**
 * What happens to a call by itself: `silent` nothing is posted, `rings` it rings and rings, the rest ends it. `press`: a person
 * picks up, hears the words and presses these keys, one for each time the words are said.
 */
export type CallOutcome = 'silent' | 'rings' | 'no-answer' | 'busy' | 'failed' | 'machine' | 'listens' | { press: string };

export interface CallNeedsOfTests {
  newSid: () => string;
  /** Signs and posts. @returns the app's status and body */
  post: (address: string, form: Record<string, string>, token?: string) => Promise<{ status: number; body: string }>;
  accountSid: string;
  follow: (work: Promise<void>) => void;
}

/** The part of a scripted provider that makes calls. */
export function scriptedCalls({ newSid, post, accountSid, follow }: CallNeedsOfTests) {
  const made: HandedCall[] = [];
  let sequence = 0;

  const common = (call: HandedCall): Record<string, string> => ({
    CallSid: call.sid, AccountSid: accountSid, From: call.from, To: call.to, Direction: 'outbound-api', ApiVersion: '2010-04-01',
    ...(call.answeredBy === null ? {} : { AnsweredBy: call.answeredBy }),
  });

  const calls = {
    /** Every call that was handed over, in order, those included that the script refused to keep. */
    calls: made,
    /** Calls that the app ended, by id and what it asked for. */
    endedByApp: [] as { sid: string; status: string }[],
    callLookUps: 0,
    /** Set by a test: what happens when a call is handed over. */
    callScript: (_call: HandedCall): Act => 'accept',
      /** Set by a test: what becomes of each accepted call by itself. */
    outcome: (_call: HandedCall): CallOutcome => 'silent',
    callsTo: (number: string): HandedCall[] => made.filter((call) => call.to === number && call.kept),

    /** Posts one signed status callback. @returns the app's status */
    async callback(call: HandedCall, status: string, more: Record<string, string> = {}): Promise<number> {
      sequence += 1;
      return (await post(call.statusCallback, { ...common(call), CallStatus: status, SequenceNumber: String(sequence), CallbackSource: 'call-progress-events', ...more })).status;
    },
    /** Somebody, or something, picks up: callback and request for words. @returns the TwiML, or the app's status when it was not 200 */
    async pickUp(call: HandedCall, answeredBy: string | null = 'human'): Promise<string> {
      call.status = 'in-progress';
      call.answeredBy = answeredBy;
      await calls.callback(call, 'in-progress');
      return ask(call, {});
    },
    /** A key is pressed in a call. */
    press: (call: HandedCall, key: string, token?: string): Promise<string> => ask(call, { Digits: key, msg: 'Gather End' }, token),
    async hangUp(call: HandedCall, status = 'completed'): Promise<number> {
      call.status = status;
      return calls.callback(call, status, { CallDuration: '9' });
    },

    /** Takes a call as the API does. */
    hand(form: URLSearchParams): { call: HandedCall; act: Act } {
      const call: HandedCall = {
        sid: newSid().replace(/^SM/, 'CA'), to: form.get('To') ?? '', from: form.get('From') ?? '', url: form.get('Url') ?? '', statusCallback: form.get('StatusCallback') ?? '',
        statusEvents: form.getAll('StatusCallbackEvent'), ringSeconds: Number(form.get('Timeout')), machineDetection: form.get('MachineDetection') ?? '',
        at: performance.now(), createdAt: new Date(), kept: true, status: 'queued', answeredBy: null, twiml: [],
      };
      const act = calls.callScript(call);
      call.kept = typeof act !== 'object' && act !== 'hang';
      made.push(call);
      return { call, act };
    },
    /** Ends a call as the API does. @returns null when there is nothing to end */
    end(sid: string, status: string): HandedCall | null {
      calls.endedByApp.push({ sid, status });
      const call = made.find((one) => one.sid === sid);
      const mayEnd = call && (call.status === 'queued' || call.status === 'ringing' || (status === 'completed' && call.status === 'in-progress'));
      if (!call || !mayEnd) return null;
      call.status = call.status === 'in-progress' ? 'completed' : 'canceled';
      follow(calls.callback(call, call.status).then(() => undefined, () => undefined));
      return call;
    },
    /** What becomes of an accepted call, by the script. */
    async run(call: HandedCall): Promise<void> {
      const outcome = calls.outcome(call);
      if (outcome === 'silent') return;
      await calls.callback(call, 'initiated');
      if (call.status !== 'queued') return;
      call.status = 'ringing';
      await calls.callback(call, 'ringing');
      if (outcome === 'rings' || call.status !== 'ringing') return;
      if (outcome === 'no-answer' || outcome === 'busy' || outcome === 'failed') { await calls.hangUp(call, outcome); return; }
      await calls.pickUp(call, outcome === 'machine' ? 'machine_start' : 'human');
      if (typeof outcome === 'object') for (const key of outcome.press) await calls.press(call, key);
      if (outcome === 'listens') return;
      await calls.hangUp(call);
    },
    asCallResource: (call: HandedCall) => ({
      sid: call.sid, to: call.to, from: call.from, status: call.status, direction: 'outbound-api', answered_by: call.answeredBy, account_sid: accountSid, api_version: '2010-04-01',
      date_created: call.createdAt.toUTCString(), date_updated: call.createdAt.toUTCString(), start_time: null, end_time: null, duration: null,
    }),
  };

  async function ask(call: HandedCall, more: Record<string, string>, token?: string): Promise<string> {
    const { status, body } = await post(call.url, { ...common(call), CallStatus: 'in-progress', ...more }, token);
    if (status !== 200) return String(status);
    call.twiml.push(body);
    return body;
  }

  return calls;
}
