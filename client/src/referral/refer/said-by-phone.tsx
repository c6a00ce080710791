import { useState } from 'react';
import type { ProviderSaying, ReferralView } from '../../../../server/contract/referral.js';
import { REFERRAL_REASONS } from '../../../../server/contract/words.js';
import type { ReferralReason } from '../../../../server/contract/words.js';
import { call } from '../../app/api.js';
import { FailureNote } from '../../crisis/board/failure-note.js';
import { useCreationKey, useSend } from '../../crisis/board/use-send.js';
import { referralWords } from '../list/referral-words.js';
import { Button } from '../../ui/button.js';
import { Select, TextField } from '../../ui/field.js';
import { sayings } from './core/sayings.js';
import type { Saying } from './core/sayings.js';
import { referWords } from './refer-words.js';
import { keepReferral } from './use-refer.js';

const WITH_REASON: ReadonlySet<Saying> = new Set<Saying>(['hand-back', 'decline', 'redirect']);

/** What a service says on the phone once it has the person, or has them on its list: the same moves as on its own page, by name and role. */
export function SaidByPhone({ referral }: { referral: ReferralView }) {
  const offered = sayings(referral.state);
  const [open, setOpen] = useState(false);
  if (offered.length === 0) return null;
  return (
    <>
      <div>
        <Button size="s" aria-expanded={open} onClick={() => setOpen(!open)}>
          {referWords('phoned.open')}
        </Button>
      </div>
      {open && <SaidForm key={referral.version} referral={referral} offered={offered} />}
    </>
  );
}

/** What was said, with the reason where there is one. */
function told(saying: Saying, reason: ReferralReason): ProviderSaying {
  switch (saying) {
    case 'arrived': case 'did-not-come': return { answer: saying };
    case 'wait-list': return { answer: saying };
    case 'hand-back': case 'decline': return { answer: saying, reason };
    case 'redirect': return { answer: saying, reason };
  }
}

function SaidForm({ referral: { id, version: seenVersion }, offered }: { referral: ReferralView; offered: readonly Saying[] }) {
  const [saying, setSaying] = useState<Saying>(offered[0] ?? 'arrived');
  const [reason, setReason] = useState<ReferralReason>('AT_CAPACITY');
  const [who, setWho] = useState({ name: '', role: '' });
  const [missing, setMissing] = useState(false);
  const { busy, failure, send } = useSend();
  const keyOf = useCreationKey();
  const save = () => {
    const [name, role] = [who.name.trim(), who.role.trim()];
    setMissing(name === '' || role === '');
    if (name === '' || role === '') return;
    const input = { id, seenVersion, name, role, ...told(saying, reason) };
    void send(async () => { keepReferral(await call('POST /api/v1/referrals/:id/said', input, { idempotencyKey: keyOf(input) })); });
  };
  return (
    <form
      noValidate
      className="phoned-form"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div className="phoned-who">
        <Select label={referWords('phoned')} value={saying} onChange={(event) => setSaying(offered.find((one) => one === event.target.value) ?? saying)}>
          {offered.map((one) => (
            <option key={one} value={one}>
              {referWords(`said.${one}`)}
            </option>
          ))}
        </Select>
        {WITH_REASON.has(saying) && (
          <Select label={referWords('phoned.reason')} value={reason} onChange={(event) => setReason(REFERRAL_REASONS.find((one) => one === event.target.value) ?? 'OTHER')}>
            {REFERRAL_REASONS.map((one) => (
              <option key={one} value={one}>
                {referralWords(`reason.${one}`)}
              </option>
            ))}
          </Select>
        )}
        <TextField label={referWords('phoned.name')} value={who.name} maxLength={80} autoComplete="off" onChange={(event) => setWho({ ...who, name: event.target.value })} />
        <TextField label={referWords('phoned.role')} value={who.role} maxLength={80} autoComplete="off" onChange={(event) => setWho({ ...who, role: event.target.value })} />
      </div>
      <FailureNote failure={failure ?? (missing ? referWords('phoned.missing') : null)} />
      <div>
        <Button type="submit" size="s" busy={busy}>
          {referWords('outcome.save')}
        </Button>
      </div>
    </form>
  );
}
