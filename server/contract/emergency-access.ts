/** Why somebody opens a crisis that is not theirs. */
export const EMERGENCY_REASONS = ['danger-now', 'person-is-here', 'owner-not-reached', 'other'] as const;
export type EmergencyReason = (typeof EMERGENCY_REASONS)[number];

/** So many minutes a crisis stays open to somebody by emergency access. Source: reliability.md §7. */
export const EMERGENCY_MINUTES = 30;

/** A supervisor of the team has looked at it so many hours after it was taken, or it is overdue. Source: reliability.md §7. */
export const EMERGENCY_REVIEW_HOURS = 72;

/** What a supervisor found. */
export const EMERGENCY_FINDINGS = ['right', 'talk-needed', 'not-right'] as const;
export type EmergencyFinding = (typeof EMERGENCY_FINDINGS)[number];

/** Exactly one of `crisisId` and `ref`. `words` are kept sealed with the crisis, as a note; `password` is one’s own, said again. */
export interface EmergencyAccessInput { crisisId?: string; ref?: string; reason: EmergencyReason; words: string; password: string }
export interface EmergencyAccessView { crisisId: string; ref: string; until: string }

/** One emergency access as a supervisor of the crisis's team sees it; `ref` is the code that the crisis had then. */
export interface EmergencyTakenView {
  id: string;
  crisisId: string;
  ref: string;
  team: string;
  by: { id: string; name: string };
  reason: EmergencyReason;
  at: string;
  until: string;
  /** Looked at by then, or overdue. */
  reviewBy: string;
  /** False for one's own. */
  mayReview: boolean;
  review: { by: string; at: string; finding: EmergencyFinding } | null;
}
/** `waiting`: the oldest first, every one until somebody looked at it, 200 at most. `reviewed`: the 20 newest of the last 30 days. */
export interface EmergencyReviewsView { waiting: EmergencyTakenView[]; reviewed: EmergencyTakenView[] }

export interface EmergencyAccessApi {
  'POST /api/v1/emergency-access': { input: EmergencyAccessInput; output: EmergencyAccessView };
  'GET /api/v1/emergency-access': { input: Record<string, never>; output: EmergencyReviewsView };
  'POST /api/v1/emergency-access/:id/review': { input: { id: string; finding: EmergencyFinding }; output: EmergencyTakenView };
}
