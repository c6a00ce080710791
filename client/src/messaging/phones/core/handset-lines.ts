import type { SimulatedCall, SimulatedText } from '../../../../../server/contract/phones.js';

/** The carrier's code for a phone that asked for no more texts. Source: Twilio error dictionary, 21610. */
const OPTED_OUT = 21610;

/**
 * What stands on a handset, in order: `day` a new day, `came` a text that arrived, `wrote` one sent from here, `carrier`
 * the carrier's own answer, `coming` one still in the air, `lost` one that never arrived, and `refused` one that the
 * carrier did not take because the phone opted out. `call` is a call that is over.
 */
export type HandsetLine = { kind: 'day'; key: string; day: string } | { kind: 'call'; key: string; call: SimulatedCall } | { kind: 'came' | 'wrote' | 'carrier' | 'coming' | 'lost' | 'refused'; key: string; text: SimulatedText };

/** The lines of one phone, oldest first. `dayOf` names the day of an instant as the reader's clock has it. A call that goes on has a screen of its own. */
export function handsetLines(texts: readonly SimulatedText[], calls: readonly SimulatedCall[], dayOf: (at: string) => string): readonly HandsetLine[] {
  const lines: HandsetLine[] = [];
  let lastDay = '';
  const all = [
    ...texts.map((text) => ({ at: text.at, line: { kind: kindOf(text), key: text.id, text } satisfies HandsetLine })),
    ...calls.filter(({ state }) => state === 'over').map((call) => ({ at: call.at, line: { kind: 'call', key: call.id, call } satisfies HandsetLine })),
  ];
  for (const { at, line } of all.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))) {
    const day = dayOf(at);
    if (day !== lastDay) lines.push({ kind: 'day', key: `day ${day}`, day });
    lastDay = day;
    lines.push(line);
  }
  return lines;
}

function kindOf({ direction, state, errorCode }: SimulatedText): Exclude<HandsetLine['kind'], 'day' | 'call'> {
  if (direction === 'from-phone') return 'wrote';
  if (direction === 'from-carrier') return 'carrier';
  switch (state) {
    case 'delivered': case 'received': return 'came';
    case 'accepted': case 'sent': return 'coming';
    case 'undelivered': case 'failed': return errorCode === OPTED_OUT ? 'refused' : 'lost';
  }
}
