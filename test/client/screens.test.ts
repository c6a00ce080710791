import { describe, expect, it } from '@jest/globals';
import { albumOf, tableOf } from '../screens/album.js';
import type { Picture } from '../screens/look.js';
import { routesIn } from '../screens/routes.js';
import { SCENES } from '../screens/scenes.js';

const ROUTES = new URL('../../client/src/app/routes.tsx', import.meta.url).pathname;
const picture = (more: Partial<Picture>): Picture => ({ route: '/board', scene: '', state: 'default', look: { screen: 'phone', colorScheme: 'dark' }, address: '/board', file: 'board.png', faults: [], ...more });

describe('the pictures of all screens', () => {
  it('leave out no page: every route that needs an id or a link has a scene, and every scene a route', () => {
    const routes = routesIn(ROUTES).map(({ path }) => path);
    expect(routes.length).toBeGreaterThan(40);
    expect(routes.filter((path) => path.includes(':') && !SCENES.some(({ route }) => route === path))).toEqual([]);
    expect(SCENES.filter(({ route }) => !routes.includes(route))).toEqual([]);
  });

  it('can be paged through, name what is wrong, and take a page’s own words as words', () => {
    const album = albumOf([picture({}), picture({ state: 'error', file: 'error.png', faults: ['axe: <b>'] })], new Date('2026-11-22T20:00:00Z'));
    expect(album).toContain('href="#p1">Next');
    expect(album).toContain('axe: &lt;b>');
    expect(tableOf([picture({}), picture({ faults: ['scrolls 3 px sideways'] })])).toContain('/board: scrolls 3 px sideways [390 dark]');
  });
});
