import type { GapView, RotaWarningView, RotaWarningsView, SwapView } from '../../../../server/contract/oncall.js';

/** One thing that waits for this person. */
export type Need =
  | { kind: 'gap'; key: string; at: string; gap: GapView }
  | { kind: 'warning'; key: string; at: string; warning: RotaWarningView }
  | { kind: 'swap'; key: string; at: string; swap: SwapView };

/**
 * What this person can do something about, soonest first: gaps and wrong shifts of the teams whose rotas they may change,
 * and requests that they are asked to answer.
 */
export function needsOf(warnings: RotaWarningsView | undefined, swaps: readonly SwapView[], teams: readonly string[]): readonly Need[] {
  const mine = ({ teamId }: { teamId: string }): boolean => teams.includes(teamId);
  const needs: Need[] = [
    ...(warnings?.gaps ?? []).filter(mine).map((gap): Need => ({ kind: 'gap', key: `gap ${gap.rotaId} ${gap.startsAt}`, at: gap.startsAt, gap })),
    ...(warnings?.warnings ?? []).filter(mine).map((warning): Need => ({ kind: 'warning', key: `${warning.kind} ${warning.rotaId} ${warning.staff.id} ${warning.startsAt}`, at: warning.startsAt, warning })),
    ...swaps.filter(({ may }) => may.accept || may.decline).map((swap): Need => ({ kind: 'swap', key: `swap ${swap.id}`, at: swap.endsAt, swap })),
  ];
  return needs.toSorted((a, b) => a.at.localeCompare(b.at));
}

/** Requests that wait for somebody else, soonest first. */
export const waitingFor = (swaps: readonly SwapView[]): readonly SwapView[] =>
  swaps.filter(({ state, may }) => state === 'asked' && !may.accept && !may.decline).toSorted((a, b) => a.endsAt.localeCompare(b.endsAt));
