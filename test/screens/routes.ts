import { readFileSync } from 'node:fs';

/** One line of `client/src/app/routes.tsx`, as far as it matters for looking at its page. */
export interface Route {
  path: string;
  access: string;
}

/** Every page of the client, read from its list of routes: one that is added there is looked at by itself. */
export function routesIn(file: string): Route[] {
  return [...readFileSync(file, 'utf8').matchAll(/\{ path: '([^']+)'.*?access: '([^']+)'/g)].map(([, path = '', access = '']) => ({ path, access }));
}
