import type { AuditAction } from '../contract/audit-actions.js';
import type { TriageProfile, UrgencyLetter } from '../contract/triage.js';
import type { StaffLanguage } from '../contract/identity.js';
import type { Audit } from '../audit/index.js';
import type { Ask } from '../contract/escalation.js';
import type { AnswerLinks, EscalationStore, EscalationUse } from '../escalation/index.js';
import type { People } from '../identity/index.js';
import type { Clock } from '../kernel/clock.js';
import type { Texts } from '../messaging/index.js';
import type { Log } from '../platform/log/log.js';
import { newId } from '../kernel/ids.js';
import type { CrisisId, StaffId, TeamId } from '../kernel/ids.js';
import type { Events } from '../platform/events.js';
import { problem } from '../platform/http/problem.js';
import type { Actor } from '../platform/http/route.js';
import type { Jobs } from '../platform/jobs/index.js';
import type { DataKeys } from '../platform/mongo/data-keys.js';
import type { AtEnd, Transact, Tx } from '../platform/mongo/transact.js';
import { settled, waiting } from './core/asks.js';
import { may } from './core/may.js';
import type { May } from './core/may.js';
import type { Crisis } from './core/crisis.js';
import type { CrisisEvent } from './core/ownership.js';
import type { Refs } from './refs.js';
import type { CrisisStore } from './store.js';

/** What a text of this room is about. */
export interface TellAbout { teamId: TeamId; crisisId: CrisisId; letter: UrgencyLetter; purpose: string; key: string }
/** Tells a member of staff by text, by the outbox; nobody when they have no phone. `key` makes it once. */
export type Tell = (tx: Tx, staffId: StaffId, body: string, about: TellAbout) => Promise<void>;

/** What the commands on crises work with. */
export interface CrisisNeeds {
  store: CrisisStore;
  refs: Refs;
  keys: DataKeys;
  events: Events;
  audit: Audit;
  jobs: Jobs;
  transact: Transact;
  clock: Clock;
  people: People;
  escalation: EscalationUse;
  escalations: EscalationStore;
  /** The links in texts that ask. */
  links: Pick<AnswerLinks, 'mint' | 'url' | 'hash'>;
  /** In the language of whoever of the staff gets them. */
  texts: (to?: StaffId | null) => Texts;
  languageOf: (staffId: StaffId) => StaffLanguage;
  tell: Tell;
  /** The same about a team as a whole. */
  tellTeam: (tx: Tx, staffId: StaffId, body: string, about: Pick<TellAbout, 'teamId' | 'purpose' | 'key'>) => Promise<void>;
  /** Whom asks reach in a team now. */
  whoNow: (teamId: TeamId, asks: readonly Ask[]) => StaffId[];
  isReachable: (staffId: StaffId) => boolean;
  log: Log;
  profile: (id: string) => TriageProfile;
  /** Who of a team is on call now, on any of its rotas. */
  onCallIn: (teamId: TeamId) => readonly StaffId[];
  /** Whether somebody has this crisis open by emergency access now. */
  inEmergency: (crisisId: CrisisId, staffId: StaffId) => boolean;
  /** True while a referral of this crisis waits for an answer; from the referral room. */
  referralWaits: (tx: Tx, crisisId: string) => Promise<boolean>;
  /** Makes the follow-ups that a closed crisis leaves; from the care room. */
  makeFollowUps: (tx: Tx, crisis: Crisis, due: { kind: '24-hour' | '72-hour' | 'referral' | 'other'; dueAt: Date }[]) => Promise<void>;
}

/** Who acts: a member of staff, or somebody known by their phone or link only. */
export interface By { staffId: StaffId | null; role: string }

export const byActor = (actor: Actor): By => ({ staffId: actor.staffId, role: actor.role });

/** The caller's rights on one crisis, by role, rota and what they were asked. */
export const mayOf = ({ onCallIn, inEmergency }: Pick<CrisisNeeds, 'onCallIn'> & Partial<Pick<CrisisNeeds, 'inEmergency'>>, crisis: Crisis, actor: Actor): May => may(crisis, {
  staffId: actor.staffId, opensInTeam: actor.may('crisis:open', crisis.teamId), answersInTeam: actor.may('crisis:answer', crisis.teamId),
  worksInTeam: actor.may('crisis:work', crisis.teamId), supervisesTeam: actor.may('crisis:supervise', crisis.teamId),
  onCallInTeam: onCallIn(crisis.teamId).includes(actor.staffId), inEmergency: !actor.isDevice && (inEmergency?.(crisis.id, actor.staffId) ?? false),
});

/** The crisis, if this caller may see it and has this right. @throws `crisis/absent` when hidden, or the refusal */
export function guard(needs: Pick<CrisisNeeds, 'onCallIn'> & Partial<Pick<CrisisNeeds, 'inEmergency'>>, crisis: Crisis | null, actor: Actor, right: keyof May): Crisis {
  if (!crisis) throw problem('crisis/absent');
  const rights = mayOf(needs, crisis, actor);
  if (!rights.see) throw problem('crisis/absent');
  if (!rights[right]) throw problem(right === 'answer' ? 'crisis/not-asked' : right === 'close' ? 'crisis/not-owner' : 'identity/not-allowed');
  return crisis;
}

/** `crisis.notes` with one more, and its event; a person's words are sealed there and nowhere else. */
export function noteOf({ notes }: Pick<Crisis, 'notes'>, byId: StaffId, text: string, at: Date): { notes: Crisis['notes']; event: CrisisEvent } {
  const note = { id: newId(), byId, at, kind: 'note' as const, text };
  return { notes: [...notes, note], event: { kind: 'crisis.note', data: { noteId: note.id, kind: 'note' } } };
}

export type Keep = ReturnType<typeof keeper>;

/** What happened beside a crisis. */
interface Beside { crisisId: CrisisId; teamId: TeamId; actorId: StaffId | null; happened: readonly CrisisEvent[]; askedIds: readonly StaffId[] }

/** Writes a changed crisis with its events and its audit entry, one version on. */
export function keeper({ store, events, audit, clock, ...tells }: Pick<CrisisNeeds, 'store' | 'events' | 'audit' | 'clock'> & Partial<Pick<CrisisNeeds, 'tell' | 'texts'>>) {
  const at = () => clock.now();

  const recordAll: AtEnd<Beside> = async (all, tx) => {
    const askedIds = new Map<CrisisId, readonly StaffId[]>();
    for (const one of all) askedIds.set(one.crisisId, [...askedIds.get(one.crisisId) ?? [], ...one.askedIds]);
    const versions = await store.touchAll(askedIds, tx);
    await events.append(tx, all.flatMap(({ crisisId, teamId, actorId, happened }) => {
      const version = versions.get(crisisId);
      return version === undefined ? [] : happened.map((event) => ({ ...event, at: at(), teamId, actorId, crisisId, version }));
    }));
  };

  /** Whoever was asked and is not any more learns it, save those who did it or said no. */
  async function tellNoLonger(tx: Tx, before: Crisis, after: Crisis, byId: StaffId | null): Promise<void> {
    const { tell, texts } = tells;
    if (!tell || typeof texts !== 'function') return;
    for (const ask of before.asks) {
      const now = after.asks.find(({ id }) => id === ask.id);
      if (ask.state !== 'asked' || !now || now.state === 'asked') continue;
      const told = waiting(ask).filter((staffId) => staffId !== byId && staffId !== now.answeredBy && staffId !== after.owner?.staffId && !now.to.some((person) => person.staffId === staffId && person.cannotAt !== null));
      for (const staffId of told) await tell(tx, staffId, texts(staffId).over({ ref: after.ref }), { teamId: after.teamId, crisisId: after.id, letter: after.urgency.letter, purpose: 'ask-over', key: `ask-over:${ask.id}:${staffId}` });
    }
  }

  return {
    async keep(tx: Tx, before: Crisis, after: Crisis, happened: readonly CrisisEvent[], by: By, action: AuditAction): Promise<Crisis> {
      const version = before.version + 1;
      const { crisis, events: ended } = settled(before, after, at());
      const seen = new Set(before.owner && before.owner.staffId === by.staffId ? before.attention.filter(({ forId }) => forId === by.staffId) : []);
      const next = { ...crisis, attention: crisis.attention.filter((one) => !seen.has(one)), version, changedAtVersion: version };
      await store.replace(next, before.version, tx);
      await tellNoLonger(tx, before, next, by.staffId);
      await events.append(tx, [...happened, ...ended].map((event) => ({ ...event, at: at(), teamId: next.teamId, actorId: by.staffId, crisisId: next.id, version: next.version })));
      await audit.append(tx, [{ at: at(), actorId: by.staffId, role: by.role, action, object: `crisis:${next.id}`, teamId: next.teamId }]);
      return next;
    },
    /** For a change that lies beside the crisis (a message, a referral): one version on, with its events. */
    async record(tx: Tx, crisis: { crisisId: CrisisId; teamId: TeamId }, actorId: StaffId | null, happened: readonly CrisisEvent[]): Promise<void> {
      if (happened.length > 0) await recordAll([{ ...crisis, actorId, happened, askedIds: [] }], tx);
    },
    /** The same at the end of the transaction, for all such changes in it together; the same transaction must not read the crisis after it. */
    recordAtEnd(tx: Tx, crisis: { crisisId: CrisisId; teamId: TeamId }, happened: readonly CrisisEvent[], askedIds: readonly StaffId[] = []): void {
      if (happened.length > 0) tx.atEnd(recordAll, [{ ...crisis, actorId: null, happened, askedIds }]);
    },
  };
}
