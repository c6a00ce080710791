import express from 'express';
import type { Express, Request, Response } from 'express';
import type { ProviderAccount } from '../sender.js';
import type { CarriedCall } from './carried-call.js';
import { isLive } from './carried-call.js';
import type { Exchange } from './exchange.js';
import { mayPostTo } from './webhook-post.js';
import { pageOf } from './listing.js';

export interface CallsApiNeeds {
  exchange: Exchange;
  account: ProviderAccount;
  publicUrl: string;
  fault: (response: Response, status: number, code: number, message: string) => void;
}

const E164 = /^\+[1-9]\d{6,14}$/;
/** Source: Twilio, Call resource: `Timeout` is 60 s unless said otherwise, 600 s at most. */
const RINGS = { seconds: 60, longest: 600 };

/** Twilio's Calls API, as far as this product uses it: make, fetch, list, end. */
export function mountCalls(app: Express, { exchange: { calls }, account, publicUrl, fault }: CallsApiNeeds): void {
  const path = `/2010-04-01/Accounts/${account.accountSid}/Calls`;
  const reader = express.urlencoded({ extended: false, limit: '64kb' });
  const formOf = (request: Request) => {
    const form = (request.body ?? {}) as Record<string, unknown>;
    return {
      given: (name: string): string => { const value = form[name]; return typeof value === 'string' ? value : ''; },
      all: (name: string): string[] => [form[name] ?? []].flat().filter((value) => typeof value === 'string'),
    };
  };

  const resource = (call: CarriedCall) => ({
    sid: call.sid, account_sid: account.accountSid, api_version: '2010-04-01', direction: 'outbound-api', from: call.from, to: call.number, status: call.status,
    answered_by: call.detects ? call.answeredBy : null, date_created: call.at.toUTCString(), date_updated: call.statusAt.toUTCString(),
    start_time: call.answeredBy === null ? null : call.at.toUTCString(), end_time: isLive(call) ? null : call.statusAt.toUTCString(), duration: null,
    price: null, price_unit: 'USD', uri: `${path}/${call.sid}.json`, subresource_uris: {},
  });

  app.post(`${path}.json`, reader, (request: Request, response: Response) => {
    const { given, all } = formOf(request);
    const addresses = [given('Url'), given('FallbackUrl'), given('StatusCallback')].filter((address) => address !== '');
    if (!E164.test(given('To'))) return fault(response, 400, 21211, 'The To number is not a valid phone number.');
    if (!E164.test(given('From'))) return fault(response, 400, 21212, 'The From number is not a valid phone number.');
    if (given('Url') === '') return fault(response, 400, 21205, 'Url parameter is required.');
    if (!addresses.every((address) => mayPostTo(address, publicUrl))) return fault(response, 400, 21609, 'The simulated carrier posts to this machine and to PUBLIC_URL only.');
    const events = all('StatusCallbackEvent').flatMap((one) => one.split(/[ ,]+/));
    const call = calls.hand({
      number: given('To'), from: given('From'), url: given('Url'), fallbackUrl: given('FallbackUrl') || null, callback: given('StatusCallback') || null,
      events: events.length > 0 ? events : ['completed'], detects: given('MachineDetection') !== '',
      ringSeconds: Math.min(Number(given('Timeout')) || RINGS.seconds, RINGS.longest),
    });
    return response.status(201).json(resource(call));
  });

  app.get(`${path}.json`, (request, response) => {
    const asked = (name: string): string | undefined => { const value = request.query[name]; return typeof value === 'string' ? value : undefined; };
    const hits = calls.calls().filter((call) => (asked('To') === undefined || call.number === asked('To')) && (asked('From') === undefined || call.from === asked('From')) && (asked('Status') === undefined || call.status === asked('Status')));
    const { shown, ...about } = pageOf(request.originalUrl, hits.reverse());
    response.json({ calls: shown.map(resource), ...about });
  });

  app.get(`${path}/:sid.json`, (request, response) => {
    const call = calls.find(request.params.sid);
    if (call) response.json(resource(call));
    else fault(response, 404, 20404, 'The requested resource was not found');
  });

  app.post(`${path}/:sid.json`, reader, (request: Request<{ sid: string }>, response: Response) => {
    const call = calls.find(request.params.sid);
    const status = typeof (request.body as Record<string, unknown> | undefined)?.['Status'] === 'string' ? String((request.body as Record<string, unknown>)['Status']) : '';
    if (!call) return fault(response, 404, 20404, 'The requested resource was not found');
    if (status !== 'canceled' && status !== 'completed') return fault(response, 400, 21218, 'Invalid Status.');
    if (!calls.end(call, status)) return fault(response, 400, 21220, 'Invalid call state.');
    return response.json(resource(call));
  });
}
