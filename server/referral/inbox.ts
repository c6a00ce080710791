import type { CapacityKind, Service } from '../contract/directory.js';
import type { InboxLine, InboxPlacesInput, InboxServiceView, InboxView } from '../contract/inbox.js';
import type { DirectoryStore } from '../directory/index.js';
import { freshUntil } from '../directory/index.js';
import { addHours } from '../kernel/durations.js';
import type { ReferralId, ServiceId } from '../kernel/ids.js';
import { problem } from '../platform/http/problem.js';
import type { Actor } from '../platform/http/route.js';
import { inInboxOrder, inboxGroup } from './core/inbox-group.js';
import { isEnded, owesAWord, waitsForConfirmation } from './core/moves.js';
import type { Referral } from './core/referral.js';
import { beforeYes } from './core/what-they-see.js';
import type { ReferralNeeds } from './needs.js';
import { areaOf } from './provider-view.js';
import { isGone } from './provider.js';
import type { Door } from './provider.js';

export interface InboxNeeds extends Pick<ReferralNeeds, 'store' | 'crises' | 'directory' | 'policy' | 'transact' | 'clock' | 'townOf'> {
  services: Pick<DirectoryStore, 'ofOrganization'>;
  /** For how long told places are fresh, by kind. */
  freshMinutes: Record<CapacityKind, number>;
}

/** An ended referral is looked for so far back; its page is over long before. Source: the longest clock of `config/policies/referral.json`, twice. */
const LOOK_BACK_DAYS = 60;
const MOST_SHOWN = 200;

export type Inbox = ReturnType<typeof inboxOf>;

/**
 * What people at an organization of the directory see and do with their account: the referrals to their own services, exactly as
 * the page behind a referral's link shows them, and nothing else. Every read and act goes through `mine`.
 */
export function inboxOf({ store, crises, directory, policy, transact, clock, townOf, services, freshMinutes }: InboxNeeds) {
  /** The services for which somebody answers. @throws `identity/not-allowed` for staff */
  async function mine({ outside }: Actor): Promise<Service[]> {
    if (!outside) throw problem('identity/not-allowed');
    const all = (await services.ofOrganization(outside.organizationId)).map(({ service }) => service);
    return outside.serviceIds === null ? all : all.filter(({ id }) => outside.serviceIds?.includes(id));
  }

  /** As with the link: asked from the moment at which its text leaves, and gone some time after its end. */
  const isShown = (referral: Referral): boolean => referral.state !== 'DRAFT' && referral.leavesAt <= clock.now() && !isGone(referral, policy.linkHoursAfterEnd, clock.now());

  async function line(referral: Referral): Promise<InboxLine> {
    const crisis = isEnded(referral) ? null : await crises.find(referral.crisisId);
    const seen = crisis && beforeYes(referral, crisis.details, areaOf(crisis, townOf));
    return {
      id: referral.id, version: referral.version, ref: referral.ref, serviceId: referral.serviceId, serviceName: referral.serviceName, state: referral.state, group: inboxGroup(referral), sentAt: referral.leavesAt.toISOString(),
      answerBy: owesAWord(referral) ? referral.answerBy?.toISOString() ?? null : null, proposedAt: isEnded(referral) ? null : referral.proposedAt?.toISOString() ?? null, timeAgreed: !isEnded(referral) && referral.agreedAt !== null,
      need: seen?.need ?? null, ageBand: seen?.ageBand ?? null, area: seen?.area ?? null, answeredBy: referral.answeredBy, confirm: waitsForConfirmation(referral),
    };
  }

  const serviceView = ({ id, name, capacities }: Service): InboxServiceView => ({
    id, name,
    capacities: capacities.map((one) => ({
      id: one.id, unit: one.unit.name, kind: one.handrail.kind, available: one.available, maximum: one.maximum, updatedAt: one.updatedAt.toISOString(), freshUntil: freshUntil(one, freshMinutes).toISOString(),
      reportedBy: one.handrail.reportedBy, method: one.handrail.method,
    })),
  });

  return {
    /** @throws `identity/not-allowed` */
    async view(actor: Actor): Promise<InboxView> {
      const own = await mine(actor);
      const found = await store.toServices(own.map(({ id }) => id), addHours(clock.now(), -24 * LOOK_BACK_DAYS), MOST_SHOWN + 1);
      const referrals = await Promise.all(found.filter(isShown).slice(0, MOST_SHOWN).map(line));
      return {
        organization: actor.outside?.organizationName ?? '', services: own.filter(({ status }) => status === 'active').map(serviceView), referrals: referrals.toSorted(inInboxOrder), more: found.length > MOST_SHOWN,
        serverTime: clock.now().toISOString(),
      };
    },

    /** The way of somebody with an account to one referral. What is not to their services is absent. */
    door: (actor: Actor, id: ReferralId): Door => ({
      async find(tx) {
        const own = new Set((await mine(actor)).map((service) => service.id));
        const referral = await store.find(id, tx);
        return referral && own.has(referral.serviceId) && isShown(referral) ? referral : null;
      },
      by: { staffId: actor.staffId, role: actor.role, name: signed(actor) }, opener: who(actor), absent: 'referral/absent',
    }),

    /** Free places of one of their services. @throws `directory/absent` for another's, `capacity/changed`, `request/malformed` */
    async tellPlaces(actor: Actor, id: ServiceId, input: InboxPlacesInput): Promise<InboxServiceView> {
      if (!(await mine(actor)).some((service) => service.id === id)) throw problem('directory/absent');
      const { service } = await transact((tx) => directory.tellCapacityIn(tx, id, input, { staffId: actor.staffId, name: signed(actor), role: actor.role }, 'screen'));
      return serviceView(service);
    },
  };
}

/** Whom the account names, in every step. */
export const who = ({ name, outside }: Actor): { name: string; role: string } => ({ name, role: outside?.title ?? '' });

const signed = (actor: Actor): string => `${actor.name}, ${who(actor).role}`;
