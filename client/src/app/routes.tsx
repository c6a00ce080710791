import type { ComponentType } from 'react';
import type { Permission } from '../../../server/contract/permissions.js';
import type { IconName } from '../ui/icon.js';
import { workerTitles } from '../crisis/worker-titles.js';
import { lazyPage } from './lazy-page.js';
import { shellWords } from './shell-words.js';

/** One page and its address. A new page is one line in `ROUTES`; addresses not listed here do not exist. */
export interface PageRoute {
  /** wouter's pattern: `/crises/:id`, `/admin/*?`. The page reads its parts with `useParams`. */
  path: string;
  page: ComponentType;
  /** The browser tab's name. */
  title: () => string;
  /** `anyone` also without a session (links, sign-in, and raising on a phone without a network), `staff` with one, or a permission. */
  access: 'anyone' | 'staff' | Permission;
  /** `shell`: header and navigation around it. `own`: the page brings its frame (`FocusFrame`, `GuestFrame`). */
  frame: 'shell' | 'own';
  /** Its place in the navigation, counted from the start; none for pages reached from others. */
  nav?: { place: number; label: () => string; icon: IconName };
}

export const ROUTES: readonly PageRoute[] = [
  { path: '/', page: lazyPage(() => import('../crisis/worker-pages.js'), 'HomePage'), title: () => shellWords('nav.home'), access: 'staff', frame: 'shell' },
  { path: '/raise', page: lazyPage(() => import('../crisis/worker-pages.js'), 'RaisePage'), title: () => workerTitles('raise'), access: 'anyone', frame: 'own' },
  { path: '/raise/:id/q/:n', page: lazyPage(() => import('../crisis/details-pages.js'), 'QuestionPage'), title: () => workerTitles('details'), access: 'anyone', frame: 'own' },
  { path: '/raise/:id/check', page: lazyPage(() => import('../crisis/details-pages.js'), 'CheckPage'), title: () => workerTitles('check'), access: 'anyone', frame: 'own' },
  { path: '/reports/:id', page: lazyPage(() => import('../crisis/worker-pages.js'), 'ReportPage'), title: () => workerTitles('report'), access: 'anyone', frame: 'own' },
  { path: '/sign-in', page: lazyPage(() => import('../identity/sign-in-page.js'), 'SignInPage'), title: () => workerTitles('sign-in'), access: 'anyone', frame: 'own' },
  { path: '/a', page: lazyPage(() => import('../escalation/answer-link/answer-link-page.js'), 'AnswerLinkPage'), title: () => workerTitles('answer-link'), access: 'anyone', frame: 'own' },
  { path: '/board', page: lazyPage(() => import('../crisis/board/board-page.js'), 'BoardPage'), title: () => shellWords('nav.board'), access: 'board:watch', frame: 'shell', nav: { place: 1, label: () => shellWords('nav.board'), icon: 'board' } },
  { path: '/crises', page: lazyPage(() => import('../crisis/list/crises-page.js'), 'CrisesPage'), title: () => shellWords('nav.crises'), access: 'crisis:open', frame: 'shell', nav: { place: 2, label: () => shellWords('nav.crises'), icon: 'list' } },
  { path: '/crises/:id/:panel?', page: lazyPage(() => import('../crisis/page/crisis-page.js'), 'CrisisPage'), title: () => shellWords('nav.crises'), access: 'staff', frame: 'shell' },
  { path: '/referrals', page: lazyPage(() => import('../referral/list/referrals-page.js'), 'ReferralsPage'), title: () => shellWords('nav.referrals'), access: 'referral:send', frame: 'shell', nav: { place: 3, label: () => shellWords('nav.referrals'), icon: 'transfer' } },
  { path: '/follow-ups', page: lazyPage(() => import('../care/follow-ups-page.js'), 'FollowUpsPage'), title: () => shellWords('nav.follow-ups'), access: 'care:follow-up', frame: 'shell', nav: { place: 4, label: () => shellWords('nav.follow-ups'), icon: 'calendar' } },
  { path: '/services', page: lazyPage(() => import('../directory/services-page.js'), 'ServicesPage'), title: () => shellWords('nav.services'), access: 'directory:read', frame: 'shell', nav: { place: 5, label: () => shellWords('nav.services'), icon: 'pin' } },
  { path: '/services/:id', page: lazyPage(() => import('../directory/service-page.js'), 'ServicePage'), title: () => shellWords('nav.services'), access: 'directory:read', frame: 'shell' },
  { path: '/rota', page: lazyPage(() => import('../oncall/rota-page.js'), 'RotaPage'), title: () => shellWords('nav.rota'), access: 'rota:read', frame: 'shell', nav: { place: 6, label: () => shellWords('nav.rota'), icon: 'people' } },
  { path: '/rota/:id', page: lazyPage(() => import('../oncall/rota-edit-page.js'), 'RotaEditPage'), title: () => shellWords('nav.rota'), access: 'rota:edit', frame: 'shell' },
  { path: '/phones', page: lazyPage(() => import('../messaging/phones/phones-page.js'), 'PhonesPage'), title: () => shellWords('nav.phones'), access: 'phones:simulate', frame: 'shell' },
  { path: '/p', page: lazyPage(() => import('../referral/provider-link/provider-page.js'), 'ProviderPage'), title: () => shellWords('nav.referrals'), access: 'anyone', frame: 'own' },
  { path: '/gallery', page: lazyPage(() => import('../gallery/gallery-page.js'), 'GalleryPage'), title: () => shellWords('nav.gallery'), access: 'anyone', frame: 'shell' },
  { path: '/gallery/frame/:state', page: lazyPage(() => import('../gallery/frame-page.js'), 'FramePage'), title: () => shellWords('nav.gallery'), access: 'anyone', frame: 'own' },
];

/** Whether a page has this address, for links to pages that a deployment may lack. */
export function isRoute(path: string): boolean {
  return ROUTES.some((route) => route.path === path);
}
