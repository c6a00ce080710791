import type { Answer, Away, Beside, Book, Change, Stretch } from './rota.js';
import { FIXED_LAYER, covers } from './rota.js';
import { beginsAt, handOversIn, turnAt } from './turns.js';
import { inHours, windowsOf } from './weekly-hours.js';

type ByHand = Exclude<Change['kind'], 'extra' | 'fixed'>;

const isAway = (away: readonly Away[], staffId: string, at: Date): boolean => away.some((leave) => leave.staffId === staffId && covers(leave, at));

/** Whose turn it is by plan alone: the fixed shift, else the last layer that covers and whose person is not on leave. A fixed shift is known by the minute of its beginning. */
function byPlan({ rota: { layers, timeZone }, away }: Book, fixed: Change | undefined, at: Date): { staffId: string | null; layerId: string | null; turn: number | null; away: string[] } {
  const onLeave: string[] = [];
  if (fixed && !isAway(away, fixed.staffId, at)) return { staffId: fixed.staffId, layerId: FIXED_LAYER, turn: Math.floor(fixed.startsAt.getTime() / 60_000), away: onLeave };
  if (fixed) onLeave.push(fixed.staffId);
  for (const layer of layers.toReversed()) {
    const turn = inHours(layer.hours, timeZone, at) ? turnAt(layer, timeZone, at) : null;
    if (!turn) continue;
    if (!isAway(away, turn.staffId, at)) return { staffId: turn.staffId, layerId: layer.id, turn: turn.index, away: onLeave };
    onLeave.push(turn.staffId);
  }
  return { staffId: null, layerId: null, turn: null, away: onLeave };
}

/**
 * Who is on call on a rota at `at`: exactly one answer. What was put there by hand last wins; then a fixed shift, then the last layer that covers,
 * whose person is not on leave. Somebody put there by hand who is on leave leaves a gap, because whoever they replace
 * arranged to be away. An extra stands beside; where nobody else is, the first of them holds the shift.
 */
export function onCallAt(book: Book, at: Date): Answer {
  const { rota, changes, away } = book;
  const now = changes.filter((change) => covers(change, at));
  const base = byPlan(book, now.findLast(({ kind }) => kind === 'fixed'), at);
  const change = now.findLast((one): one is Change & { kind: ByHand } => one.kind !== 'extra' && one.kind !== 'fixed');
  const added = now.filter(({ kind, staffId }) => kind === 'extra' && !isAway(away, staffId, at));
  const holder = held(base, change, change !== undefined && isAway(away, change.staffId, at));
  const promoted = holder.staffId === null ? added[0] : undefined;
  if (promoted) return { ...holder, staffId: promoted.staffId, why: 'extra', changeId: promoted.id, because: null, extras: besideOf(added, promoted.staffId) };
  if (holder.staffId !== null) return { ...holder, extras: besideOf(added, holder.staffId) };
  if (!inHours(rota.mustCover, rota.timeZone, at)) return { ...holder, why: 'off', because: null, extras: [] };
  const notBegun = rota.layers.some((layer) => at < beginsAt(layer, rota.timeZone));
  return { ...holder, because: holder.away.length > 0 ? 'leave' : notBegun ? 'not-begun' : 'no-layer', extras: [] };
}

/** The answer without extras; `gap` when nobody is left. */
function held(base: ReturnType<typeof byPlan>, change: (Change & { kind: ByHand }) | undefined, changeAway: boolean): Omit<Answer, 'extras'> {
  const nobody = { staffId: null, why: 'gap', layerId: null, turn: null, changeId: null, insteadOf: null, because: null } as const;
  if (!change) return base.staffId === null ? { ...nobody, away: base.away } : { ...nobody, ...base, why: 'layer' };
  if (changeAway) return { ...nobody, away: [change.staffId] };
  const instead = base.staffId ?? base.away[0] ?? null;
  return { ...nobody, staffId: change.staffId, why: change.kind, changeId: change.id, insteadOf: instead === change.staffId ? null : instead, away: [] };
}

function besideOf(added: readonly Change[], holderId: string): Beside[] {
  const seen = new Set([holderId]);
  return added.flatMap(({ id, staffId }) => (seen.has(staffId) ? [] : (seen.add(staffId), [{ staffId, changeId: id }])));
}

/** Everyone whom asking this rota reaches at `at`: who is on call first, then who was added. */
export const idsOf = ({ staffId, extras }: Pick<Answer, 'staffId' | 'extras'>): string[] => (staffId === null ? [] : [staffId, ...extras.map((beside) => beside.staffId)]);

/** The stretches of a rota over which the answer cannot change, in order; they meet without gap or overlap. */
export function piecesOf(book: Book, from: Date, until: Date): (Stretch & { answer: Answer })[] {
  const { rota: { layers, timeZone, mustCover }, changes, away } = book;
  const all = { startsAt: from, endsAt: until };
  const edges = new Set<number>([from.getTime()]);
  const add = ({ startsAt, endsAt }: Stretch): void => { for (const at of [startsAt, endsAt]) if (at > from && at < until) edges.add(at.getTime()); };
  for (const layer of layers) {
    for (const at of handOversIn(layer, timeZone, from, until)) edges.add(at.getTime());
    windowsOf(layer.hours, timeZone, all).forEach(add);
  }
  windowsOf(mustCover, timeZone, all).forEach(add);
  changes.forEach(add);
  away.forEach(add);
  const sorted = [...edges].sort((a, b) => a - b);
  return sorted.map((at, index) => ({ startsAt: new Date(at), endsAt: new Date(sorted[index + 1] ?? until.getTime()), answer: onCallAt(book, new Date(at)) }));
}
