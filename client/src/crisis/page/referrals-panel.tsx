import { Link } from 'wouter';
import type { CrisisView } from '../../../../server/contract/crisis.js';
import type { ReferralView } from '../../../../server/contract/referral.js';
import { Deadline } from '../../app/time.js';
import { NEEDS_OWNER, isUnderWay, isWaiting } from '../../referral/list/core/referral-groups.js';
import { saidNeed } from '../../directory/said-need.js';
import { referralWords } from '../../referral/list/referral-words.js';
import { ButtonLink } from '../../ui/button.js';
import { Panel } from '../../ui/card.js';
import { Tag } from '../../ui/tag.js';
import type { Tone } from '../../ui/tone.js';
import { crisisWords } from './crisis-words.js';

/** Which services were asked and where each stands; the whole of it is in the refer panel. */
export function ReferralsPanel({ crisis }: { crisis: CrisisView }) {
  const href = `/crises/${crisis.id}/refer`;
  const mayRefer = crisis.may.work && crisis.state === 'ACTIVE';
  return (
    <Panel title={crisisWords('referrals')} aside={crisis.referrals.length > 0 && <Link href={href}>{crisisWords('referrals.open')}</Link>}>
      <div className="stack">
        {crisis.referrals.length === 0 ? (
          <p className="muted">{crisisWords('referrals.none')}</p>
        ) : (
          <ul className="referral-lines">
            {crisis.referrals.toReversed().map((referral) => (
              <li key={referral.id} className="row">
                <b>{referral.serviceName}</b>
                {referral.need && <span className="muted">{saidNeed(referral.need)}</span>}
                <Tag tone={toneOf(referral)}>{referralWords(`state.${referral.state}`)}</Tag>
                {isWaiting(referral.state) && referral.answerBy && (
                  <span className="push">
                    <Deadline at={referral.answerBy} coarse />
                  </span>
                )}
              </li>
            ))}
          </ul>
        )}
        {crisis.may.work && (
          <div>
            <Link href={`/crises/${crisis.id}/person`}>{referralWords('person')}</Link>
          </div>
        )}
        {mayRefer && (
          <div>
            <Link href={href} asChild>
              <ButtonLink icon="transfer">{crisisWords('referrals.find')}</ButtonLink>
            </Link>
          </div>
        )}
      </div>
    </Panel>
  );
}

function toneOf({ state }: ReferralView): Tone {
  if (NEEDS_OWNER.has(state) || state === 'NO_SHOW' || state === 'WAITLISTED' || state === 'COMPLETED_NOT_SERVED') return 'warning';
  if (isWaiting(state)) return 'info';
  return isUnderWay(state) || state === 'COMPLETED_SERVED' ? 'success' : 'neutral';
}
