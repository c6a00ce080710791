import type { MessageLine } from '../../../../../server/contract/reporting.js';

/** A step of a message's journey. `afterSeconds` counts from when it was queued. */
export interface JourneyStep { name: 'queued' | 'sent' | 'delivered' | 'failed' | 'stopped'; at: string | null; state: 'done' | 'failed' | 'todo'; afterSeconds: number | null }

/**
 * How far a message came, step by step, as much as is known and no more: sent is not delivered. A message that failed or was
 * stopped ends there; one that is under way shows what is still to come.
 */
export function journeyOf({ state, queuedAt, sentAt, deliveredAt, failedAt }: Pick<MessageLine, 'state' | 'queuedAt' | 'sentAt' | 'deliveredAt' | 'failedAt'>): JourneyStep[] {
  const step = (name: JourneyStep['name'], at: string | null, end: JourneyStep['state'] = at === null ? 'todo' : 'done'): JourneyStep =>
    ({ name, at, state: end, afterSeconds: at === null ? null : Math.max((Date.parse(at) - Date.parse(queuedAt)) / 1000, 0) });
  const queued = { ...step('queued', queuedAt), afterSeconds: null };
  const sent = sentAt === null ? [] : [step('sent', sentAt)];
  switch (state) {
    case 'failed': return [queued, ...sent, step('failed', failedAt, 'failed')];
    case 'stopped': return [queued, ...sent, { ...step('stopped', null), state: 'done' }];
    case 'delivered': return [queued, ...sent, step('delivered', deliveredAt, 'done')];
    default: return [queued, step('sent', sentAt), step('delivered', null)];
  }
}

/** "0.8 s", "12 s", "3 min": how long a delivery took. */
export function tookWords(seconds: number): string {
  if (seconds < 10) return `${Math.round(seconds * 10) / 10} s`;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}
