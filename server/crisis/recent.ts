import { SHOWS } from '../contract/triage.js';
import type { UrgencyLetter } from '../contract/triage.js';
import type { SimilarCrisis } from '../contract/crisis.js';
import type { Clock } from '../kernel/clock.js';
import { addMinutes } from '../kernel/durations.js';
import type { CrisisId, StaffId, TeamId } from '../kernel/ids.js';
import type { FeedReader } from '../platform/feed.js';
import type { Crisis } from './core/crisis.js';
import type { CrisisStore } from './store.js';

/** A repeat about the same person within so long is offered to be added. Source: ux.md §5. */
export const SIMILAR_MINUTES = 30;
const MOST_OFFERED = 3;
/** Newest crises kept in mind for each raiser; some of them close before they are offered. */
const KEPT_EACH = 50;

interface Recent { crisisId: CrisisId; ref: string; teamId: TeamId; letter: UrgencyLetter; raisedById: StaffId | null; raisedAt: Date; ownerId: StaffId | null }

export type RecentCrises = Awaited<ReturnType<typeof keepRecent>>;

/**
 * The open crises of the last half hour in memory, kept true by the change feed, so that offering "Add to 4821" costs the
 * report path nothing. It only ever offers: a hint that came late offers less.
 */
export async function keepRecent({ store, clock, teams, nameOf }: { store: CrisisStore; clock: Clock; teams: () => readonly TeamId[]; nameOf: (id: StaffId) => string }) {
  const recent = new Map<CrisisId, Recent>();
  /** Newest last. May name crises that are not open any more. */
  const byRaiser = new Map<StaffId, CrisisId[]>();
  const remember = (one: Recent): void => {
    recent.set(one.crisisId, one);
    if (one.raisedById === null) return;
    const theirs = (byRaiser.get(one.raisedById) ?? []).filter((id) => id !== one.crisisId);
    byRaiser.set(one.raisedById, [...theirs.slice(1 - KEPT_EACH), one.crisisId]);
  };
  const since = (): Date => addMinutes(clock.now(), -SIMILAR_MINUTES);
  const forget = (): void => {
    const oldest = since();
    for (const [id, { raisedAt }] of recent) {
      if (raisedAt >= oldest) break;
      recent.delete(id);
    }
  };
  async function load(): Promise<void> {
    for (const { id, owner, ...one } of await store.openSince(teams(), since())) remember({ crisisId: id, ...one, ownerId: owner?.staffId ?? null });
  }
  await load();

  const reader: FeedReader = {
    event({ kind, crisisId, teamId, actorId, at, data }) {
      if (crisisId === undefined) return;
      if (kind === 'report.received') {
        forget();
        remember({ crisisId, ref: String(data['ref']), teamId, letter: String(data['letter']) as UrgencyLetter, raisedById: actorId, raisedAt: at, ownerId: null });
      }
      const known = recent.get(crisisId);
      if (!known) return;
      if (kind === 'crisis.closed' || kind === 'crisis.stood-down' || kind === 'crisis.joined-to') recent.delete(crisisId);
      if (kind === 'crisis.acknowledged') recent.set(crisisId, { ...known, ownerId: String(data['staffId']) });
      if (kind === 'hand-over.accepted') recent.set(crisisId, { ...known, ownerId: String(data['toId']) });
      if (kind === 'crisis.released' || kind === 'crisis.no-progress') recent.set(crisisId, { ...known, ownerId: null });
      if (kind === 'crisis.urgency-changed') recent.set(crisisId, { ...known, letter: String(data['to']) as UrgencyLetter });
    },
    resync() { void load().catch(() => undefined); },
  };

  /** The newest open ones of a raiser, as many as are offered, without the crisis itself. */
  function newestOf(raiserId: StaffId, oldest: Date, without: CrisisId): Recent[] {
    const found: Recent[] = [];
    for (const id of (byRaiser.get(raiserId) ?? []).toReversed()) {
      const one = recent.get(id);
      if (one && one.raisedAt >= oldest && id !== without) found.push(one);
      if (found.length === MOST_OFFERED) break;
    }
    return found;
  }

  const told = ({ crisisId, ref, letter, raisedAt, ownerId }: Recent, why: SimilarCrisis['why']): SimilarCrisis =>
    ({ crisisId, ref, shows: SHOWS[letter], raisedAt: raisedAt.toISOString(), why, ownerName: ownerId === null ? null : nameOf(ownerId) });

  return {
    reader,
    /** Open crises of the same team and the last half hour that may be about the same person, newest first. */
    async similarTo(crisis: Crisis, raiserId: StaffId | null): Promise<SimilarCrisis[]> {
      if (crisis.state === 'CLOSED') return [];
      const oldest = since();
      const sameRaiser = raiserId === null ? [] : newestOf(raiserId, oldest, crisis.id).map((one) => told(one, 'same-raiser'));
      const { personName } = crisis.details;
      const sameName = personName === undefined ? [] : (await store.openByName(personName, oldest)).filter(({ teamId }) => teamId === crisis.teamId)
        .map(({ id, ref, teamId, urgency, raisedById, raisedAt, owner }) => told({ crisisId: id, ref, teamId, letter: urgency.letter, raisedById, raisedAt, ownerId: owner?.staffId ?? null }, 'same-name'));
      const all = new Map([...sameRaiser, ...sameName].map((one) => [one.crisisId, one]));
      all.delete(crisis.id);
      return [...all.values()].sort((a, b) => b.raisedAt.localeCompare(a.raisedAt)).slice(0, MOST_OFFERED);
    },
  };
}
