import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { browserId, isForKey, keyBytes } from '../../../../client/src/settings/core/browser-id.js';
import { dataOf, noticeFor, readPush } from '../../../../client/src/settings/core/push-notice.js';
import { pushAsks, pushTells } from '../../../../server/messaging/core/push-message.js';

const about = (at: string) => ({ ref: '4821', crisisId: 'c1', at: new Date(at), link: '/a#secret' });
const asks = (at: string) => JSON.stringify(pushAsks(about(at), 'Emergency', true));
const tells = (at: string) => JSON.stringify(pushTells(about(at), 'taken'));
const onScreen = (text: string, before: Parameters<typeof noticeFor>[1] = []) => {
  const { title, options } = noticeFor(text, before, '2026-11-22T03:00:00.000Z');
  return { title, body: options.body, tag: options.tag, data: options.data };
};

describe('what the screen shows', () => {
  it('one that asks stays until somebody acts, and sounds', () => {
    expect(noticeFor(asks('2026-11-22T02:14:00Z'), [], '')).toMatchObject({ title: 'Emergency 4821 needs someone', options: { tag: 'crisis-c1', requireInteraction: true, renotify: true, silent: false, data: { path: '/crises/c1', link: '/a#secret' } } });
  });

  it('that somebody has it takes its place without a sound', () => {
    expect(noticeFor(tells('2026-11-22T02:15:00Z'), [onScreen(asks('2026-11-22T02:14:00Z'))], '')).toMatchObject({ title: '4821 is taken', options: { tag: 'crisis-c1', requireInteraction: false, silent: true } });
  });

  it('one that asks and comes after the word that somebody has it does not ask; one that was asked later does', () => {
    const shown = [onScreen(tells('2026-11-22T02:15:00Z'))];
    expect(noticeFor(asks('2026-11-22T02:14:00Z'), shown, '')).toMatchObject({ title: '4821 is taken', options: { silent: true, requireInteraction: false } });
    expect(noticeFor(asks('2026-11-22T02:16:00Z'), shown, '')).toMatchObject({ title: 'Emergency 4821 needs someone' });
    expect(noticeFor(asks('2026-11-22T02:14:00Z'), [{ ...onScreen(tells('2026-11-22T02:15:00Z')), tag: 'crisis-other' }], '')).toMatchObject({ title: 'Emergency 4821 needs someone' });
  });

  it('what cannot be read is never swallowed, and never leads to another site', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => { expect(noticeFor(text, [], '2026').title.length).toBeGreaterThan(0); }));
    expect(noticeFor('{', [], '', 'es-MX').title).toBe('Handrail le necesita');
    const message = pushAsks(about('2026-11-22T02:14:00Z'), 'Urgent', false);
    for (const path of ['https://evil.example', '//evil.example', 'javascript:alert(1)', '']) {
      expect(readPush(JSON.stringify({ ...message, path }))).toBeNull();
      expect(dataOf({ kind: 'asks', at: '', path: '/', link: path })).toBeNull();
    }
  });
});

describe('this browser in the list', () => {
  it('has the name that the server gives it', async () => {
    await fc.assert(fc.asyncProperty(fc.webUrl(), async (endpoint) => { expect(await browserId(endpoint)).toBe(createHash('sha256').update(endpoint).digest('base64url').slice(0, 22)); }), { numRuns: 10 });
  });

  it('knows whether it was turned on with the key that the server has now', () => {
    const key = Buffer.from('some key of 65 bytes or so').toString('base64url');
    const made = { options: { applicationServerKey: keyBytes(key).buffer } };
    expect(isForKey(made, key)).toBe(true);
    expect(isForKey(made, Buffer.from('another').toString('base64url'))).toBe(false);
    expect(isForKey({ options: { applicationServerKey: null } }, key)).toBe(false);
  });
});
