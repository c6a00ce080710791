import type { ReportView, SimilarCrisis } from '../../../../../server/contract/crisis.js';

/** The one crisis to offer: the newest that the raiser has not said is another person's, and not the report's own. */
export function offerOf({ similar, crisisId }: Pick<ReportView, 'similar' | 'crisisId'>, notSame: ReadonlySet<string>): SimilarCrisis | null {
  return similar.find((one) => one.crisisId !== crisisId && !notSame.has(one.crisisId)) ?? null;
}
