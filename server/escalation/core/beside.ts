import { pagesOf } from './asked.js';
import type { Escalation, Notification } from './escalation.js';

/**
 * Whether a browser is told beside this message, and what for. `asks`: it is the first of the messages that ask somebody on a rung, by
 * text or call. `tells`: they asked no more, somebody has it. Null for everything else: what comes later on the same rung would tell
 * them the same again.
 */
export function goesBeside(e: Escalation, n: Notification): 'asks' | 'tells' | null {
  if (n.kind === 'notice') return n.about === 'yours' || n.about === 'taken' || n.about === 'stood-down' || n.about === 'over' ? 'tells' : null;
  if (n.about !== null) return null;
  const waits = ({ notBefore }: Notification): number => notBefore?.getTime() ?? 0;
  const first = pagesOf(e, n).filter(({ about }) => about === null).reduce<Notification | null>((best, one) => (best === null || waits(one) < waits(best) ? one : best), null);
  return first?.id === n.id ? 'asks' : null;
}
