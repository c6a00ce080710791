import { startScriptedCarrier } from '../../support/scripted-carrier.js';
import type { HandedText, ScriptedCarrier } from '../../support/scripted-carrier.js';
import { nowMs } from '../figures.js';
import { furnish } from './furnish.js';
import type { Plan } from './furnish.js';
import { httpClient } from './http-client.js';
import type { HttpClient } from './http-client.js';
import { newFieldKeys, startServer } from './processes.js';
import type { OwnMongod, ServerProcess } from './processes.js';

/** What every measurement works with. */
export interface Bench {
  mongod: OwnMongod;
  /** The bare server on the same mongod. */
  bareUrl: string;
  barePid: number;
  quick: boolean;
  profileDir: string | undefined;
  program: string | undefined;
}

export interface Network {
  server: ServerProcess;
  carrier: ScriptedCarrier;
  client: HttpClient;
  bare: HttpClient;
  mongodbUri: string;
  fieldKeys: string;
  cookieOf: (staffId: string) => string;
}

let databases = 0;

/** The ref in a page or notice. */
export const refIn = ({ body }: { body: string }): string => /\b\d{4,6}\b/.exec(body)?.[0] ?? '';

/** When the carrier had the whole text, in `nowMs`. */
export const handedAt = ({ at }: HandedText): number => at + nowMs() - performance.now();

/** What the carrier posts for every text it takes: sent and delivered, in the pace of a quick network. */
export const RECEIPTS = [{ status: 'sent', afterMilliseconds: 50 }, { status: 'delivered', afterMilliseconds: 200 }] as const;

/**
 * A fresh network on a database of its own with one server and a carrier that sends receipts, and everything ended
 * afterwards. `prepared` may write into the database before the server starts.
 */
export async function inNetwork<T>(bench: Bench, plan: Plan, measure: (network: Network) => Promise<T>, prepared?: (mongodbUri: string, fieldKeys: string) => Promise<void>): Promise<T> {
  const mongodbUri = bench.mongod.uri(`bench_${++databases}`);
  const fieldKeys = newFieldKeys();
  const cookies = await furnish(mongodbUri, fieldKeys, plan);
  await prepared?.(mongodbUri, fieldKeys);
  const carrier = await startScriptedCarrier();
  carrier.receipts = () => [...RECEIPTS];
  const server = await startServer({ mongodbUri, fieldKeys, carrier, profileDir: bench.profileDir, program: bench.program });
  carrier.publicUrl = server.url;
  const [client, bare] = [httpClient(server.url, 512), httpClient(bench.bareUrl, 512)];
  try {
    return await measure({ server, carrier, client, bare, mongodbUri, fieldKeys, cookieOf: (staffId) => cookies.get(staffId) ?? '' });
  } finally {
    client.close();
    bare.close();
    await server.stop();
    await carrier.stop();
  }
}

/** A report as a worker would write it in half a minute. */
export const aReport = (choice: 'life-at-risk' | 'serious' | 'struggling' = 'serious') => ({
  choice, headline: 'Adult, very distressed after a loss, says they cannot go on', place: 'Drop-in center, second floor, blue door', ageYears: 34, language: 'en', postcode: '20019',
  facts: { suicidalThoughts: 'yes', alone: 'no' },
});
