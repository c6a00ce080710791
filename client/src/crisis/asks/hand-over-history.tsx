import type { HandOverView } from '../../../../server/contract/asks.js';
import type { CrisisView } from '../../../../server/contract/crisis.js';
import { timeNear } from '../../app/format.js';
import { useNow } from '../../live/server-clock.js';
import { Panel } from '../../ui/card.js';
import { asksWords } from './asks-words.js';
import { HandOverText } from './hand-over-read.js';
import { listNames } from './names.js';
import './asks.css';

/** Every ask to take the crisis, newest first, with what was written; nothing when nobody was ever asked. */
export function HandOverHistory({ crisis: { handOvers } }: { crisis: CrisisView }) {
  const over = handOvers.filter(({ state }) => state !== 'asked');
  if (over.length === 0) return null;
  return (
    <Panel title={asksWords('history')}>
      <ul className="stack">
        {over.map((one) => (
          <li key={one.id}>
            <Line one={one} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Line({ one: { by, to, at, state, words } }: { one: HandOverView }) {
  const now = useNow(60_000);
  return (
    <>
      <p className="num">{asksWords('history.line', { by: by.name, names: listNames(to.map(({ name }) => name)), time: timeNear(at, now), state: asksWords(`history.state.${state}`) })}</p>
      {words && (
        <details>
          <summary>{asksWords('history.read')}</summary>
          <HandOverText words={words} />
        </details>
      )}
    </>
  );
}
