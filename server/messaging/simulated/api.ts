import express from 'express';
import type { Express, Request, Response } from 'express';
import type { ProviderAccount, SenderName } from '../sender.js';
import { mountCalls } from './calls-api.js';
import type { Exchange } from './exchange.js';
import type { CarriedText } from './handset.js';
import { OUR_NUMBERS, mayPostTo } from './webhook-post.js';
import { pageOf } from './listing.js';

const fault = (response: Response, status: number, code: number, message: string): void => {
  response.status(status).json({ code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status });
};

const E164 = /^\+[1-9]\d{6,14}$/;

/** The part of Twilio's HTTP API that this product uses, spoken as Twilio speaks it, over simulated phones. */
export function carrierApi({ exchange, account, publicUrl }: { exchange: Exchange; account: ProviderAccount; publicUrl: string }): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('query parser', 'simple');
  const authorization = `Basic ${Buffer.from(`${account.accountSid}:${account.authTokens[0]}`).toString('base64')}`;
  const senderOf: Readonly<Record<string, SenderName>> = { [account.staffServiceSid]: 'staff', [account.publicServiceSid]: 'public' };
  const messages = `/2010-04-01/Accounts/${account.accountSid}/Messages`;

  app.use((request, response, next) => {
    if (request.get('authorization') === authorization) next();
    else fault(response, 401, 20003, 'Authenticate');
  });

  const resource = (text: CarriedText) => ({
    sid: text.sid, account_sid: account.accountSid, api_version: '2010-04-01', body: text.body, direction: text.direction === 'from-phone' ? 'inbound' : 'outbound-api',
    from: text.direction === 'from-phone' ? text.number : OUR_NUMBERS[text.sender], to: text.direction === 'from-phone' ? OUR_NUMBERS[text.sender] : text.number,
    messaging_service_sid: text.sender === 'staff' ? account.staffServiceSid : account.publicServiceSid, status: text.status, error_code: text.errorCode, error_message: null,
    num_segments: '1', num_media: '0', price: null, price_unit: 'USD', uri: `${messages}/${text.sid}.json`, subresource_uris: {},
    date_created: text.at.toUTCString(), date_updated: text.statusAt.toUTCString(), date_sent: text.status === 'queued' ? null : text.at.toUTCString(),
  });

  /** What the API lists: texts that a refused request left on a handset are the handset's business only. */
  const isListed = (text: CarriedText): boolean => text.direction !== 'from-carrier' && text.errorCode !== 21610;

  app.post(`${messages}.json`, express.urlencoded({ extended: false, limit: '64kb' }), (request: Request, response: Response) => {
    const form = (request.body ?? {}) as Record<string, unknown>;
    const given = (name: string): string => { const value = form[name]; return typeof value === 'string' ? value : ''; };
    const sender = senderOf[given('MessagingServiceSid')];
    const callback = given('StatusCallback');
    if (!E164.test(given('To'))) return fault(response, 400, 21211, 'The To number is not a valid phone number.');
    if (sender === undefined) return fault(response, 400, 21701, 'The Messaging Service does not exist.');
    if (given('Body') === '') return fault(response, 400, 21602, 'Message body is required.');
    if (given('Body').length > 1600) return fault(response, 400, 21617, 'The message body exceeds the 1600 character limit.');
    if (callback !== '' && !mayPostTo(callback, publicUrl)) return fault(response, 400, 21609, 'The simulated carrier posts to this machine and to PUBLIC_URL only.');
    const text = exchange.hand({ number: given('To'), body: given('Body'), sender, callback: callback === '' ? null : callback });
    if (text === 'opted-out') return fault(response, 400, 21610, 'Attempt to send to unsubscribed recipient.');
    return response.status(201).json(resource(text));
  });

  app.get(`${messages}.json`, (request, response) => {
    const asked = (name: string): string | undefined => { const value = request.query[name]; return typeof value === 'string' ? value : undefined; };
    const within = (text: CarriedText): boolean => {
      const { date_sent: sentAt } = resource(text);
      const sent = sentAt === null ? null : new Date(sentAt).getTime();
      const after = asked('DateSent>');
      const before = asked('DateSent<');
      return (after === undefined || (sent !== null && sent >= Date.parse(after))) && (before === undefined || (sent !== null && sent <= Date.parse(before)));
    };
    const hits = exchange.texts().filter((text) => isListed(text) && within(text)
      && (asked('To') === undefined || resource(text).to === asked('To')) && (asked('From') === undefined || resource(text).from === asked('From')));
    const { shown, ...about } = pageOf(request.originalUrl, hits.reverse());
    response.json({ messages: shown.map(resource), ...about });
  });

  mountCalls(app, { exchange, account, publicUrl, fault });

  app.get(`${messages}/:sid.json`, (request, response) => {
    const text = exchange.find(request.params.sid);
    if (text && isListed(text)) response.json(resource(text));
    else fault(response, 404, 20404, 'The requested resource was not found');
  });

  app.use((_request, response) => { fault(response, 404, 20404, 'The requested resource was not found'); });
  return app;
}
