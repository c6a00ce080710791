import express from 'express';
import type { Express, Request, Response } from 'express';
import Joi from 'joi';
import twilio from 'twilio';
import type { Clock } from '../kernel/clock.js';
import { problem } from '../platform/http/problem.js';
import { faultOf } from '../platform/log/log.js';
import type { Log } from '../platform/log/log.js';
import { readSubject } from './core/subject.js';
import type { Subject } from './core/subject.js';
import type { ProviderAccount, SenderName } from './sender.js';

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
}

/** What the webhooks need of those who know crises. Voice joins here with its own `onKey`. */
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
}

const NOTHING_TO_SAY = '<?xml version="1.0" encoding="UTF-8"?><Response></Response>';

interface TextForm { MessageSid: string; From: string; To: string; Body: string; MessagingServiceSid?: string; OptOutType?: 'STOP' | 'START' | 'HELP' }
interface StatusForm { MessageSid: string; MessageStatus: string; ErrorCode?: number }

/** The provider adds parameters without notice, so unknown ones are let through and never read. */
const textForm = Joi.object<TextForm, true>({
  MessageSid: Joi.string().max(64).required(), From: Joi.string().max(64).required(), To: Joi.string().max(64).required(),
  Body: Joi.string().allow('').max(20_000).required(), MessagingServiceSid: Joi.string().allow('').max(64), OptOutType: Joi.string().valid('STOP', 'START', 'HELP'),
}).unknown(true);

const statusForm = Joi.object<StatusForm, true>({
  MessageSid: Joi.string().max(64).required(), MessageStatus: Joi.string().max(32).required(), ErrorCode: Joi.number().integer(),
}).unknown(true);

const KEYWORD = { STOP: 'stop', START: 'start', HELP: 'help' } as const;

/**
 * Mounts `POST /webhooks/twilio/sms` and `/status`. A wrong signature is 403 and changes nothing. Our 2xx means "durable"
 * (I7); any failure of ours is 503, so that the provider tries again; doubled and late ones answer 200 and change nothing.
 */
export function mountWebhooks(app: Express, { publicUrl, account, clock, log, onText, onStatus }: WebhookNeeds): void {
  const reader = express.urlencoded({ extended: false, limit: '64kb' });

  /** All tokens are tried whatever the first says; the comparison itself is constant in time. */
  const isSigned = (request: Request): boolean => {
    const params: unknown = request.body ?? {};
    const checks = account.authTokens.map((token) =>
      twilio.validateRequest(token, request.get('X-Twilio-Signature') ?? '', `${publicUrl}${request.originalUrl}`, params as Record<string, unknown>));
    return checks.includes(true);
  };

  const receive = <Form>(path: string, form: Joi.ObjectSchema<Form>, act: (form: Form, request: Request) => Promise<void>): void => {
    app.post(path, reader, async (request: Request, response: Response) => {
      response.setHeader('Cache-Control', 'no-store');
      if (!isSigned(request)) throw problem('signature/invalid');
      const { value, error } = form.validate({ ...(request.body as object) }, { abortEarly: false });
      if (error) throw problem('request/malformed', { errors: error.details.map((detail) => ({ pointer: `/${detail.path.join('/')}`, detail: 'is missing or malformed' })) });
      try {
        await act(value, request);
      } catch (fault) {
        log.error('a webhook could not be made durable and is left to be repeated', { room: 'messaging', route: path, ...faultOf(fault) });
        throw problem('server/not-durable');
      }
      response.status(200).type('text/xml').send(NOTHING_TO_SAY);
    });
  };

  receive('/webhooks/twilio/sms', textForm, async (form) => {
    await onText({
      sid: form.MessageSid, from: form.From, to: form.To, body: form.Body, at: clock.now(),
      sender: form.MessagingServiceSid === account.publicServiceSid ? 'public' : 'staff',
      optOut: form.OptOutType === undefined ? null : KEYWORD[form.OptOutType],
    });
  });

  receive('/webhooks/twilio/status', statusForm, async (form, request) => {
    const { attempt, subject: about } = request.query;
    const subject = typeof about === 'string' ? readSubject(about) : null;
    const known = subject !== null && typeof attempt === 'string' && await onStatus({
      subject, attemptId: attempt, sid: form.MessageSid, status: form.MessageStatus, errorCode: form.ErrorCode ?? null, at: clock.now(),
    });
    if (!known) log.info('a receipt for something unknown', { room: 'messaging', kind: subject?.kind });
  });
}
