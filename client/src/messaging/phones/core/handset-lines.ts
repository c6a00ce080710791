import type { SimulatedText } from '../../../../../server/contract/phones.js';

/** The carrier's code for a phone that asked for no more texts. Source: Twilio error dictionary, 21610. */
const OPTED_OUT = 21610;

/**
 * What stands on a handset, in order: `day` a new day, `came` a text that arrived, `wrote` one sent from here, `carrier`
 * the carrier's own answer, `coming` one still in the air, `lost` one that never arrived, and `refused` one that the
 * carrier did not take because the phone opted out.
 */
export type HandsetLine = { kind: 'day'; key: string; day: string } | { kind: 'came' | 'wrote' | 'carrier' | 'coming' | 'lost' | 'refused'; key: string; text: SimulatedText };

/** The lines of one phone, oldest first. `dayOf` names the day of an instant as the reader's clock has it. */
export function handsetLines(texts: readonly SimulatedText[], dayOf: (at: string) => string): readonly HandsetLine[] {
  const lines: HandsetLine[] = [];
  let lastDay = '';
  for (const text of [...texts].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))) {
    const day = dayOf(text.at);
    if (day !== lastDay) lines.push({ kind: 'day', key: `day ${day}`, day });
    lastDay = day;
    lines.push({ kind: kindOf(text), key: text.id, text });
  }
  return lines;
}

function kindOf({ direction, state, errorCode }: SimulatedText): Exclude<HandsetLine['kind'], 'day'> {
  if (direction === 'from-phone') return 'wrote';
  if (direction === 'from-carrier') return 'carrier';
  switch (state) {
    case 'delivered': case 'received': return 'came';
    case 'accepted': case 'sent': return 'coming';
    case 'undelivered': case 'failed': return errorCode === OPTED_OUT ? 'refused' : 'lost';
  }
}
