import type { ProviderSaying } from '../contract/referral.js';
import { holdUntil } from './core/clocks.js';
import type { ClockRules } from './core/clocks.js';
import type { Command } from './core/moves.js';
import type { Referral } from './core/referral.js';

/** What a service says, by its page or on the phone, as a command at `now`. How long a hold is good for comes from the clocks of the letter. */
export function commandOf(saying: ProviderSaying, { letter, contactBy }: Pick<Referral, 'letter' | 'contactBy'>, rules: ClockRules, now: Date): Command {
  switch (saying.answer) {
    case 'accept': case 'talk-first': case 'arrived': case 'did-not-come': case 'confirm': return { kind: saying.answer };
    case 'decline': case 'hand-back': return { kind: saying.answer, reason: saying.reason, note: saying.note };
    case 'propose': return { kind: 'propose', proposedAt: new Date(saying.proposedAt), note: saying.note };
    case 'needs-person': return { kind: 'needs-person', reason: saying.reason, note: saying.note, until: contactBy };
    case 'wait-list': return { kind: 'wait-list', waitDays: saying.waitDays ?? null, until: holdUntil(letter, saying.waitDays ?? null, now, rules), note: saying.note };
    case 'redirect': return { kind: 'redirect', reason: saying.reason, suggests: saying.suggests ?? null, note: saying.note };
    case 'finished': return { kind: 'finish', served: saying.served, outcome: saying.outcome, reason: saying.reason ?? null, ...(saying.delivered ? { delivered: saying.delivered } : {}) };
  }
}
