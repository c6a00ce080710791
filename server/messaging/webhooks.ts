import express from 'express';
import type { Express, Request, Response } from 'express';
import Joi from 'joi';
import twilio from 'twilio';
import { STAFF_LANGUAGES } from '../contract/identity.js';
import type { StaffLanguage } from '../contract/identity.js';
import type { Clock } from '../kernel/clock.js';
import { problem } from '../platform/http/problem.js';
import { faultOf } from '../platform/log/log.js';
import type { Log } from '../platform/log/log.js';
import type { CallWords } from './core/call-words.js';
import { readSubject } from './core/subject.js';
import type { Subject } from './core/subject.js';
import type { ProviderAccount, SenderName } from './sender.js';
import { twimlOf } from './twiml.js';
import type { CallAnswer, Voice } from './twiml.js';

/** A text that came in. `sid` is the provider's and unique; `sender` is the one of ours that was texted. */
export interface InboundText {
  sid: string;
  from: string;
  to: string;
  body: string;
  sender: SenderName;
  /** What the carrier itself made of it, where it says so; the exact keywords are also known to `parseReply`. */
  optOut: 'stop' | 'start' | 'help' | null;
  at: Date;
}

/** A delivery receipt. `status` is the provider's word. */
export interface StatusReport {
  subject: Subject;
  attemptId: string;
  sid: string;
  status: string;
  errorCode: number | null;
  at: Date;
  /** For a call: who picked up, as far as the provider can tell. */
  call?: { answeredBy: string | null };
}

/** A call was picked up and asks what to say, or a key was pressed in it. `answeredBy` is the provider's guess, null when it made none. */
export interface CallAsks {
  subject: Subject;
  attemptId: string;
  sid: string;
  answeredBy: string | null;
  /** One of 0–9, * and #; null when the call was just picked up. */
  key: string | null;
  /** What the call was placed in; null when its address does not say. */
  language: StaffLanguage | null;
  at: Date;
}

/** What a call is answered with: words and a question, words and the end, or the end; `language` is the one that the words are in. */
export type CallReply =
  | { kind: 'ask'; language: StaffLanguage; words: string; atLast: string }
  | { kind: 'say'; language: StaffLanguage; words: string }
  | { kind: 'end' };

/** What calls need of those who know crises. */
export interface VoiceNeeds {
  /** Resolves when what follows from it is durable. @returns null when the call is about nothing we know */
  onCall: (asks: CallAsks) => Promise<CallReply | null>;
  words: (language: StaffLanguage) => CallWords;
  voiceOf: (language: StaffLanguage) => Voice;
  /** E.164, from memory: the fallback must work without the database. Null when there is none to dial. */
  dutyPhone: () => string | null;
}

/** What the webhooks need of those who know crises. */
export interface WebhookNeeds {
  /** Where the provider believes us to be; signatures are over this address, whatever a proxy made of it. */
  publicUrl: string;
  account: Pick<ProviderAccount, 'authTokens' | 'publicServiceSid'>;
  clock: Clock;
  log: Log;
  /** Resolves when the text is durable on a majority; a text that is known by its `sid` already is no fault and has no effect. */
  onText: (text: InboundText) => Promise<void>;
  /** Resolves when the receipt is durable. @returns false when nothing of that name is known */
  onStatus: (report: StatusReport) => Promise<boolean>;
  /** Without it there are no calls. */
  voice?: VoiceNeeds;
}

const NOTHING_TO_SAY = '<?xml version="1.0" encoding="UTF-8"?><Response></Response>';

interface TextForm { MessageSid: string; From: string; To: string; Body: string; MessagingServiceSid?: string; OptOutType?: 'STOP' | 'START' | 'HELP' }
interface StatusForm { MessageSid?: string; MessageStatus?: string; CallSid?: string; CallStatus?: string; AnsweredBy?: string; ErrorCode?: number }
interface VoiceForm { CallSid: string; CallStatus?: string; AnsweredBy?: string; Digits?: string }

/** The provider adds parameters without notice, so unknown ones are let through and never read. */
const textForm = Joi.object<TextForm, true>({
  MessageSid: Joi.string().max(64).required(), From: Joi.string().max(64).required(), To: Joi.string().max(64).required(),
  Body: Joi.string().allow('').max(20_000).required(), MessagingServiceSid: Joi.string().allow('').max(64), OptOutType: Joi.string().valid('STOP', 'START', 'HELP'),
}).unknown(true);

const statusForm = Joi.object<StatusForm, true>({
  MessageSid: Joi.string().max(64), MessageStatus: Joi.string().max(32), CallSid: Joi.string().max(64), CallStatus: Joi.string().max(32), AnsweredBy: Joi.string().allow('').max(32),
  ErrorCode: Joi.number().integer(),
}).or('MessageSid', 'CallSid').and('MessageSid', 'MessageStatus').and('CallSid', 'CallStatus').unknown(true);

const voiceForm = Joi.object<VoiceForm, true>({
  CallSid: Joi.string().max(64).required(), CallStatus: Joi.string().max(32), AnsweredBy: Joi.string().allow('').max(32), Digits: Joi.string().allow('').max(32),
}).unknown(true);

const KEYWORD = { STOP: 'stop', START: 'start', HELP: 'help' } as const;

/**
 * Mounts `POST /webhooks/twilio/sms`, `/status` and, where there are calls, `/voice` and `/fallback`. A wrong signature is 403 and changes nothing. Our 2xx means "durable"
 * (I7); any failure of ours is 503, so that the provider tries again; doubled and late ones answer 200 and change nothing.
 */
export function mountWebhooks(app: Express, { publicUrl, account, clock, log, onText, onStatus, voice }: WebhookNeeds): void {
  const reader = express.urlencoded({ extended: false, limit: '64kb' });

  /** All tokens are tried whatever the first says; the comparison itself is constant in time. */
  const isSigned = (request: Request): boolean => {
    const params: unknown = request.body ?? {};
    const checks = account.authTokens.map((token) =>
      twilio.validateRequest(token, request.get('X-Twilio-Signature') ?? '', `${publicUrl}${request.originalUrl}`, params as Record<string, unknown>));
    return checks.includes(true);
  };

  const receive = <Form>(path: string, form: Joi.ObjectSchema<Form>, act: (form: Form, request: Request) => Promise<string | void>): void => {
    app.post(path, reader, async (request: Request, response: Response) => {
      response.setHeader('Cache-Control', 'no-store');
      if (!isSigned(request)) throw problem('signature/invalid');
      const { value, error } = form.validate({ ...(request.body as object) }, { abortEarly: false });
      if (error) throw problem('request/malformed', { errors: error.details.map((detail) => ({ pointer: `/${detail.path.join('/')}`, detail: 'is missing or malformed' })) });
      let answer: string | void;
      try {
        answer = await act(value, request);
      } catch (fault) {
        log.error('a webhook could not be made durable and is left to be repeated', { room: 'messaging', route: path, ...faultOf(fault) });
        throw problem('server/not-durable');
      }
      response.status(200).type('text/xml').send(answer ?? NOTHING_TO_SAY);
    });
  };

  /** Attempt and subject, as our own address names them. */
  const aboutOf = (request: Request): { subject: Subject; attemptId: string } | null => {
    const { attempt, subject: about } = request.query;
    const subject = typeof about === 'string' ? readSubject(about) : null;
    return subject !== null && typeof attempt === 'string' ? { subject, attemptId: attempt } : null;
  };

  receive('/webhooks/twilio/sms', textForm, async (form) => {
    await onText({
      sid: form.MessageSid, from: form.From, to: form.To, body: form.Body, at: clock.now(),
      sender: form.MessagingServiceSid === account.publicServiceSid ? 'public' : 'staff',
      optOut: form.OptOutType === undefined ? null : KEYWORD[form.OptOutType],
    });
  });

  receive('/webhooks/twilio/status', statusForm, async (form, request) => {
    const about = aboutOf(request);
    const told = form.CallSid === undefined ? { sid: form.MessageSid ?? '', status: form.MessageStatus ?? '' }
      : { sid: form.CallSid, status: form.CallStatus ?? '', call: { answeredBy: form.AnsweredBy || null } };
    const known = about !== null && await onStatus({ ...about, ...told, errorCode: form.ErrorCode ?? null, at: clock.now() });
    if (!known) log.info('a receipt for something unknown', { room: 'messaging', kind: about?.subject.kind });
  });

  if (!voice) return;

  const languageIn = ({ query: { language } }: Request): StaffLanguage | null => STAFF_LANGUAGES.find((one) => one === language) ?? null;
  const spoken = (answer: CallAnswer, language: StaffLanguage): string => twimlOf(answer, voice.voiceOf(language));

  receive('/webhooks/twilio/voice', voiceForm, async (form, request) => {
    const about = aboutOf(request);
    const language = languageIn(request);
    const answer = about && await voice.onCall({ ...about, sid: form.CallSid, answeredBy: form.AnsweredBy || null, key: form.Digits?.slice(0, 1) || null, language, at: clock.now() });
    if (!answer) log.info('a call for something unknown', { room: 'messaging', kind: about?.subject.kind });
    switch (answer?.kind) {
      case 'ask': return spoken({ ...answer, keyTo: `${publicUrl}${request.originalUrl}` }, answer.language);
      case 'say': return spoken(answer, answer.language);
      case 'end': return spoken(answer, 'en');
      default: {
        const say = voice.words(language ?? 'en');
        return spoken({ kind: 'say', words: say.unknown() }, say.language);
      }
    }
  });

  // Not signed and without the database: it is what is left when we cannot do better, changes nothing, and says no more than every problem does.
  app.all('/webhooks/twilio/fallback', (request: Request, response: Response) => {
    const number = voice.dutyPhone();
    const say = voice.words(languageIn(request) ?? 'en');
    response.setHeader('Cache-Control', 'no-store');
    response.status(200).type('text/xml').send(spoken(number === null ? { kind: 'end' } : { kind: 'connect', words: say.dutyPhone(), number }, say.language));
  });
}
