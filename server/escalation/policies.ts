import type { Ladder } from '../contract/escalation.js';
import type { Channel } from '../contract/words.js';
import type { FeedReader } from '../platform/feed.js';
import type { EscalationStore, Policy } from './store.js';

export type Policies = Awaited<ReturnType<typeof keepPolicies>>;

/** What a team without a policy of its own falls back on: everyone at once, so that nothing is ever silent. */
const rung = (answerWithinSeconds: number, channels: Channel[] = ['sms']): Ladder => ({ rungs: [{ ask: [{ kind: 'everyone' }, { kind: 'supervisor' }], channels, answerWithinSeconds }], rounds: 1, repeatEverySeconds: answerWithinSeconds });
const fallback = (teamId: string): Policy => ({ id: 'fallback', teamId, name: 'Everyone', version: 1, ladders: { A: rung(120, ['sms', 'voice']), B: rung(300, ['sms', 'voice']), C: rung(900), D: rung(14_400) } });

/** Every team's policy in memory, kept true by the change feed. */
export async function keepPolicies(store: EscalationStore) {
  let byTeam = new Map<string, Policy>();
  async function refresh(): Promise<void> { byTeam = new Map((await store.allPolicies()).map((policy) => [policy.teamId, policy])); }
  const soon = (): void => { void refresh().catch(() => undefined); };
  const reader: FeedReader = { event({ kind }) { if (kind === 'policy.changed') soon(); }, resync: soon };
  await refresh();
  return { reader, refresh, ofTeam: (teamId: string): Policy => byTeam.get(teamId) ?? fallback(teamId), all: (): Policy[] => [...byTeam.values()] };
}
