import { BlockList, isIP } from 'node:net';

/**
 * Where browsers' push services answer, by host: Chrome and what is built on it, Firefox, Edge on Windows, Safari. A name that begins
 * with a dot stands for every host below it. Source: the endpoints these browsers hand out; decision
 * `server/decisions/2026-11-22-push-and-e-mail.md`.
 */
export const PUSH_HOSTS: readonly string[] = ['fcm.googleapis.com', '.push.services.mozilla.com', '.notify.windows.com', '.push.apple.com'];

const LONGEST = 1000;

/**
 * The address of a push subscription, when we send there: https on its own port at a known service, or at one of the `origins` of
 * this deployment. Anything else could make us call into our own network. @returns null when we do not
 */
export function pushAddress(endpoint: string, origins: readonly string[]): URL | null {
  if (endpoint.length > LONGEST || !URL.canParse(endpoint)) return null;
  const url = new URL(endpoint);
  if (url.username !== '' || url.password !== '' || url.hash !== '') return null;
  if (origins.includes(url.origin)) return url;
  if (url.protocol !== 'https:' || url.port !== '') return null;
  return PUSH_HOSTS.some((host) => (host.startsWith('.') ? url.hostname.endsWith(host) : url.hostname === host)) ? url : null;
}

/** Ranges that lead nowhere outside. Source: IANA special-purpose address registries, IPv4 and IPv6 (RFC 6890 and what was added since). */
const INSIDE: readonly (readonly [net: string, bits: number, family: 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'], ['10.0.0.0', 8, 'ipv4'], ['100.64.0.0', 10, 'ipv4'], ['127.0.0.0', 8, 'ipv4'], ['169.254.0.0', 16, 'ipv4'], ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'], ['192.168.0.0', 16, 'ipv4'], ['198.18.0.0', 15, 'ipv4'], ['224.0.0.0', 3, 'ipv4'],
  ['::', 127, 'ipv6'], ['64:ff9b:1::', 48, 'ipv6'], ['fc00::', 7, 'ipv6'], ['fe80::', 10, 'ipv6'], ['ff00::', 8, 'ipv6'],
];
const inside = new BlockList();
for (const [net, bits, family] of INSIDE) inside.addSubnet(net, bits, family);

/** Whether an IP address is one of the public network; IPv4 written as IPv6 is looked through. False for what is no address. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && !inside.check(address, family === 4 ? 'ipv4' : 'ipv6');
}
