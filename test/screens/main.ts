import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { startBrowser } from '../support/browser.js';
import { startRealServer } from '../support/real-server.js';
import { albumOf, tableOf } from './album.js';
import { takePicture, windowOf } from './look.js';
import type { Look, Picture } from './look.js';
import { signEverybodyIn } from './people.js';
import type { Person } from './people.js';
import { takeReadmePictures } from './readme.js';
import { routesIn } from './routes.js';
import { SCENES } from './scenes.js';
import type { Scene } from './scenes.js';
import { tellStory } from './story.js';
import type { Places } from './story.js';

const LOOKS: readonly Look[] = [{ screen: 'phone', colorScheme: 'light' }, { screen: 'phone', colorScheme: 'dark' }, { screen: 'desk', colorScheme: 'light' }, { screen: 'desk', colorScheme: 'dark' }];
/** Whoever may open a page first in this order is the one who looks at it. */
const ORDER = ['tomas', 'amara', 'robin', 'ada', 'dana', 'imran', 'provider'];

const { values: options } = parseArgs({ options: { only: { type: 'string' }, screen: { type: 'string' }, state: { type: 'string' }, readme: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false } } });
const root = resolve(process.cwd());
const folder = join(root, '.cache/screens');

const server = await startRealServer({ SEED: 'demo', DOWNTIME_DIR: join(root, '.cache/screens-downtime') });
let browser: Browser | null = null;
const stop = async (): Promise<void> => {
  await browser?.close();
  await server.stop();
};
process.once('SIGINT', () => { void stop().then(() => process.exit(130)); });
process.once('SIGTERM', () => { void stop().then(() => process.exit(143)); });
try {
  browser = await startBrowser();
  if (browser === null) throw new Error('There is no Chromium to look with. Set CHROMIUM to one.');
  await server.start();
  const people = await signEverybodyIn(server.url);
  const { places, untold, again } = await tellStory(server.url, people, !options.readme);
  for (const part of untold) console.log(`  The story lacks ${part}`);
  if (options.readme) await takeReadmePictures(browser, server.url, people, places, join(root, 'client/screenshots'));
  else if (await lookAtAll(browser, people, places, again) || untold.length > 0) process.exitCode = 1;
} finally {
  await stop();
}

/** Takes every picture, writes the album and prints the table. @returns whether anything was wrong */
async function lookAtAll(eyes: Browser, people: ReadonlyMap<string, Person>, places: Places, again: () => Promise<void>): Promise<boolean> {
  if (options.only === undefined && options.screen === undefined) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const pictures: Picture[] = [];
  const looks = LOOKS.filter(({ screen }, index) => (!options.quick || index === 1 || index === 2) && (options.screen === undefined || screen === options.screen));
  for (const look of looks) {
    await again();
    for (const { scene, who } of shots(people, places)) {
      const address = scene.at(places);
      const states = (['default', ...(scene.states ?? [])] as const).filter((state) => options.state === undefined || state === options.state);
      if (address === null || address === undefined) {
        pictures.push(...states.map((state) => ({ route: scene.route, scene: scene.name ?? '', state, look, address: '', file: '', faults: ['the story has no place for it'] })));
        continue;
      }
      const context = await windowOf(eyes, server.url, who, look);
      for (const state of states) pictures.push(await takePicture(context, server.url, scene, address, state, look, folder));
      await context.close();
    }
    console.log(`  ${look.screen}, ${look.colorScheme}: ${pictures.length} pictures`);
  }
  const order = [...new Set(pictures.map(({ route, scene, state }) => `${route} ${scene} ${state}`))];
  const sorted = pictures.toSorted((a, b) => order.indexOf(`${a.route} ${a.scene} ${a.state}`) - order.indexOf(`${b.route} ${b.scene} ${b.state}`));
  writeFileSync(join(folder, 'index.html'), albumOf(sorted.filter(({ file }) => file !== ''), new Date()));
  console.log(`\n${tableOf(sorted)}\n\nThe pictures: ${join('.cache/screens', 'index.html')}`);
  return sorted.some(({ faults }) => faults.length > 0);
}

/** The scenes in the order of the routes, each with who looks; routes without a scene are looked at as they are. */
function shots(people: ReadonlyMap<string, Person>, places: Places): { scene: Scene; who: Person | null }[] {
  const named = (id: string): Person => {
    const person = people.get(id);
    if (!person) throw new Error(`nobody ${id}`);
    return person;
  };
  const routes = routesIn(join(root, 'client/src/app/routes.tsx')).toSorted((a, b) => a.path.localeCompare(b.path));
  return routes.flatMap(({ path, access }) => {
    const own = SCENES.filter(({ route }) => route === path);
    const scenes: readonly Scene[] = own.length > 0 ? own : [{ route: path, at: () => (path.includes(':') || path.includes('*') ? null : path) }];
    const first = access === 'anyone' || access === 'staff' ? 'tomas' : ORDER.find((id) => people.get(id)?.permissions.includes(access));
    return scenes.map((scene) => {
      const who = typeof scene.who === 'function' ? scene.who(places) : scene.who;
      return { scene, who: who === null || (who === undefined && first === undefined) ? null : named(who ?? first ?? 'tomas') };
    });
  }).filter(({ scene }) => options.only === undefined || `${scene.route} ${scene.name ?? ''}`.includes(options.only));
}
