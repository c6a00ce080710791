import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isPublicAddress, pushAddress } from '../../../../server/messaging/core/push-endpoint.js';

describe('the addresses we push to', () => {
  it.each([
    'https://fcm.googleapis.com/fcm/send/abc:def', 'https://updates.push.services.mozilla.com/wpush/v2/abc', 'https://wns2-par02p.notify.windows.com/w/?token=abc', 'https://web.push.apple.com/abc',
  ])('a common browser’s is taken: %s', (endpoint) => { expect(pushAddress(endpoint, [])?.href).toBe(endpoint); });

  it.each([
    'http://fcm.googleapis.com/x', 'https://fcm.googleapis.com:8443/x', 'https://user@fcm.googleapis.com/x', 'https://fcm.googleapis.com.evil.example/x', 'https://evilfcm.googleapis.com/x',
    'https://push.services.mozilla.com.evil.example/x', 'https://evilpush.apple.com/x', 'https://127.0.0.1/x', 'https://[::1]/x', 'https://169.254.169.254/latest', 'https://10.0.0.1/x', 'https://localhost/x',
    'https://internal.example/x', 'file:///etc/passwd', 'no address', '', `https://fcm.googleapis.com/${'x'.repeat(1000)}`,
  ])('nothing else is, wherever it seems to lead: %s', (endpoint) => { expect(pushAddress(endpoint, [])).toBeNull(); });

  it('a service of one’s own counts by its whole origin', () => {
    expect(pushAddress('https://push.example.org/a', ['https://push.example.org'])).not.toBeNull();
    expect(pushAddress('https://push.example.org:444/a', ['https://push.example.org'])).toBeNull();
    expect(pushAddress('http://push.example.org/a', ['https://push.example.org'])).toBeNull();
  });

  it('no look-up leads into our own network', () => {
    for (const address of ['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '127.9.9.9', '169.254.169.254', '172.16.0.1', '172.31.255.255', '192.168.1.1', '198.18.0.1', '224.0.0.1', '255.255.255.255', '::', '::1', 'fe80::1', 'fd00::1', 'ff02::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', 'nonsense', '']) expect([address, isPublicAddress(address)]).toEqual([address, false]);
    for (const address of ['8.8.8.8', '172.15.0.1', '172.32.0.1', '142.250.1.95', '2a00:1450:4001::5f', '::ffff:8.8.8.8']) expect([address, isPublicAddress(address)]).toEqual([address, true]);
    fc.assert(fc.property(fc.ipV4(), (address) => { if (/^(10|127)\.|^192\.168\.|^169\.254\./.test(address)) expect(isPublicAddress(address)).toBe(false); }));
  });
});
