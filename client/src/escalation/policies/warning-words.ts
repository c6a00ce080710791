import type { PolicyWarning } from '../../../../server/contract/escalation.js';
import { day, timeOfDay } from '../../app/format.js';
import { policyWords } from './policy-words.js';

const moment = (at: string): string => `${day(at)}, ${timeOfDay(at)}`;

/** What may go wrong at a rung, with its times in the network's zone. */
export function warningWords({ kind, from, to }: PolicyWarning): string {
  switch (kind) {
    case 'no-supervisor': return policyWords('warning.no-supervisor');
    case 'nobody-now': return `${to === null ? policyWords('warning.nobody-open') : policyWords('warning.nobody-now', { to: moment(to) })} ${policyWords('warning.passed-over')}`;
    case 'gap': {
      const words = to === null ? policyWords('warning.gap-open', { from: moment(from ?? '') }) : policyWords('warning.gap', { from: moment(from ?? ''), to: moment(to) });
      return `${words} ${policyWords('warning.passed-over')}`;
    }
  }
}
