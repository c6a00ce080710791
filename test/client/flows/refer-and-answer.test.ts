import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { BoardView, CrisisView } from '../../../server/contract/crisis.js';
import type { ServiceView } from '../../../server/contract/directory.js';
import type { InboxView, ProviderAccountLink } from '../../../server/contract/inbox.js';
import type { PhonesView } from '../../../server/contract/phones.js';
import { LOOKS, accessibilityFaults } from '../../support/browser.js';
import { counted, demoFlow, staff } from '../../support/demo-flow.js';

/**
 * Referring and answering as ux.md §4 counts them, on the built client and a real server: at most five taps for the owner and two for the
 * service, by the link in its text and by an account. Times are printed and never asserted: a busy machine must not fail a build.
 */
const ACCOUNT = { email: 'nadia@service.example', password: 'a password of the service' };
const { faults, contexts, seen, url: address, windowOf, ask, until } = demoFlow();

/** The newest text to any simulated phone with this kind of link in it. */
const linkIn = (priya: Page, path: string, service: ServiceView): Promise<string> => until(`a text with ${path}`, async () => {
  const { phones } = await ask<PhonesView>(priya, 'GET', '/simulated-phones');
  const numbers = service.handrail.intake.map(({ address }) => address);
  return phones.filter(({ number }) => numbers.includes(number)).flatMap(({ texts }) => texts).toSorted((a, b) => (a.at < b.at ? 1 : -1)).map(({ body }) => new RegExp(`\\S+${path}#[\\w-]{22}`).exec(body)?.[0]).find((found) => found !== undefined);
});

describe('from the owner to the service and back', () => {
  it('takes at most five taps and two, by link or by account; asking for room tells nothing of the person', async () => {
    if (!seen()) return;
    const priya = await windowOf(staff('priya'), 'desk');
    const card = (await ask<BoardView>(priya, 'GET', '/board')).cards.find(({ owner, letter }) => owner?.name === 'Priya Nair' && letter === 'C');
    if (!card) throw new Error('Priya has no urgent crisis');
    await priya.goto(`${address()}/crises/${card.id}`);
    const refer = counted('Referring');
    await refer.tap(priya.getByRole('link', { name: 'Refer', exact: true }));
    const first = priya.getByRole('article').filter({ has: priya.getByText('Agrees', { exact: true }) }).first();
    await refer.tap(first.locator('label', { hasText: 'Agrees' }));
    await refer.tap(priya.getByRole('button', { name: /^Send to / }));
    const sent = await until('the referral', async () => (await ask<CrisisView>(priya, 'GET', `/crises/${card.id}`)).referrals.find(({ state }) => state === 'SENT'));
    await priya.getByRole('article', { name: sent.serviceName }).getByText('Delivered').first().waitFor();
    refer.done(5, 'it is sent');
    const service = await ask<ServiceView>(priya, 'GET', `/services/${sent.serviceId}`);

    // By the link in the text, without an account.
    const marisol = await windowOf(null, 'phone', 'dark');
    await marisol.goto(await linkIn(priya, '/p', service));
    const byLink = counted('A service answers by its link');
    await byLink.tap(marisol.getByRole('button', { name: 'Accept', exact: true }));
    await marisol.getByLabel('Your name').fill('Marisol Vega');
    await marisol.getByLabel('Your role').fill('Night lead');
    await byLink.tap(marisol.getByRole('dialog').getByRole('button', { name: 'Accept', exact: true }));
    await marisol.getByRole('heading', { name: /Type the code|Ring to hear who is coming/ }).waitFor();
    byLink.done(2, 'it is answered');

    // By an account: two taps from the inbox, and no name to type.
    const robin = await windowOf(staff('robin'), 'desk');
    const { url } = await ask<ProviderAccountLink>(robin, 'POST', `/organizations/${service.organizationId}/accounts`, { name: 'Nadia Oak', title: 'Night lead', email: ACCOUNT.email });
    await ask(robin, 'POST', '/password-link/password', { token: url.split('#')[1], password: ACCOUNT.password });
    await ask(priya, 'POST', '/referrals', { crisisId: card.id, serviceId: service.id, need: 'Food for tomorrow', askAnywayReason: 'they have the person' });
    for (const [screen, colorScheme] of LOOKS) {
      const nadia = await windowOf(ACCOUNT, screen, colorScheme);
      await nadia.goto(address());
      await nadia.getByRole('heading', { name: 'Inbox' }).waitFor();
      const open = nadia.getByRole('link', { name: /Food for tomorrow/ });
      await open.waitFor();
      expect(await accessibilityFaults(nadia)).toEqual([]);
      if (screen === 'phone') {
        const byAccount = counted('A service answers by its account');
        await byAccount.tap(open);
        await nadia.getByRole('heading', { name: /can you take this person/ }).waitFor();
        expect(await accessibilityFaults(nadia)).toEqual([]);
        await byAccount.tap(nadia.getByRole('button', { name: 'Accept', exact: true }));
        await nadia.getByRole('heading', { name: /Type the code|Ring to hear who is coming/ }).waitFor();
        byAccount.done(2, 'it is answered');
        await nadia.getByRole('link', { name: 'Inbox' }).click();
        await nadia.getByText('With you 2').click();
      }
    }
    const { referrals } = await ask<InboxView>(contexts.at(-1)?.pages()[0] as Page, 'GET', '/inbox');
    expect(referrals.map(({ group, answeredBy }) => [group, answeredBy?.name])).toEqual([['ours', 'Nadia Oak'], ['ours', 'Marisol Vega']]);

    // "Have you room?": the form in the refer panel, and what a service is told by it.
    await priya.locator('summary', { hasText: 'have you room?' }).click();
    const form = priya.locator('details.rooms');
    await form.getByRole('button', { name: /^Ask / }).click();
    await form.getByText('Choose at least one service').waitFor();
    const [asked] = await ask<{ matches: { serviceId: string; serviceName: string; intake: string }[] }>(priya, 'POST', `/crises/${card.id}/matches`, {}).then(({ matches }) => matches.filter(({ serviceId }) => serviceId !== service.id));
    if (!asked) throw new Error('nobody else to ask');
    await form.locator('label', { hasText: asked.serviceName }).click();
    await form.getByLabel('Tell the age band').check({ force: true });
    await form.getByRole('button', { name: 'Ask 1 service' }).click();
    await priya.getByRole('region', { name: 'Asked for room' }).getByText('Asked, no answer yet').waitFor();
    expect(await accessibilityFaults(priya)).toEqual([]);
    const room = await linkIn(priya, '/c', await ask<ServiceView>(priya, 'GET', `/services/${asked.serviceId}`));
    const told = await ask<object>(marisol, 'POST', '/capacity-link/room', { token: room.split('#')[1], answer: 'yes', name: 'Jo', role: 'Lead' });
    expect(JSON.stringify(told)).not.toMatch(new RegExp(`${card.ref}|Spanish|distressed`));
    await priya.getByRole('region', { name: 'Asked for room' }).getByText('Has room').waitFor();
    await priya.getByRole('button', { name: `Refer to ${asked.serviceName}` }).waitFor();
    expect(faults).toEqual([]);
  }, 120_000);
});
