import type { AuditAction } from '../contract/audit-actions.js';
import type { AskKind, HandOverWords } from '../contract/asks.js';
import { SHOWS } from '../contract/triage.js';
import { newId } from '../kernel/ids.js';
import type { CrisisId, StaffId, TeamId } from '../kernel/ids.js';
import { problem } from '../platform/http/problem.js';
import type { Actor } from '../platform/http/route.js';
import type { Claim } from '../platform/idempotency.js';
import type { Tx } from '../platform/mongo/transact.js';
import { askTextsFor } from './ask-texts-es.js';
import { askJobs, progressJobs } from './clocks.js';
import { accept, ask, decline, endBackup, isWaitingFor, offerBackup, openBackup, openTransfer, waiting, withdraw } from './core/asks.js';
import type { AskedPerson, Crisis, CrisisAsk } from './core/crisis.js';
import { release } from './core/ownership.js';
import type { CrisisEvent } from './core/ownership.js';
import { byActor, guard, keeper, noteOf } from './needs.js';
import type { By, CrisisNeeds, TellAbout } from './needs.js';
import { agreed, ownerIn } from './own.js';
import type { Owning } from './own.js';

export type Asking = ReturnType<typeof asking>;

/** Backup first asks whoever is on call in the team beside the one who needs it, and the supervisors; with nobody there, or `wider`, everyone. */
export function backupsOf({ onCallIn, whoNow, isReachable }: Pick<CrisisNeeds, 'onCallIn' | 'whoNow' | 'isReachable'>, teamId: TeamId, forId: StaffId | null, wider: boolean): StaffId[] {
  const able = (ids: readonly StaffId[]): StaffId[] => [...new Set(ids)].filter((id) => id !== forId && isReachable(id));
  const near = able([...onCallIn(teamId), ...whoNow(teamId, [{ kind: 'supervisor' }])]);
  return near.length > 0 && !wider ? near : able([...near, ...whoNow(teamId, [{ kind: 'everyone' }, { kind: 'supervisor' }])]);
}

/** Asks outside the ladder: handing over, assigning, backup. Nothing changes hands before somebody said yes. */
export function asking(needs: CrisisNeeds, own: Pick<Owning, 'answerIn' | 'askAgain'>) {
  const { store, jobs, transact, clock, people, links, texts, languageOf, tell, whoNow } = needs;
  const { keep } = keeper(needs);
  /** In the language of whoever gets it. */
  const say = (to: StaffId) => askTextsFor(languageOf(to), people.network(), texts(to));
  const named = (id: StaffId) => ({ name: people.nameOf(id), initials: people.find(id)?.initials ?? '' });
  const phoneOf = (id: StaffId): string => people.find(id)?.phone ?? people.network().dutyPhone;
  const about = (crisis: Crisis, purpose: string, key: string): TellAbout => ({ teamId: crisis.teamId, crisisId: crisis.id, letter: crisis.urgency.letter, purpose, key });
  const asPerson = (staffId: StaffId): AskedPerson => {
    const { id, linkHash } = links.mint();
    return { staffId, linkId: id, linkHash, cannotAt: null };
  };

  /** Who of the staff may be asked to take a crisis: its team's clinicians and supervisors, and whoever was asked before. */
  const mayTake = (crisis: Crisis, staffId: StaffId): boolean => {
    const person = people.find(staffId);
    return person !== null && person.active && staffId !== crisis.owner?.staffId
      && (crisis.askedIds.includes(staffId) || person.roles.some(({ teamId, role }) => teamId === crisis.teamId && (role === 'clinician' || role === 'supervisor')));
  };

  const supervisorsOf = (crisis: Crisis): StaffId[] => whoNow(crisis.teamId, [{ kind: 'supervisor' }]);

  /** The words of the text that puts an ask to one person. */
  function textOf(crisis: Crisis, { kind, byId }: CrisisAsk, person: AskedPerson): string {
    const [ref, from, link, shows] = [crisis.ref, named(byId), links.url(person.linkId), SHOWS[crisis.urgency.letter]];
    switch (kind) {
      case 'hand-over': return say(person.staffId).handOver({ ref, from, link });
      case 'shift': return say(person.staffId).shift({ ref, shows, from, link });
      case 'assignment': return say(person.staffId).assignment({ ref, shows, from, link });
      case 'backup': return say(person.staffId).backup({ ref, from: named(crisis.owner?.staffId ?? byId), phone: phoneOf(crisis.owner?.staffId ?? byId), link });
    }
  }

  /** Texts everyone an ask still waits for; once for each round. */
  async function tellAsked(tx: Tx, crisis: Crisis, one: CrisisAsk): Promise<void> {
    const open = new Set(waiting(one));
    for (const person of one.to) if (open.has(person.staffId)) await tell(tx, person.staffId, textOf(crisis, one, person), about(crisis, one.kind, `ask:${one.id}:${one.round}:${person.staffId}`));
  }

  /** Puts an ask, with its texts and its clock, in the caller's transaction. */
  async function put(tx: Tx, before: Crisis, kind: AskKind, byId: StaffId, to: readonly StaffId[], words: HandOverWords | null): Promise<ReturnType<typeof agreed>> {
    const id = newId();
    const decision = ask(before, { id, kind, byId, to: to.map(asPerson), words }, clock.now());
    if (!decision.ok && decision.refusal === 'crisis/taken') throw problem('crisis/taken', ownerIn(people, before));
    if (!decision.ok && decision.refusal === 'crisis/hand-over-open') throw problem('crisis/hand-over-open', ownerIn(people, before));
    const done = agreed(decision);
    const made = done.state.asks.find((one) => one.id === id) ?? null;
    await jobs.add(tx, askJobs(done.state, made));
    if (made) await tellAsked(tx, done.state, made);
    return done;
  }

  const ownsOr = (before: Crisis, actor: Actor): void => {
    if (before.owner?.staffId !== actor.staffId && !actor.may('crisis:supervise', before.teamId)) throw problem('crisis/not-owner');
  };
  const seen = async (tx: Tx, id: CrisisId, actor: Actor): Promise<Crisis> => guard(needs, await store.find(id, tx), actor, 'see');

  const backups = (crisis: Crisis, wider: boolean): StaffId[] => backupsOf(needs, crisis.teamId, crisis.owner?.staffId ?? null, wider);

  /** Somebody says yes to whatever asks them to take it. @throws `crisis/hand-over-ended`, `crisis/taken` with who has it */
  async function acceptIn(tx: Tx, before: Crisis, staffId: StaffId, by: By, via: string): Promise<Crisis> {
    const open = openTransfer(before);
    if (open?.kind === 'assignment' && isWaitingFor(open, staffId)) return own.answerIn(tx, before, staffId, by, via);
    const decision = accept(before, 'hand-over', staffId, people.network().progressWithinMinutes, clock.now());
    if (!decision.ok || !open) throw problem('crisis/hand-over-ended', ownerIn(people, before));
    const [after, at, ref] = [decision.state, clock.now(), before.ref];
    await jobs.add(tx, progressJobs(after, before.version + 1));
    const link = links.url(open.to.find((person) => person.staffId === staffId)?.linkId ?? '');
    const raiser = before.raisedById === staffId ? null : before.raisedById;
    await tell(tx, staffId, texts(staffId).yours({ ref, at, phone: raiser === null ? null : people.find(raiser)?.phone ?? null, link }), about(after, 'yours', `yours:${open.id}:${staffId}`));
    for (const told of new Set([before.owner?.staffId ?? '', open.byId])) {
      if (told !== staffId && told !== '') await tell(tx, told, texts(told).taken({ ref, by: named(staffId), at }), about(after, 'taken', `taken:${open.id}:${told}`));
    }
    if (raiser !== null) await tell(tx, raiser, texts(raiser).ownerIs({ ref, owner: named(staffId), phone: phoneOf(staffId) }), about(after, 'raiser-taken', `owner-is:${open.id}`));
    return keep(tx, before, after, decision.events.map((one) => ({ ...one, data: { ...one.data, via } })), by, 'hand-over.accepted');
  }

  /** Somebody says no to it. The last no tells its sender loudly. @throws `crisis/hand-over-ended` */
  async function declineIn(tx: Tx, before: Crisis, staffId: StaffId, by: By, note: string | null): Promise<Crisis> {
    const open = openTransfer(before);
    const decision = decline(before, 'hand-over', staffId, clock.now());
    if (!decision.ok || !open) throw problem('crisis/hand-over-ended', ownerIn(people, before));
    const over = decision.state.asks.some(({ id, state }) => id === open.id && state === 'declined');
    const noted = note === null ? null : noteOf(before, staffId, note, clock.now());
    if (over) {
      const asked = { ref: before.ref, to: named(staffId) };
      const body = (to: StaffId): string => (open.kind === 'assignment' ? say(to).notAssigned(asked) : say(to).declined(asked));
      for (const told of new Set([open.byId, before.owner?.staffId ?? open.byId])) if (open.kind !== 'shift') await tell(tx, told, body(told), about(before, 'hand-over-declined', `declined:${open.id}:${told}`));
    }
    const kept = { ...decision.state, notes: noted?.notes ?? before.notes };
    const anew = over && open.kind === 'shift' ? await shiftOver(tx, kept) : { crisis: kept, events: [] };
    return keep(tx, before, anew.crisis, [...decision.events, ...anew.events, ...(noted ? [noted.event] : [])], by, 'hand-over.declined');
  }

  /** Nobody took it at the end of a shift: it leaves its owner, who is told, and everyone is asked anew. */
  async function shiftOver(tx: Tx, crisis: Crisis): Promise<{ crisis: Crisis; events: readonly CrisisEvent[] }> {
    const { state, events } = agreed(release(crisis, 'shift-ended', null, clock.now()));
    const again = await own.askAgain(tx, state);
    if (crisis.owner) await tell(tx, crisis.owner.staffId, say(crisis.owner.staffId).shiftOver({ ref: crisis.ref }), about(crisis, 'shift-over', `shift-over:${crisis.id}:${crisis.version}`));
    return { crisis: again.crisis, events: [...events, ...again.events] };
  }

  /** @throws `crisis/no-backup` */
  async function acceptBackupIn(tx: Tx, before: Crisis, staffId: StaffId, by: By): Promise<Crisis> {
    return helps(tx, before, agreed(accept(before, 'backup', staffId, people.network().progressWithinMinutes, clock.now())), staffId, by, 'backup.accepted');
  }

  /** @throws `crisis/no-backup` */
  async function declineBackupIn(tx: Tx, before: Crisis, staffId: StaffId, by: By): Promise<Crisis> {
    const done = agreed(decline(before, 'backup', staffId, clock.now()));
    return keep(tx, before, done.state, done.events, by, 'backup.declined');
  }

  async function helps(tx: Tx, before: Crisis, done: ReturnType<typeof agreed>, staffId: StaffId, by: By, action: AuditAction): Promise<Crisis> {
    if (done.state === before) return before;
    const [ref, owner] = [before.ref, before.owner?.staffId ?? before.raisedById ?? staffId];
    const key = `backup:${before.id}:${before.version}:${staffId}`;
    await tell(tx, owner, say(owner).backupIs({ ref, who: named(staffId), phone: phoneOf(staffId) }), about(before, 'backup-is', `${key}:owner`));
    await tell(tx, staffId, say(staffId).backupYours({ ref, owner: named(owner), phone: phoneOf(owner) }), about(before, 'backup-yours', key));
    return keep(tx, before, done.state, done.events, by, action);
  }

  async function askBackupIn(tx: Tx, before: Crisis, byId: StaffId, by: By, note: string | null = null): Promise<Crisis> {
    const done = await put(tx, before, 'backup', byId, backups(before, false), null);
    const noted = note === null ? null : noteOf(before, byId, note, clock.now());
    return keep(tx, before, { ...done.state, notes: noted?.notes ?? before.notes }, [...done.events, ...(noted ? [noted.event] : [])], by, 'backup.asked');
  }

  return {
    mayTake, backups, asPerson, tellAsked, put, acceptIn, declineIn, acceptBackupIn, declineBackupIn, askBackupIn, shiftOver, supervisorsOf, named, phoneOf, about, say,

    /** The owner, or a supervisor, asks one colleague to take it, with the five boxes. @throws `crisis/changed`, `crisis/not-owner`, `crisis/cannot-take-it`, `crisis/hand-over-open` */
    handOver: (id: CrisisId, seenVersion: number, toId: StaffId, words: HandOverWords, actor: Actor, claim: Claim): Promise<Crisis> => transact(async (tx) => {
      await claim(tx);
      const before = await seen(tx, id, actor);
      ownsOr(before, actor);
      if (seenVersion < before.changedAtVersion || seenVersion > before.version) throw problem('crisis/changed', ownerIn(people, before));
      if (!mayTake(before, toId)) throw problem('crisis/cannot-take-it');
      const done = await put(tx, before, 'hand-over', actor.staffId, [toId], words);
      return keep(tx, before, done.state, done.events, byActor(actor), 'hand-over.asked');
    }),

    /** A supervisor asks one person now while the ladder runs on; of a crisis that somebody has it is a hand-over with this reason. @throws as `handOver` */
    assign: (id: CrisisId, toId: StaffId, reason: string, actor: Actor, claim: Claim): Promise<Crisis> => transact(async (tx) => {
      await claim(tx);
      const before = await seen(tx, id, actor);
      ownsOr(before, actor);
      if (!mayTake(before, toId)) throw problem('crisis/cannot-take-it');
      const words = { whyNow: reason, riskAndSafety: '', doneSoFar: '', theyWant: '', mustHappen: '', mustHappenBy: null };
      const done = await put(tx, before, before.owner ? 'hand-over' : 'assignment', actor.staffId, [toId], words);
      return keep(tx, before, done.state, done.events, byActor(actor), 'hand-over.asked');
    }),

    /** @throws `crisis/hand-over-ended` with who has it */
    answerHandOver: (id: CrisisId, answer: 'accept' | 'decline', note: string | null, actor: Actor): Promise<Crisis> => transact(async (tx) => {
      const before = await seen(tx, id, actor);
      return answer === 'accept' ? acceptIn(tx, before, actor.staffId, byActor(actor), 'screen') : declineIn(tx, before, actor.staffId, byActor(actor), note);
    }),

    /** Its sender, the owner or a supervisor takes it back. @throws `crisis/not-owner`, `crisis/hand-over-ended` */
    withdraw: (id: CrisisId, actor: Actor): Promise<Crisis> => transact(async (tx) => {
      const before = await seen(tx, id, actor);
      if (openTransfer(before)?.byId !== actor.staffId) ownsOr(before, actor);
      const done = agreed(withdraw(before, clock.now()));
      return keep(tx, before, done.state, done.events, byActor(actor), 'hand-over.withdrawn');
    }),

    /** @throws `crisis/not-owner`, `crisis/unowned`, `crisis/backup-open`, `crisis/backup-taken`, `crisis/cannot-take-it` when nobody can be reached */
    askBackup: (id: CrisisId, note: string | null, actor: Actor, claim: Claim): Promise<Crisis> => transact(async (tx) => {
      await claim(tx);
      const before = await seen(tx, id, actor);
      ownsOr(before, actor);
      return askBackupIn(tx, before, actor.staffId, byActor(actor), note);
    }),

    /** @throws `crisis/no-backup` */
    answerBackup: (id: CrisisId, answer: 'accept' | 'decline', actor: Actor): Promise<Crisis> => transact(async (tx) => {
      const before = await seen(tx, id, actor);
      return answer === 'accept' ? acceptBackupIn(tx, before, actor.staffId, byActor(actor)) : declineBackupIn(tx, before, actor.staffId, byActor(actor));
    }),

    /** Anybody who may answer helps the owner. @throws `crisis/not-asked`, `crisis/unowned`, `crisis/backup-taken` */
    offerBackup: (id: CrisisId, actor: Actor): Promise<Crisis> => transact(async (tx) => {
      const before = guard(needs, await store.find(id, tx), actor, 'answer');
      return helps(tx, before, agreed(offerBackup(before, actor.staffId, clock.now())), actor.staffId, byActor(actor), 'backup.offered');
    }),

    /** The owner, the backup or a supervisor ends it. @throws `crisis/not-owner`, `crisis/no-backup` */
    endBackup: (id: CrisisId, actor: Actor): Promise<Crisis> => transact(async (tx) => {
      const before = await seen(tx, id, actor);
      if (before.backup?.staffId !== actor.staffId) ownsOr(before, actor);
      const done = agreed(endBackup(before, clock.now()));
      const left = before.backup?.staffId ?? null;
      if (left !== null) for (const told of [left, before.owner?.staffId ?? left]) if (told !== actor.staffId) await tell(tx, told, say(told).backupOver({ ref: before.ref }), about(before, 'backup-over', `backup-over:${before.id}:${before.version}:${told}`));
      return keep(tx, before, done.state, done.events, byActor(actor), 'backup.ended');
    }),

    /** Which ask of this crisis waits for this person: to take it goes before backup. */
    waitsFor(crisis: Crisis, staffId: StaffId): 'hand-over' | 'backup' | null {
      return isWaitingFor(openTransfer(crisis), staffId) ? 'hand-over' : isWaitingFor(openBackup(crisis), staffId) ? 'backup' : null;
    },
  };
}
