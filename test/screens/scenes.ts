import type { Page } from 'playwright-core';
import type { Places } from './story.js';

/** What is forced upon a page before or while it is looked at. `default` is the page as it is. */
export const STATES = ['default', 'loading', 'error', 'empty', 'offline', 'stale'] as const;
export type State = (typeof STATES)[number];

/** One page in one situation: who looks at which address, and what they do first. */
export interface Scene {
  /** As in the list of routes; what is looked at is `at`. */
  route: string;
  /** Tells scenes of the same route apart. */
  name?: string;
  /** A person of the demo network; nobody has signed in when null, whoever the route is for when left out. */
  who?: string | null | ((places: Places) => string | undefined);
  /** Null while the story has no such place. */
  at: (places: Places) => string | null | undefined;
  /** What is done before the picture is taken. */
  act?: (page: Page) => Promise<void>;
  /** Forced beside `default`. */
  states?: readonly Exclude<State, 'default'>[];
}

const DATA = ['loading', 'error', 'empty'] as const;
const inPath = (before: string, id: string | undefined, after = ''): string | null => (id === undefined ? null : `${before}${id}${after}`);
const linkPath = (link: string | undefined): string | null => (link === undefined ? null : link.replace(/^https?:\/\/[^/]+/, ''));

/** Routes that need an id, a link, an act or a person of their own; every other route is looked at as it is. */
export const SCENES: readonly Scene[] = [
  { route: '/', name: 'worker', who: 'dana', at: () => '/', states: ['loading', 'error', 'empty', 'offline'] },
  { route: '/', name: 'clinician', who: 'tomas', at: () => '/' },
  { route: '/', name: 'manager', who: 'robin', at: () => '/' },
  { route: '/', name: 'administrator', who: 'ada', at: () => '/' },
  { route: '/raise', who: 'dana', at: () => '/raise' },
  { route: '/raise', name: 'chosen', who: 'dana', at: () => '/raise', act: async (page) => page.getByRole('radio').first().check() },
  {
    route: '/raise', name: 'not sent', who: 'dana', at: () => '/raise',
    act: async (page) => {
      await page.getByRole('radio').nth(2).check();
      await page.context().setOffline(true);
      await page.getByRole('button', { name: /^send/i }).click();
      await page.waitForTimeout(1500);
    },
  },
  { route: '/raise/:id/q/:n', name: 'first', who: 'dana', at: ({ report }) => inPath('/raise/', report, '/q/1') },
  { route: '/raise/:id/q/:n', name: 'last', who: 'dana', at: ({ report }) => inPath('/raise/', report, '/q/5') },
  { route: '/raise/:id/check', who: 'dana', at: ({ report }) => inPath('/raise/', report, '/check') },
  { route: '/reports/:id', name: 'nobody yet', who: 'dana', at: ({ report }) => inPath('/reports/', report), states: ['loading', 'error', 'offline', 'stale'] },
  { route: '/reports/:id', name: 'somebody has it', who: 'dana', at: ({ takenReport }) => inPath('/reports/', takenReport) },
  { route: '/sign-in', who: null, at: () => '/sign-in' },
  {
    route: '/sign-in', name: 'refused', who: null, at: () => '/sign-in',
    act: async (page) => {
      await page.getByRole('button', { name: /sign in/i }).first().click();
      await page.waitForTimeout(500);
    },
  },
  { route: '/a', who: null, at: ({ answerLink }) => linkPath(answerLink), states: ['loading', 'error'] },
  { route: '/a', name: 'over', who: null, at: () => '/a#not-a-link' },
  { route: '/board', who: 'tomas', at: () => '/board', states: [...DATA, 'offline', 'stale'] },
  { route: '/board', name: 'on call', who: 'luca', at: () => '/board', states: ['stale'] },
  {
    route: '/board', name: 'list', who: 'luca', at: () => '/board',
    act: async (page) => {
      const fold = page.locator('summary').filter({ hasText: 'More' }).first();
      if (await fold.isVisible()) await fold.click();
      await page.getByRole('button', { name: 'List', exact: true }).click({ timeout: 4000 });
    },
  },
  { route: '/crises', who: 'tomas', at: () => '/crises', states: DATA },
  {
    route: '/crises', name: 'filters', who: 'tomas', at: () => '/crises',
    act: async (page) => {
      const fold = page.getByRole('button', { name: 'Filters' });
      if (await fold.isVisible()) await fold.click();
    },
  },
  { route: '/crises/:id/person', who: ({ referrer }) => referrer, at: ({ referred }) => inPath('/crises/', referred, '/person'), states: ['loading', 'error'] },
  { route: '/crises/:id/:panel?', name: 'nobody has it', who: 'tomas', at: ({ waiting }) => inPath('/crises/', waiting), states: ['loading', 'error', 'stale'] },
  { route: '/crises/:id/:panel?', name: 'refer', who: ({ owner }) => owner, at: ({ owned }) => inPath('/crises/', owned, '/refer'), states: ['stale'] },
  { route: '/crises/:id/:panel?', name: 'referred', who: ({ referrer }) => referrer, at: ({ referred }) => inPath('/crises/', referred) },
  { route: '/crises/:id/:panel?', name: 'hand over', who: ({ owner }) => owner, at: ({ owned }) => inPath('/crises/', owned, '/hand-over') },
  { route: '/crises/:id/:panel?', name: 'on call', who: 'luca', at: ({ waiting }) => inPath('/crises/', waiting) },
  {
    route: '/crises/:id/:panel?', name: 'close', who: ({ owner }) => owner, at: ({ owned }) => inPath('/crises/', owned),
    act: async (page) => page.getByRole('button', { name: 'Close with an outcome' }).click({ timeout: 4000 }),
  },
  { route: '/crises/:id/:panel?', name: 'absent', who: 'tomas', at: () => '/crises/00000000-0000-4000-8000-000000000000' },
  { route: '/inbox', who: 'provider', at: () => '/inbox', states: DATA },
  { route: '/inbox/:id', who: 'provider', at: ({ inboxReferral }) => inPath('/inbox/', inboxReferral), states: ['loading', 'error'] },
  { route: '/referrals', who: ({ referrer }) => referrer, at: () => '/referrals', states: DATA },
  { route: '/follow-ups', who: 'hana', at: () => '/follow-ups', states: [...DATA, 'offline'] },
  { route: '/services', who: 'tomas', at: () => '/services', states: DATA },
  {
    route: '/services', name: 'map', who: 'tomas', at: () => '/services',
    act: async (page) => {
      // Side by side where there is room for both.
      const map = page.getByText('Map', { exact: true }).first();
      if (await map.isVisible()) await map.click();
      await page.waitForTimeout(1000);
    },
  },
  { route: '/services/:id', who: 'robin', at: ({ service }) => inPath('/services/', service), states: ['loading', 'error'] },
  { route: '/services/:id/edit', who: 'robin', at: ({ service }) => inPath('/services/', service, '/edit'), states: ['error'] },
  { route: '/services/:id/merge/:other', who: 'robin', at: ({ service, otherService }) => inPath(`/services/${service}/merge/`, otherService) },
  { route: '/services/stale', who: 'robin', at: () => '/services/stale', states: DATA },
  { route: '/services/problems', who: 'robin', at: () => '/services/problems', states: DATA },
  { route: '/services/duplicates', who: 'robin', at: () => '/services/duplicates', states: DATA },
  { route: '/capacity', who: 'robin', at: () => '/capacity', states: DATA },
  {
    route: '/capacity', name: 'history', who: 'robin', at: () => '/capacity',
    act: async (page) => {
      const told = page.locator('.card').filter({ hasText: 'Robin Castle, on the phone' }).first();
      await told.getByRole('button', { name: /^History/ }).click({ timeout: 4000 });
      await told.getByRole('button', { name: /CSV/ }).waitFor({ timeout: 4000 });
    },
  },
  { route: '/crises/:id/screen/:screener?', name: 'which', who: ({ owner }) => owner, at: ({ owned }) => inPath('/crises/', owned, '/screen'), states: ['loading', 'error'] },
  { route: '/crises/:id/screen/:screener?', name: 'question', who: ({ owner }) => owner, at: ({ owned }) => inPath('/crises/', owned, '/screen/cssrs-screener') },
  { route: '/c', who: null, at: ({ capacityLink }) => linkPath(capacityLink), states: ['loading', 'error'] },
  { route: '/c', name: 'over', who: null, at: () => '/c#not-a-link' },
  { route: '/rota', who: 'robin', at: () => '/rota', states: ['loading', 'error'] },
  { route: '/rota', name: 'clinician', who: 'hana', at: () => '/rota' },
  {
    route: '/rota', name: 'one shift', who: 'robin', at: () => '/rota',
    act: async (page) => {
      await page.locator('main button:visible').filter({ hasText: /^(?!.*leave).*(Tomas|Hana)/ }).first().click({ timeout: 4000 });
      await page.getByRole('dialog').waitFor({ timeout: 4000 });
    },
  },
  { route: '/rota/:id', who: 'robin', at: ({ rota }) => inPath('/rota/', rota), states: ['loading', 'error'] },
  { route: '/admin/policies', who: 'amara', at: () => '/admin/policies', states: ['loading', 'error'] },
  { route: '/admin/policies/:id', who: 'amara', at: ({ policy }) => inPath('/admin/policies/', policy), states: ['loading', 'error'] },
  { route: '/admin/texts', who: 'ada', at: () => '/admin/texts', states: ['loading', 'error'] },
  { route: '/admin/texts/:key', at: ({ wording }) => inPath('/admin/texts/', wording), states: ['loading', 'error'] },
  { route: '/admin/downtime', who: 'amara', at: () => '/admin/downtime', states: ['loading', 'error'] },
  { route: '/admin/sign-in', who: 'ada', at: () => '/admin/sign-in', states: ['loading', 'error'] },
  { route: '/admin/walls', who: 'amara', at: () => '/admin/walls', states: ['loading', 'error'] },
  { route: '/admin/messages', who: 'ada', at: () => '/admin/messages' },
  { route: '/admin/messages', name: 'of a colleague', who: 'ada', at: () => '/admin/messages?person=hana', states: DATA },
  { route: '/admin/api-keys', who: 'ada', at: () => '/admin/api-keys', states: ['loading', 'error'] },
  {
    route: '/admin/api-keys', name: 'new', who: 'ada', at: () => '/admin/api-keys',
    act: async (page) => {
      await page.locator('main .button-primary').first().click({ timeout: 4000 });
      await page.getByRole('dialog').waitFor({ timeout: 4000 });
    },
  },
  { route: '/admin/audit', who: 'ada', at: () => '/admin/audit', states: DATA },
  { route: '/admin/health', who: 'ada', at: () => '/admin/health', states: ['loading', 'error'] },
  { route: '/admin/drill', who: 'amara', at: () => '/admin/drill' },
  {
    route: '/admin/drill', name: 'drilled', who: 'amara', at: () => '/admin/drill',
    act: async (page) => {
      await page.locator('main button[type=submit], main .button-primary').first().click();
      await page.locator('main table').first().waitFor({ timeout: 20_000 });
    },
  },
  { route: '/admin/people', who: 'ada', at: () => '/admin/people', states: ['loading', 'error'] },
  { route: '/admin/people/:id', who: 'ada', at: ({ person }) => inPath('/admin/people/', person), states: ['loading', 'error'] },
  { route: '/admin/people/:id', name: 'new', who: 'ada', at: () => '/admin/people/new' },
  { route: '/me/settings', who: 'luca', at: () => '/me/settings', states: ['loading', 'error'] },
  { route: '/new-password', who: null, at: ({ passwordLink }) => linkPath(passwordLink) },
  { route: '/me/shift', who: 'luca', at: () => '/me/shift', states: ['loading', 'error', 'empty', 'stale'] },
  { route: '/phones', who: 'amara', at: () => '/phones', states: ['loading', 'error'] },
  { route: '/p', who: null, at: ({ providerLink }) => linkPath(providerLink), states: ['loading', 'error'] },
  {
    route: '/p', name: 'cannot', who: null, at: ({ providerLink }) => linkPath(providerLink),
    act: async (page) => {
      await page.getByRole('button', { name: /^cannot/i }).click({ timeout: 4000 });
      await page.getByRole('dialog').waitFor({ timeout: 4000 });
    },
  },
  { route: '/p', name: 'over', who: null, at: () => '/p#not-a-link' },
  { route: '/r', who: null, at: ({ receiptLink }) => linkPath(receiptLink), states: ['loading', 'error'] },
  { route: '/gallery/frame/:state', name: 'live', who: null, at: () => '/gallery/frame/live' },
  { route: '/gallery/frame/:state', name: 'stale', who: null, at: () => '/gallery/frame/stale' },
  { route: '/gallery/frame/:state', name: 'offline', who: null, at: () => '/gallery/frame/offline' },
];
