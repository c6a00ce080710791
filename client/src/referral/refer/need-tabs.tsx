import type { ReferralView } from '../../../../server/contract/referral.js';
import { saidNeed } from '../../directory/said-need.js';
import { referralWords } from '../list/referral-words.js';
import { LinkButton } from '../../ui/button.js';
import { PillButton } from '../../ui/tag.js';
import { sameNeed } from './core/asked-need.js';
import { needsAsked } from './core/needs-asked.js';
import { referWords } from './refer-words.js';

/** The needs for which services were asked, side by side: each has its own answer and its own clock. */
export function NeedTabs({ referrals, need, onNeed, onAnother }: { referrals: readonly ReferralView[]; need: string; onNeed: (need: string) => void; onAnother: (() => void) | null }) {
  const needs = needsAsked(referrals);
  if (needs.length === 0) return null;
  return (
    <div className="row need-tabs" role="group" aria-label={referWords('needs')}>
      {needs.map((one) => (
        <PillButton key={one.needId} pressed={sameNeed(one.need) === sameNeed(need)} onClick={() => onNeed(one.need)}>
          {referWords('needs.one', { need: saidNeed(one.need), state: referralWords(`state.${one.newest.state}`) })}
        </PillButton>
      ))}
      {onAnother && <LinkButton onClick={onAnother}>{referWords('needs.another')}</LinkButton>}
    </div>
  );
}
