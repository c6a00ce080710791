import type { StaffId } from '../../kernel/ids.js';
import type { Crisis } from './crisis.js';

/** What the roles of a caller say about the crisis's team, and what the rota says now. */
export interface Standing { staffId: StaffId; opensInTeam: boolean; answersInTeam: boolean; worksInTeam: boolean; supervisesTeam: boolean; onCallInTeam: boolean; inEmergency?: boolean }

/** What somebody may do with one crisis. `see: false` means it does not exist for them. */
export interface May { see: boolean; answer: boolean; work: boolean; close: boolean; supervise: boolean }

/**
 * Own team, own crisis, or asked: nothing else opens a crisis, save emergency access, which opens reading alone. On-call clinicians of the team, supervisors and anyone asked
 * may answer; the owner and the team's clinicians work on it; the owner or a supervisor closes it. Source: design.md §9 "Who may".
 */
export function may(crisis: Pick<Crisis, 'askedIds' | 'owner'>, standing: Standing): May {
  const asked = crisis.askedIds.includes(standing.staffId);
  const owns = crisis.owner?.staffId === standing.staffId;
  return {
    see: standing.opensInTeam || standing.supervisesTeam || asked || owns || standing.inEmergency === true,
    answer: asked || standing.supervisesTeam || (standing.answersInTeam && standing.onCallInTeam),
    work: owns || standing.worksInTeam || standing.supervisesTeam,
    close: owns || standing.supervisesTeam,
    supervise: standing.supervisesTeam,
  };
}
