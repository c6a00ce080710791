import { useState } from 'react';
import type { ReferralOutcomeInput, ReferralView } from '../../../../server/contract/referral.js';
import { OUTCOMES, REFERRAL_REASONS } from '../../../../server/contract/words.js';
import type { ReferralReason } from '../../../../server/contract/words.js';
import { call } from '../../app/api.js';
import { FailureNote } from '../../crisis/board/failure-note.js';
import { useSend } from '../../crisis/board/use-send.js';
import { isUnderWay } from '../list/core/referral-groups.js';
import { referralWords } from '../list/referral-words.js';
import { Button } from '../../ui/button.js';
import { Select } from '../../ui/field.js';
import { Segmented } from '../../ui/segmented.js';
import { referWords } from './refer-words.js';
import { keepReferral } from './use-refer.js';

/** Whether it helped, as the service says and as the person says: two answers, never one for the other. */
export function OutcomeForm({ referral, onKept = keepReferral }: { referral: ReferralView; onKept?: (referral: ReferralView) => void }) {
  const [notServed, setNotServed] = useState(false);
  const [reason, setReason] = useState<ReferralReason>('COULD_NOT_CONTACT');
  const { busy, failure, send } = useSend();
  const { id, version, state, serviceOutcome, personOutcome } = referral;
  const record = (input: Omit<ReferralOutcomeInput, 'seenVersion'>) =>
    void send(async () => {
      onKept(await call('POST /api/v1/referrals/:id/outcome', { id, seenVersion: version, ...input }));
      setNotServed(false);
    });
  const ended = !isUnderWay(state);
  const served = state === 'COMPLETED_SERVED' ? 'served' : state === 'COMPLETED_NOT_SERVED' || notServed ? 'not-served' : null;

  return (
    <div className="outcome">
      <p>
        <b>{referWords('outcome')}</b>
      </p>
      <div className="outcome-row">
        <span>{referWords('outcome.service')}</span>
        {ended ? (
          <b>{serviceOutcome ? referralWords(`outcome.${serviceOutcome}`) : referralWords(`state.${state}`)}</b>
        ) : (
          <Segmented
            legend={referWords('outcome.service')}
            value={served}
            segments={(['served', 'not-served'] as const).map((value) => ({ value, label: referWords(`outcome.${value}`) }))}
            onChoose={(value) => {
              if (value === 'not-served') setNotServed(true);
              else if (!busy) record({ from: 'service', outcome: 'helped', served: true });
            }}
          />
        )}
      </div>
      {notServed && !ended && (
        <div className="row">
          <Select label={referWords('outcome.why-not')} value={reason} onChange={(event) => setReason(REFERRAL_REASONS.find((value) => value === event.target.value) ?? 'OTHER')}>
            {REFERRAL_REASONS.map((value) => (
              <option key={value} value={value}>
                {referralWords(`reason.${value}`)}
              </option>
            ))}
          </Select>
          <Button size="s" busy={busy} onClick={() => record({ from: 'service', outcome: 'not-helped', served: false, reason })}>
            {referWords('outcome.save')}
          </Button>
        </div>
      )}
      <div className="outcome-row">
        <span>{referWords('outcome.person')}</span>
        <Segmented
          legend={referWords('outcome.person')}
          value={personOutcome}
          segments={OUTCOMES.map((value) => ({ value, label: referralWords(`outcome.${value}`) }))}
          onChoose={(outcome) => busy || record({ from: 'person', outcome })}
        />
      </div>
      <FailureNote failure={failure} />
    </div>
  );
}
