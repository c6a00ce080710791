import type { CrisisView } from '../../../../server/contract/crisis.js';
import { queries } from '../../app/queries.js';
import { hearCrisis } from '../board/board-data.js';
import { crisisQuery } from '../page/crisis-data.js';

/** Takes what the server answered to an act as the newest state: on the board, and on the crisis's own page where that is open. */
export function hearAct(crisis: CrisisView): void {
  queries.setQueryData(crisisQuery(crisis.id).queryKey, (known: CrisisView | undefined) => known && (known.version > crisis.version ? known : crisis));
  hearCrisis(crisis);
}
