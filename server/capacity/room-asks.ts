import { randomInt } from 'node:crypto';
import type { AuditAction } from '../contract/audit-actions.js';
import type { RoomAskInput, RoomAskView } from '../contract/capacity.js';
import { URGENCY_LETTERS } from '../contract/triage.js';
import type { UrgencyLetter } from '../contract/triage.js';
import { byActor, guard, keeper } from '../crisis/index.js';
import type { By, Crisis } from '../crisis/index.js';
import { isOffered } from '../directory/index.js';
import type { Stored } from '../directory/index.js';
import { addHours, addMinutes, secondsBetween } from '../kernel/durations.js';
import { newId } from '../kernel/ids.js';
import type { CrisisId, ServiceId } from '../kernel/ids.js';
import { mustFitOne } from '../messaging/index.js';
import { problem, refusalProblem } from '../platform/http/problem.js';
import type { Actor, Call } from '../platform/http/route.js';
import type { Claim } from '../platform/idempotency.js';
import type { JobHandler } from '../platform/jobs/index.js';
import type { Tx } from '../platform/mongo/transact.js';
import type { Asking } from './asking.js';
import { phoneToRing } from './core/board-line.js';
import { contactFor } from './core/contact-for.js';
import { ageBandOf, answerRoom, endAsk, fallSilent, toTell } from './core/room-ask.js';
import type { RoomAsk, RoomAsked, RoomEvent } from './core/room-ask.js';
import { hashOf, newToken } from './links.js';
import type { CapacityNeeds } from './needs.js';

/** The kind of job that looks at an asking when its time is over, and once more when its links end. */
export const ROOM_ASK_JOB = 'room-ask';
/** "No longer needed" is worth nothing after a day. */
const OVER_VALID_SECONDS = 86_400;
const byClock: By = { staffId: null, role: 'clock' };

const urgencyOf = (letter: UrgencyLetter): number => URGENCY_LETTERS.indexOf(letter);

export type RoomAsking = ReturnType<typeof roomAsking>;

/** "Have you room?": up to three services, nothing of the person, the answers to the owner; then the others are told. */
export function roomAsking(needs: CapacityNeeds, asking: Asking) {
  const { roomAsks, links, policy, directory, crises, messages, keys, audit, jobs, transact, clock, idempotency } = needs;
  const { record } = keeper({ store: crises, events: needs.events, audit, clock });
  const { texts } = asking;

  /** @throws `crisis/unowned` while nobody has it, `crisis/closed` when the acute part is over */
  function askable(crisis: Crisis): Crisis {
    if (crisis.state !== 'ACTIVE') throw problem(crisis.state === 'OPEN' ? 'crisis/unowned' : 'crisis/closed');
    return crisis;
  }

  const witness = (tx: Tx, ask: Pick<RoomAsk, 'id' | 'teamId'>, by: By, action: AuditAction): Promise<void> =>
    audit.append(tx, [{ at: clock.now(), actorId: by.staffId, role: by.role, action, object: `room-ask:${ask.id}`, teamId: ask.teamId }]);

  /** Names stand in events because they are the directory's, and nobody's own. */
  const about = (ask: RoomAsk, events: readonly RoomEvent[]) => events.map(({ kind, data }) => ({
    kind, data: { ...data, serviceName: ask.services.find(({ serviceId }) => serviceId === (data['serviceId'] ?? data['chosen']))?.serviceName ?? null },
  }));

  async function keep(tx: Tx, before: RoomAsk, after: RoomAsk, events: readonly RoomEvent[], by: By, action: AuditAction): Promise<void> {
    if (after === before) return;
    await roomAsks.replace(after, tx);
    await witness(tx, after, by, action);
    for (const one of toTell(before, after)) await tellOver(tx, after, one);
    await record(tx, { crisisId: after.crisisId, teamId: after.teamId }, by.staffId, about(after, events));
  }

  /** The contact as it stands in the directory now; a number that was taken away is not texted any more. */
  async function tellOver(tx: Tx, ask: RoomAsk, { serviceId, contactId, code }: RoomAsked): Promise<void> {
    const contact = (await directory.find(serviceId, tx))?.service.handrail.intake.find(({ id }) => id === contactId);
    if (!contact?.verified) return;
    await messages.queue(tx, {
      key: `room-over:${ask.id}:${serviceId}`, to: contact.address, body: mustFitOne(texts().roomOver({ code })), sender: 'staff', purpose: 'room-over', about: ask.id,
      teamId: ask.teamId, crisisId: ask.crisisId, urgency: urgencyOf(ask.letter), validitySeconds: OVER_VALID_SECONDS,
    });
  }

  async function freeCode(tx: Tx, toIndex: string, mine: ReadonlySet<string>): Promise<string> {
    const taken = new Set((await roomAsks.openFor(toIndex, tx)).flatMap(({ services }) => services.map(({ code }) => code)));
    for (;;) {
      const code = String(randomInt(1000, 10_000));
      if (!taken.has(code) && !mine.has(code)) return code;
    }
  }

  async function addAsked(tx: Tx, ask: Omit<RoomAsk, 'services'>, { service }: Stored, place: number, mine: Set<string>): Promise<RoomAsked> {
    const contact = isOffered(service) ? contactFor(asking.contactsOf(service), { alsoClosed: false }) : null;
    if (!contact) throw problem('capacity/phone-first', { errors: [{ pointer: `/serviceIds/${place}`, detail: 'ring them' }] });
    const token = newToken();
    const toIndex = keys.blindIndex('capacity-contact', contact.address);
    const code = await freeCode(tx, toIndex, mine);
    mine.add(code);
    const expiresAt = addHours(ask.answerBy, policy.linkHours);
    links.add(tx, { hash: hashOf(token), serviceId: service.id, contactId: contact.id, asks: 'room', roomAskId: ask.id, createdAt: ask.askedAt, expiresAt, revokedAt: null });
    const messageId = await messages.queue(tx, {
      key: `room-ask:${ask.id}:${service.id}`, to: contact.address, body: mustFitOne(texts().room({ soon: ask.soon, code, link: links.url(token) })), sender: 'staff', purpose: 'room-ask', about: ask.id,
      teamId: ask.teamId, crisisId: ask.crisisId, urgency: urgencyOf(ask.letter), validitySeconds: secondsBetween(ask.askedAt, ask.answerBy),
    });
    return { serviceId: service.id, serviceName: service.name, contactId: contact.id, toIndex, code, linkHash: hashOf(token), messageId: messageId ?? '', state: 'asked', answer: null, answeredAt: null, answeredBy: null };
  }

  async function viewOf(ask: RoomAsk): Promise<RoomAskView> {
    const services = await Promise.all(ask.services.map(async (one) => {
      const [message, stored] = await Promise.all([messages.find(one.messageId), directory.find(one.serviceId)]);
      return {
        serviceId: one.serviceId, serviceName: one.serviceName, state: one.state, answer: one.answer, answeredAt: one.answeredAt?.toISOString() ?? null, answeredBy: one.answeredBy,
        phone: stored ? phoneToRing(stored.service) : null, undelivered: message?.delivery.state === 'failed',
      };
    }));
    return {
      id: ask.id, crisisId: ask.crisisId, kind: ask.kind, soon: ask.soon, ageBand: ask.ageBand, askedAt: ask.askedAt.toISOString(), answerBy: ask.answerBy.toISOString(), open: ask.endedAt === null, services,
    };
  }

  /** In the transaction of whatever ends it: a referral to one of them, or the owner's word. */
  async function endIn(tx: Tx, ask: RoomAsk, chosenId: ServiceId | null, by: By): Promise<void> {
    const decision = endAsk(ask, chosenId, clock.now());
    if (decision.ok) await keep(tx, ask, decision.state, decision.events, by, 'room.ended');
  }

  async function make(tx: Tx, id: string, crisisId: CrisisId, { serviceIds, kind, soon, withAgeBand }: RoomAskInput, actor: Actor): Promise<RoomAsk> {
    const crisis = askable(guard(needs, await crises.find(crisisId, tx), actor, 'work'));
    const open = (await roomAsks.ofCrisis(crisis.id, tx)).filter(({ endedAt }) => endedAt === null);
    if (open.some(({ services }) => services.some(({ serviceId }) => serviceIds.includes(serviceId)))) throw problem('capacity/asked-already');
    const now = clock.now();
    const { letter } = crisis.urgency;
    const head: Omit<RoomAsk, 'services'> = {
      id, version: 1, crisisId: crisis.id, teamId: crisis.teamId, letter, askedById: actor.staffId, kind, soon, askedAt: now,
      ageBand: withAgeBand ? ageBandOf(crisis.details.ageYears, policy.room.ageBandYears) : null, answerBy: addMinutes(now, policy.room.answerWithinMinutes[letter]), endedAt: null,
    };
    const services: RoomAsked[] = [];
    const codes = new Set<string>();
    for (const [place, serviceId] of serviceIds.entries()) services.push(await addAsked(tx, head, await directory.get(serviceId, tx), place, codes));
    const ask: RoomAsk = { ...head, services };
    roomAsks.insert(ask, tx);
    const base = { kind: ROOM_ASK_JOB, teamId: ask.teamId, urgency: urgencyOf(letter), data: { roomAskId: id } };
    await jobs.add(tx, [{ ...base, key: `${ROOM_ASK_JOB}:${id}:due`, dueAt: ask.answerBy }, { ...base, key: `${ROOM_ASK_JOB}:${id}:end`, dueAt: addHours(ask.answerBy, policy.linkHours) }]);
    await witness(tx, ask, byActor(actor), 'room.asked');
    await record(tx, { crisisId: crisis.id, teamId: crisis.teamId }, actor.staffId, [{ kind: 'room.asked', data: { roomAskId: id, count: services.length } }]);
    return ask;
  }

  return {
    /**
     * Asks up to three services. Nothing leaves that tells who it is for.
     * @throws `crisis/absent`, `crisis/unowned`, `crisis/closed`, `directory/absent`, `capacity/phone-first`, `capacity/asked-already`
     */
    async ask(crisisId: CrisisId, input: RoomAskInput, actor: Actor, call: Call): Promise<RoomAskView> {
      const id = newId();
      return idempotency.once(call, actor, async (claim: Claim) => viewOf(await transact(async (tx) => {
        await claim(tx);
        return make(tx, id, crisisId, input, actor);
      })), async () => {
        const [latest] = await roomAsks.ofCrisis(crisisId);
        if (!latest) throw problem('capacity/ask-absent');
        return viewOf(latest);
      });
    },

    /** The askings of a crisis, newest first. @throws `crisis/absent` */
    async ofCrisis(crisisId: CrisisId, actor: Actor): Promise<RoomAskView[]> {
      const crisis = guard(needs, await crises.find(crisisId), actor, 'see');
      return Promise.all((await roomAsks.ofCrisis(crisis.id)).map(viewOf));
    },

    /** Nobody of them is needed; all who did not say no are told. @throws `capacity/ask-absent`, `crisis/absent` */
    async end(id: string, actor: Actor): Promise<RoomAskView> {
      return viewOf(await transact(async (tx) => {
        const ask = await roomAsks.find(id, tx);
        if (!ask) throw problem('capacity/ask-absent');
        guard(needs, await crises.find(ask.crisisId, tx), actor, 'work');
        await endIn(tx, ask, null, byActor(actor));
        return await roomAsks.find(id, tx) ?? ask;
      }));
    },

    /** An answer, by link or text. @throws `link/finished` when nobody waits for it any more */
    async answerIn(tx: Tx, id: string, serviceId: ServiceId, said: { answer: 'yes' | 'no' | 'ring-us'; by: string | null; at: Date }, role: string): Promise<void> {
      const before = await roomAsks.find(id, tx);
      if (!before) throw problem('link/invalid');
      const decision = answerRoom(before, serviceId, said);
      if (!decision.ok) throw refusalProblem(decision.refusal);
      await keep(tx, before, decision.state, decision.events, { staffId: null, role }, 'room.answered');
    },

    /** A referral went out: if it went to one that was asked, the asking is over and the others are told, in its transaction. */
    async chosenIn(tx: Tx, crisisId: CrisisId, serviceId: ServiceId, by: By): Promise<void> {
      for (const ask of await roomAsks.ofCrisis(crisisId, tx)) {
        if (ask.endedAt === null && ask.services.some((one) => one.serviceId === serviceId)) await endIn(tx, ask, serviceId, by);
      }
    },

    /** Silence is shown at its exact instant; what nobody ended by the time its links end, or whose crisis is closed, ends by itself. */
    due: (async (job) => transact(async (tx) => {
      const ask = await roomAsks.find(String(job.data['roomAskId']), tx);
      const now = clock.now();
      if (ask && ask.endedAt === null) {
        const crisis = await crises.find(ask.crisisId, tx);
        if (crisis?.state !== 'ACTIVE' || now >= addHours(ask.answerBy, policy.linkHours)) await endIn(tx, ask, null, byClock);
        else {
          const decision = fallSilent(ask, now);
          if (decision.ok) await keep(tx, ask, decision.state, decision.events, byClock, 'room.silent');
        }
      }
      return await jobs.finish(job, tx) ? 'finished' : 'done';
    })) satisfies JobHandler,
  };
}
