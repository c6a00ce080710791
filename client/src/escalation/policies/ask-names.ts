import type { Ask } from '../../../../server/contract/escalation.js';
import type { Names } from './policy-query.js';
import { policyWords } from './policy-words.js';

/** Whom an ask means, in words. */
export function askName(ask: Ask, { rotas, staff }: Names): string {
  switch (ask.kind) {
    case 'rota': {
      const name = rotas.find(({ id }) => id === ask.rotaId)?.name;
      return name === undefined ? policyWords('ask.rota-gone') : policyWords('ask.rota', { name });
    }
    case 'responder': return staff.find(({ id }) => id === ask.staffId)?.name ?? policyWords('ask.staff-gone');
    case 'everyone': return policyWords('ask.everyone');
    case 'supervisor': return policyWords('ask.supervisor');
  }
}
