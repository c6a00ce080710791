import type { ColleagueView } from '../../../../../server/contract/asks.js';

/** On call and reachable first, then whoever else a text reaches, then the rest; within each, who has less, then by name. */
export function byReach(a: ColleagueView, b: ColleagueView): number {
  return rankOf(a) - rankOf(b) || a.owns - b.owns || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}

const rankOf = ({ onCall, reachable }: ColleagueView): number => (reachable ? (onCall ? 0 : 1) : onCall ? 2 : 3);

/** Those whose name has every typed word; all when nothing is typed. */
export function namedLike(colleagues: readonly ColleagueView[], typed: string): ColleagueView[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return colleagues.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
}
