import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../kernel/clock.js';
import type { Log } from '../../platform/log/log.js';
import type { Connection } from '../../platform/mongo/connect.js';
import type { Texts } from '../core/texts.js';
import type { ProviderAccount } from '../sender.js';
import { makeTransport } from '../transport.js';
import { carrierApi } from './api.js';
import { openExchange } from './exchange.js';
import type { Exchange } from './exchange.js';
import { keeperOn } from './keeper.js';
import { postOn } from './webhook-post.js';

/** An account at nobody's: the ids of a simulated provider, with a secret of this start. */
export const simulatedAccount = (): ProviderAccount => ({
  accountSid: `AC${'0'.repeat(32)}`, authTokens: [randomBytes(24).toString('hex')], staffServiceSid: `MG${'0'.repeat(31)}1`, publicServiceSid: `MG${'0'.repeat(31)}2`,
});

export interface CarrierNeeds {
  db: Connection;
  clock: Clock;
  log: Log;
  account: ProviderAccount;
  publicUrl: string;
  /** Where the app listens on this machine; `PUBLIC_URL` when that is it. */
  appUrl?: () => string;
  say: () => Pick<Texts, 'carrierStopped' | 'carrierStarted' | 'carrierHelp'>;
  /** 0 takes any free port. */
  port?: number;
  /** How long the air takes. */
  receiptSeconds?: number;
}

export interface SimulatedCarrier {
  /** For the sender's `baseUrl`. */
  baseUrl: string;
  exchange: Exchange;
  stop(): Promise<void>;
}

/**
 * The simulated carrier: Twilio's own HTTP API on a port of this machine, signed webhooks back over real HTTP, so that the
 * code path is the real one. Exactly one process of a deployment runs it. Nothing real is ever contacted.
 */
export async function startCarrier({ db, clock, log, account, publicUrl, appUrl = () => publicUrl, say, port = 0, receiptSeconds }: CarrierNeeds): Promise<SimulatedCarrier> {
  const transport = makeTransport({ timeoutMilliseconds: 10_000 });
  const post = postOn({ account, publicUrl, appUrl, transport });
  const exchange = await openExchange({ keeper: keeperOn(db, log), post, clock, log, say, ...(receiptSeconds === undefined ? {} : { receiptSeconds }) });
  const app = carrierApi({ exchange, account, publicUrl });
  const server = await new Promise<ReturnType<typeof app.listen>>((resolve, reject) => {
    const starting = app.listen(port, '127.0.0.1', (error?: Error) => { if (error) reject(error); else resolve(starting); });
  });
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    exchange,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => { server.close(resolve); });
      await exchange.close();
      transport.close();
    },
  };
}
