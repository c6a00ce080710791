import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import express from 'express';
import type { Express } from 'express';
import request from 'supertest';
import { packedFiles } from '../../../server/platform/http/packed-files.js';

const SCRIPT = 'export const words = "the same again and again, the same again and again";';
let folder: string;
let app: Express;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'handrail-packed-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'assets/first.js'), SCRIPT);
  await writeFile(join(folder, 'assets/first.js.br'), brotliCompressSync(SCRIPT));
  await writeFile(join(folder, 'assets/first.js.gz'), gzipSync(SCRIPT));
  await writeFile(join(folder, 'icon.png'), 'a picture');
  app = express().use(packedFiles(folder), express.static(folder, { immutable: true, maxAge: '1y' }));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const get = (path: string, accepts: string) => request(app).get(path).set('Accept-Encoding', accepts);

it('sends a file as tightly packed as the browser can read, under its own name and type', async () => {
  const packed = await get('/assets/first.js', 'gzip, deflate, br');
  expect(packed.headers).toMatchObject({ 'content-encoding': 'br', 'content-type': 'text/javascript; charset=utf-8', vary: 'Accept-Encoding', 'cache-control': 'public, max-age=31536000, immutable', 'content-length': String(brotliCompressSync(SCRIPT).length) });
  const older = await get('/assets/first.js', 'gzip');
  expect(older.headers).toMatchObject({ 'content-encoding': 'gzip', 'content-type': 'text/javascript; charset=utf-8' });
  expect(older.text).toBe(SCRIPT);
});

it('sends it plain to a browser that reads neither, and says that the answer depends on it', async () => {
  const plain = await get('/assets/first.js', 'identity');
  expect(plain.text).toBe(SCRIPT);
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(plain.headers['vary']).toBe('Accept-Encoding');
  expect((await get('/assets/first.js', 'br;q=0, identity')).text).toBe(SCRIPT);
});

it('leaves what is not packed, and what is not there, as it is', async () => {
  const picture = await get('/icon.png', 'br').expect(200);
  expect(picture.headers['content-encoding']).toBeUndefined();
  const missing = await get('/assets/none.js', 'br').expect(404);
  expect(missing.headers['content-encoding']).toBeUndefined();
  await request(app).post('/assets/first.js').set('Accept-Encoding', 'br').expect(404).expect(({ headers }) => { expect(headers['content-encoding']).toBeUndefined(); });
});
