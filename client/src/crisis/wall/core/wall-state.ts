import type { LiveNews } from '../../../../../server/contract/live.js';
import type { WallCard, WallView } from '../../../../../server/contract/wall.js';

export type WallNews = Parameters<LiveNews['wall-card']>[0];

/** The wall as this screen knows it. */
export interface WallState {
  view: WallView;
  /** Crises that left, and at which version: news from before must not bring one back. */
  gone: Readonly<Record<string, number>>;
}

/** The wall after a piece of news. As on the board, an old wall with all news since then is the new wall, in whatever order it came. */
export function hearWall(state: WallState, { crisisId, version, card }: WallNews): WallState {
  const { view, gone } = state;
  const known = view.cards.find(({ id }) => id === crisisId);
  if (known ? version <= known.version : version <= (gone[crisisId] ?? 0)) return state;
  const others = view.cards.filter(({ id }) => id !== crisisId);
  return card === null ? { view: { ...view, cards: others }, gone: { ...gone, [crisisId]: version } } : { view: { ...view, cards: [...others, card] }, gone };
}

/** What stands where on a wall, each with the least time left first. */
export interface WallColumns { waiting: WallCard[]; owned: WallCard[]; referrals: WallCard[]; followUps: number }

export function wallColumns(cards: readonly WallCard[]): WallColumns {
  const sorted = cards.toSorted(byTimeLeft);
  const of = (column: WallCard['column']) => sorted.filter((card) => card.column === column);
  return { waiting: of('needs-someone'), owned: of('has-it'), referrals: of('referral'), followUps: of('follow-up').length };
}

/** Far away, yet a number: two cards without a clock are alike. */
const NEVER = 8.64e15;
const dueOf = ({ dueAt }: WallCard): number => (dueAt === null ? NEVER : Date.parse(dueAt));
const byTimeLeft = (a: WallCard, b: WallCard): number => dueOf(a) - dueOf(b) || (a.letter < b.letter ? -1 : a.letter > b.letter ? 1 : 0) || (a.raisedAt < b.raisedAt ? -1 : 1);

/** From this hour of the evening to this one of the morning a screen is dark. Decision of this project. */
const NIGHT = { from: 19, until: 7 };

/** Whether it is night at `hour` (0 to 23) by the network's clocks. */
export const isNight = (hour: number): boolean => hour >= NIGHT.from || hour < NIGHT.until;

/** The `room` cards that are shown where not all can be: whoever waits for an answer with the highest urgency never gives way to a longer wait. Their order stays. */
export function shownCards(cards: readonly WallCard[], room: number): WallCard[] {
  if (cards.length <= room) return [...cards];
  const first = new Set([...cards].sort((a, b) => Number(isLoud(b)) - Number(isLoud(a))).slice(0, room));
  return cards.filter((card) => first.has(card));
}

/** Nobody has it, and it is an emergency or nobody answered. */
export const isLoud = ({ column, shows, unanswered }: WallCard): boolean => column === 'needs-someone' && (shows === 'Emergency' || unanswered);

/** How many of `count` lines are shown where there is room for `room`: if not all, one place is kept to say how many more there are. */
export const shownOf = (count: number, room: number): number => (count <= room ? count : Math.max(1, room - 1));
