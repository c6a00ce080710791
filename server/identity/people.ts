import { addSeconds } from '../kernel/durations.js';
import type { Clock } from '../kernel/clock.js';
import type { StaffId, TeamId } from '../kernel/ids.js';
import type { DomainEvent, FeedReader } from '../platform/feed.js';
import type { ApiKeyStore } from './api-key-store.js';
import { machineId } from './core/api-key.js';
import type { ApiKey } from './core/api-key.js';
import type { IdentityStore, Network, SessionRow, SignInRules, Staff, Team } from './store.js';

export type People = Awaited<ReturnType<typeof keepPeople>>;

/** Settings without which nobody could be told anything; used until the network has its own. */
const UNNAMED: Network = {
  version: 0, org: 'HANDRAIL', name: 'Handrail', emergencyNumber: '', crisisLine: '', dutyPhone: '', timeZone: 'UTC', locale: 'en',
  triageProfile: 'uk-mhts', progressWithinMinutes: { A: 10, B: 15, C: 60, D: 480 },
};

/**
 * Staff, teams, settings and sessions in memory, so that the report path reads nothing from the database.
 * Kept true by the change feed, and read again every minute in case a hint was lost.
 */
export async function keepPeople({ store, clock, apiKeys: keyStore }: { store: IdentityStore; clock: Clock; apiKeys?: Pick<ApiKeyStore, 'all'> }) {
  let staff = new Map<string, Staff>();
  let byPhone = new Map<string, Staff>();
  let teams = new Map<string, Team>();
  let network: Network = UNNAMED;
  let signInRules: SignInRules = { version: 0, roles: [] };
  let apiKeys: ApiKey[] = [];
  let keysByHash = new Map<string, ApiKey>();
  let machines = new Map<string, string>();
  const sessions = new Map<string, { row: SessionRow | null; until: Date }>();

  async function refresh(): Promise<void> {
    const [allStaff, allTeams, settings, rules, keys] = await Promise.all([store.allStaff(), store.allTeams(), store.findNetwork(), store.findSignInRules(), keyStore?.all() ?? []]);
    staff = new Map(allStaff.map((person) => [person.id, person]));
    byPhone = new Map(allStaff.filter(({ active }) => active).flatMap((person) => (
      person.numbers.filter(({ verifiedAt }) => verifiedAt !== null).map(({ number }) => [number, person] as const))));
    teams = new Map(allTeams.map((team) => [team.id, team]));
    network = settings ?? UNNAMED;
    signInRules = rules;
    apiKeys = keys;
    keysByHash = new Map(keys.map((key) => [key.hash, key]));
    machines = new Map(keys.map(({ id, name }) => [machineId(id), name]));
  }

  let refreshing: Promise<void> | null = null;
  const soon = (): void => { refreshing ??= refresh().finally(() => { refreshing = null; }); void refreshing.catch(() => undefined); };
  const reader: FeedReader = {
    event({ kind, data }: DomainEvent) {
      if (kind === 'staff.changed' || kind === 'team.changed' || kind === 'network.changed' || kind === 'api-key.changed') soon();
      if (kind === 'session.ended' || kind === 'session.locked' || kind === 'session.unlocked') sessions.delete(String(data['session']));
    },
    resync() { sessions.clear(); soon(); },
  };
  const eachMinute = (): void => { clock.after(60_000, () => { soon(); eachMinute(); }); };
  await refresh();
  eachMinute();

  return {
    reader, refresh,
    find: (id: StaffId): Staff | null => { const found = staff.get(id); return found && !found.outside ? found : null; },
    /** A member of staff, or somebody outside who has an account for an organization. */
    account: (id: StaffId): Staff | null => staff.get(id) ?? null,
    /** Everybody outside who has, or had, an account for this organization. */
    accountsOf: (organizationId: string): Staff[] => [...staff.values()].filter(({ outside }) => outside?.organizationId === organizationId),
    /** The name as colleagues see it; never fails, because a timeline outlives a member of staff. */
    nameOf: (id: string | null): string => (id === null ? 'Handrail' : (staff.get(id)?.name ?? machines.get(id) ?? 'Somebody who left')),
    /** Whose checked number it is. */
    byPhone: (number: string): Staff | null => byPhone.get(number) ?? null,
    /** All staff; nobody outside is among them. */
    all: (): Staff[] => [...staff.values()].filter(({ outside }) => !outside),
    team: (id: TeamId): Team | null => teams.get(id) ?? null,
    teams: (): Team[] => [...teams.values()],
    network: (): Network => network,
    /** Every key for a machine, those that are over too, the newest first. */
    apiKeys: (): ApiKey[] => apiKeys,
    apiKeyByHash: (hash: string): ApiKey | null => keysByHash.get(hash) ?? null,
    /** Whose roles ask for a passkey or codes. */
    signInRules: (): SignInRules => signInRules,
    /** The session or device behind a hashed secret, read from the database at most once a minute. */
    async session(hash: string): Promise<SessionRow | null> {
      const now = clock.now();
      const known = sessions.get(hash);
      if (known && known.until > now) return known.row;
      const row = await store.findSession(hash);
      if (sessions.size > 10_000) sessions.clear();
      sessions.set(hash, { row, until: addSeconds(now, row ? 60 : 2) });
      return row;
    },
    forgetSession(hash: string): void { sessions.delete(hash); },
  };
}
