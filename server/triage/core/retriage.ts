import type { RetriageTrigger } from '../../contract/triage.js';

/** A contact clock as it stands on the crisis; instants in ISO 8601. */
export interface ContactClock {
  readonly since: string;
  readonly contactBy: string | null;
  /** When the owner, or anybody for us, first had contact since the clock began; null while nobody had. */
  readonly contactedAt: string | null;
}

/** What happened since the crisis was last judged. */
export interface RetriageQuestion extends ContactClock {
  readonly newReport: boolean;
  readonly missedFollowUp: boolean;
  readonly referralDeclined: boolean;
  readonly askedByWorker: boolean;
  /** `retriageAtShareOfClock` of the profile, above 0 and below 1. */
  readonly share: number;
  readonly now: Date;
}

/**
 * The instant at which the given share of the contact clock is used; null when there is no clock, or one without
 * length (A: asking and ringing go on anyway, nothing is left to wait for).
 */
export function shareOfClockAt({ since, contactBy }: Pick<ContactClock, 'since' | 'contactBy'>, share: number): Date | null {
  if (contactBy === null) return null;
  const start = Date.parse(since);
  const length = Date.parse(contactBy) - start;
  return length > 0 ? new Date(start + length * share) : null;
}

/**
 * Why the crisis must be judged again now; empty when nothing asks for it. The share of the clock is used up at its
 * exact instant. Source: domain.md §2.3 "Re-triage".
 */
export function needsRetriage(question: RetriageQuestion): RetriageTrigger[] {
  const triggers: RetriageTrigger[] = [];
  if (question.newReport) triggers.push('new-report');
  if (question.missedFollowUp) triggers.push('missed-follow-up');
  if (question.referralDeclined) triggers.push('referral-declined');
  const at = shareOfClockAt(question, question.share);
  if (question.contactedAt === null && at !== null && question.now >= at) triggers.push('half-clock-no-contact');
  if (question.askedByWorker) triggers.push('asked-by-worker');
  return triggers;
}
