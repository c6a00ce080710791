import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ServiceView } from '../../server/contract/directory.js';
import type { MatchAnswer } from '../../server/contract/matching.js';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { SCREENS, startBrowser, watchFaults } from '../support/browser.js';
import { startRealServer } from '../support/real-server.js';
import type { RealServer } from '../support/real-server.js';

const PASSWORD = 'northside demo 2026';
const PHONES = { tomas: '+12025550112', hana: '+12025550118', priya: '+12025550142', luca: '+12025550127', noor: '+12025550133', amara: '+12025550105' } as const;

let browser: Browser | null;
let server: RealServer;
const contexts: BrowserContext[] = [];
const faults: string[] = [];

beforeAll(async () => {
  browser = await startBrowser();
  if (browser === null && process.env['CI'] === 'true') throw new Error('there is no Chromium, and in CI a journey that cannot run is a failure');
  server = await startRealServer({ SEED: 'demo', LEASE_SECONDS: '2' });
  await server.start();
}, 90_000);
afterAll(async () => {
  for (const context of contexts) await context.close();
  await browser?.close();
  await server.stop();
});

/** A window of somebody of the demo network, signed in by its own page. */
async function windowOf(who: string, team: string, screen: keyof typeof SCREENS): Promise<Page> {
  const context = await (browser as Browser).newContext(SCREENS[screen]);
  contexts.push(context);
  const page = await context.newPage();
  watchFaults(page).push = (...found: string[]) => faults.push(...found.map((fault) => `${who}: ${fault}`));
  await page.goto(`${server.url}/sign-in`);
  await page.getByLabel(/e-?mail/i).fill(`${who}@${team}.example`);
  await page.getByLabel(/^password/i).fill(PASSWORD);
  await page.getByRole('button', { name: /sign in/i }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  return page;
}

/** The API as the page's own session sees it. */
const ask = async <T>(page: Page, method: string, path: string, body?: object): Promise<T> => page.evaluate(async ([verb, address, content]) => {
  const answer = await fetch(address as string, { method: verb as string, headers: { 'Content-Type': 'application/json', 'X-Handrail': '1' }, ...(content === null ? {} : { body: JSON.stringify(content) }) });
  if (!answer.ok) throw new Error(`${verb} ${address} was answered ${answer.status}: ${await answer.text()}`);
  return answer.status === 204 ? null : answer.json();
}, [method, path, body ?? null] as const) as Promise<T>;

interface Phones { phones: { number: string; texts: { body: string; direction: string }[] }[] }
const textsOf = async (page: Page, number: string): Promise<string[]> =>
  ((await ask<Phones>(page, 'GET', '/api/v1/simulated-phones')).phones.find((phone) => phone.number === number)?.texts ?? []).filter(({ direction }) => direction === 'to-phone').map(({ body }) => body);

async function until<T>(what: string, look: () => Promise<T | undefined | null | false>, seconds = 25): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    let fault = '';
    const found = await look().catch((error: unknown) => { fault = String(error); return null; });
    if (found) return found;
    if (Date.now() > end) throw new Error(`never came: ${what}. ${fault} ${server.words.join('').slice(-1500)}`);
    await new Promise((done) => { setTimeout(done, 100); });
  }
}

describe('the main job', () => {
  it('goes from a phone to an owner, a declined and an accepted referral, and a closed crisis, with the server killed twice on the way', async () => {
    if (browser === null) {
      console.warn('Skipped: there is no Chromium here.');
      return;
    }
    // A ladder of a few seconds, set through the API as a supervisor would.
    const amara = await windowOf('amara', 'northside', 'desk');
    const { policies: [policy] } = await ask<{ policies: { id: string; version: number; name: string; ladders: Record<string, { rungs: { answerWithinSeconds: number }[] }> }[] }>(amara, 'GET', '/api/v1/policies');
    if (!policy) throw new Error('the demo has no policy');
    const short = Object.fromEntries(Object.entries(policy.ladders).map(([letter, ladder]) => [letter, { ...ladder, rungs: ladder.rungs.map((rung, index) => ({ ...rung, answerWithinSeconds: index === 0 ? 4 : 600 })) }]));
    await ask(amara, 'PUT', `/api/v1/policies/${policy.id}`, { seenVersion: policy.version, name: policy.name, ladders: short });
    await amara.goto(`${server.url}/board`);

    // Raise on a phone: choose, send.
    const dana = await windowOf('dana', 'northgate', 'phone');
    await dana.goto(`${server.url}/raise`);
    await dana.getByRole('radio', { name: /struggling/i }).check();
    await dana.getByRole('button', { name: /^send/i }).click();
    await dana.waitForURL(/\/reports\//);
    const report = await until('the report', async () => (await ask<{ reports: { id: string; ref: string; crisisId: string; details: { headline?: string }; ladder: { rungs: { asked: { staffId: string }[] }[] } }[] }>(dana, 'GET', '/api/v1/reports'))
      .reports.find(({ details }) => details.headline === undefined));
    await ask(dana, 'PATCH', `/api/v1/reports/${report.id}`, { headline: 'Somebody at the shelter needs a quiet bed', ageYears: 34, language: 'en', postcode: '20002', facts: { suicidalThoughts: 'no' } });
    const first = report.ladder.rungs[0]?.asked[0]?.staffId as keyof typeof PHONES;
    const second = report.ladder.rungs[1]?.asked[0]?.staffId as keyof typeof PHONES;
    await until('the first page', async () => (await textsOf(amara, PHONES[first])).some((body) => body.includes(report.ref)));
    await until('the card', () => amara.getByText('Somebody at the shelter needs a quiet bed').first().isVisible());

    // The first stays silent; the server dies before the second is asked, and comes back.
    await server.kill();
    await new Promise((done) => { setTimeout(done, 4000); });
    await server.start();
    await until('the second page, after a kill', async () => (await textsOf(amara, PHONES[second])).some((body) => body.includes(report.ref)));

    // The second answers by text; the board and the raiser see it by themselves.
    await ask(amara, 'POST', '/api/v1/simulated-phones/replies', { number: PHONES[second], body: `1 ${report.ref}` });
    const owner = await until('an owner', async () => {
      const { owner: has } = await ask<{ owner: { id: string; name: string } | null }>(amara, 'GET', `/api/v1/crises/${report.crisisId}`);
      if (has === null) throw new Error(`nobody has it; the last texts to ${second}: ${(await textsOf(amara, PHONES[second])).slice(-3).join(' | ')}`);
      return has;
    });
    expect(owner.id).toBe(second);
    await until('the raiser sees who has it', () => dana.getByText(new RegExp(`${owner.name.split(' ')[0]}.* has this`)).first().isVisible());
    await until('the board shows the owner', async () => (await amara.locator('main').innerText()).includes(owner.name));

    // The owner opens the crisis and refers with the person's agreement.
    const page = await windowOf(second, 'northside', 'desk');
    await page.goto(`${server.url}/crises/${report.crisisId}/refer`);
    /** Chooses the best match that is open now: to the others a referral leaves only when they open. */
    const chooseOpen = async (): Promise<void> => {
      const { matches } = await ask<MatchAnswer>(page, 'POST', `/api/v1/crises/${report.crisisId}/matches`, {});
      for (const { serviceId, serviceName, intake, opensAt } of matches) {
        const { handrail } = await ask<ServiceView>(page, 'GET', `/api/v1/services/${serviceId}`);
        const hours = handrail.intake.find(({ id }) => id === intake?.contactId)?.hours;
        if (hours !== 'always' && (hours !== 'service-hours' || opensAt !== null)) continue;
        const card = page.getByRole('article', { name: serviceName, exact: true });
        await card.waitFor();
        const choose = card.getByRole('button', { name: `Choose ${serviceName}` });
        if (await choose.isVisible()) await choose.click();
        return;
      }
      throw new Error('no match is open now');
    };
    const send = async (): Promise<string> => {
      await chooseOpen();
      await page.getByText('Agrees', { exact: true }).first().click();
      const button = page.getByRole('button', { name: /^send to /i }).first();
      const name = ((await button.textContent()) ?? '').replace(/^\s*Send to\s*/i, '').trim();
      await button.click();
      return name;
    };
    const declining = await send();
    const { referrals: [sent] } = await until('the referral', async () => {
      const crisis = await ask<{ referrals: { id: string; serviceName: string; state: string; intake: { address: string } }[] }>(page, 'GET', `/api/v1/crises/${report.crisisId}`);
      return crisis.referrals.length > 0 ? crisis : null;
    });
    expect(sent?.serviceName).toBe(declining);
    const linkTo = (number: string, skip: readonly string[] = []): Promise<string> => until('the link', async () => {
      const texts = await textsOf(amara, number);
      return texts.flatMap((body) => /http\S+\/p#\S+/.exec(body)?.[0] ?? []).findLast((link) => !skip.includes(link));
    });
    const firstLink = await linkTo(sent?.intake.address ?? '');

    // The service opens its link without an account and cannot take them.
    const provider = await (browser as Browser).newContext(SCREENS.phone);
    contexts.push(provider);
    const theirs = await provider.newPage();
    await theirs.goto(firstLink);
    await until('what is asked of them', async () => (await theirs.locator('body').innerText()).includes(report.ref));
    expect(await theirs.locator('body').innerText()).not.toMatch(/Dana|shelter needs/);
    await theirs.getByRole('button', { name: /^cannot/i }).click();
    await theirs.getByRole('dialog').getByText(/^Full/).first().click();
    await sayAs(theirs, /send: we cannot/i);
    await until('the decline', async () => (await ask<{ referrals: { state: string }[] }>(page, 'GET', `/api/v1/crises/${report.crisisId}`)).referrals.some(({ state }) => state === 'DECLINED'));

    // The database dies too; nothing that was answered is lost.
    await server.kill();
    await server.killDatabase();
    await server.start();
    await page.goto(`${server.url}/crises/${report.crisisId}/refer`);
    expect((await ask<{ referrals: { state: string }[]; owner: { id: string } }>(page, 'GET', `/api/v1/crises/${report.crisisId}`))).toMatchObject({ owner: { id: second }, referrals: [{ state: 'DECLINED' }] });

    // The next match is before the owner; agreed, sent, accepted.
    const accepting = await send();
    expect(accepting).not.toBe(declining);
    const next = await until('the second referral', async () => {
      const crisis = await ask<{ referrals: { id: string; serviceName: string; state: string; intake: { address: string } }[] }>(page, 'GET', `/api/v1/crises/${report.crisisId}`);
      return crisis.referrals.find(({ serviceName }) => serviceName === accepting);
    });
    await theirs.goto('about:blank');
    await theirs.goto(await linkTo(next.intake.address, [firstLink]));
    await until('what is asked of the second', async () => (await theirs.locator('body').innerText()).includes(report.ref));
    await theirs.getByRole('button', { name: /^accept/i }).click();
    await sayAs(theirs, /^accept/i);
    await until('accepted', async () => (await ask<{ referrals: { id: string; state: string }[] }>(page, 'GET', `/api/v1/crises/${report.crisisId}`)).referrals.find(({ id, state }) => id === next.id && state === 'ACCEPTED'));
    await theirs.goto('about:blank');
    await theirs.goto(firstLink);
    await until('the first link is over', async () => /thank you/i.test(await theirs.locator('body').innerText()));
    expect(await theirs.getByRole('button', { name: /^accept/i }).count()).toBe(0);

    // Closed with an outcome; the follow-ups are there.
    const now = await ask<{ version: number }>(page, 'GET', `/api/v1/crises/${report.crisisId}`);
    const closed = await ask<{ state: string; followUps: { kind: string }[]; closure: { referred: string[] } }>(page, 'POST', `/api/v1/crises/${report.crisisId}/closure`, { seenVersion: now.version, disposition: 'ENGAGED_ASSISTED', outcome: 'helped' });
    expect(closed).toMatchObject({ state: 'FOLLOW_UP', closure: { referred: expect.arrayContaining([declining, accepting]) } });
    expect(closed.followUps.map(({ kind }) => kind)).toEqual(['24-hour', '72-hour']);
    await page.goto(`${server.url}/follow-ups`);
    await until('the follow-ups on their page', async () => (await page.locator('main').innerText()).includes(report.ref));
    // While the server was dead, connections were refused; anything else would be a fault of ours.
    expect(faults.filter((fault) => !/ERR_CONNECTION_REFUSED|WebSocket connection/.test(fault))).toEqual([]);
  }, 180_000);
});

/** Gives name and role where the open dialog asks for them, and presses its button. */
async function sayAs(page: Page, act: RegExp): Promise<void> {
  const dialog = page.getByRole('dialog');
  const name = dialog.getByLabel(/your name/i);
  if (await name.isVisible().catch(() => false)) {
    await name.fill('Marisol Vega');
    await dialog.getByLabel(/your role/i).fill('Night lead');
  }
  await dialog.getByRole('button', { name: act }).click();
}
