import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generate } from 'otplib';
import type { RecoveryCodesView } from '../../../server/contract/sign-in.js';
import { PASSWORD, startWorld } from '../../support/world.js';
import type { Who, World } from '../../support/world.js';

let world: World;
beforeAll(async () => { world = await startWorld(); });
afterAll(async () => { await world.stop(); });

const cookieIn = (answer: { headers: Record<string, unknown> }, name: string): string | undefined =>
  ([answer.headers['set-cookie']].flat() as string[]).find((line) => line?.startsWith(`${name}=`))?.split(';')[0];
const codeAt = async (secret: string, secondsLater = 0): Promise<string> => generate({ secret, epoch: Math.floor(world.now().getTime() / 1000) + secondsLater });
const post = (path: string, body: object, cookie = '') => world.nobody().post(`/api/v1/${path}`).set('X-Handrail', '1').set('Cookie', cookie).send(body);
const byPassword = (who: Who, more: object = {}) => post('session', { email: `${who}@test.example`, password: PASSWORD, ...more });
const actionsOf = async (who: Who): Promise<string[]> => (await world.handrail.audit.ofObject(`staff:${who}`)).map(({ action, reason }) => `${action}${reason === undefined ? '' : ` ${reason}`}`);

/** Turns codes on for somebody, as they would. The hand clock moves a step on, so that the next code is a new one. */
async function turnOn(who: Who): Promise<{ secret: string; recoveryCodes: string[] }> {
  const client = await world.as(who);
  const { body: { secret } } = await client.post('/api/v1/me/codes', { password: PASSWORD }).expect(201);
  const { body } = await client.post('/api/v1/me/codes/confirmation', { code: await codeAt(secret) }).expect(200);
  await world.pass({ seconds: 31 });
  return { secret, recoveryCodes: (body as RecoveryCodesView).recoveryCodes };
}

describe('codes of an authenticator app', () => {
  it('are turned on with the password and a first code, and asked for after the password from then on', async () => {
    const ana = await world.as('ana');
    expect((await ana.post('/api/v1/me/codes', { password: 'not my password at all' })).body.type).toBe('/problems/identity/wrong-password');
    const { body: begun } = await ana.post('/api/v1/me/codes', { password: PASSWORD }).expect(201);
    expect(begun.url).toMatch(/^otpauth:\/\/totp\/North%20Crisis%20Team:ana(%40|@)test\.example\?secret=/);
    await byPassword('ana').expect(200);
    expect((await ana.post('/api/v1/me/codes/confirmation', { code: '000000' })).body.type).toBe('/problems/identity/second-step-wrong');
    const { body } = await ana.post('/api/v1/me/codes/confirmation', { code: await codeAt(begun.secret) }).expect(200);
    expect([body.recoveryCodes.length, body.signIn.codes.recoveryCodesLeft, body.signIn.codes.since]).toEqual([10, 10, world.now().toISOString()]);
    expect(JSON.stringify(await world.db.collection('sign_in_codes').find().toArray())).not.toMatch(new RegExp(`${begun.secret}|${body.recoveryCodes[0]}`));

    const step = await byPassword('ana').expect(401);
    expect([step.body.type, cookieIn(step, 'session'), cookieIn(step, 'second-step') !== undefined]).toEqual(['/problems/identity/second-step', undefined, true]);
    const pending = cookieIn(step, 'second-step') ?? '';
    await world.nobody().get('/api/v1/board').set('Cookie', pending).expect(401);
    await world.pass({ seconds: 31 });
    const code = await codeAt(begun.secret);
    const signedIn = await post('session/second-step', { code }, pending).expect(200);
    await world.nobody().get('/api/v1/board').set('Cookie', cookieIn(signedIn, 'session') ?? '').expect(200);
    expect((await actionsOf('ana'))).toEqual(expect.arrayContaining(['session.started password-and-code', 'codes.added', 'codes.begun']));

    // The same code again, in the same step of the clock, is refused; so is the pending step that was used.
    const again = cookieIn(await byPassword('ana').expect(401), 'second-step') ?? '';
    expect((await post('session/second-step', { code }, again)).body.type).toBe('/problems/identity/second-step-wrong');
    expect((await post('session/second-step', { code: await codeAt(begun.secret, 30) }, pending)).body.type).toBe('/problems/identity/second-step-over');
  });

  it('five wrong ones lock the second step for a quarter of an hour, for a right one too, and the audit says so', async () => {
    const { secret } = await turnOn('ben');
    const pending = cookieIn(await byPassword('ben').expect(401), 'second-step') ?? '';
    for (let n = 0; n < 5; n++) expect((await post('session/second-step', { code: '000000' }, pending)).body.type).toBe('/problems/identity/second-step-wrong');
    expect((await post('session/second-step', { code: await codeAt(secret) }, pending)).body.type).toBe('/problems/identity/second-step-locked');
    expect(await actionsOf('ben')).toContain('sign-in.locked');
    await world.pass({ seconds: 15 * 60 });
    expect((await post('session/second-step', { code: await codeAt(secret) }, pending)).body.type).toBe('/problems/identity/second-step-over');
    const anew = cookieIn(await byPassword('ben').expect(401), 'second-step') ?? '';
    await post('session/second-step', { code: await codeAt(secret) }, anew).expect(200);
  });

  it('a recovery code opens once, and new ones end the old; the codes go with the password, and nothing asks for them any more', async () => {
    const { recoveryCodes: [first = '', second = ''] } = await turnOn('cas');
    const pending = async (): Promise<string> => cookieIn(await byPassword('cas').expect(401), 'second-step') ?? '';
    await post('session/second-step', { code: first.toLowerCase() }, await pending()).expect(200);
    expect((await post('session/second-step', { code: first }, await pending())).body.type).toBe('/problems/identity/second-step-wrong');
    const cas = await world.as('cas').catch(() => null);
    const cookie = cookieIn(await post('session/second-step', { code: second }, await pending()).expect(200), 'session') ?? '';
    expect(cas).not.toBeNull();
    const { body } = await post('me/codes/recovery', { password: PASSWORD }, cookie).expect(200);
    expect([body.signIn.codes.recoveryCodesLeft, body.recoveryCodes.includes(second)]).toEqual([10, false]);
    expect((await post('me/codes/removal', { password: 'wrong' }, cookie)).body.type).toBe('/problems/identity/wrong-password');
    await post('me/codes/removal', { password: PASSWORD }, cookie).expect(200);
    await byPassword('cas').expect(200);
  });

  it('an enrolled phone raises without them all the same', async () => {
    const { secret } = await turnOn('pia');
    const pending = cookieIn(await byPassword('pia', { enrolPhone: true }).expect(401), 'second-step') ?? '';
    const device = cookieIn(await post('session/second-step', { code: await codeAt(secret) }, pending).expect(200), 'device') ?? '';
    expect(device).toMatch(/^device=/);
    await post('reports', { choice: 'serious' }, device).expect(201);
  });
});

describe('passkeys at the server', () => {
  it('are off where the site has only an address, and what is no passkey is refused without a word of whom it names', async () => {
    expect((await (await world.as('sue')).get('/api/v1/me/sign-in').expect(200)).body.passkeys).toEqual({ possible: false, keys: [] });
    expect((await post('session/passkey-options', {})).body.type).toBe('/problems/identity/passkeys-off');
    expect((await (await world.as('sue')).post('/api/v1/me/passkeys/options', { password: PASSWORD })).body.type).toBe('/problems/identity/passkeys-off');
  });
});

describe('who must have more than a password', () => {
  it('whoever’s role asks for it and has none may raise and see to it, nothing else; with codes they are whole again', async () => {
    const ada = await world.as('ada');
    const { body: rules } = await ada.get('/api/v1/sign-in-rules').expect(200);
    expect(rules.staff.find(({ id }: { id: string }) => id === 'zoe')).toEqual({ id: 'zoe', name: 'Zoe Test', hasFactor: false, required: false });
    await ada.put('/api/v1/sign-in-rules', { seenVersion: rules.version + 5, roles: [] }).expect(409);
    const zoe = await world.as('zoe');
    await zoe.get('/api/v1/crises').expect(200);
    await ada.put('/api/v1/sign-in-rules', { seenVersion: rules.version, roles: ['clinician'] }).expect(200);
    await zoe.get('/api/v1/crises').expect(403);
    const { body: session } = await zoe.get('/api/v1/session').expect(200);
    expect([session.lacksFactor, session.permissions]).toEqual([true, ['report:create', 'report:follow']]);
    await zoe.post('/api/v1/reports', { choice: 'struggling' }).expect(201);
    await turnOn('zoe');
    await zoe.get('/api/v1/crises').expect(200);
    expect((await zoe.get('/api/v1/session').expect(200)).body.lacksFactor).toBeUndefined();
    const now = (await ada.get('/api/v1/sign-in-rules').expect(200)).body;
    await ada.put('/api/v1/sign-in-rules', { seenVersion: now.version, roles: [] }).expect(200);
  });

  it('an administrator takes the factors of a lost phone away: sign-ins end, the person is told, nobody does it to themselves', async () => {
    await turnOn('sam');
    const sam = await world.as('sam');
    const ada = await world.as('ada');
    expect((await ada.post('/api/v1/staff/ada/factor-reset')).body.type).toBe('/problems/identity/own-account');
    await (await world.as('sue')).post('/api/v1/staff/sam/factor-reset').expect(403);
    expect((await ada.post('/api/v1/staff/sam/factor-reset').expect(200)).body).toEqual({ toldByText: true });
    await world.settle();
    expect(world.phone('sam').at(-1)).toMatch(/^NORTH: Your passkeys and sign-in codes were removed by an administrator\./);
    await sam.get('/api/v1/board').expect(401);
    await byPassword('sam').expect(200);
    expect(await actionsOf('sam')).toContain('factors.reset');
  });

  it('all other sign-ins end together, this one stays', async () => {
    const here = cookieIn(await byPassword('rory').expect(200), 'session') ?? '';
    const there = cookieIn(await byPassword('rory', { enrolPhone: true }).expect(200), 'session') ?? '';
    const { body } = await world.nobody().delete('/api/v1/me/sessions').set('Cookie', here).set('X-Handrail', '1').expect(200);
    expect(body.sessions.map(({ kind, current }: { kind: string; current: boolean }) => [kind, current])).toEqual([['session', true]]);
    await world.nobody().get('/api/v1/me/sessions').set('Cookie', there).expect(401);
  });
});
