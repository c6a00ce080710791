import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { builtClient } from '../support/built-client.js';
import type { BuiltClient } from '../support/built-client.js';

/** Of the 150 kB that the worker's first screen may take, so much may be the frame around its page. Source: design.md §7. */
const FRAME_KB = 115;

let client: BuiltClient;

beforeAll(async () => {
  client = await builtClient();
}, 120_000);

afterAll(() => client.remove());

describe('the weight of the client', () => {
  it('leaves a good part of the first screen’s budget to its page', async () => {
    const html = await readFile(join(client.folder, 'index.html'), 'utf8');
    const scripts = [...html.matchAll(/<script[^>]* src="(\/assets\/[^"]+\.js)"/g)].map((match) => match[1] ?? '');
    expect(scripts.length).toBeGreaterThan(0);
    const sizes = await Promise.all(scripts.map(async (path) => gzipSync(await readFile(join(client.folder, path))).length));
    const kilobytes = sizes.reduce((sum, size) => sum + size, 0) / 1000;
    console.info(`Script that every page loads first: ${kilobytes.toFixed(1)} kB compressed.`);
    expect(kilobytes).toBeLessThanOrEqual(FRAME_KB);
  });

  it('brings the worker’s pages with the first screen, side by side, and nothing that only others or a key need', async () => {
    const html = await readFile(join(client.folder, 'index.html'), 'utf8');
    const named = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((match) => match[1] ?? '');
    expect(named[0]).toMatch(/^\/assets\/early-[^/]+\.js$/);
    expect((await readFile(join(client.folder, named[0] ?? ''))).length).toBeLessThan(1000);
    for (const part of [/\/worker-[^/]+\.js$/, /\/worker-[^/]+\.css$/]) expect(named).toContainEqual(expect.stringMatching(part));
    // Each file more is a request more: two of script and two of style, what asks early, and what the bundler itself adds.
    expect(named.length).toBeLessThanOrEqual(7);
    expect(named.filter((path) => /-page-|words-|command-palette|\/esm-|\/map/.test(path))).toEqual([]);
  });

  it('lies packed beside itself, smaller than any server packs it while somebody waits', async () => {
    const html = await readFile(join(client.folder, 'index.html'), 'utf8');
    const named = [...html.matchAll(/(?:src|href)="(\/assets\/(?:index|first|worker)-[^"]+)"/g)].map((match) => match[1] ?? '');
    expect(named.length).toBeGreaterThanOrEqual(4);
    for (const path of [...named, '/index.html', '/sw.js']) {
      const [plain, br, gz] = await Promise.all(['', '.br', '.gz'].map((ending) => readFile(join(client.folder, path + ending))));
      expect(brotliDecompressSync(br as Buffer).equals(plain as Buffer)).toBe(true);
      expect(gunzipSync(gz as Buffer).equals(plain as Buffer)).toBe(true);
      expect((br as Buffer).length).toBeLessThan((gz as Buffer).length);
    }
  });

  it('has no script or style in its page, which the content policy would refuse', async () => {
    const html = await readFile(join(client.folder, 'index.html'), 'utf8');
    expect(html).not.toMatch(/<style|style="|<script(?![^>]*\bsrc=)[^>]*>/);
  });

  it('carries the Latin letters of one typeface and no others', async () => {
    const worker = await readFile(join(client.folder, 'sw.js'), 'utf8');
    expect(worker.match(/[\w-]+\.woff2/g)).toEqual([expect.stringMatching(/^inter-latin-wght-normal/)]);
  });
});
