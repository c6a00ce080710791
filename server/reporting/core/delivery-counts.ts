import type { DeliveryCount, DeliveryHealthView } from '../../contract/reporting.js';
import { CHANNELS, NOTICE_CHANNELS } from '../../contract/words.js';
import type { Channel, NoticeChannel } from '../../contract/words.js';
import { secondsBetween } from '../../kernel/durations.js';
import type { Delivery } from '../../messaging/index.js';

/** As much of a message as is counted. */
export interface Counted { channel: Channel | NoticeChannel; queuedAt: Date; delivery: Pick<Delivery, 'state' | 'deliveredAt' | 'failedAt' | 'errorCode'> }

/**
 * The value below which `share` (0 to 1) of the values lie, by nearest rank: one that really occurred.
 * @returns null when there is none
 */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(Math.ceil(share * sorted.length) - 1, 0)] ?? null;
}

/** Messages queued at or after `since`, by channel and what is known of them. Channels without any are left out. */
export function deliveryCounts(messages: readonly Counted[], since: Date): DeliveryCount[] {
  return [...CHANNELS, ...NOTICE_CHANNELS].flatMap((channel): DeliveryCount[] => {
    const mine = messages.filter((one) => one.channel === channel && one.queuedAt >= since);
    if (mine.length === 0) return [];
    const inState = (...states: Delivery['state'][]) => mine.filter(({ delivery }) => states.includes(delivery.state)).length;
    const took = mine.flatMap(({ queuedAt, delivery: { state, deliveredAt } }) => (state === 'delivered' && deliveredAt ? [Math.max(secondsBetween(queuedAt, deliveredAt), 0)] : []));
    const [median, p90] = [percentile(took, 0.5), percentile(took, 0.9)];
    return [{
      channel, total: mine.length, queued: inState('waiting', 'submitting'), sent: inState('sent'), delivered: inState('delivered'), failed: inState('failed'), stopped: inState('stopped'),
      toDelivered: median === null || p90 === null ? null : { median, p90 },
    }];
  });
}

/** Failed messages by channel and the provider's code, most frequent first, then the latest. */
export function failuresByCode(messages: readonly Counted[]): DeliveryHealthView['failures'] {
  const groups = new Map<string, DeliveryHealthView['failures'][number]>();
  for (const { channel, queuedAt, delivery: { state, failedAt, errorCode } } of messages) {
    if (state !== 'failed') continue;
    const key = `${channel} ${errorCode}`;
    const at = (failedAt ?? queuedAt).toISOString();
    const known = groups.get(key);
    groups.set(key, { channel, code: errorCode, count: (known?.count ?? 0) + 1, lastAt: known && known.lastAt > at ? known.lastAt : at });
  }
  return [...groups.values()].sort((a, b) => b.count - a.count || b.lastAt.localeCompare(a.lastAt));
}
