import { randomBytes } from 'node:crypto';
import type { SimulatedCall } from '../../contract/phones.js';

/** The provider's words for a call. `initiated` stands in callbacks only. */
export type CallStatus = 'queued' | 'initiated' | 'ringing' | 'in-progress' | 'completed' | 'busy' | 'no-answer' | 'failed' | 'canceled';

/** A callback that is still to be posted, in order. */
export interface Tell { status: CallStatus; at: Date; dueAt: Date; tries: number }

/** One call to a simulated phone. */
export interface CarriedCall {
  sid: string;
  number: string;
  from: string;
  url: string;
  fallbackUrl: string | null;
  callback: string | null;
  /** Which of its events are told: initiated, ringing, answered, completed. */
  events: string[];
  /** The provider listens who picks up. */
  detects: boolean;
  ringSeconds: number;
  at: Date;
  status: Exclude<CallStatus, 'initiated'>;
  statusAt: Date;
  answeredBy: 'human' | 'machine_start' | null;
  /** Every sentence so far, the last one may still be spoken. */
  said: string[];
  /** What the last of them is in, as BCP 47; null when it does not say. */
  language: string | null;
  pressed: string;
  awaitsKey: boolean;
  connectedTo: string | null;
  tells: Tell[];
}

export interface NewCall { number: string; from: string; url: string; fallbackUrl: string | null; callback: string | null; events: string[]; detects: boolean; ringSeconds: number }

export const newCall = (call: NewCall, now: Date): CarriedCall => ({
  ...call, sid: `CA${randomBytes(16).toString('hex')}`, at: now, status: 'queued', statusAt: now, answeredBy: null, said: [], language: null, pressed: '', awaitsKey: false, connectedTo: null, tells: [],
});

/** It may still ring, or somebody talks. */
export const isLive = ({ status }: CarriedCall): boolean => status === 'queued' || status === 'ringing' || status === 'in-progress';

/** The event under which a status is told. Source: Twilio, Call resource, `StatusCallbackEvent`. */
export function eventOf(status: CallStatus): 'initiated' | 'ringing' | 'answered' | 'completed' {
  switch (status) {
    case 'queued': case 'initiated': return 'initiated';
    case 'ringing': return 'ringing';
    case 'in-progress': return 'answered';
    default: return 'completed';
  }
}

/** How long a voice takes for words, in seconds. */
export const speakingSeconds = (words: string): number => words.split(/\s+/).length / 2.6;

function endOf({ status, answeredBy }: CarriedCall): SimulatedCall['end'] {
  if (status === 'completed') return answeredBy === 'machine_start' ? 'voicemail' : 'answered';
  return status === 'busy' || status === 'no-answer' || status === 'failed' || status === 'canceled' ? status : null;
}

/** A call as the page shows it. */
export const callView = (call: CarriedCall): SimulatedCall => ({
  id: call.sid, from: call.from, at: call.at.toISOString(), stateAt: call.statusAt.toISOString(), ringSeconds: call.ringSeconds,
  state: call.status === 'queued' ? 'calling' : call.status === 'ringing' ? 'ringing' : call.status === 'in-progress' ? (call.answeredBy === 'machine_start' ? 'voicemail' : 'talking') : 'over',
  end: endOf(call), said: call.said, language: call.language ?? null, pressed: call.pressed, awaitsKey: call.awaitsKey, connectedTo: call.connectedTo,
});
