import type { Fallback, MatchAnswer } from '../../../../server/contract/matching.js';
import { useNetwork } from '../../app/session.js';
import { PhoneLink } from '../../ui/button.js';
import { referWords } from './refer-words.js';

/** Where to turn whatever was found: stands there also while nothing could be looked up. */
export function Fallbacks({ answer }: { answer: MatchAnswer | undefined }) {
  const network = useNetwork();
  const known: Fallback[] = network
    ? [
        { kind: 'emergency-number', name: referWords('fallback.emergency-number'), phone: network.emergencyNumber, distance: null },
        { kind: 'crisis-line', name: referWords('fallback.crisis-line'), phone: network.crisisLine, distance: null },
      ]
    : [];
  const fallbacks = answer && answer.fallbacks.length > 0 ? answer.fallbacks : known;
  return (
    <section aria-labelledby="refer-fallbacks">
      <h3 id="refer-fallbacks" className="refer-group">
        {referWords('fallbacks')}
      </h3>
      <ul className="fallbacks">
        {fallbacks.map(({ kind, name, phone, distance }) => (
          <li key={kind}>
            <div>
              {name} {distance !== null && <small className="num">{referWords(`distance.${answer?.distanceUnit ?? 'mi'}`, { distance })}</small>}
            </div>
            {phone ? <PhoneLink number={phone} size="s" /> : <small>{referWords('fallback.go-there')}</small>}
          </li>
        ))}
      </ul>
    </section>
  );
}
