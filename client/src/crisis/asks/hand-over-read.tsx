import type { HandOverWords } from '../../../../server/contract/asks.js';
import { timeNear } from '../../app/format.js';
import { useNow } from '../../live/server-clock.js';
import { FactList } from '../../ui/fact-list.js';
import { asksWords } from './asks-words.js';
import { BOXES } from './core/boxes.js';

/** What was written for whoever takes it over; boxes that nobody filled are left out. */
export function HandOverText({ words }: { words: HandOverWords }) {
  const now = useNow(60_000);
  const facts = BOXES.filter((box) => words[box].trim() !== '').map((box) => ({ name: asksWords(`box.${box}`), value: <span className="hand-over-text">{words[box]}</span> }));
  const by = words.mustHappenBy === null ? [] : [{ name: asksWords('by'), value: asksWords('must-by', { time: timeNear(words.mustHappenBy, now) }) }];
  return <FactList facts={[...facts, ...by]} />;
}
