import type { AskView, ShiftItem, ShiftListView } from '../../../../server/contract/asks.js';
import type { OnCallView } from '../../../../server/contract/oncall.js';

/** A to C go to the next lead by name; the rest go on the day list. Source: design.md §9 "End of shift". */
const TO_LEAD: ReadonlySet<string> = new Set(['A', 'B', 'C']);

/** What the end of a shift will do with each crisis of mine. */
export function whereItGoes<Item extends ShiftItem>(mine: readonly Item[]): { lead: Item[]; dayList: Item[] } {
  return { lead: mine.filter(({ letter }) => TO_LEAD.has(letter)), dayList: mine.filter(({ letter }) => !TO_LEAD.has(letter)) };
}

/** The most urgent first, then by ref, so that the list stands still. */
export const byUrgency = (a: ShiftItem, b: ShiftItem): number => compare(a.letter, b.letter) || compare(a.ref, b.ref);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** How what is mine stands on its way to somebody else. */
export function waitingCount({ mine }: ShiftListView): number {
  return mine.filter(({ handOver }) => isOffered(handOver)).length;
}

/** Whether somebody is asked to take it because my shift ends. */
export const isOffered = (ask: AskView | null): boolean => ask?.kind === 'shift' && ask.state === 'asked';

/** The rotas on which I am on call, and when my turn on each ends; null where no end is in sight. */
export function myTurns(onCall: readonly OnCallView[], staffId: string): OnCallView[] {
  return onCall.filter(({ staff }) => staff?.id === staffId);
}

/** When the first of my turns ends (ISO 8601); null when I am not on call or no end is in sight. */
export function myTurnEnds(onCall: readonly OnCallView[], staffId: string): string | null {
  const ends = myTurns(onCall, staffId).flatMap(({ until }) => (until === null ? [] : [until]));
  return ends.length === 0 ? null : ends.reduce((a, b) => (Date.parse(a) <= Date.parse(b) ? a : b));
}

/** Who is on call on those rotas afterwards. Only rotas on which I am now; each once. */
export function afterMe(now: readonly OnCallView[], then: readonly OnCallView[], staffId: string): OnCallView[] {
  const mine = new Set(myTurns(now, staffId).map(({ rotaId }) => rotaId));
  return then.filter(({ rotaId, supervises }) => mine.has(rotaId) || supervises);
}
