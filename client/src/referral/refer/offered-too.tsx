import { CHOICE_REASONS } from '../../../../server/contract/referral.js';
import type { ChoiceReason, NewReferral, ReferralView } from '../../../../server/contract/referral.js';
import { Select } from '../../ui/field.js';
import { Note } from '../../ui/tag.js';
import { referWords } from './refer-words.js';

/** What the person chose among is three at most: the one asked, and these. Source: domain.md §9.2. */
const MOST_OTHERS = 2;

type Others = NonNullable<NewReferral['passedOver']>;

/** What else was put before the person and why they did not want it: never asked for, there for who wants to write it down. */
export function OfferedToo({ services, others, onOthers }: { services: readonly { id: string; name: string }[]; others: Others; onOthers: (others: Others) => void }) {
  if (services.length === 0) return null;
  return (
    <details className="ask-why">
      <summary>{referWords('offered')}</summary>
      <p>{referWords('offered.words')}</p>
      {services.map(({ id, name }) => {
        const reason = others.find(({ serviceId }) => serviceId === id)?.reason ?? '';
        const rest = others.filter(({ serviceId }) => serviceId !== id);
        return (
          <Select
            key={id}
            label={name}
            value={reason}
            disabled={reason === '' && others.length >= MOST_OTHERS}
            onChange={({ target: { value } }) => onOthers(value === '' ? rest : [...rest, { serviceId: id, reason: value as ChoiceReason }])}
          >
            <option value="">{referWords('offered.not')}</option>
            {CHOICE_REASONS.map((one) => (
              <option key={one} value={one}>
                {referWords(`offered.reason.${one}`)}
              </option>
            ))}
          </Select>
        );
      })}
    </details>
  );
}

/** What was written down of the choice: what else they were offered, and why a service was asked that matching excluded. */
export function HowChosen({ referral: { passedOver = [], askAnywayReason } }: { referral: Pick<ReferralView, 'passedOver' | 'askAnywayReason'> }) {
  return (
    <>
      {askAnywayReason !== undefined && (
        <Note tone="warning" icon="warning">
          {referWords('anyway.because', { reason: askAnywayReason })}
        </Note>
      )}
      {passedOver.length > 0 && (
        <p className="ask-why">
          {referWords('offered.sent', { list: passedOver.map(({ serviceName, reason }) => `${serviceName} (${referWords(`offered.reason.${reason}`).toLowerCase()})`).join(', ') })}
        </p>
      )}
    </>
  );
}
