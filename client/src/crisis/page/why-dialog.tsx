import type { CrisisView } from '../../../../server/contract/crisis.js';
import { FACTS, LETTER_WORDS } from '../../../../server/contract/triage.js';
import { timeNear } from '../../app/format.js';
import { saidByServer } from '../../app/words.js';
import { useNow } from '../../live/server-clock.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { boardWords } from '../board/board-words.js';
import { crisisWords } from './crisis-words.js';

type Urgency = CrisisView['urgency'];

/** The urgency in one line: the letter, the most urgent rule that asked for it, and what raised it. */
export function urgencyLine({ letter, rules, raisedBy }: Urgency): string {
  // Modifiers stand among the rules; they are said at the end of the line.
  const rule = rules.filter(({ id }) => !id.startsWith('modifier-')).toSorted((a, b) => (a.letter < b.letter ? -1 : a.letter > b.letter ? 1 : 0))[0];
  // Rules are whole sentences; here they are part of one.
  const words = saidByServer(rule?.words ?? LETTER_WORDS[letter]).replace(/\.$/, '');
  const why = raisedBy.length > 0 ? crisisWords('letter.raised', { why: words, modifiers: modifiersOf(raisedBy) }) : words;
  return crisisWords('letter', { letter, why });
}

const modifiersOf = (raisedBy: Urgency['raisedBy']): string => raisedBy.map((modifier) => saidByServer(FACTS[modifier]).toLowerCase()).join(', ');

/** Everything that gave the letter: the rules that fired, what raised it, what holds it, and the clock that follows. */
export function WhyDialog({ urgency, open, onClose, onChange }: { urgency: Urgency; open: boolean; onClose: () => void; onChange: (() => void) | null }) {
  return (
    <Dialog
      open={open}
      title={crisisWords('why.title', { letter: urgency.letter })}
      closeLabel={boardWords('close')}
      onClose={onClose}
      actions={onChange && <Button onClick={onChange}>{crisisWords('why.change')}</Button>}
    >
      <Reasons urgency={urgency} />
    </Dialog>
  );
}

function Reasons({ urgency: { letter, rules, raisedBy, floorFrom, rulesGive, contactBy, needsHumanNow, profileId, profileVersion } }: { urgency: Urgency }) {
  const now = useNow(60_000);
  return (
    <div className="stack">
      <p>{crisisWords('why.means', { letter, words: saidByServer(LETTER_WORDS[letter]) })}</p>
      {needsHumanNow && <p>{crisisWords('why.human')}</p>}
      <h3>{crisisWords('why.rules')}</h3>
      {rules.length === 0 ? (
        <p className="muted">{crisisWords('why.no-rules')}</p>
      ) : (
        <ul className="bulleted">
          {rules.map((rule) => (
            <li key={rule.id}>{crisisWords('why.rule', { words: saidByServer(rule.words), letter: rule.letter })}</li>
          ))}
        </ul>
      )}
      {raisedBy.length > 0 && (
        <>
          <h3>{crisisWords('why.modifiers')}</h3>
          <ul className="bulleted">
            {raisedBy.map((modifier) => (
              <li key={modifier}>{saidByServer(FACTS[modifier])}</li>
            ))}
          </ul>
        </>
      )}
      {floorFrom && <p>{floorFrom === 'previous' ? crisisWords('why.floor.previous', { letter: rulesGive }) : crisisWords(`why.floor.${floorFrom}`)}</p>}
      {contactBy && <p className="num">{crisisWords('why.contact', { time: timeNear(contactBy, now) })}</p>}
      <p className="muted">{crisisWords('why.profile', { profile: profileId, version: profileVersion })}</p>
    </div>
  );
}
