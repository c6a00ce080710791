import { urgencyRank } from './escalation/index.js';
import type { CrisisNeeds } from './crisis/index.js';
import type { StaffId, TeamId } from './kernel/ids.js';
import { toGsm7 } from './messaging/index.js';
import type { Messages, NoticeParts } from './messaging/index.js';
import type { Tx } from './platform/mongo/transact.js';

export interface TellingNeeds {
  messages: Pick<Messages, 'queue'>;
  tellByEmail: NoticeParts['tellByEmail'];
  phoneOf: (staffId: StaffId) => string | null;
  isReachable: (staffId: StaffId) => boolean;
  supervisorsOf: (teamId: TeamId) => readonly StaffId[];
}

/** After every text that asks for somebody. */
const LAST = 6;

/** Texts to staff outside a ladder. Whoever has no number hears of it on their screen; nothing here waits for a receipt. */
export function tellingStaff({ messages, tellByEmail, phoneOf, isReachable, supervisorsOf }: TellingNeeds) {
  const numberOf = (staffId: StaffId): string | null => (isReachable(staffId) ? phoneOf(staffId) : null);
  const tell: CrisisNeeds['tell'] = async (tx, staffId, body, { letter, ...about }) => {
    const to = numberOf(staffId);
    if (to) await messages.queue(tx, { ...about, to, body, sender: 'staff', urgency: urgencyRank(letter) });
  };
  const tellTeam: CrisisNeeds['tellTeam'] = async (tx, staffId, body, about) => {
    const to = numberOf(staffId);
    if (to) await messages.queue(tx, { ...about, crisisId: null, to, body, sender: 'staff', urgency: 0 });
  };
  return {
    tell, tellTeam,
    /** To every supervisor of a team, about one crisis. */
    async tellLeads(tx: Tx, teamId: TeamId, body: (to: StaffId) => string, { crisisId, purpose, key }: { crisisId: string; purpose: string; key: string }): Promise<void> {
      for (const staffId of supervisorsOf(teamId)) {
        const to = phoneOf(staffId);
        if (to) await messages.queue(tx, { key: `${key}:${staffId}`, to, body: body(staffId), sender: 'staff', purpose, teamId, crisisId, urgency: 0 });
      }
    },
    /** What was done to somebody's sign-in, by e-mail too. @returns whether a text could go */
    async tellOfSignIn(tx: Tx, staffId: StaffId, body: string, key: string): Promise<boolean> {
      const about = { key, purpose: 'sign-in', teamId: 'network' };
      const to = phoneOf(staffId);
      if (to) await messages.queue(tx, { ...about, to, body: toGsm7(body), sender: 'staff', crisisId: null, urgency: LAST });
      await tellByEmail(tx, staffId, about, body);
      return to !== null;
    },
  };
}
