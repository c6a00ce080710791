import type { Service } from '../../contract/directory.js';
import type { DuplicateGround } from '../../contract/directory-edit.js';
import { mainAddress } from './facts.js';
import { wordsOf } from './search-words.js';

/** What two entries are compared by. Small, so that a whole directory fits into memory while it is looked through. */
export interface Sketch { id: string; words: readonly string[]; organizationId: string; phones: readonly string[]; address: string | null; website: string | null; email: string | null }

/** Two entries that may be one: how alike (0 to 1), and what they share. `one` has the smaller id. */
export interface Pair { one: string; other: string; likeness: number; grounds: DuplicateGround[] }

const WEIGHTS: Readonly<Record<DuplicateGround, number>> = { 'same-name': 0.5, 'like-name': 0.35, 'same-phone': 0.25, 'same-address': 0.2, 'same-website': 0.15, 'same-e-mail': 0.15, 'same-organization': 0.15 };
/** Less alike is not worth a person's look. */
const ENOUGH = 0.6;
/** Names are alike when so large a part of their words is shared. */
const LIKE_NAME = 0.6;
/** More entries that share one thing (a switchboard, a town hall) say nothing by it. */
const MOST_SHARING = 100;
/** Words that names of services have in common. */
const PLAIN = new Set(['the', 'of', 'and', 'a', 'for', 'at', 'in', 'inc', 'center', 'centre', 'service', 'services', 'program', 'programme']);

const flat = (text: string): string => wordsOf(text).join(' ');

/** A web address without what two spellings of it may differ in. */
function websiteOf(url: string | null): string | null {
  const found = /^(?:https?:\/\/)?(?:www\.)?([^/\s?#]+)([^\s?#]*)/i.exec(url ?? '');
  return found?.[1] === undefined || !found[1].includes('.') ? null : `${found[1].toLowerCase()}${(found[2] ?? '').replace(/\/+$/, '').toLowerCase()}`;
}

export function sketchOf(service: Service): Sketch {
  const address = service.locations.map(({ location }) => mainAddress(location.addresses)).find((one) => one !== null && one !== undefined && one.address1 !== '') ?? null;
  const words = wordsOf(service.name);
  const telling = words.filter((word) => !PLAIN.has(word));
  return {
    id: service.id, words: (telling.length > 0 ? telling : words).toSorted(), organizationId: service.organizationId, website: websiteOf(service.url), email: service.email?.trim().toLowerCase() || null,
    phones: [...new Set([...service.phones, ...service.locations.flatMap((place) => [...place.phones, ...place.location.phones])].flatMap(({ e164, type }) => (e164 === null || type === 'fax' ? [] : [e164])))],
    address: address === null ? null : flat(`${address.address1} ${address.postalCode.slice(0, 5) || address.city}`),
  };
}

function nameGround(a: Sketch, b: Sketch): DuplicateGround | null {
  if (a.words.length === 0 || b.words.length === 0) return null;
  if (a.words.join(' ') === b.words.join(' ')) return 'same-name';
  const shared = a.words.filter((word) => b.words.includes(word)).length;
  return shared / (a.words.length + b.words.length - shared) >= LIKE_NAME ? 'like-name' : null;
}

/**
 * Whether two entries may be one, and why. Services of one organization often share numbers and places, so without a like
 * name only a shared number *and* a shared address under two organizations count.
 */
export function pairOfSketches(a: Sketch, b: Sketch): Pair | null {
  const name = nameGround(a, b);
  const both = <T>(x: T | null, y: T | null, ground: DuplicateGround): DuplicateGround[] => (x !== null && x === y ? [ground] : []);
  const grounds: DuplicateGround[] = [
    ...(name === null ? [] : [name]), ...(a.phones.some((phone) => b.phones.includes(phone)) ? ['same-phone' as const] : []), ...both(a.address, b.address, 'same-address'),
    ...both(a.website, b.website, 'same-website'), ...both(a.email, b.email, 'same-e-mail'), ...both(a.organizationId, b.organizationId, 'same-organization'),
  ];
  const strangers = a.organizationId !== b.organizationId && grounds.includes('same-phone') && grounds.includes('same-address');
  const likeness = Math.min(1, Math.round(grounds.reduce((sum, ground) => sum + WEIGHTS[ground], strangers && name === null ? 0.15 : 0) * 100) / 100);
  if ((name === null && !strangers) || likeness < ENOUGH) return null;
  return a.id < b.id ? { one: a.id, other: b.id, likeness, grounds } : { one: b.id, other: a.id, likeness, grounds };
}

/** What two entries that may be one must share at least one of. */
const keysOf = (one: Sketch): string[] => [
  `n ${one.words.join(' ')}`, `o ${one.organizationId}`, ...one.phones.map((phone) => `p ${phone}`), ...(one.address === null ? [] : [`a ${one.address}`]),
  ...(one.website === null ? [] : [`w ${one.website}`]), ...(one.email === null ? [] : [`e ${one.email}`]),
];

/** All pairs that may be one, the likest first. Compares only entries that share something. */
export function duplicatesAmong(sketches: readonly Sketch[], apart: ReadonlySet<string> = new Set()): Pair[] {
  const steps = comparing(sketches, apart);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** So much is done between two breaths: a few milliseconds. */
const ENTRIES_A_STEP = 1000;

/** The same in small steps, so that whoever looks through a large directory can let others go between them. */
export function* comparing(sketches: readonly Sketch[], apart: ReadonlySet<string>): Generator<undefined, Pair[]> {
  let seen = 0;
  const groups = new Map<string, Sketch[]>();
  for (const one of sketches) {
    if (++seen % ENTRIES_A_STEP === 0) yield;
    for (const key of keysOf(one)) {
      const group = groups.get(key);
      if (group) group.push(one);
      else groups.set(key, [one]);
    }
  }
  const found = new Map<string, Pair>();
  for (const group of groups.values()) {
    if (group.length < 2 || group.length > MOST_SHARING) continue;
    seen += group.length;
    if (seen > ENTRIES_A_STEP) { seen = 0; yield; }
    for (const [n, a] of group.entries()) {
      for (const b of group.slice(n + 1)) {
        const name = a.id < b.id ? `${a.id} ${b.id}` : `${b.id} ${a.id}`;
        if (a.id === b.id || found.has(name) || apart.has(name)) continue;
        const pair = pairOfSketches(a, b);
        if (pair) found.set(name, pair);
      }
    }
  }
  return [...found.values()].toSorted((a, b) => b.likeness - a.likeness || (a.one < b.one ? -1 : a.one > b.one ? 1 : a.other < b.other ? -1 : 1));
}
