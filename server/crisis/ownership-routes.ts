import Joi from 'joi';
import type { HandOverInput } from '../contract/asks.js';
import type { JoinInput, LocationInput } from '../contract/crisis.js';
import { LOCATION_STATES } from '../contract/words.js';
import type { LocationState } from '../contract/words.js';
import { problem } from '../platform/http/problem.js';
import { route } from '../platform/http/route.js';
import type { Actor, Route } from '../platform/http/route.js';
import type { Idempotency } from '../platform/idempotency.js';
import type { Asking } from './asking.js';
import { askView } from './core/board-card.js';
import { isWaitingFor, openTransfer } from './core/asks.js';
import type { Crisis } from './core/crisis.js';
import { SNOOZE_MOST_MINUTES } from './core/ownership.js';
import type { Joins } from './joins.js';
import { guard } from './needs.js';
import type { CrisisNeeds } from './needs.js';
import { shiftItem } from './shift.js';
import type { Shifts } from './shift.js';
import type { Views } from './views.js';
import type { Working } from './work.js';

export interface OwnershipRouteNeeds { needs: CrisisNeeds; ask: Asking; work: Working; joins: Joins; shift: Shifts; views: Views; idempotency: Idempotency }

const id = Joi.string().guid().required();
const words = (longest: number) => Joi.string().trim().min(1).max(longest);
const staffId = Joi.string().max(100).required();
const box = words(2000).required();
const answer = Joi.string().valid('accept', 'decline').required();
const PLACES = LOCATION_STATES.filter((state): state is Exclude<LocationState, 'CLOSED'> => state !== 'CLOSED');

/** Who has a crisis and where the person is: hand-over, assigning, backup, snooze, location, adding to another, end of shift. */
export function ownershipRoutes({ needs, ask, work, joins, shift, views, idempotency }: OwnershipRouteNeeds): Route[] {
  const { store, people, clock, onCallIn, isReachable } = needs;
  const whole = (crisis: Crisis, actor: Actor) => views.whole(crisis, actor);
  const asItIs = async (crisisId: string, actor: Actor) => whole(guard(needs, await store.find(crisisId), actor, 'see'), actor);

  return [
    route('GET /api/v1/crises/:id/colleagues', {
      allow: 'signed-in', says: 'Who may be asked to take this crisis, on call first.', input: Joi.object({ id }),
      async handle({ id: crisisId }, actor) {
        const crisis = guard(needs, await store.find(crisisId), actor, 'see');
        const [owners, onCall] = [await store.owners([crisis.teamId]), new Set(onCallIn(crisis.teamId))];
        const colleagues = people.all().filter(({ id: one }) => one !== actor.staffId && ask.mayTake(crisis, one)).map(({ id: one, name, initials, roles }) => ({
          id: one, name, initials, onCall: onCall.has(one), supervisor: roles.some(({ teamId, role }) => teamId === crisis.teamId && role === 'supervisor'),
          reachable: isReachable(one), owns: owners.get(one) ?? 0,
        }));
        return { colleagues: colleagues.sort((a, b) => Number(b.onCall) - Number(a.onCall) || a.name.localeCompare(b.name)) };
      },
    }),
    route('POST /api/v1/crises/:id/hand-over', {
      allow: 'signed-in', status: 201, says: 'Ask a colleague to take it, with the five boxes. The owner stays owner until they accept; no answer in 10 minutes returns it loudly.',
      input: Joi.object<HandOverInput & { id: string }>({
        id, seenVersion: Joi.number().integer().min(1).required(), toId: staffId, whyNow: box, riskAndSafety: box, doneSoFar: box, theyWant: box, mustHappen: box, mustHappenBy: Joi.string().isoDate(),
      }),
      handle: ({ id: crisisId, seenVersion, toId, mustHappenBy, ...boxes }, actor, call) => idempotency.once(call, actor,
        async (claim) => whole(await ask.handOver(crisisId, seenVersion, toId, { ...boxes, mustHappenBy: mustHappenBy ?? null }, actor, claim), actor), () => asItIs(crisisId, actor)),
    }),
    route('POST /api/v1/crises/:id/hand-over/answer', {
      allow: 'signed-in', says: 'Yes makes me the owner, with my own clock. No may say why.', input: Joi.object({ id, answer, note: words(500) }),
      handle: async ({ id: crisisId, answer: given, note }, actor) => whole(await ask.answerHandOver(crisisId, given, note ?? null, actor), actor),
    }),
    route('POST /api/v1/crises/:id/hand-over/withdrawal', {
      allow: 'signed-in', says: 'Take the ask back.', input: Joi.object({ id }),
      handle: async ({ id: crisisId }, actor) => whole(await ask.withdraw(crisisId, actor), actor),
    }),
    route('POST /api/v1/crises/:id/assignment', {
      allow: 'signed-in', status: 201, says: 'Ask one person now, while the ladder runs on; the first answer owns. When somebody has it, it is a hand-over with this reason.',
      input: Joi.object({ id, toId: staffId, reason: words(500).required() }),
      handle: ({ id: crisisId, toId, reason }, actor, call) => idempotency.once(call, actor,
        async (claim) => whole(await ask.assign(crisisId, toId, reason, actor, claim), actor), () => asItIs(crisisId, actor)),
    }),
    route('POST /api/v1/crises/:id/backup', {
      allow: 'signed-in', status: 201, says: 'Ask for a second person beside the owner; the first yes is backup and never owner by it.', input: Joi.object({ id, note: words(500) }),
      handle: ({ id: crisisId, note }, actor, call) => idempotency.once(call, actor,
        async (claim) => whole(await ask.askBackup(crisisId, note ?? null, actor, claim), actor), () => asItIs(crisisId, actor)),
    }),
    route('POST /api/v1/crises/:id/backup/answer', {
      allow: 'signed-in', says: 'I can help, or I cannot.', input: Joi.object({ id, answer, note: words(500) }),
      handle: async ({ id: crisisId, answer: given }, actor) => whole(await ask.answerBackup(crisisId, given, actor), actor),
    }),
    route('POST /api/v1/crises/:id/backup/offer', {
      allow: 'signed-in', says: 'Offer backup to the owner; the offer is backup at once.', input: Joi.object({ id }),
      handle: async ({ id: crisisId }, actor) => whole(await ask.offerBackup(crisisId, actor), actor),
    }),
    route('DELETE /api/v1/crises/:id/backup', {
      allow: 'signed-in', says: 'Backup is not needed any more, or the backup leaves.', input: Joi.object({ id }),
      handle: async ({ id: crisisId }, actor) => whole(await ask.endBackup(crisisId, actor), actor),
    }),
    route('POST /api/v1/crises/:id/snooze', {
      allow: 'signed-in', says: 'Quiet on the board for up to 30 minutes, with a reason. Never an emergency, never what nobody has. No clock stops.',
      input: Joi.object({ id, minutes: Joi.number().integer().min(1).max(SNOOZE_MOST_MINUTES).required(), reason: words(300).required() }),
      handle: async ({ id: crisisId, minutes, reason }, actor) => whole(await work.snooze(crisisId, minutes, reason, actor), actor),
    }),
    route('DELETE /api/v1/crises/:id/snooze', {
      allow: 'signed-in', says: 'Back from snooze now.', input: Joi.object({ id }),
      handle: async ({ id: crisisId }, actor) => whole(await work.endSnooze(crisisId, actor), actor),
    }),
    route('POST /api/v1/crises/:id/location', {
      allow: 'signed-in', says: 'Where the person is, and since when. It is no progress: the owner’s clock goes on.',
      input: Joi.object<LocationInput & { id: string }>({ id, state: Joi.string().valid(...PLACES).required(), at: Joi.string().isoDate() }),
      handle: async ({ id: crisisId, state, at }, actor) => whole(await work.locate(crisisId, state, at === undefined ? clock.now() : new Date(at), actor), actor),
    }),
    route('POST /api/v1/crises/:id/joined-to', {
      allow: 'signed-in', says: 'Add this crisis to another about the same person. Two identifiers agree, or I say how I know. Answers with the crisis that has both.',
      input: Joi.object<JoinInput & { id: string }>({ id, crisisId: Joi.string().guid().required(), confirmed: words(500) }),
      handle: ({ id: crisisId, crisisId: targetId, confirmed }, actor, call) => idempotency.once(call, actor,
        async (claim) => whole(await joins.join(crisisId, targetId, confirmed ?? null, actor, claim), actor), () => asItIs(targetId, actor)),
    }),
    route('POST /api/v1/crises/:id/joined-to/undo', {
      allow: 'signed-in', says: 'Take it out of the other again, within a day, with a reason. It is asked for anew.', input: Joi.object({ id, reason: words(500).required() }),
      handle: async ({ id: crisisId, reason }, actor) => whole(await joins.undo(crisisId, reason, actor), actor),
    }),
    route('GET /api/v1/shift', {
      allow: 'crisis:answer', says: 'What I have now, and the ends of other shifts that I am asked to take.', input: Joi.object({}),
      async handle(_input, actor) {
        const [mine, asked] = await Promise.all([store.allOwnedBy(actor.staffId), store.askedOf(actor.staffId)]);
        const shown = (crisis: Crisis) => { const open = openTransfer(crisis); return open && askView(open, views.names); };
        return {
          asOf: clock.now().toISOString(),
          mine: mine.map((crisis) => ({ ...shiftItem(crisis), handOver: shown(crisis) })),
          toAccept: asked.flatMap((crisis) => {
            const open = openTransfer(crisis);
            return open?.kind === 'shift' && isWaitingFor(open, actor.staffId) ? [{ ...shiftItem(crisis), handOver: askView(open, views.names) }] : [];
          }),
        };
      },
    }),
    route('POST /api/v1/shift/end', {
      allow: 'crisis:answer', says: 'My shift ends: A to C are offered to the lead by name, D to G go on the lead’s day list.', input: Joi.object({}),
      async handle(_input, actor) {
        if (actor.isDevice) throw problem('identity/unknown');
        return shift.end(actor);
      },
    }),
  ];
}
