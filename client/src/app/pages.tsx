import type { ReactNode } from 'react';
import { Suspense, useEffect, useRef } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { ErrorBoundary } from './error-boundary.js';
import { Guard } from './guard.js';
import { MissingPage } from './missing-page.js';
import { PageLoading } from './page-loading.js';
import { useRouteTitle } from './page-title.js';
import { ROUTES } from './routes.js';
import type { PageRoute } from './routes.js';
import { ScreenLockDoor } from './screen-lock-door.js';
import { useLiveSession, useNetwork } from './session.js';
import { Shell } from './shell.js';
import { MAIN_ID } from './shell-frame.js';

/** All pages: which one the address names, and its frame. */
export function Pages() {
  useLiveSession();
  useArrival();
  return (
    <>
      <ScreenLockDoor />
      <Switch>
        {ROUTES.map((route) => (
          <Route key={route.path} path={route.path}>
            <Framed route={route} />
          </Route>
        ))}
        <Route>
          <Shell>
            <MissingPage />
          </Shell>
        </Route>
      </Switch>
    </>
  );
}

function Framed({ route }: { route: PageRoute }) {
  const [location] = useLocation();
  useRouteTitle(route.title(), useNetwork()?.name ?? 'Handrail');
  const Frame = route.frame === 'shell' ? Shell : Bare;
  const Page = route.page;
  return (
    <Frame>
      <ErrorBoundary place={location}>
        <Guard access={route.access}>
          <Suspense fallback={<PageLoading />}>
            <Page />
          </Suspense>
        </Guard>
      </ErrorBoundary>
    </Frame>
  );
}

function Bare({ children }: { children: ReactNode }) {
  return children;
}

/** After a change of page the top of it is in view and the keyboard stands at its beginning, as after a full load. */
function useArrival(): void {
  const [location] = useLocation();
  const last = useRef(location);
  useEffect(() => {
    if (last.current === location) return;
    last.current = location;
    window.scrollTo(0, 0);
    document.getElementById(MAIN_ID)?.focus({ preventScroll: true });
  }, [location]);
}
