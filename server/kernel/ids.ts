import { randomUUID } from 'node:crypto';

declare const brand: unique symbol;
/** A string that can only be used for one kind of thing. */
export type Id<Kind extends string> = string & { readonly [brand]?: Kind };

export type StaffId = Id<'staff'>;
export type TeamId = Id<'team'>;
export type CrisisId = Id<'crisis'>;
export type ReportId = Id<'report'>;
export type EscalationId = Id<'escalation'>;
export type NotificationId = Id<'notification'>;
export type PolicyId = Id<'policy'>;
export type RotaId = Id<'rota'>;
export type ServiceId = Id<'service'>;
export type ReferralId = Id<'referral'>;
export type ConsentId = Id<'consent'>;
export type FollowUpId = Id<'follow-up'>;
export type HelpId = Id<'help'>;
export type ReceiptId = Id<'receipt'>;

/** A new random id; the caller's type says of what. */
export const newId = <T extends string = string>(): T => randomUUID() as T;
