import type { DrillAnswers, DrillReport } from '../../../../server/contract/drill.js';

/** A drill as it is typed. */
export interface TypedDrill { kind: DrillAnswers['kind']; likelihood: string; minutes: string; seed: string }

export type DrillFault = 'likelihood' | 'after' | 'seed';

const within = (text: string, least: number, most: number): number | null => {
  const value = Number(text.trim().replace(',', '.'));
  return text.trim() !== '' && Number.isFinite(value) && value >= least && value <= most ? value : null;
};

/** What was typed as the server takes it, or what of it is wrong. `likelihood` is typed of a hundred. */
export function readDrill({ kind, likelihood, minutes, seed }: TypedDrill): { answers: DrillAnswers; seed: number; faults: [] } | { faults: DrillFault[] } {
  const run = within(seed, 1, 999_999);
  const [share, after] = [within(likelihood, 0, 100), within(minutes, 0.1, 240)];
  const faults: DrillFault[] = [
    ...(kind === 'some' && share === null ? ['likelihood' as const] : []), ...(kind === 'some' && after === null ? ['after' as const] : []),
    ...(run === null || !Number.isInteger(run) ? ['seed' as const] : []),
  ];
  if (faults.length > 0 || run === null) return { faults };
  return { answers: kind === 'nobody' || share === null || after === null ? { kind: 'nobody' } : { kind, likelihood: share / 100, afterMinutes: after }, seed: run, faults: [] };
}

export interface DrillFigures { crises: number; answered: number; alarms: number }

/** The night in three figures. */
export const figuresOf = ({ letters }: Pick<DrillReport, 'letters'>): DrillFigures =>
  letters.reduce((sum, one) => ({ crises: sum.crises + one.crises, answered: sum.answered + one.answered, alarms: sum.alarms + one.alarms }), { crises: 0, answered: 0, alarms: 0 });
