/** Why entries were taken out of the network. A code, so that no free text stands in the audit. */
export const EXPORT_REASONS = ['review', 'complaint', 'incident', 'legal'] as const;
export type ExportReason = (typeof EXPORT_REASONS)[number];

/** What to look for; without any of them everything that the caller may read, newest first. */
export interface AuditQuery {
  /** A member of staff, or a key as `key:id`. */
  who?: string;
  /** One action, such as `crisis.opened`. */
  action?: string;
  /** What it was done to: `crisis:…`, `staff:…`, `team:…`. */
  object?: string;
  /** The code of an open crisis, instead of `object`. */
  ref?: string;
  from?: string;
  until?: string;
  /** From the answer before. */
  cursor?: string;
}

/** One entry. It names nobody but staff and machines, and holds no personal detail. */
export interface AuditLine {
  id: string;
  at: string;
  /** Null: Handrail itself. */
  actor: { id: string; name: string } | null;
  role: string;
  action: string;
  object: string;
  /** A name for the object where it is staff, a team or an open crisis. */
  objectName: string | null;
  team: string | null;
  reason: string | null;
  /** Its place in the chain; null while it waits for the sealer. */
  seal: number | null;
}

export interface AuditView {
  entries: AuditLine[];
  /** For the next page; null when this is the last. */
  next: string | null;
  /** `all`: the whole network. `teams`: what happened in the caller's own teams. */
  scope: 'all' | 'teams';
}

/** Actions and people that occur, for choosing. */
export interface AuditChoicesView { actions: string[]; people: { id: string; name: string }[] }

export interface ChainView {
  checkedAt: string;
  sealed: number;
  /** The first entry that is not as it was written; null when every one is. */
  firstBad: { seq: number; entryId: string; fault: 'gap' | 'reordered' | 'deleted' | 'changed' | 'cut-off' | 'head-not-ours' } | null;
  /** Entries that wait for the sealer. More than a few seconds' worth is a fault. */
  unsealed: number;
  oldestUnsealedAt: string | null;
}

export interface AuditExportInput extends Omit<AuditQuery, 'cursor'> { why: ExportReason; password: string }
/** `cut`: there are more entries than one file takes; ask for a shorter time. */
export interface AuditExportView { name: string; csv: string; count: number; cut: boolean }

export interface AuditApi {
  'GET /api/v1/audit': { input: AuditQuery; output: AuditView };
  'GET /api/v1/audit/choices': { input: Record<string, never>; output: AuditChoicesView };
  'POST /api/v1/audit/verification': { input: Record<string, never>; output: ChainView };
  'POST /api/v1/audit/export': { input: AuditExportInput; output: AuditExportView };
}
