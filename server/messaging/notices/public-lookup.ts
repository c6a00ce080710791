import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from '../core/push-endpoint.js';

/** Finds a host like any other look-up, but not one that lies in our own network: a name may lead anywhere. Source: reliability.md §8, SSRF. */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    const [first] = found ?? [];
    if (error || !first) callback(error ?? Object.assign(new Error('nothing found'), { code: 'ENOTFOUND' }), '');
    else if (!found.every(({ address }) => isPublicAddress(address))) callback(Object.assign(new Error('not a public address'), { code: 'ENOTFOUND' }), '');
    else if (options.all === true) callback(null, found);
    else callback(null, first.address, first.family);
  });
};
