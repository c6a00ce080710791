import type { SwapState } from '../../contract/oncall.js';
import type { Decision } from '../../kernel/decision.js';
import { decided, refused } from '../../kernel/decision.js';
import type { Change, Stretch } from './rota.js';

/** A stretch on one rota. */
export interface ShiftOf extends Stretch { rotaId: string }

/** A request that somebody else takes a shift. */
export interface Swap {
  id: string;
  version: number;
  teamId: string;
  kind: 'swap' | 'cover';
  state: SwapState;
  askedById: string;
  askedAt: Date;
  fromId: string;
  shift: ShiftOf;
  /** Who is asked; null while everyone on the rota is. Once accepted: who took it. */
  toId: string | null;
  toEveryone: boolean;
  /** For a swap: the shift that `fromId` takes in return. */
  inReturn: ShiftOf | null;
  decidedAt: Date | null;
  decidedById: string | null;
  /** The place of its acceptance among all changes of its rotas; 0 until then. */
  order: number;
}

export type SwapEvent = { kind: 'rota.swap-accepted' | 'rota.swap-declined' | 'rota.swap-withdrawn' | 'rota.swap-ended' };

/** When an unanswered request ends by itself: the first of its shifts begins. */
export const closesAt = ({ shift, inReturn }: Pick<Swap, 'shift' | 'inReturn'>): Date => (inReturn && inReturn.startsAt < shift.startsAt ? inReturn.startsAt : shift.startsAt);

/** Its state at `now`: over at the exact instant at which the first shift begins, whether or not that was written down yet. */
export const stateAt = (swap: Swap, now: Date): SwapState => (swap.state === 'asked' && now >= closesAt(swap) ? 'ended' : swap.state);

const isAsked = ({ toEveryone, toId, fromId }: Swap, staffId: string, onRota: (staffId: string) => boolean): boolean => staffId !== fromId && (toEveryone ? onRota(staffId) : staffId === toId);

export interface Deciding { by: string; now: Date; onRota: (staffId: string) => boolean; mayEdit: boolean }

/** What somebody may do with a request. Nobody accepts for another, not even who edits the rota: they can make an override instead. */
export function mayWith(swap: Swap, { by, now, onRota, mayEdit }: Deciding): { accept: boolean; decline: boolean; withdraw: boolean } {
  const open = stateAt(swap, now) === 'asked';
  const asked = open && isAsked(swap, by, onRota);
  return { accept: asked, decline: asked && !swap.toEveryone, withdraw: open && (by === swap.fromId || by === swap.askedById || mayEdit) };
}

const close = (swap: Swap, state: SwapState, { by, now }: Pick<Deciding, 'by' | 'now'>, kind: SwapEvent['kind'], toId = swap.toId): Decision<Swap, SwapEvent> =>
  decided({ ...swap, state, toId, decidedAt: now, decidedById: by }, [{ kind }]);

/** The one who is asked takes it; of everyone, the first. `holds`: `from` (and in a swap `to`) still is on call for all of it. */
export function accept(swap: Swap, deciding: Deciding & { holds: boolean; isAway: boolean }): Decision<Swap, SwapEvent> {
  if (stateAt(swap, deciding.now) !== 'asked') return refused('oncall/swap-over');
  if (!mayWith(swap, deciding).accept) return refused('oncall/swap-not-yours');
  if (!deciding.holds) return refused('oncall/not-on-shift');
  if (deciding.isAway) return refused('oncall/on-leave');
  return close(swap, 'accepted', deciding, 'rota.swap-accepted', deciding.by);
}

/** A "no" of the one who is asked; when everyone is asked, a no is no answer and nothing is recorded of it. */
export function decline(swap: Swap, deciding: Deciding): Decision<Swap, SwapEvent> {
  if (stateAt(swap, deciding.now) !== 'asked') return refused('oncall/swap-over');
  return mayWith(swap, deciding).decline ? close(swap, 'declined', deciding, 'rota.swap-declined') : refused('oncall/swap-not-yours');
}

/** Taken back by whose shift it is, who asked, or who edits the rota. */
export function withdraw(swap: Swap, deciding: Deciding): Decision<Swap, SwapEvent> {
  if (stateAt(swap, deciding.now) !== 'asked') return refused('oncall/swap-over');
  return mayWith(swap, deciding).withdraw ? close(swap, 'withdrawn', deciding, 'rota.swap-withdrawn') : refused('oncall/swap-not-yours');
}

/** Ended by time: nobody had answered when the first shift began. Null when there is nothing to end. */
export const endedAt = (swap: Swap, now: Date): Swap | null => (swap.state === 'asked' && now >= closesAt(swap) ? { ...swap, state: 'ended', decidedAt: now } : null);

/** What an accepted request puts on a rota. Empty for any other, and for a rota it does not touch. */
export function changesOf({ id, kind, state, fromId, toId, shift, inReturn, decidedAt, order }: Swap, rotaId: string): Change[] {
  if (state !== 'accepted' || toId === null || decidedAt === null) return [];
  const of = ({ rotaId: on, startsAt, endsAt }: ShiftOf, staffId: string): Change[] => (on === rotaId ? [{ id, kind, staffId, startsAt, endsAt, madeAt: decidedAt, order }] : []);
  return [...of(shift, toId), ...(inReturn ? of(inReturn, fromId) : [])];
}
