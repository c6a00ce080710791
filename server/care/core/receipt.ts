import type { NoTextReason, ReceiptView } from '../../contract/care.js';
import type { DataClass } from '../../contract/words.js';
import type { CrisisId, ReceiptId, StaffId, TeamId } from '../../kernel/ids.js';
import { dateIn } from './consent.js';
import type { Consent } from './consent.js';

/** A link to the person's own list of what went to whom. Of its secret and PIN only hashes are kept. */
export interface Receipt {
  id: ReceiptId;
  crisisId: CrisisId;
  ref: string;
  teamId: TeamId;
  madeAt: Date;
  madeById: StaffId;
  endsAt: Date;
  revokedAt: Date | null;
  linkHash: string;
  pinHash: string | null;
  wrongPins: number;
  /** The mark of the request that made it. */
  body: string;
  text: { state: 'not-asked' | 'waits' | 'sent' | 'not-sent'; at: Date | null; why: NoTextReason | null };
  version: number;
}

/** After so many wrong PINs even the right one is refused: then a new link is needed. Like the code to a service, our own choice. */
export const MOST_WRONG_PINS = 5;
/** A link to the person's page works as long as a usual consent. Source: domain.md §13, default 90 days. */
export const RECEIPT_DAYS = 90;

/** Whether a link still opens anything at `now`; it ends at its exact instant. */
export const isOpenLink = ({ revokedAt, endsAt, wrongPins }: Pick<Receipt, 'revokedAt' | 'endsAt' | 'wrongPins'>, now: Date): boolean => revokedAt === null && now < endsAt && wrongPins < MOST_WRONG_PINS;

/** What one referral told a service, as the person is to know it. */
export interface SharedWith {
  serviceName: string;
  consentId: string;
  dataClasses: readonly DataClass[];
  need: string;
  at: Date;
  how: 'link' | 'phone';
  /** When the service was shown or told who it is; null while it was not. */
  nameAt: Date | null;
  overAt: Date | null;
}

/** What went to whom, when and why; what they said about it. The name counts as shared only once it was shown. */
export function receiptOf(consents: readonly Consent[], shared: readonly SharedWith[], now: Date, timeZone: string): Pick<ReceiptView, 'shared' | 'said'> {
  const today = dateIn(now, timeZone);
  return {
    shared: shared.map(({ serviceName, consentId, dataClasses, need, at, how, nameAt, overAt }) => ({
      serviceName, what: dataClasses.filter((one) => one !== 'contact' || nameAt !== null), at: at.toISOString(), nameAt: nameAt?.toISOString() ?? null, why: need, how,
      emergencyBasis: consents.find(({ id }) => id === consentId)?.emergencyBasis ?? null, overAt: overAt?.toISOString() ?? null,
    })),
    said: consents.filter(({ emergencyBasis }) => emergencyBasis === null).toReversed().map(({ id, category, serviceName, refused, withdrawnAt, at, expiresOn }) => ({
      takeBack: refused || withdrawnAt || expiresOn < today ? null : id, kind: category !== null,
      serviceName, said: refused ? 'no' as const : withdrawnAt ? 'withdrawn' as const : 'yes' as const, at: (withdrawnAt ?? at).toISOString(), until: refused || withdrawnAt || expiresOn < today ? null : expiresOn,
    })),
  };
}
