import { EMERGENCY_MINUTES, EMERGENCY_REVIEW_HOURS } from '../../contract/emergency-access.js';
import type { EmergencyFinding, EmergencyReason } from '../../contract/emergency-access.js';
import { addHours, addMinutes } from '../../kernel/durations.js';
import type { CrisisId, StaffId, TeamId } from '../../kernel/ids.js';

/** One crisis opened to one person by emergency access, until an instant. `teamId` and `ref` are the crisis's when it was taken. */
export interface EmergencyAccess { id: string; crisisId: CrisisId; teamId: TeamId; ref: string; staffId: StaffId; reason: EmergencyReason; at: Date; until: Date }
/** What a supervisor of the team found, once. */
export interface EmergencyReview { reviewedById: StaffId; reviewedAt: Date; finding: EmergencyFinding }

/** When access that is taken now ends. Source: contract `EMERGENCY_MINUTES`. */
export const endOfAccess = (at: Date): Date => addMinutes(at, EMERGENCY_MINUTES);

/** By when a supervisor has looked at access that was taken at `at`; nothing waits for it. Source: contract `EMERGENCY_REVIEW_HOURS`. */
export const reviewBy = (at: Date): Date => addHours(at, EMERGENCY_REVIEW_HOURS);

/** Why somebody may not review this one, or null. Nobody looks at what they did themselves, and nobody looks twice. */
export const reviewRefusal = ({ staffId, reviewedAt }: { staffId: StaffId; reviewedAt?: Date | undefined }, byId: StaffId): 'crisis/emergency-access-own' | 'crisis/emergency-access-reviewed' | null =>
  (reviewedAt !== undefined ? 'crisis/emergency-access-reviewed' : staffId === byId ? 'crisis/emergency-access-own' : null);

/** Whether access holds at `now`; it is over at its exact end. */
export const holds = ({ until }: Pick<EmergencyAccess, 'until'>, now: Date): boolean => now < until;
