import type { UrgencyLetter } from '../../contract/triage.js';
import type { ON_THE_LINE, PassedOver, ReferralSaid } from '../../contract/referral.js';
import type { DataClass, Outcome, ReferralReason, ReferralState } from '../../contract/words.js';
import type { ConsentId, CrisisId, ReferralId, ServiceId, StaffId, TeamId } from '../../kernel/ids.js';
import type { Delivery } from '../../messaging/index.js';
import type { Code } from './code.js';

/** Who took a step: staff, somebody at the service by the name and role they gave, or the clock. */
export type StepBy = { kind: 'staff'; staffId: StaffId } | { kind: 'service'; name: string; role: string } | { kind: 'clock' };

/** What a step says when the state stays as it was, or beside it. */
export type Said = ReferralSaid;

/** Who was on the line when the person was handed over by phone. */
export type OnTheLine = (typeof ON_THE_LINE)[number];

/** A three-way call: the person was introduced while the owner was still there, and somebody took them by name. */
export interface WarmHandOff { onTheLine: OnTheLine[]; introducedAt: Date; takenBy: { name: string; role: string } | null }

/** One change, never altered afterwards. `from` and `to` are the same only when something was said. */
export interface Step {
  from: ReferralState; to: ReferralState; by: StepBy; at: Date; reason: ReferralReason | null; note: string | null; said: Said | null;
  /** Idempotency key of the request that took it, and the mark of its body; null without one. */
  key: string | null; body: string | null;
}

/** The part of a referral that its moves change. */
export interface Progress {
  state: ReferralState;
  steps: Step[];
  /** The first touch on the page behind the link. It stops no clock. */
  openedAt: Date | null;
  answerBy: Date | null;
  proposedAt: Date | null;
  /** The owner said that the proposed time suits; a new proposal clears it. */
  agreedAt: Date | null;
  answeredBy: { name: string; role: string } | null;
  talkFirstAt: Date | null;
  /** Why it ended as it did. */
  reason: ReferralReason | null;
  serviceOutcome: Outcome | null;
  personOutcome: Outcome | null;
  /** What the person got there, in the service's words. */
  delivered: string[];
  /** How long the waiting list is, as the service estimates; null when it cannot say. */
  waitDays: number | null;
  /** Whom the service would ask instead, in its words. */
  suggests: string | null;
  warm: WarmHandOff | null;
  /** By when the service should have confirmed that it is over; null when it never knew of it, or ended it itself. */
  confirmBy: Date | null;
  confirmedAt: Date | null;
}

/** When asking about one need began: kept by every further referral for it, until a service has accepted. */
export interface Chain {
  startedAt: Date;
  /** From here the time to answer counts: the first sending, or the hour at which the first contact opened. */
  answerFrom: Date;
  /** How many services were asked before this one and gave no yes. */
  failures: number;
}

/** Where the text goes, as it was verified when the referral was sent. */
export interface Intake { contactId: string; channel: 'sms' | 'voice' | 'email'; address: string; verifiedAt: Date }

/** One request to one service, closed-loop. */
export interface Referral extends Progress {
  id: ReferralId;
  crisisId: CrisisId;
  /** The crisis's ref: what people say on the phone. */
  ref: string;
  teamId: TeamId;
  dataKeyId: string;
  letter: UrgencyLetter;
  sentById: StaffId;
  sentAt: Date;
  /** 1 for the first of a crisis: says which came last, whatever the clock did. */
  order: number;
  serviceId: ServiceId;
  serviceName: string;
  way: 'link' | 'phone';
  intake: Intake | null;
  /** The recorded agreement, or emergency disclosure, on which it rests, and what that covers; null for a draft. */
  consentId: ConsentId | null;
  dataClasses: DataClass[];
  need: string;
  /** Which need this is, without its words: one open referral for each. */
  needIndex: string;
  wishes: string | null;
  askAnywayReason: string | null;
  /** What else the person was offered and did not want; sealed, because it tells what they shun. */
  passedOver: PassedOver[];
  chain: Chain;
  /** When the text leaves: now, or when the contact opens. */
  leavesAt: Date;
  contactBy: Date | null;
  closeBy: Date | null;
  /** What stands stored of the secret in the link; null when no link was sent. */
  linkHash: string | null;
  delivery: Delivery | null;
  deliveryVersion: number;
  code: Code | null;
  /** When somebody at the service proved by a code that it is the service. */
  identifiedAt: Date | null;
  nextMatch: { serviceId: ServiceId; serviceName: string } | null;
  /** The referral in whose place it was sent. */
  replacesId: ReferralId | null;
  /** Idempotency key of the request, and the mark of its body. */
  key: string | null;
  body: string;
  version: number;
}
