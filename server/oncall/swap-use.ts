import type { NewSwap, SwapView } from '../contract/oncall.js';
import type { Decision } from '../kernel/decision.js';
import type { Claim } from '../platform/idempotency.js';
import { problem, refusalProblem } from '../platform/http/problem.js';
import type { Actor } from '../platform/http/route.js';
import type { Job } from '../platform/jobs/index.js';
import type { Tx } from '../platform/mongo/transact.js';
import type { Announcing } from './announce.js';
import { overlap, regularsOf } from './core/rota.js';
import type { Book } from './core/rota.js';
import { accept, closesAt, decline, endedAt, withdraw } from './core/swap.js';
import type { Swap, SwapEvent } from './core/swap.js';
import { readTime } from './core/wall-clock.js';
import { ROTA_JOBS, ROTA_URGENCY } from './needs.js';
import type { OnCallNeeds } from './needs.js';
import { booksOf } from './store.js';
import type { Everything } from './store.js';
import type { RotaViews } from './views.js';

const DAY_MS = 24 * 3600 * 1000;
/** A longer stretch is asked for in parts. */
const LONGEST_MS = 31 * DAY_MS;
/** The provider keeps a text so long at most; the request stands longer. */
const TEXT_VALID_SECONDS = 4 * 3600;

export type SwapUse = ReturnType<typeof swapUse>;

/** Swaps and cover: asked, and counted only once the other accepts. */
export function swapUse(needs: OnCallNeeds, views: RotaViews, say: Announcing) {
  const { store, rotas, people, jobs, transact, clock } = needs;

  const fault = (pointer: string, detail: string) => problem('request/malformed', { errors: [{ pointer, detail }] });
  const partners = ({ rota, changes }: Book, fromId: string): string[] => regularsOf({ rota, changes: changes.filter(({ endsAt }) => endsAt > clock.now()) }).filter((id) => id !== fromId && people.find(id)?.active === true);
  const touched = ({ shift, inReturn }: Swap): string[] => [shift.rotaId, ...(inReturn ? [inReturn.rotaId] : [])];
  const replaced = (all: Everything, swap: Swap): Everything => ({ ...all, swaps: [...all.swaps.filter(({ id }) => id !== swap.id), swap] });

  /** @throws `oncall/unknown-rota`, `request/malformed` */
  function readShift({ rotaId, startsAt, endsAt }: { rotaId: string; startsAt: string; endsAt: string }, at: string, actor: Actor): { book: Book; shift: Swap['shift'] } {
    const book = rotas.book(rotaId);
    if (!book || !(actor.may('rota:read', book.rota.teamId) || views.onRota(rotaId)(actor.staffId))) throw problem('oncall/unknown-rota');
    const from = readTime(startsAt, book.rota.timeZone);
    const until = readTime(endsAt, book.rota.timeZone);
    if (!from || from <= clock.now()) throw fault(`${at}/startsAt`, from ? 'has begun already' : 'is neither an instant nor a local time');
    if (!until || until <= from || until.getTime() - from.getTime() > LONGEST_MS) throw fault(`${at}/endsAt`, 'is not within 31 days after it begins');
    return { book, shift: { rotaId, startsAt: from, endsAt: until } };
  }

  /** @throws `oncall/unknown-rota`, `oncall/not-on-shift`, `oncall/nobody-to-ask`, `identity/not-allowed`, `request/malformed` */
  function readSwap({ kind, fromStaffId, toStaffId, inReturn, ...given }: NewSwap, id: string, actor: Actor): { swap: Swap; book: Book; asked: string[] } {
    const { book, shift } = readShift(given, '', actor);
    const fromId = fromStaffId ?? actor.staffId;
    if (fromId !== actor.staffId && !actor.may('rota:edit', book.rota.teamId)) throw problem('identity/not-allowed');
    if (kind === 'swap' && (toStaffId === undefined || !inReturn)) throw fault('/inReturn', 'a swap needs who and which shift in return');
    if (kind === 'cover' && inReturn) throw fault('/inReturn', 'cover has nothing in return');
    if (toStaffId === fromId || (toStaffId !== undefined && !people.find(toStaffId)?.active)) throw fault('/toStaffId', 'is nobody who could be asked');
    const back = inReturn ? readShift(inReturn, '/inReturn', actor) : null;
    if (!views.holds(book, fromId, shift) || (back && !views.holds(back.book, toStaffId ?? '', back.shift))) throw problem('oncall/not-on-shift');
    const asked = toStaffId === undefined ? partners(book, fromId) : [toStaffId];
    if (asked.length === 0) throw problem('oncall/nobody-to-ask');
    return {
      book, asked,
      swap: {
        id, version: 1, teamId: book.rota.teamId, kind, state: 'asked', askedById: actor.staffId, askedAt: clock.now(), fromId, shift, toId: toStaffId ?? null, toEveryone: toStaffId === undefined,
        inReturn: back?.shift ?? null, decidedAt: null, decidedById: null, order: 0,
      },
    };
  }

  /** Word to whose shift it is, and to who asked for them, once it is decided by another. */
  async function tellAsker(tx: Tx, swap: Swap, state: 'accepted' | 'declined' | 'ended'): Promise<void> {
    const rota = rotas.find(swap.shift.rotaId);
    const by = swap.decidedById === null ? null : people.nameOf(swap.decidedById);
    for (const staffId of new Set([swap.fromId, swap.askedById])) {
      if (staffId === swap.decidedById) continue;
      await say.text(tx, staffId, { key: `swap-${state}:${swap.id}:${staffId}`, purpose: 'rota-swap', teamId: swap.teamId, validitySeconds: TEXT_VALID_SECONDS },
        { timeZone: rota?.timeZone ?? people.network().timeZone, words: ({ decidedText }, speak) => decidedText(speak, { rotaName: rota?.name ?? '', ...swap.shift }, state, by) });
    }
  }

  /** Decides on what is stored, one after the other: of two who accept at once, or accept two requests for one shift, exactly one does. */
  async function settle(id: string, actor: Actor, decide: (swap: Swap, books: ReadonlyMap<string, Book>, all: Everything) => Decision<Swap, SwapEvent>, tell: 'accepted' | 'declined' | null): Promise<SwapView> {
    const seen = await store.findSwap(id);
    if (!seen || !(actor.may('rota:read', seen.teamId) || [seen.fromId, seen.toId].includes(actor.staffId) || (seen.toEveryone && views.onRota(seen.shift.rotaId)(actor.staffId)))) throw problem('oncall/absent');
    const changeId = say.newId();
    const after = await transact(async (tx) => {
      const order = await store.touch(touched(seen), tx);
      const all = await store.everything(clock.now(), tx);
      const swap = await store.findSwap(id, tx);
      if (!swap) throw problem('oncall/absent');
      const decision = decide(swap, booksOf(all), all);
      if (!decision.ok) throw refusalProblem(decision.refusal);
      const decided = { ...decision.state, order };
      if (!await store.replaceSwap(decided, tx)) throw problem('oncall/swap-over');
      const next = { ...decided, version: swap.version + 1 };
      await say.announce(tx, {
        by: { staffId: actor.staffId, role: actor.role }, action: decision.events[0]?.kind ?? 'rota.swap', object: `rota:${swap.shift.rotaId}`, rotaId: swap.shift.rotaId,
        teamIds: [...new Set([swap.teamId, ...touched(swap).flatMap((rotaId) => rotas.find(rotaId)?.teamId ?? [])])], apply: (everything) => replaced(everything, next),
      }, changeId);
      await jobs.cancel(tx, [`${ROTA_JOBS.swapEnds}:${id}`]);
      if (tell) await tellAsker(tx, next, tell);
      return next;
    });
    await rotas.refresh();
    return views.swapView(after, actor);
  }

  const deciding = (actor: Actor, swap: Swap) => ({ by: actor.staffId, now: clock.now(), onRota: views.onRota(swap.shift.rotaId), mayEdit: actor.may('rota:edit', swap.teamId) });

  return {
    list: (actor: Actor): SwapView[] => views.swapsFor(actor),
    find: async (id: string, actor: Actor): Promise<SwapView> => {
      const swap = await store.findSwap(id);
      if (!swap) throw problem('oncall/absent');
      return views.swapView(swap, actor);
    },

    /** Asks. `from` stays on call until somebody accepts. @throws as `readSwap` */
    async ask(input: NewSwap, id: string, actor: Actor, claim: Claim): Promise<SwapView> {
      const made = await transact(async (tx) => {
        await claim(tx);
        const { swap, book, asked } = readSwap(input, id, actor);
        await store.addSwap(swap, tx);
        await jobs.add(tx, [{ key: `${ROTA_JOBS.swapEnds}:${id}`, kind: ROTA_JOBS.swapEnds, teamId: swap.teamId, urgency: ROTA_URGENCY, dueAt: closesAt(swap), data: { swap: id } }]);
        await say.announce(tx, { by: { staffId: actor.staffId, role: actor.role }, action: 'rota.swap-asked', object: `rota:${swap.shift.rotaId}`, rotaId: swap.shift.rotaId, teamIds: [swap.teamId], apply: (all) => replaced(all, swap) }, id);
        for (const staffId of asked) {
          if (staffId === actor.staffId) continue;
          await say.text(tx, staffId, { key: `swap-asked:${id}:${staffId}`, purpose: 'rota-swap', teamId: swap.teamId, validitySeconds: TEXT_VALID_SECONDS },
            { timeZone: book.rota.timeZone, words: ({ askedText }, speak) => askedText(speak, { rotaName: book.rota.name, ...swap.shift }, people.nameOf(swap.fromId), swap.kind === 'swap') });
        }
        return swap;
      });
      await rotas.refresh();
      return views.swapView(made, actor);
    },

    /** @throws `oncall/swap-over`, `oncall/swap-not-yours`, `oncall/not-on-shift`, `oncall/on-leave`, `oncall/absent` */
    accept: (id: string, actor: Actor): Promise<SwapView> => settle(id, actor, (swap, books, { leave }) => {
      const isAway = (staffId: string, stretch: Swap['shift']): boolean => leave.some((one) => one.staffId === staffId && overlap(one, stretch));
      const { shift, inReturn, fromId, toId } = swap;
      return accept(swap, {
        ...deciding(actor, swap),
        holds: views.holds(books.get(shift.rotaId), fromId, shift) && (!inReturn || views.holds(books.get(inReturn.rotaId), toId ?? '', inReturn)),
        isAway: isAway(actor.staffId, shift) || (inReturn !== null && isAway(fromId, inReturn)),
      });
    }, 'accepted'),
    /** @throws `oncall/swap-over`, `oncall/swap-not-yours`, `oncall/absent` */
    decline: (id: string, actor: Actor): Promise<SwapView> => settle(id, actor, (swap) => decline(swap, deciding(actor, swap)), 'declined'),
    /** @throws `oncall/swap-over`, `oncall/swap-not-yours`, `oncall/absent` */
    withdraw: (id: string, actor: Actor): Promise<SwapView> => settle(id, actor, (swap) => withdraw(swap, deciding(actor, swap)), null),

    /** Nobody answered and the shift begins: it is over, and whose shift it is hears so. */
    async endDue(job: Job): Promise<'done' | 'finished'> {
      const swapId = String(job.data['swap']);
      const id = say.newId();
      const ended = await transact(async (tx) => {
        const swap = await store.findSwap(swapId, tx);
        const over = swap ? endedAt(swap, clock.now()) : null;
        if (!over || !await store.replaceSwap(over, tx)) return false;
        await say.announce(tx, { by: null, action: 'rota.swap-ended', object: `rota:${over.shift.rotaId}`, rotaId: over.shift.rotaId, teamIds: [over.teamId], apply: (all) => replaced(all, over) }, id);
        await tellAsker(tx, over, 'ended');
        return true;
      });
      if (ended) await rotas.refresh();
      return 'done';
    },
  };
}
