import type { CapacityLine, CapacityNow } from '../../../../server/contract/capacity.js';
import { HELP_KINDS } from '../../../../server/contract/directory.js';
import type { HelpKind } from '../../../../server/contract/directory.js';

/** What the board is narrowed by. */
export interface BoardFilter { text: string; kind: HelpKind | null; only: 'all' | 'room' | 'old' }

/** Whether a number is confirmed at `now` (milliseconds); at its exact limit it is not. */
export const isFresh = ({ freshUntil }: Pick<CapacityNow, 'freshUntil'>, now: number): boolean => now < Date.parse(freshUntil);

/** How a service stands: a fresh number with room first, then fresh and full, then what nobody confirms. */
export function standing(line: Pick<CapacityLine, 'capacities'>, now: number): 'room' | 'full' | 'old' {
  const fresh = line.capacities.filter((capacity) => isFresh(capacity, now));
  if (fresh.some(({ available }) => available > 0)) return 'room';
  return fresh.length > 0 ? 'full' : 'old';
}

const RANK = { room: 0, full: 1, old: 2 } as const;
const folded = (words: string): string => words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The services of each kind of help, once each under its first kind; within it as `standing` says, then by name. Nothing that fits is left out. */
export function boardGroups(lines: readonly CapacityLine[], { text, kind, only }: BoardFilter, now: number): readonly { kind: HelpKind | null; lines: readonly CapacityLine[] }[] {
  const words = folded(text).split(/\s+/).filter(Boolean);
  const fits = (line: CapacityLine): boolean => {
    const name = folded(`${line.serviceName} ${line.organizationName}`);
    const state = standing(line, now);
    const old = line.capacities.some((capacity) => !isFresh(capacity, now));
    return words.every((word) => name.includes(word)) && (kind === null || line.kinds.includes(kind)) && (only === 'all' || (only === 'room' ? state === 'room' : old));
  };
  const ordered = lines.filter(fits).toSorted((a, b) => RANK[standing(a, now)] - RANK[standing(b, now)] || a.serviceName.localeCompare(b.serviceName) || a.serviceId.localeCompare(b.serviceId));
  const kinds: readonly (HelpKind | null)[] = kind === null ? [...HELP_KINDS, null] : [kind];
  const under = (line: CapacityLine): HelpKind | null => (kind !== null ? kind : HELP_KINDS.find((one) => line.kinds.includes(one)) ?? null);
  return kinds.map((one) => ({ kind: one, lines: ordered.filter((line) => under(line) === one) })).filter((group) => group.lines.length > 0);
}

/** A typed number of places, or null when it is none, or more than there are. */
export function placesIn(typed: string, maximum: number | null): number | null {
  const trimmed = typed.trim();
  const number = /^\d{1,6}$/.test(trimmed) ? Number(trimmed) : null;
  return number !== null && number <= (maximum ?? 100_000) ? number : null;
}

/** The numbers for big buttons: none, and the few around what was told, up to what there is. The told one has a button of its own. */
export function likelyNumbers({ available, maximum }: Pick<CapacityNow, 'available' | 'maximum'>, most = 6): readonly number[] {
  const last = Math.min(maximum ?? Math.max(available + 2, 4), 999);
  const from = Math.max(0, Math.min(available - Math.floor(most / 2), last - most + 1));
  const around = Array.from({ length: Math.min(most, last - from + 1) }, (_, step) => from + step);
  return [...new Set([0, ...around])].filter((number) => number !== available).toSorted((a, b) => a - b);
}

/** A service as it stands now takes the place of what was known of it; a new one is added, and one that is gone is taken away. */
export function withLine(lines: readonly CapacityLine[], serviceId: string, line: CapacityLine | undefined): readonly CapacityLine[] {
  const at = lines.findIndex((one) => one.serviceId === serviceId);
  if (!line) return at < 0 ? lines : lines.filter((one) => one.serviceId !== serviceId);
  return at < 0 ? [...lines, line] : lines.map((one) => (one.serviceId === serviceId ? line : one));
}
