import { Temporal } from 'temporal-polyfill';
import type { HelpKind } from '../../contract/directory.js';
import type { WithdrawalAsker, WithdrawalWay } from '../../contract/referral.js';
import type { ConsentMethod, DataClass } from '../../contract/words.js';
import type { ConsentId, CrisisId, ServiceId, StaffId, TeamId } from '../../kernel/ids.js';

/** What a person said about telling one service, or the emergency for which it was told without them. Never altered; withdrawn at most. */
export interface Consent {
  id: ConsentId;
  crisisId: CrisisId;
  teamId: TeamId;
  dataKeyId: string;
  /** Null when it is for every service of a kind, `category`. */
  serviceId: ServiceId | null;
  category: HelpKind | null;
  /** The service's name, or the kind's. */
  serviceName: string;
  /** Who heard it beside whoever recorded it. Source: domain.md §13, spoken with a witness. */
  witness: string | null;
  guardian: string | null;
  purpose: string | null;
  /** After an emergency: when and how the person was told, by whom. Source: domain.md §13. */
  personTold: { at: Date; byId: StaffId; how: string } | null;
  dataClasses: DataClass[];
  /** Null for an emergency disclosure: nobody agreed to anything. */
  method: ConsentMethod | null;
  givenBy: 'self' | 'guardian' | null;
  language: string | null;
  at: Date;
  /** 1 for the first of a crisis: says which word was the last, whatever the clock did. */
  order: number;
  recordedById: StaffId;
  /** The last day on which it counts, YYYY-MM-DD in the network's zone. */
  expiresOn: string;
  refused: boolean;
  withdrawnAt: Date | null;
  /** Who asked for that and how they said it; null while it stands, for rows of the first release, and for one that was only recorded by mistake. */
  withdrawal: Withdrawal | null;
  emergencyBasis: string | null;
  key: string | null;
  body: string;
}

/** That a yes was taken back: `byId` is who wrote it down, null when the person did it by their own page. */
export interface Withdrawal { askedBy: WithdrawalAsker; how: WithdrawalWay; byId: StaffId | null }

/** Source: domain.md §13, default expiry. */
export const CONSENT_DAYS = 90;

/** The least that a service must be told so that it can help. Source: domain.md §13 with design.md §9 Matching. */
export const REFERRAL_NEEDS: readonly DataClass[] = ['contact', 'need'];

/** What is shared without agreement because life is at risk, and no more. Source: domain.md §13, minimum shared. */
export const EMERGENCY_SHARES: readonly DataClass[] = ['contact', 'need', 'risk'];

const dayIn = (at: Date, timeZone: string): Temporal.PlainDate => Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();

/** The day at `at` in `timeZone` (IANA), YYYY-MM-DD. */
export const dateIn = (at: Date, timeZone: string): string => dayIn(at, timeZone).toString();

/** The last day of a consent given at `at` for which nobody named a day. */
export const usualExpiry = (at: Date, timeZone: string): string => dayIn(at, timeZone).add({ days: CONSENT_DAYS }).toString();

/** A yes that still counts on `today`. An emergency disclosure is no yes, and never carries a second referral. */
export const isStanding = ({ refused, withdrawnAt, expiresOn, emergencyBasis }: Consent, today: string): boolean =>
  !refused && withdrawnAt === null && emergencyBasis === null && today <= expiresOn;

/** Whether a record is about this service: by itself, or by one of its kinds. */
const concerns = (consent: Consent, service: { serviceId: ServiceId; kinds: readonly HelpKind[] }): boolean =>
  (consent.serviceId === null ? consent.category !== null && service.kinds.includes(consent.category) : consent.serviceId === service.serviceId);

/**
 * The consent on which a referral to a service can rest: a standing yes for it or for one of its kinds that covers every class,
 * given after the last no that concerns it. A yes that was taken back for this very service is such a no to every service of its
 * kind. The newest such, or the named one; null when there is none.
 */
export function consentFor(consents: readonly Consent[], asked: { serviceId: ServiceId; kinds: readonly HelpKind[]; classes: readonly DataClass[]; consentId?: ConsentId | undefined }, today: string): Consent | null {
  const mine = consents.filter((consent) => concerns(consent, asked) && consent.emergencyBasis === null).sort((a, b) => a.order - b.order);
  const lastNo = mine.findLast(({ refused }) => refused);
  const takenBack = mine.filter(({ serviceId, withdrawnAt }) => serviceId !== null && withdrawnAt !== null);
  const isLastWord = (consent: Consent): boolean => consent.serviceId !== null || takenBack.every(({ order, withdrawnAt }) => order < consent.order && withdrawnAt !== null && withdrawnAt <= consent.at);
  return mine.findLast((consent) => isStanding(consent, today) && isLastWord(consent) && (!lastNo || consent.order > lastNo.order)
    && asked.classes.every((one) => consent.dataClasses.includes(one)) && (asked.consentId === undefined || consent.id === asked.consentId)) ?? null;
}

/** Services that must not be told: the last word about them was a no, or a yes that was taken back. */
export function refusedServices(consents: readonly Consent[]): ServiceId[] {
  const lastWord = new Map<ServiceId, Consent>();
  for (const consent of [...consents].filter(({ emergencyBasis }) => emergencyBasis === null).sort((a, b) => a.order - b.order)) if (consent.serviceId !== null) lastWord.set(consent.serviceId, consent);
  return [...lastWord].filter(([, { refused, withdrawnAt }]) => refused || withdrawnAt !== null).map(([serviceId]) => serviceId);
}
