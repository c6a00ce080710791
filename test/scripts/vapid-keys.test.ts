import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readEnv } from '../../config/env.js';
import { embeddedVapidKeys } from '../../scripts/vapid-keys.mjs';

let dir: string;
beforeAll(async () => { dir = await mkdtemp(join(tmpdir(), 'handrail-vapid-')); });
afterAll(async () => { await rm(dir, { recursive: true, force: true }); });

const FIELD_KEYS = `k1:${Buffer.alloc(32).toString('base64')}`;
const read = (more: Record<string, string>) => readEnv({ MONGODB_URI: 'mongodb://127.0.0.1/x', PHONES: 'simulated', FIELD_KEYS, ...more });

describe('what push and e-mail need of a deployment', () => {
  it('the demo makes its keys once, keeps them beside its data for its owner only, and they are a pair', async () => {
    const keys = embeddedVapidKeys(dir);
    expect(embeddedVapidKeys(dir)).toEqual(keys);
    expect((await stat(join(dir, 'vapid-keys'))).mode & 0o777).toBe(0o600);
    expect(await readFile(join(dir, 'vapid-keys'), 'utf8')).toContain(keys.VAPID_PRIVATE_KEY);
    expect(read(keys).vapid).toEqual({ publicKey: keys.VAPID_PUBLIC_KEY, privateKey: keys.VAPID_PRIVATE_KEY, subject: keys.VAPID_SUBJECT });
    await writeFile(join(dir, 'vapid-keys'), 'nothing');
    expect(() => embeddedVapidKeys(dir)).toThrow('holds no keys');
  });

  it('without settings both are off; half a setting, a wrong pair or an open door is refused, and no value is told', async () => {
    const other = await mkdtemp(join(tmpdir(), 'handrail-vapid-'));
    const [one, two] = [embeddedVapidKeys(join(other, 'a')), embeddedVapidKeys(join(other, 'b'))];
    await rm(other, { recursive: true });
    expect(read({})).toMatchObject({ vapid: null, mail: null, pushServices: [] });
    expect(() => read({ VAPID_PUBLIC_KEY: one.VAPID_PUBLIC_KEY })).toThrow('belong together');
    expect(() => read({ ...one, VAPID_PRIVATE_KEY: two.VAPID_PRIVATE_KEY })).toThrow(/no pair/);
    expect(() => read({ ...one, VAPID_PRIVATE_KEY: 'short' })).toThrow('VAPID_PRIVATE_KEY: cannot be read');
    expect(() => read({ SMTP_URL: 'smtp://mail.example:25' })).toThrow('belong together');
    expect(read({ SMTP_URL: 'smtp://u:p@mail.example:587', MAIL_FROM: 'Handrail <h@mail.example>' }).mail).toEqual({ url: 'smtp://u:p@mail.example:587', from: 'Handrail <h@mail.example>' });
    expect(() => read({ PUSH_SERVICES: 'http://push.example' })).toThrow('each must be https');
    expect(read({ PUSH_SERVICES: 'https://push.example,http://127.0.0.1:9' }).pushServices).toEqual(['https://push.example', 'http://127.0.0.1:9']);
    const account = { PHONES: 'twilio', TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`, TWILIO_AUTH_TOKEN: 'x'.repeat(32), TWILIO_STAFF_SERVICE_SID: `MG${'1'.repeat(32)}`, TWILIO_PUBLIC_SERVICE_SID: `MG${'2'.repeat(32)}` };
    expect(() => read({ ...account, PUSH_SERVICES: 'http://127.0.0.1:9' })).toThrow('each must be https');
  });
});
