import type { IntakeContact, Service } from '../contract/directory.js';
import type { NewReferral } from '../contract/referral.js';
import { REFERRAL_NEEDS } from '../care/index.js';
import type { Consent } from '../care/index.js';
import { byActor, guard } from '../crisis/index.js';
import type { Crisis } from '../crisis/index.js';
import { hoursOf, intakeOpenAt } from '../directory/index.js';
import { newId } from '../kernel/ids.js';
import type { ReferralId } from '../kernel/ids.js';
import { newDelivery } from '../messaging/index.js';
import { problem, refusalProblem } from '../platform/http/problem.js';
import type { Actor } from '../platform/http/route.js';
import { duplicateOf } from '../platform/mongo/transact.js';
import type { Tx } from '../platform/mongo/transact.js';
import { clocksFor, nextChain } from './core/clocks.js';
import { chooseIntake } from './core/intake.js';
import { isEnded, isWaiting, move, wasAccepted } from './core/moves.js';
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

type Phoned = NonNullable<NewReferral['phoned']>;

/** What a service said on the phone, as a command by whoever said it. */
const phonedMove = (phoned: Phoned): [Command, StepBy] => {
  const by: StepBy = { kind: 'service', name: phoned.name, role: phoned.role };
  if (phoned.answer === 'accepted') return [{ kind: 'accept' }, by];
  if (phoned.reason === undefined) throw problem('request/malformed', { errors: [{ pointer: '/phoned/reason', detail: 'is required' }] });
  return [{ kind: 'decline', reason: phoned.reason }, by];
};

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
  async function basisFor(tx: Tx, crisis: Crisis, service: Service, { consentId, emergencyBasis }: NewReferral, actor: Actor): Promise<Consent> {
    const consent = await consents.find(tx, crisis.id, { serviceId: service.id, classes: REFERRAL_NEEDS, consentId });
    if (consent) return consent;
    if (emergencyBasis === undefined || !policy.emergencyDisclosure.includes(crisis.urgency.letter)) throw problem('referral/consent-missing');
    return consents.discloseInEmergency(tx, crisis, service, emergencyBasis, byActor(actor));
  }

  async function plannedNext(input: NewReferral, crisis: Crisis): Promise<Referral['nextMatch']> {
    const stored = input.nextServiceId === undefined || input.nextServiceId === input.serviceId ? null : await directory.find(input.nextServiceId);
    if (stored) return { serviceId: stored.service.id, serviceName: stored.service.name };
    const asked = (await store.ofCrisis(crisis.id)).map(({ serviceId }) => serviceId);
    return nextMatchFor(crisis.id, [...new Set([...asked, input.serviceId])]);
  }

  function draft(id: ReferralId, crisis: Crisis, service: Service, basis: Consent, earlier: readonly Referral[], input: NewReferral, actor: Actor, next: Referral['nextMatch'], { key, body }: Repeat): Referral {
    const now = clock.now();
    const { letter } = crisis.urgency;
    const way = input.phoned ? 'phone' : 'link';
    const intake = way === 'link' && !policy.phoneOnly.includes(letter) ? chooseIntake(contacts(service, now), now) : null;
    if (way === 'link' && !intake?.contact.verified) throw problem('referral/phone-first');
    const needIndex = needIndexOf(crisis, input.need);
    const before = earlier.findLast((one) => one.needIndex === needIndex);
    const leavesAt = intake?.leavesAt ?? now;
    const chain = nextChain(before ? { chain: before.chain, accepted: wasAccepted(before) } : null, now, leavesAt);
    return {
      id, crisisId: crisis.id, ref: crisis.ref, teamId: crisis.teamId, dataKeyId: crisis.dataKeyId, letter, sentById: actor.staffId, sentAt: now, order: earlier.length + 1,
      serviceId: service.id, serviceName: service.name, way,
      intake: intake?.contact.verified ? { contactId: intake.contact.id, channel: intake.contact.channel, address: intake.contact.address, verifiedAt: intake.contact.verified.at } : null,
      consentId: basis.id, dataClasses: [...basis.dataClasses], need: input.need, needIndex, wishes: input.wishes ?? null, askAnywayReason: input.askAnywayReason ?? null,
      chain, leavesAt, ...clocksFor(letter, chain, leavesAt, policy, zone()), linkHash: way === 'link' ? links.hashOf(id) : null, delivery: way === 'link' ? newDelivery() : null, deliveryVersion: 1,
      code: null, identifiedAt: null, nextMatch: next, key, body, version: 1,
      state: 'DRAFT', steps: [], openedAt: null, proposedAt: null, answeredBy: null, talkFirstAt: null, reason: null, serviceOutcome: null, personOutcome: null,
    };
  }

  const needIndexOf = (crisis: Crisis, need: string): string => keys.blindIndex(`referral-need:${crisis.id}`, sameNeed(need));

  async function insert(tx: Tx, { state, events }: { state: Referral; events: ReferralEvent[] }, actor: Actor): Promise<Referral> {
    await store.insert(state, tx);
    await keeping.record(tx, state, actor.staffId, keeping.about(state, events));
    await audit.append(tx, [{ at: clock.now(), actorId: actor.staffId, role: actor.role, action: 'referral.sent', object: `referral:${state.id}`, teamId: state.teamId }]);
    await jobs.add(tx, jobsOf(state));
    return state;
  }

  /** @throws `crisis/…`, `referral/one-at-a-time`, `referral/consent-missing`, `referral/phone-first`, `referral/move-not-allowed` */
  async function sendIn(tx: Tx, id: ReferralId, service: Service, input: NewReferral, actor: Actor, next: Referral['nextMatch'], repeat: Repeat): Promise<Referral> {
    const crisis = sendable(guard(needs, await crises.find(input.crisisId, tx), actor, 'work'));
    const earlier = await store.ofCrisis(crisis.id, tx);
    const repeated = repeat.key === null ? undefined : earlier.find(({ key }) => key === repeat.key);
    if (repeated) return sameBody(repeated, repeat);
    const open = earlier.find((one) => one.needIndex === needIndexOf(crisis, input.need) && !isEnded(one));
    const now = clock.now();
    const staff: StepBy = { kind: 'staff', staffId: actor.staffId };
    if (open) {
      if (!input.phoned || open.serviceId !== service.id || !isWaiting(open)) throw problem('referral/one-at-a-time');
      const { state, events } = settled(open, [phonedMove(input.phoned)], now);
      return keeping.keep(tx, open, { ...state, nextMatch: next }, events, { ...byActor(actor), name: actor.name }, 'referral.answer-by-phone');
    }
    const basis = await basisFor(tx, crisis, service, input, actor);
    const sent = settled(draft(id, crisis, service, basis, earlier, input, actor, next, repeat), [[{ kind: 'send' }, staff]], now);
    const inserted = await insert(tx, sent, actor);
    if (!input.phoned) return inserted;
    const { state, events } = settled(inserted, [phonedMove(input.phoned)], now);
    return keeping.keep(tx, inserted, state, events, { ...byActor(actor), name: actor.name }, 'referral.answer-by-phone');
  }

  return {
    /**
     * Sends a referral, or records what a service said on the phone; on an open referral to the same service for the same need
     * a phone answer is its answer. The same key gives the same referral.
     * @throws `crisis/absent`, `crisis/unowned`, `crisis/closed`, `directory/absent`, `referral/not-offered`, `referral/consent-missing`,
     * `referral/phone-first`, `referral/one-at-a-time`, `request/key-reused`
     */
    async send(input: NewReferral, actor: Actor, repeat: Repeat): Promise<Referral> {
      const crisis = guard(needs, await crises.find(input.crisisId), actor, 'work');
      const repeated = await repeatOf(repeat);
      if (repeated) return repeated;
      sendable(crisis);
      const stored = await directory.find(input.serviceId);
      if (!stored) throw problem('directory/absent');
      if (input.askAnywayReason === undefined && await exclusionOf(crisis, input.serviceId) !== null) throw problem('referral/not-offered');
      const next = await plannedNext(input, crisis);
      const id = newId<ReferralId>();
      try {
        return await transact((tx) => sendIn(tx, id, stored.service, input, actor, next, repeat));
      } catch (error) {
        const index = duplicateOf(error);
        if (index === null) throw error;
        const committed = await repeatOf(repeat) ?? await store.find(id);
        if (committed) return committed;
        throw index === 'one_open_per_need' ? problem('referral/one-at-a-time') : error;
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

