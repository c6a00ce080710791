import type { Permission } from '../../../server/contract/permissions.js';
import type { IconName } from '../ui/icon.js';
import { workerTitles } from '../crisis/worker-titles.js';
import { isAt } from './core/address.js';
import { lazyPage } from './lazy-page.js';
import type { LazyPage } from './lazy-page.js';
import { shellWords } from './shell-words.js';

/** One page and its address. A new page is one line in `ROUTES`; addresses not listed here do not exist. */
export interface PageRoute {
  /** wouter's pattern: `/crises/:id`, `/admin/*?`. The page reads its parts with `useParams`. */
  path: string;
  page: LazyPage;
  /** The browser tab's name. */
  title: () => string;
  /** `anyone` also without a session (links, sign-in, and raising on a phone without a network), `staff` with one, or a permission. */
  access: 'anyone' | 'staff' | Permission;
  /** `shell`: header and navigation around it. `own`: the page brings its frame (`FocusFrame`, `GuestFrame`). */
  frame: 'shell' | 'own';
  /** Its place in the navigation, counted from the start; none for pages reached from others. */
  nav?: { place: number; label: () => string; icon: IconName };
  /** Its name in one's own menu, for pages that are needed seldom; those come in the order in which they stand here. */
  menu?: { label: () => string };
}

export const ROUTES: readonly PageRoute[] = [
  { path: '/', page: lazyPage(() => import('../crisis/worker-pages.js'), 'HomePage', 'first'), title: () => shellWords('nav.home'), access: 'staff', frame: 'shell' },
  { path: '/raise', page: lazyPage(() => import('../crisis/worker-pages.js'), 'RaisePage', 'first'), title: () => workerTitles('raise'), access: 'anyone', frame: 'own' },
  { path: '/raise/:id/q/:n', page: lazyPage(() => import('../crisis/details-pages.js'), 'QuestionPage', 'first'), title: () => workerTitles('details'), access: 'anyone', frame: 'own' },
  { path: '/raise/:id/check', page: lazyPage(() => import('../crisis/details-pages.js'), 'CheckPage', 'first'), title: () => workerTitles('check'), access: 'anyone', frame: 'own' },
  { path: '/reports/:id', page: lazyPage(() => import('../crisis/worker-pages.js'), 'ReportPage', 'first'), title: () => workerTitles('report'), access: 'anyone', frame: 'own' },
  { path: '/sign-in', page: lazyPage(() => import('../identity/sign-in-page.js'), 'SignInPage', 'first'), title: () => workerTitles('sign-in'), access: 'anyone', frame: 'own' },
  { path: '/a', page: lazyPage(() => import('../escalation/answer-link/answer-link-page.js'), 'AnswerLinkPage', 'links'), title: () => workerTitles('answer-link'), access: 'anyone', frame: 'own' },
  { path: '/board', page: lazyPage(() => import('../crisis/board/board-page.js'), 'BoardPage'), title: () => shellWords('nav.board'), access: 'board:watch', frame: 'shell', nav: { place: 1, label: () => shellWords('nav.board'), icon: 'board' } },
  { path: '/wall', page: lazyPage(() => import('../crisis/wall/wall-page.js'), 'WallPage'), title: () => shellWords('nav.wall'), access: 'anyone', frame: 'own' },
  { path: '/admin/walls', page: lazyPage(() => import('../crisis/wall/walls-page.js'), 'WallsPage'), title: () => shellWords('nav.walls'), access: 'wall:keys', frame: 'shell', menu: { label: () => shellWords('nav.walls') } },
  { path: '/crises', page: lazyPage(() => import('../crisis/list/crises-page.js'), 'CrisesPage'), title: () => shellWords('nav.crises'), access: 'crisis:open', frame: 'shell', nav: { place: 2, label: () => shellWords('nav.crises'), icon: 'list' } },
  { path: '/crises/:id/person', page: lazyPage(() => import('../care/person/person-page.js'), 'PersonPage'), title: () => shellWords('nav.crises'), access: 'staff', frame: 'shell' },
  { path: '/crises/:id/screen/:screener?', page: lazyPage(() => import('../crisis/screen/screening-page.js'), 'ScreeningPage'), title: () => shellWords('nav.crises'), access: 'staff', frame: 'shell' },
  { path: '/crises/:id/:panel?', page: lazyPage(() => import('../crisis/page/crisis-page.js'), 'CrisisPage'), title: () => shellWords('nav.crises'), access: 'staff', frame: 'shell' },
  { path: '/referrals', page: lazyPage(() => import('../referral/list/referrals-page.js'), 'ReferralsPage'), title: () => shellWords('nav.referrals'), access: 'referral:send', frame: 'shell', nav: { place: 3, label: () => shellWords('nav.referrals'), icon: 'transfer' } },
  { path: '/follow-ups', page: lazyPage(() => import('../care/follow-ups-page.js'), 'FollowUpsPage'), title: () => shellWords('nav.follow-ups'), access: 'care:follow-up', frame: 'shell', nav: { place: 4, label: () => shellWords('nav.follow-ups'), icon: 'calendar' } },
  { path: '/services', page: lazyPage(() => import('../directory/services-page.js'), 'ServicesPage'), title: () => shellWords('nav.services'), access: 'directory:read', frame: 'shell', nav: { place: 5, label: () => shellWords('nav.services'), icon: 'pin' } },
  { path: '/services/stale', page: lazyPage(() => import('../directory/stale/stale-page.js'), 'StalePage'), title: () => shellWords('nav.services'), access: 'directory:edit', frame: 'shell' },
  { path: '/services/problems', page: lazyPage(() => import('../directory/problems/problems-page.js'), 'ProblemsPage'), title: () => shellWords('nav.services'), access: 'directory:read', frame: 'shell' },
  { path: '/services/import', page: lazyPage(() => import('../directory/import/import-page.js'), 'DirectoryImportPage'), title: () => shellWords('nav.services'), access: 'directory:edit', frame: 'shell' },
  { path: '/services/duplicates', page: lazyPage(() => import('../directory/merge/merge-page.js'), 'DuplicatesPage'), title: () => shellWords('nav.services'), access: 'directory:edit', frame: 'shell' },
  { path: '/services/:id/merge/:other', page: lazyPage(() => import('../directory/merge/merge-page.js'), 'MergePage'), title: () => shellWords('nav.services'), access: 'directory:edit', frame: 'shell' },
  { path: '/services/new', page: lazyPage(() => import('../directory/edit/edit-page.js'), 'NewServicePage'), title: () => shellWords('nav.services'), access: 'directory:edit', frame: 'shell' },
  { path: '/services/:id/edit', page: lazyPage(() => import('../directory/edit/edit-page.js'), 'EditServicePage'), title: () => shellWords('nav.services'), access: 'directory:edit', frame: 'shell' },
  { path: '/services/:id', page: lazyPage(() => import('../directory/service-page.js'), 'ServicePage'), title: () => shellWords('nav.services'), access: 'directory:read', frame: 'shell' },
  { path: '/capacity', page: lazyPage(() => import('../capacity/capacity-page.js'), 'CapacityPage'), title: () => shellWords('nav.capacity'), access: 'directory:capacity', frame: 'shell', menu: { label: () => shellWords('nav.capacity') } },
  { path: '/c', page: lazyPage(() => import('../capacity/link-page.js'), 'CapacityLinkPage', 'links'), title: () => shellWords('nav.capacity'), access: 'anyone', frame: 'own' },
  { path: '/rota', page: lazyPage(() => import('../oncall/rota-page.js'), 'RotaPage'), title: () => shellWords('nav.rota'), access: 'rota:read', frame: 'shell', nav: { place: 6, label: () => shellWords('nav.rota'), icon: 'people' } },
  { path: '/rota/import', page: lazyPage(() => import('../people/import-page.js'), 'ImportPage'), title: () => shellWords('nav.import'), access: 'rota:edit', frame: 'shell' },
  { path: '/rota/:id', page: lazyPage(() => import('../oncall/rota-edit-page.js'), 'RotaEditPage'), title: () => shellWords('nav.rota'), access: 'rota:edit', frame: 'shell' },
  { path: '/admin/policies', page: lazyPage(() => import('../escalation/policies/policies-page.js'), 'PoliciesPage'), title: () => shellWords('nav.policies'), access: 'policy:read', frame: 'shell', menu: { label: () => shellWords('nav.policies') } },
  { path: '/admin/policies/:id', page: lazyPage(() => import('../escalation/policies/policy-page.js'), 'PolicyPage'), title: () => shellWords('nav.policies'), access: 'policy:read', frame: 'shell' },
  { path: '/admin/texts', page: lazyPage(() => import('../texts/texts-page.js'), 'TextsPage'), title: () => shellWords('nav.texts'), access: 'network:edit', frame: 'shell', menu: { label: () => shellWords('nav.texts') } },
  { path: '/admin/texts/:key', page: lazyPage(() => import('../texts/text-page.js'), 'TextPage'), title: () => shellWords('nav.texts'), access: 'network:edit', frame: 'shell' },
  { path: '/admin/network', page: lazyPage(() => import('../texts/network-page.js'), 'NetworkPage'), title: () => shellWords('nav.network'), access: 'network:edit', frame: 'shell', menu: { label: () => shellWords('nav.network') } },
  { path: '/admin/messages', page: lazyPage(() => import('../messaging/log/messages-page.js'), 'MessagesPage'), title: () => shellWords('nav.messages'), access: 'message:read', frame: 'shell', menu: { label: () => shellWords('nav.messages') } },
  { path: '/admin/health', page: lazyPage(() => import('../health/health-page.js'), 'HealthPage'), title: () => shellWords('nav.health'), access: 'message:read', frame: 'shell', menu: { label: () => shellWords('nav.health') } },
  { path: '/admin/drill', page: lazyPage(() => import('../drill/drill-page.js'), 'DrillPage'), title: () => shellWords('nav.drill'), access: 'drill:run', frame: 'shell', menu: { label: () => shellWords('nav.drill') } },
  { path: '/admin/downtime', page: lazyPage(() => import('../downtime/downtime-page.js'), 'DowntimePage'), title: () => shellWords('nav.downtime'), access: 'downtime:read', frame: 'shell', menu: { label: () => shellWords('nav.downtime') } },
  { path: '/admin/people', page: lazyPage(() => import('../people/people-page.js'), 'PeoplePage'), title: () => shellWords('nav.people'), access: 'staff:edit', frame: 'shell', menu: { label: () => shellWords('nav.people') } },
  { path: '/admin/people/:id', page: lazyPage(() => import('../people/person-page.js'), 'PersonPage'), title: () => shellWords('nav.people'), access: 'staff:edit', frame: 'shell' },
  { path: '/admin/import', page: lazyPage(() => import('../people/import-page.js'), 'ImportPage'), title: () => shellWords('nav.import'), access: 'staff:edit', frame: 'shell' },
  { path: '/admin/sign-in', page: lazyPage(() => import('../identity/sign-in-rules-page.js'), 'SignInRulesPage'), title: () => shellWords('nav.sign-in-rules'), access: 'staff:edit', frame: 'shell', menu: { label: () => shellWords('nav.sign-in-rules') } },
  { path: '/admin/api-keys', page: lazyPage(() => import('../api-keys/api-keys-page.js'), 'ApiKeysPage'), title: () => shellWords('nav.api-keys'), access: 'key:read', frame: 'shell', menu: { label: () => shellWords('nav.api-keys') } },
  { path: '/admin/audit', page: lazyPage(() => import('../audit/audit-page.js'), 'AuditPage'), title: () => shellWords('nav.audit'), access: 'audit:read', frame: 'shell', menu: { label: () => shellWords('nav.audit') } },
  { path: '/emergency-access', page: lazyPage(() => import('../identity/emergency-access-page.js'), 'EmergencyAccessPage'), title: () => shellWords('nav.emergency-access'), access: 'crisis:open-in-emergency', frame: 'shell', menu: { label: () => shellWords('nav.emergency-access') } },
  { path: '/me/settings', page: lazyPage(() => import('../settings/settings-page.js'), 'SettingsPage'), title: () => shellWords('nav.settings'), access: 'staff', frame: 'shell', menu: { label: () => shellWords('nav.settings') } },
  { path: '/new-password', page: lazyPage(() => import('../identity/new-password-page.js'), 'NewPasswordPage', 'first'), title: () => shellWords('nav.new-password'), access: 'anyone', frame: 'own' },
  { path: '/me/shift', page: lazyPage(() => import('../shift/shift-page.js'), 'ShiftPage'), title: () => shellWords('nav.shift'), access: 'crisis:answer', frame: 'shell', nav: { place: 8, label: () => shellWords('nav.shift'), icon: 'clock' } },
  { path: '/phones', page: lazyPage(() => import('../messaging/phones/phones-page.js'), 'PhonesPage'), title: () => shellWords('nav.phones'), access: 'phones:simulate', frame: 'shell' },
  { path: '/p', page: lazyPage(() => import('../referral/provider-link/provider-page.js'), 'ProviderPage', 'links'), title: () => shellWords('nav.referrals'), access: 'anyone', frame: 'own' },
  { path: '/inbox', page: lazyPage(() => import('../referral/inbox/inbox-page.js'), 'InboxPage'), title: () => shellWords('nav.inbox'), access: 'inbox:answer', frame: 'shell', nav: { place: 1, label: () => shellWords('nav.inbox'), icon: 'transfer' } },
  { path: '/inbox/:id', page: lazyPage(() => import('../referral/inbox/inbox-referral-page.js'), 'InboxReferralPage'), title: () => shellWords('nav.inbox'), access: 'inbox:answer', frame: 'own' },
  { path: '/r', page: lazyPage(() => import('../care/receipt/receipt-page.js'), 'ReceiptPage', 'links'), title: () => '', access: 'anyone', frame: 'own' },
  { path: '/gallery', page: lazyPage(() => import('../gallery/gallery-page.js'), 'GalleryPage'), title: () => shellWords('nav.gallery'), access: 'anyone', frame: 'shell' },
  { path: '/gallery/frame/:state', page: lazyPage(() => import('../gallery/frame-page.js'), 'FramePage'), title: () => shellWords('nav.gallery'), access: 'anyone', frame: 'own' },
];

/** Whether a page has this address, for links to pages that a deployment may lack. */
export function isRoute(path: string): boolean {
  return ROUTES.some((route) => route.path === path);
}

/** Fetches the page at this address ahead of its drawing. Never fails: the page itself says so when it cannot come. */
export async function fetchPageAt(path: string): Promise<void> {
  await ROUTES.find((route) => isAt(route.path, path))?.page.fetch().catch(() => undefined);
}
