import type { ReferralCancelInput, ReferralView } from '../../../../server/contract/referral.js';
import { call } from '../../app/api.js';
import { ReasonDialog } from '../../crisis/board/reason-dialog.js';
import { useToasts } from '../../ui/toast.js';
import { referWords } from './refer-words.js';
import { keepReferral } from './use-refer.js';

const REASONS = {
  person: { reason: 'PERSON_DECLINED', byPerson: true },
  'other-place': { reason: 'ALREADY_SERVED' },
  'too-slow': { reason: 'OTHER' },
  mistake: { reason: 'DUPLICATE' },
} as const satisfies Record<string, Pick<ReferralCancelInput, 'reason' | 'byPerson'>>;

/** Takes a referral back, or records that the person no longer wants it; the service is told. */
export function TakeBackDialog({ referral, open, onClose }: { referral: ReferralView; open: boolean; onClose: () => void }) {
  const toasts = useToasts();
  const names = Object.keys(REASONS) as (keyof typeof REASONS)[];
  const takeBack = async (words: string) => {
    const name = names.find((one) => referWords(`take-back.reason.${one}`) === words);
    const why = name ? REASONS[name] : ({ reason: 'OTHER', note: words } as const);
    keepReferral(await call('POST /api/v1/referrals/:id/cancellation', { id: referral.id, seenVersion: referral.version, ...why }));
    const done = referWords('take-back.done', { name: referral.serviceName });
    toasts.show({ title: done, spoken: done, seconds: 6 });
  };
  return (
    <ReasonDialog
      open={open}
      title={referWords('take-back.title', { name: referral.serviceName })}
      reasons={names.map((name) => referWords(`take-back.reason.${name}`))}
      sendLabel={referWords('take-back.send')}
      onSend={takeBack}
      onClose={onClose}
    >
      {referWords('take-back.words')}
    </ReasonDialog>
  );
}
