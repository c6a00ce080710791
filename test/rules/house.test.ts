import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
const SERVER = join(ROOT, 'server');
const OUTSIDE_ROOMS = new Set(['contract', 'kernel', 'platform', 'decisions', 'demo']);

const filesUnder = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts')).map((name) => join(folder, name)) : []);
const rooms = readdirSync(SERVER, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !OUTSIDE_ROOMS.has(entry.name)).map(({ name }) => name);

interface Import { from: string; to: string; typeOnly: boolean }

/** Every import of a file that points into this repository. */
function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/^(?:import|export)\s+(type\s+)?(?:[^'"]*?\sfrom\s+)?['"](\.[^'"]+)['"]/gm)].map(([, type, path]) => ({
    from: relative(ROOT, file), to: relative(ROOT, resolve(dirname(file), (path as string).replace(/\.js$/, ''))), typeOnly: type !== undefined,
  }));
}

const all = filesUnder(SERVER).flatMap(importsOf);
const partOf = (path: string): string => path.split('/')[1] ?? '';
const isDoor = (path: string): boolean => /^server\/[^/]+\/index$/.test(path);

describe('the house', () => {
  it('a room is entered through its door only', () => {
    const wrong = all.filter(({ from, to }) => rooms.includes(partOf(to)) && to.startsWith('server/') && from.startsWith('server/') && partOf(from) !== partOf(to) && !isDoor(to));
    expect(wrong).toEqual([]);
  });

  it('a core imports its own core, kernel, contract, and only types from other rooms', () => {
    const wrong = all.filter(({ from, to, typeOnly }) => {
      const [, room, inner] = from.split('/');
      if (inner !== 'core' || !room) return false;
      const allowed = to.startsWith(`server/${room}/core/`) || to.startsWith('server/kernel/') || to.startsWith('server/contract/');
      return !allowed && !(typeOnly && (isDoor(to) || to.startsWith('server/platform/')));
    });
    expect(wrong).toEqual([]);
  });

  it('platform, kernel and contract know no room', () => {
    expect(all.filter(({ from, to }) => ['platform', 'kernel', 'contract'].includes(partOf(from)) && rooms.includes(partOf(to)))).toEqual([]);
    expect(all.filter(({ from, to }) => partOf(from) === 'contract' && partOf(to) !== 'contract')).toEqual([]);
  });

  it('rooms form no cycle', () => {
    const edges = new Map(rooms.map((room) => [room, new Set(all.filter(({ from, to }) => partOf(from) === room && from.startsWith('server/') && rooms.includes(partOf(to)) && partOf(to) !== room).map(({ to }) => partOf(to)))]));
    const cycles: string[] = [];
    const walk = (room: string, path: readonly string[]): void => {
      if (path.includes(room)) { cycles.push([...path.slice(path.indexOf(room)), room].join(' → ')); return; }
      for (const next of edges.get(room) ?? []) walk(next, [...path, room]);
    };
    for (const room of rooms) walk(room, []);
    expect(cycles).toEqual([]);
  });

  it('only the entries and the demo join parts', () => {
    const users = all.filter(({ to }) => to === 'server/compose').map(({ from }) => from);
    expect(users.filter((from) => !/^server\/(main|web|demo\/.*|[a-z-]+)\.ts$/.test(from) || from.startsWith('server/platform'))).toEqual([]);
  });

  it('the client imports nothing of the server but the contract', () => {
    const wrong = filesUnder(join(ROOT, 'client/src')).flatMap(importsOf).filter(({ to }) => to.startsWith('server/') && !to.startsWith('server/contract/'));
    expect(wrong).toEqual([]);
  });

  it('every room says its words and promises in a README', () => {
    expect(rooms.filter((room) => !existsSync(join(SERVER, room, 'README.md')))).toEqual([]);
  });

  it('rules, commands and the kernel never read the wall clock', () => {
    const wrong = filesUnder(SERVER).filter((file) => /\/(core|kernel)\/|usecases|raise|own\.ts|work\.ts/.test(file)).filter((file) => /Date\.now\(\)|new Date\(\)/.test(readFileSync(file, 'utf8')));
    expect(wrong.map((file) => relative(ROOT, file))).toEqual([]);
  });

  it('only config/env.ts reads the environment', () => {
    const wrong = filesUnder(SERVER).filter((file) => /process\.env/.test(readFileSync(file, 'utf8'))).map((file) => relative(ROOT, file));
    expect(wrong.filter((file) => !/^server\/[a-z-]+\.ts$/.test(file))).toEqual([]);
  });
});
