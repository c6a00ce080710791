import { useState } from 'react';
import type { CrisisView } from '../../../../server/contract/crisis.js';
import type { ReferralView } from '../../../../server/contract/referral.js';
import { call } from '../../app/api.js';
import { FailureNote } from '../../crisis/board/failure-note.js';
import { useCreationKey, useSend } from '../../crisis/board/use-send.js';
import { useNetwork } from '../../app/session.js';
import { useNow } from '../../live/server-clock.js';
import { NextLine } from '../list/next-line.js';
import { referralWords } from '../list/referral-words.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';
import { Tag } from '../../ui/tag.js';
import { ConsentQuestion } from './consent-question.js';
import { standingConsent } from './core/standing-consent.js';
import { saidNeed } from '../../directory/said-need.js';
import { referWords } from './refer-words.js';
import { keepReferral } from './use-refer.js';

/** A referral that was written down and asks nobody yet: their word for this service, then it goes out as it stands. */
export function DraftReferral({ crisis, draft, old }: { crisis: CrisisView; draft: ReferralView; old: boolean }) {
  const network = useNetwork();
  const now = useNow(60_000);
  const today = new Date(now).toLocaleDateString('en-CA', network ? { timeZone: network.timeZone } : {});
  const { answer, consent } = standingConsent(crisis.consents, draft.serviceId, today);
  const { busy, failure, send } = useSend();
  const keyOf = useCreationKey();
  const { id, version: seenVersion, serviceName } = draft;
  return (
    <article className="match" aria-label={serviceName}>
      <div className="match-head">
        <h3>{serviceName}</h3>
        <span className="push">
          <Tag tone="neutral">{referralWords('state.DRAFT')}</Tag>
        </span>
      </div>
      {draft.need && <p className="ask-why">{referWords('send.need')}: <b>{saidNeed(draft.need)}</b></p>}
      <NextLine referral={draft} />
      {!old && (
        <>
          <ConsentQuestion crisis={crisis} service={{ id: draft.serviceId, name: serviceName }} answer={answer} consent={consent} />
          <div className="row">
            <Button
              variant="primary"
              icon="send"
              busy={busy}
              disabled={answer !== 'yes'}
              onClick={() => void send(async () => {
                const input = { id, seenVersion, ...(consent && { consentId: consent.id }) };
                keepReferral(await call('POST /api/v1/referrals/:id/sending', input, { idempotencyKey: keyOf(input) }));
              })}
            >
              {referWords('send', { name: serviceName })}
            </Button>
            <Button
              onClick={() => void send(async () => {
                keepReferral(await call('POST /api/v1/referrals/:id/cancellation', { id, seenVersion, reason: 'OTHER' }));
              })}
            >
              {referWords('draft.drop')}
            </Button>
          </div>
          <FailureNote failure={failure} />
        </>
      )}
    </article>
  );
}

/** Taken back, and the service has not said that it knows: it may still keep a place. Its word on the phone counts. */
export function Unconfirmed({ referral, old }: { referral: ReferralView; old: boolean }) {
  const [name, setName] = useState('');
  const [role, setRole] = useState('');
  const { busy, failure, send } = useSend();
  const keyOf = useCreationKey();
  const { id, version: seenVersion, serviceName } = referral;
  const missing = name.trim() === '' || role.trim() === '';
  return (
    <article className="match" aria-label={serviceName}>
      <div className="match-head">
        <h3>{serviceName}</h3>
        <span className="push">
          <Tag tone="warning">{referralWords(`state.${referral.state}`)}</Tag>
        </span>
      </div>
      <p>{referWords('confirm.words', { name: serviceName })}</p>
      {!old && (
        <form
          className="phoned-form"
          onSubmit={(event) => {
            event.preventDefault();
            const input = { id, seenVersion, answer: 'confirm' as const, name: name.trim(), role: role.trim() };
            if (!missing) void send(async () => { keepReferral(await call('POST /api/v1/referrals/:id/said', input, { idempotencyKey: keyOf(input) })); });
          }}
        >
          <div className="phoned-who">
            <TextField label={referWords('phoned.name')} value={name} maxLength={80} autoComplete="off" onChange={(event) => setName(event.target.value)} />
            <TextField label={referWords('phoned.role')} value={role} maxLength={80} autoComplete="off" onChange={(event) => setRole(event.target.value)} />
          </div>
          <FailureNote failure={failure} />
          <div>
            <Button type="submit" size="s" busy={busy} disabled={missing}>
              {referWords('confirm.by-phone')}
            </Button>
          </div>
        </form>
      )}
    </article>
  );
}
