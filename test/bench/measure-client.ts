import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './house/processes.js';
import type { Outcome } from './rows.js';

const CLIENT = join(root, 'dist', 'client');

/** Names of the chunks that a chunk imports, at once and later. Chunks name each other by relative addresses in plain strings. */
function importsOf(text: string): { now: string[]; later: string[] } {
  const names = (pattern: RegExp): string[] => [...text.matchAll(pattern)].map((hit) => hit[1] ?? '');
  return {
    now: names(/(?:\bfrom|\bimport)\s*["'`]\.\/([\w.-]+\.js)["'`]/g),
    later: names(/\bimport\(\s*["'`]\.\/([\w.-]+\.js)["'`]/g),
  };
}

/** Fetched only by readers of another language, after a key, or after half an hour without a touch: the words of languages, the command palette, the lock. */
const isOnDemand = (name: string): boolean => /^(?:words-(?:[a-z]{2}|trial)\b|command-palette-|lock-screen-)/.test(name);

/** A chunk that is a page of its own, fetched only at that page's address. */
const isPage = (name: string): boolean => /-page-[\w-]{6,}\.js$/.test(name);

/**
 * Compressed kilobytes (1,024 bytes, gzip -9) of every script that the page at `address` loads from the built client: what the HTML
 * names, what that imports, the page itself, and whatever is fetched later that is no page of another address and waits for nobody's
 * touch or language. The service worker is not in it: it is fetched after the page is usable.
 */
export function measureClient(address: '/raise' | '/board'): Outcome {
  const html = join(CLIENT, 'index.html');
  if (!existsSync(html)) return { notMeasured: 'there is no built client' };
  const named = [...readFileSync(html, 'utf8').matchAll(/(?:src|href)="\/assets\/([\w.-]+\.js)"/g)].map((hit) => hit[1] ?? '');
  const texts = new Map<string, string>();
  const wanted = [...new Set(named)];
  let hasPage = false;
  while (wanted.length > 0) {
    const name = wanted.pop() as string;
    if (texts.has(name)) continue;
    const text = readFileSync(join(CLIENT, 'assets', name), 'utf8');
    texts.set(name, text);
    const { now, later } = importsOf(text);
    const page = new RegExp(`path:\\s*["'\`]${address}["'\`][^]{0,300}?import\\(\\s*["'\`]\\.\\/([\\w.-]+\\.js)["'\`]`).exec(text)?.[1];
    hasPage ||= page !== undefined;
    wanted.push(...now, ...later.filter((one) => one === page || (!isPage(one) && !isOnDemand(one))));
  }
  if (!hasPage) return { notMeasured: `the built client has no page ${address}` };
  const sizes = [...texts].map(([name, text]): [string, number] => [name, gzipSync(text, { level: 9 }).length / 1024]).sort((a, b) => b[1] - a[1]);
  return { value: sizes.reduce((sum, [, size]) => sum + size, 0), note: sizes.map(([name, size]) => `${name} ${size.toFixed(1)}`).join(', ') };
}
