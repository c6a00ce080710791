import type { AuditAction } from '../contract/audit-actions.js';
import type { IntakeContact, Service } from '../contract/directory.js';
import type { MatchRule } from '../contract/matching.js';
import type { NewReferral, PassedOver, PhonedAnswer, ReferralSendingInput } from '../contract/referral.js';
import { REFERRAL_NEEDS } from '../care/index.js';
import type { Consent } from '../care/index.js';
import { byActor, guard, mayOf } from '../crisis/index.js';
import type { Crisis } from '../crisis/index.js';
import { hoursOf, intakeOpenAt } from '../directory/index.js';
import { newId } from '../kernel/ids.js';
import type { ReferralId, ServiceId } from '../kernel/ids.js';
import { newDelivery } from '../messaging/index.js';
import { problem, refusalProblem } from '../platform/http/problem.js';
import type { Actor } from '../platform/http/route.js';
import { duplicateOf } from '../platform/mongo/transact.js';
import type { Tx } from '../platform/mongo/transact.js';
import { clocksFor, nextChain } from './core/clocks.js';
import { mayAskAnyway } from './core/ask-anyway.js';
import { chooseIntake } from './core/intake.js';
import { holdsNeed, isWaiting, marked, move, repeatIn, wasAccepted } from './core/moves.js';
import type { Command, ReferralEvent } from './core/moves.js';
import { sameNeed } from './core/need-words.js';
import type { Referral, StepBy } from './core/referral.js';
import { jobsOf } from './keeping.js';
import type { Keeping } from './keeping.js';
import type { ReferralNeeds } from './needs.js';

export interface Repeat { key: string | null; body: string }

/** Applies commands in turn. @throws the refusal of the first that is not allowed */
export function settled(referral: Referral, moves: readonly [Command, StepBy][], now: Date): { state: Referral; events: ReferralEvent[] } {
  let state = referral;
  const events: ReferralEvent[] = [];
  for (const [command, by] of moves) {
    const decision = move(state, command, by, now);
    if (!decision.ok) throw refusalProblem(decision.refusal);
    state = decision.state;
    events.push(...decision.events);
  }
  return { state, events };
}

/** What a service said on the phone, as commands by whoever said it; a call that nobody took is told by whoever rang. */
const phonedMoves = (phoned: PhonedAnswer, staff: StepBy): [Command, StepBy][] => {
  if (phoned.answer === 'no-answer') return [[{ kind: 'unreached' }, staff]];
  const by: StepBy = { kind: 'service', name: phoned.name, role: phoned.role };
  if (phoned.answer === 'accepted') {
    const warm: [Command, StepBy][] = phoned.warm ? [[{ kind: 'warm-hand-off', onTheLine: phoned.warm.onTheLine, introducedAt: new Date(phoned.warm.introducedAt) }, staff]] : [];
    return [[{ kind: 'accept' }, by], ...warm];
  }
  if (phoned.reason === undefined) throw problem('request/malformed', { errors: [{ pointer: '/phoned/reason', detail: 'is required' }] });
  return [[{ kind: 'decline', reason: phoned.reason }, by]];
};

/** @throws `request/key-reused` when the same key came with another body before */
export function seenBefore(referral: Referral, repeat: Repeat): boolean {
  const seen = repeatIn(referral, repeat);
  if (seen === 'other') throw problem('request/key-reused');
  return seen === 'done';
}

export type Send = ReturnType<typeof sending>;

/** Sending a referral to one service. */
export function sending(needs: ReferralNeeds, keeping: Keeping) {
  const { store, crises, consents, directory, links, policy, keys, audit, jobs, transact, clock, people, exclusionOf, nextMatchFor } = needs;
  const zone = (): string => people.network().timeZone;

  /** @throws `crisis/unowned` while nobody has it, `crisis/closed` when the acute part is over */
  function sendable(crisis: Crisis): Crisis {
    if (crisis.state !== 'ACTIVE') throw problem(crisis.state === 'OPEN' ? 'crisis/unowned' : 'crisis/closed');
    return crisis;
  }

  const contacts = (service: Service, now: Date): { contact: IntakeContact; open: ReturnType<typeof intakeOpenAt> }[] =>
    service.handrail.intake.map((contact) => ({ contact, open: intakeOpenAt(contact, hoursOf(service, service.locations[0] ?? null), now, zone()) }));

  /** What it rests on: their recorded agreement, or for letter A the emergency, recorded here. @throws `referral/consent-missing` */
  async function basisFor(tx: Tx, crisis: Crisis, service: Service, { consentId, emergencyBasis }: Pick<NewReferral, 'consentId' | 'emergencyBasis'>, actor: Actor): Promise<Consent> {
    const consent = await consents.find(tx, crisis.id, { serviceId: service.id, kinds: service.handrail.kinds, classes: REFERRAL_NEEDS, consentId });
    if (consent) return consent;
    if (emergencyBasis === undefined || !policy.emergencyDisclosure.includes(crisis.urgency.letter)) throw problem('referral/consent-missing');
    return consents.discloseInEmergency(tx, crisis, service, emergencyBasis, byActor(actor));
  }

  /**
   * Whether this service may be asked although matching may exclude it. A no of the person's is lifted by nobody's reason, only
   * by an emergency with its basis, which `basisFor` asks for.
   * @returns the rule by which it is excluded; null when it is offered
   * @throws `referral/not-offered`, `referral/ring-first`, `referral/consent-missing`
   */
  async function excludedBy(crisis: Crisis, serviceId: ServiceId, { reason, rings, emergency }: { reason: string | null; rings: boolean; emergency: boolean }): Promise<MatchRule | null> {
    const exclusion = await exclusionOf(crisis, serviceId);
    const may = mayAskAnyway(exclusion?.failed ?? [], reason, rings);
    if (may === 'says-why') throw problem('referral/not-offered');
    if (may === 'rings-first') throw problem('referral/ring-first');
    if (may === 'never' && !emergency) throw problem('referral/consent-missing');
    return exclusion?.rule ?? null;
  }

  /** What else the person was offered, by name. @throws `directory/absent` */
  const passedOver = ({ passedOver: others = [], serviceId: chosen }: NewReferral): Promise<PassedOver[]> => Promise.all(others.filter(({ serviceId }) => serviceId !== chosen).map(async ({ serviceId, reason }) => {
    const stored = await directory.find(serviceId);
    if (!stored) throw problem('directory/absent');
    return { serviceId, serviceName: stored.service.name, reason };
  }));

  async function plannedNext(input: Pick<NewReferral, 'serviceId' | 'nextServiceId'>, crisis: Crisis): Promise<Referral['nextMatch']> {
    const stored = input.nextServiceId === undefined || input.nextServiceId === input.serviceId ? null : await directory.find(input.nextServiceId);
    if (stored) return { serviceId: stored.service.id, serviceName: stored.service.name };
    const asked = (await store.ofCrisis(crisis.id)).map(({ serviceId }) => serviceId);
    return nextMatchFor(crisis.id, [...new Set([...asked, input.serviceId])]);
  }

  /** What a referral says before anybody was asked: kept as it is when it is only written down, completed by `asked` when it leaves. */
  function draft(id: ReferralId, crisis: Crisis, service: Service, earlier: readonly Referral[], input: NewReferral, actor: Actor, { key, body }: Repeat): Referral {
    const now = clock.now();
    return {
      id, crisisId: crisis.id, ref: crisis.ref, teamId: crisis.teamId, dataKeyId: crisis.dataKeyId, letter: crisis.urgency.letter, sentById: actor.staffId, sentAt: now, order: earlier.length + 1,
      serviceId: service.id, serviceName: service.name, way: input.phoned ? 'phone' : 'link', intake: null, consentId: null, dataClasses: [], need: input.need, needIndex: needIndexOf(crisis, input.need),
      wishes: input.wishes ?? null, askAnywayReason: input.askAnywayReason ?? null, passedOver: [], chain: { startedAt: now, answerFrom: now, failures: 0 }, leavesAt: now, answerBy: null, contactBy: null, closeBy: null,
      linkHash: null, delivery: null, deliveryVersion: 1, code: null, identifiedAt: null, nextMatch: null, replacesId: input.replacesId ?? null, key, body, version: 1,
      state: 'DRAFT', steps: [], openedAt: null, proposedAt: null, agreedAt: null, answeredBy: null, talkFirstAt: null, reason: null, serviceOutcome: null, personOutcome: null,
      delivered: [], waitDays: null, suggests: null, warm: null, confirmBy: null, confirmedAt: null,
    };
  }

  /** The draft with everything that asking brings: what it rests on, where the text goes, and the clocks. @throws `referral/phone-first` */
  function asked(draft: Referral, crisis: Crisis, service: Service, basis: Consent, earlier: readonly Referral[], next: Referral['nextMatch']): Referral {
    const now = clock.now();
    const { letter } = crisis.urgency;
    const intake = draft.way === 'link' && !policy.phoneOnly.includes(letter) ? chooseIntake(contacts(service, now), now) : null;
    if (draft.way === 'link' && !intake?.contact.verified) throw problem('referral/phone-first');
    const before = earlier.findLast((one) => one.needIndex === draft.needIndex && one.id !== draft.id && one.state !== 'DRAFT');
    const leavesAt = intake?.leavesAt ?? now;
    const chain = nextChain(before ? { chain: before.chain, accepted: wasAccepted(before) } : null, now, leavesAt);
    return {
      ...draft, letter, sentAt: now, serviceName: service.name, consentId: basis.id, dataClasses: [...basis.dataClasses], chain, leavesAt, ...clocksFor(letter, chain, leavesAt, policy, zone()), nextMatch: next,
      intake: intake?.contact.verified ? { contactId: intake.contact.id, channel: intake.contact.channel, address: intake.contact.address, verifiedAt: intake.contact.verified.at } : null,
      linkHash: draft.way === 'link' ? links.hashOf(draft.id) : null, delivery: draft.way === 'link' ? newDelivery() : null,
    };
  }

  const needIndexOf = (crisis: Crisis, need: string): string => keys.blindIndex(`referral-need:${crisis.id}`, sameNeed(need));

  async function insert(tx: Tx, { state, events }: { state: Referral; events: ReferralEvent[] }, actor: Actor, action: AuditAction, anyway: MatchRule | null = null): Promise<Referral> {
    await store.insert(state, tx);
    await keeping.record(tx, state, actor.staffId, keeping.about(state, events));
    await audit.append(tx, [{ at: clock.now(), actorId: actor.staffId, role: actor.role, action, object: `referral:${state.id}`, teamId: state.teamId, ...(anyway === null ? {} : { reason: `asked anyway: ${anyway}` }) }]);
    await jobs.add(tx, jobsOf(state));
    await needs.room?.chosenIn(tx, state.crisisId, state.serviceId, byActor(actor));
    return state;
  }

  /** The referral in whose place another goes out ends as redirected, if it is still open. @throws `referral/absent`, `referral/move-not-allowed` */
  async function replaced(tx: Tx, input: NewReferral, earlier: readonly Referral[], actor: Actor): Promise<void> {
    if (input.replacesId === undefined) return;
    const before = earlier.find(({ id }) => id === input.replacesId);
    if (!before || before.serviceId === input.serviceId) throw problem('referral/absent');
    if (before.state === 'REDIRECTED') return;
    const command: Command = { kind: 'redirect', reason: 'OTHER', suggests: null, confirmBy: keeping.confirmBy(before) };
    const { state, events } = settled(before, [[command, { kind: 'staff', staffId: actor.staffId }]], clock.now());
    await keeping.keep(tx, before, state, events, byActor(actor), 'referral.redirected');
  }

  /** @throws `crisis/…`, `referral/one-at-a-time`, `referral/consent-missing`, `referral/phone-first`, `referral/move-not-allowed` */
  async function sendIn(tx: Tx, id: ReferralId, service: Service, input: NewReferral, actor: Actor, { next, anyway, others }: { next: Referral['nextMatch']; anyway: MatchRule | null; others: PassedOver[] }, repeat: Repeat): Promise<Referral> {
    const crisis = sendable(guard(needs, await crises.find(input.crisisId, tx), actor, 'work'));
    const earlier = await store.ofCrisis(crisis.id, tx);
    const repeated = repeat.key === null ? undefined : earlier.find(({ key, steps }) => key === repeat.key || steps.some((step) => step.key === repeat.key));
    if (repeated) return repeated.key === repeat.key ? sameBody(repeated, repeat) : (seenBefore(repeated, repeat), repeated);
    const staff: StepBy = { kind: 'staff', staffId: actor.staffId };
    const plain = { ...draft(id, crisis, service, earlier, input, actor, repeat), passedOver: others };
    if (input.draft) {
      const drafted: ReferralEvent = { kind: 'referral.drafted', data: {} };
      return insert(tx, { state: plain, events: [drafted] }, actor, 'referral.drafted');
    }
    await replaced(tx, input, earlier, actor);
    const open = earlier.find((one) => one.needIndex === plain.needIndex && one.id !== input.replacesId && holdsNeed(one));
    const now = clock.now();
    if (open) {
      if (!input.phoned || open.serviceId !== service.id || !isWaiting(open)) throw problem('referral/one-at-a-time');
      const { state, events } = settled(open, phonedMoves(input.phoned, staff), now);
      return keeping.keep(tx, open, marked(open, { ...state, nextMatch: next }, repeat), events, { ...byActor(actor), name: actor.name }, 'referral.answer-by-phone');
    }
    const basis = await basisFor(tx, crisis, service, input, actor);
    const sent = settled(asked(plain, crisis, service, basis, earlier, next), [[{ kind: 'send' }, staff]], now);
    const inserted = await insert(tx, sent, actor, 'referral.sent', anyway);
    if (!input.phoned) return inserted;
    const { state, events } = settled(inserted, phonedMoves(input.phoned, staff), now);
    return keeping.keep(tx, inserted, state, events, { ...byActor(actor), name: actor.name }, 'referral.answer-by-phone');
  }

  return {
    /**
     * Sends a referral, or records what a service said on the phone; on an open referral to the same service for the same need
     * a phone answer is its answer. The same key gives the same referral.
     * @throws `crisis/absent`, `crisis/unowned`, `crisis/closed`, `directory/absent`, `referral/not-offered`, `referral/ring-first`, `referral/consent-missing`,
     * `referral/phone-first`, `referral/one-at-a-time`, `request/key-reused`
     */
    async send(input: NewReferral, actor: Actor, repeat: Repeat): Promise<Referral> {
      const crisis = guard(needs, await crises.find(input.crisisId), actor, 'work');
      const repeated = await repeatOf(repeat);
      if (repeated) return repeated;
      sendable(crisis);
      const stored = await directory.find(input.serviceId);
      if (!stored) throw problem('directory/absent');
      const anyway = input.draft ? null : await excludedBy(crisis, input.serviceId, { reason: input.askAnywayReason ?? null, rings: input.phoned !== undefined, emergency: input.emergencyBasis !== undefined });
      const others = await passedOver(input);
      const next = input.draft ? null : await plannedNext(input, crisis);
      const id = newId<ReferralId>();
      try {
        return await transact((tx) => sendIn(tx, id, stored.service, input, actor, { next, anyway, others }, repeat));
      } catch (error) {
        const index = duplicateOf(error);
        if (index === null) throw error;
        const committed = await repeatOf(repeat) ?? await store.find(id);
        if (committed) return committed;
        throw index === 'one_open_per_need' ? problem('referral/one-at-a-time') : error;
      }
    },

    /**
     * Sends what was written down before, on an agreement that stands now. The same key sends it once.
     * @throws `referral/absent`, `referral/changed`, and whatever sending throws
     */
    async sendDraft(id: ReferralId, input: ReferralSendingInput, actor: Actor, repeat: Repeat): Promise<Referral> {
      const known = await store.find(id);
      const crisis = known && await crises.find(known.crisisId);
      if (!known || !crisis || !mayOf(needs, crisis, actor).see) throw problem('referral/absent');
      const stored = await directory.find(known.serviceId);
      if (!stored) throw problem('directory/absent');
      const anyway = known.state === 'DRAFT' ? await excludedBy(crisis, known.serviceId, { reason: known.askAnywayReason, rings: known.way === 'phone', emergency: input.emergencyBasis !== undefined }) : null;
      const next = await plannedNext({ serviceId: known.serviceId, ...(input.nextServiceId === undefined ? {} : { nextServiceId: input.nextServiceId }) }, crisis);
      try {
        return await transact(async (tx) => {
          const now = sendable(guard(needs, await crises.find(known.crisisId, tx), actor, 'work'));
          const earlier = await store.ofCrisis(now.id, tx);
          const before = earlier.find((one) => one.id === id);
          if (!before) throw problem('referral/absent');
          if (seenBefore(before, repeat)) return before;
          if (before.version !== input.seenVersion) throw problem('referral/changed');
          if (before.state !== 'DRAFT') throw problem('referral/move-not-allowed');
          if (earlier.some((one) => one.needIndex === before.needIndex && holdsNeed(one))) throw problem('referral/one-at-a-time');
          const basis = await basisFor(tx, now, stored.service, input, actor);
          const { state, events } = settled(asked(before, now, stored.service, basis, earlier, next), [[{ kind: 'send' }, { kind: 'staff', staffId: actor.staffId }]], clock.now());
          await store.begin(marked(before, state, repeat), before.version, tx);
          await keeping.record(tx, state, actor.staffId, keeping.about(state, events));
          await audit.append(tx, [{ at: clock.now(), actorId: actor.staffId, role: actor.role, action: 'referral.sent', object: `referral:${id}`, teamId: state.teamId, ...(anyway === null ? {} : { reason: `asked anyway: ${anyway}` }) }]);
          await jobs.add(tx, jobsOf(state));
          return { ...state, version: before.version + 1 };
        });
      } catch (error) {
        throw duplicateOf(error) === 'one_open_per_need' ? problem('referral/one-at-a-time') : error;
      }
    },
  };

  async function repeatOf({ key, body }: Repeat): Promise<Referral | null> {
    const known = key === null ? null : await store.findByKey(key);
    return known && sameBody(known, { key, body });
  }
}

/** @throws `request/key-reused` */
function sameBody(known: Referral, { body }: Repeat): Referral {
  if (known.body !== body) throw problem('request/key-reused');
  return known;
}

