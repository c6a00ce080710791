import type { BoardCard } from '../contract/crisis.js';
import type { ReferralStep, ReferralView } from '../contract/referral.js';
import type { People } from '../identity/index.js';
import { noShowsOf, owesAWord } from './core/moves.js';
import { disagree } from './core/outcomes.js';
import type { Referral, Step } from './core/referral.js';

export type ReferralViews = ReturnType<typeof referralViews>;

const iso = (at: Date | null | undefined): string | null => at?.toISOString() ?? null;

/** Referrals as staff read them. */
export function referralViews({ people }: { people: People }) {
  const byWhom = ({ by }: Step, serviceName: string): string => {
    if (by.kind === 'staff') return people.nameOf(by.staffId);
    if (by.kind === 'clock') return people.nameOf(null);
    return by.name === '' ? serviceName : `${by.name}, ${by.role}`;
  };

  /** The steps with the carrier's receipt among them, in the order in which they happened. */
  function stepsOf({ steps, delivery, serviceName }: Referral, words: boolean): ReferralStep[] {
    const taken = steps.map((step) => ({ at: step.at, view: { state: step.to, at: step.at.toISOString(), by: byWhom(step, serviceName), reason: step.reason, note: words ? step.note : null, said: step.said } satisfies ReferralStep }));
    const delivered = delivery?.deliveredAt
      ? [{ at: delivery.deliveredAt, view: { state: 'DELIVERED', at: delivery.deliveredAt.toISOString(), by: people.nameOf(null), reason: null, note: null, said: null } satisfies ReferralStep }] : [];
    const later = taken.findIndex(({ at }, index) => index > 0 && delivered[0] !== undefined && at >= delivered[0].at);
    const place = later === -1 ? taken.length : later;
    return [...taken.slice(0, place), ...delivered, ...taken.slice(place)].map(({ view }) => view);
  }

  return {
    /** `words`: with what people wrote; a list of many leaves that out. */
    of(referral: Referral, words: boolean): ReferralView {
      const { id, version, crisisId, ref, serviceId, serviceName, state, way, intake, delivery, nextMatch, reason, serviceOutcome, personOutcome, answeredBy } = referral;
      return {
        id, version, crisisId, ref, serviceId, serviceName, state, way, reason, serviceOutcome, personOutcome, answeredBy, nextMatch,
        intake: intake && { channel: intake.channel, address: intake.address, verifiedAt: intake.verifiedAt.toISOString() },
        sentAt: iso(referral.sentAt), leavesAt: delivery ? iso(referral.leavesAt) : null, deliveredAt: iso(delivery?.deliveredAt), openedAt: iso(referral.openedAt), answerBy: iso(referral.answerBy),
        contactBy: iso(referral.contactBy), closeBy: iso(referral.closeBy), proposedAt: iso(referral.proposedAt), talkFirstAt: iso(referral.talkFirstAt),
        disagree: disagree(referral), need: words ? referral.need : null, needId: referral.needIndex, delivered: words ? referral.delivered : [], waitDays: referral.waitDays, noShows: noShowsOf(referral),
        agreedAt: iso(referral.agreedAt), suggests: words ? referral.suggests : null, warm: referral.warm && { ...referral.warm, introducedAt: referral.warm.introducedAt.toISOString() },
        confirmBy: iso(referral.confirmBy), confirmedAt: iso(referral.confirmedAt), replacesId: referral.replacesId,
        ...(words && referral.passedOver.length > 0 ? { passedOver: referral.passedOver } : {}), ...(words && referral.askAnywayReason !== null ? { askAnywayReason: referral.askAnywayReason } : {}), steps: stepsOf(referral, words),
      };
    },

    card: (referral: Referral): NonNullable<BoardCard['referral']> => ({
      id: referral.id, serviceName: referral.serviceName, state: referral.state, answerBy: owesAWord(referral) ? iso(referral.answerBy) : null, openedAt: iso(referral.openedAt),
      nextMatch: referral.nextMatch?.serviceName ?? null,
    }),
  };
}
