import type { PagingHealthView } from '../contract/health.js';
import type { DeliveryHealthView } from '../contract/reporting.js';
import type { NotificationLog } from '../escalation/index.js';
import type { People } from '../identity/index.js';
import type { Clock } from '../kernel/clock.js';
import { addHours } from '../kernel/durations.js';
import type { Notices, TextLog } from '../messaging/index.js';
import type { Actor } from '../platform/http/route.js';
import { deliveryCounts, failuresByCode } from './core/delivery-counts.js';
import type { Counted } from './core/delivery-counts.js';

export interface DeliveryHealthNeeds {
  notifications: NotificationLog;
  texts: TextLog;
  /** Pushes and e-mails. */
  notices: Pick<Notices, 'since'>;
  people: People;
  clock: Clock;
  /** True when the phone stopped our texts. */
  isOptedOut: (number: string) => boolean;
  /** What the watchdog sees. */
  paging: () => Promise<PagingHealthView>;
}

/** Counting a busy day is dear, and nobody acts on a second; the same answer stands for so long. */
const KEPT_SECONDS = 5;
const MOST_KEPT = 200;

/** How messages of the caller's teams fare, and whom none can reach. Numbers and words are not read. */
export function deliveryHealthOf({ notifications, texts, notices, people, clock, isOptedOut, paging }: DeliveryHealthNeeds) {
  const kept = new Map<string, { until: Date; messages: Promise<Counted[]> }>();

  function messagesSince(since: Date, teams: readonly string[]): Promise<Counted[]> {
    const key = teams.toSorted().join(' ');
    const known = kept.get(key);
    if (known && known.until > clock.now()) return known.messages;
    const messages = Promise.all([notifications.since(since, teams), texts.since(since, [...teams, 'network']), notices.since(since, [...teams, 'network'])])
      .then(([pages, ours, beside]): Counted[] => [...pages, ...beside, ...ours.map((text) => ({ ...text, channel: 'sms' as const }))]);
    if (kept.size > MOST_KEPT) kept.clear();
    kept.set(key, { until: new Date(clock.now().getTime() + KEPT_SECONDS * 1000), messages });
    messages.catch(() => { kept.delete(key); });
    return messages;
  }

  return async (actor: Actor): Promise<DeliveryHealthView> => {
    const now = clock.now();
    const teams = actor.teamsWhere('message:read');
    const [messages, health] = await Promise.all([messagesSince(addHours(now, -24), teams), paging()]);
    const day = messages.filter(({ queuedAt }) => queuedAt >= addHours(now, -24));
    const mine = people.all().filter(({ active, roles }) => active && roles.some(({ teamId, role }) => teams.includes(teamId) && (role === 'clinician' || role === 'supervisor')));
    const named = (list: typeof mine) => list.map(({ id, name }) => ({ staffId: id, name })).sort((a, b) => a.name.localeCompare(b.name));
    return {
      asOf: now.toISOString(), hour: deliveryCounts(day, addHours(now, -1)), day: deliveryCounts(day, addHours(now, -24)), failures: failuresByCode(day),
      optedOut: named(mine.filter(({ phone }) => phone !== null && isOptedOut(phone))), noPhone: named(mine.filter(({ phone }) => phone === null)),
      paging: health,
    };
  };
}
