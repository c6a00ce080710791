import type { ComponentType } from 'react';
import { lazy } from 'react';

/** A page that is fetched when it is first opened: `lazyPage(() => import('../crisis/board-page.js'), 'BoardPage')`. */
export function lazyPage<Name extends string, Module extends Record<Name, ComponentType>>(load: () => Promise<Module>, name: Name): ComponentType {
  return lazy(async () => ({ default: (await load())[name] as ComponentType }));
}
