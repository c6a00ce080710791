/** The frozen lists of words shared by database, server and screen. */

/** The roles of staff, each held in a team. */
export const STAFF_ROLES = [
  'support-worker', 'peer-worker', 'clinician', 'supervisor',
  'directory-manager', 'rota-manager', 'auditor', 'administrator',
] as const;
/** With `provider`: somebody at an organization of the directory, who answers its referrals and is no staff. Held for that organization, never in a team. */
export const ROLES = [...STAFF_ROLES, 'provider'] as const;
export type Role = (typeof ROLES)[number];

export const CRISIS_STATES = ['OPEN', 'ACTIVE', 'FOLLOW_UP', 'CLOSED'] as const;
export type CrisisState = (typeof CRISIS_STATES)[number];

/** Where the person is in their journey. Source: domain.md §6. */
export const LOCATION_STATES = [
  'WITH_REPORTER', 'ON_LINE_WITH_WORKER', 'AWAITING_RESPONSE', 'TEAM_EN_ROUTE', 'TEAM_ON_SCENE', 'IN_TRANSIT',
  'AT_FACILITY_WAITING', 'AT_FACILITY_ACCEPTED', 'HOME_WITH_PLAN', 'WITH_SERVICE', 'UNKNOWN_SEARCHING', 'CLOSED',
] as const;
export type LocationState = (typeof LOCATION_STATES)[number];

/** How a crisis ended. Source: domain.md §6, generalised from a live city programme. */
export const DISPOSITIONS = [
  'ENGAGED_ASSISTED', 'ENGAGED_UNABLE_TO_ASSIST', 'RETURNED_ISSUE_UNRESOLVED', 'GONE_ON_ARRIVAL', 'EMERGENCY_REQUESTED',
  'OUT_OF_SCOPE', 'OUT_OF_AREA', 'CANCELLED_BY_SENDER', 'UNKNOWN',
] as const;
export type Disposition = (typeof DISPOSITIONS)[number];

export const EMERGENCY_ANSWERS = ['called-now', 'already-called', 'not-needed'] as const;
export type EmergencyAnswer = (typeof EMERGENCY_ANSWERS)[number];

export const CHANNELS = ['sms', 'voice'] as const;
export type Channel = (typeof CHANNELS)[number];

/** What tells somebody beside texts and calls: never asked for an answer, never counted as reaching anybody. */
export const NOTICE_CHANNELS = ['push', 'email'] as const;
export type NoticeChannel = (typeof NOTICE_CHANNELS)[number];

/** `page` asks for an answer, `notice` tells. */
export const NOTIFICATION_KINDS = ['page', 'notice'] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

/** What is known of one message's journey, in the only order it can move. */
export const DELIVERY_STATES = ['waiting', 'submitting', 'sent', 'delivered', 'failed', 'stopped'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export const ESCALATION_STATES = ['running', 'answered', 'stopped'] as const;
export type EscalationState = (typeof ESCALATION_STATES)[number];

/** Closed-loop referral states. Source: domain.md §7.1. */
export const REFERRAL_STATES = [
  'DRAFT', 'CAPACITY_CHECK', 'SENT', 'VIEWED', 'NEEDS_CLIENT_ACTION', 'ACCEPTED', 'WAITLISTED', 'SCHEDULED', 'IN_PROGRESS',
  'NO_SHOW', 'COMPLETED_SERVED', 'COMPLETED_NOT_SERVED', 'DECLINED', 'REDIRECTED', 'WITHDRAWN_BY_PERSON',
  'CANCELLED_BY_SENDER', 'EXPIRED', 'HANDED_BACK', 'ENTERED_IN_ERROR',
] as const;
export type ReferralState = (typeof REFERRAL_STATES)[number];

/** One list for declined, failed, on hold and cancelled. Source: domain.md §7.2. */
export const REFERRAL_REASONS = [
  'AT_CAPACITY', 'CONFLICT_OF_INTEREST', 'NOT_ELIGIBLE_AGE', 'NOT_ELIGIBLE_AREA', 'NOT_ELIGIBLE_NEED', 'NOT_ELIGIBLE_PAYER',
  'RISK_TOO_HIGH', 'LANGUAGE_UNAVAILABLE', 'ACCESS_UNAVAILABLE', 'MISSING_DOCUMENTS', 'COULD_NOT_CONTACT', 'PERSON_DECLINED',
  'ALREADY_SERVED', 'SERVICE_CLOSED', 'CONSENT_MISSING', 'DUPLICATE', 'OTHER',
] as const;
export type ReferralReason = (typeof REFERRAL_REASONS)[number];

/** What a consent may cover. Source: domain.md §13. */
export const DATA_CLASSES = ['contact', 'need', 'risk', 'safety-plan', 'substance-use', 'lived-experience'] as const;
export type DataClass = (typeof DATA_CLASSES)[number];

export const CONSENT_METHODS = ['spoken', 'written', 'electronic'] as const;
export type ConsentMethod = (typeof CONSENT_METHODS)[number];

export const FOLLOW_UP_KINDS = ['24-hour', '72-hour', 'referral', 'other'] as const;
export type FollowUpKind = (typeof FOLLOW_UP_KINDS)[number];

export const FOLLOW_UP_RESULTS = ['reached', 'not-reached', 'declined', 'not-needed'] as const;
export type FollowUpResult = (typeof FOLLOW_UP_RESULTS)[number];

/** Did it help? Asked of the service and of the person. */
export const OUTCOMES = ['helped', 'not-helped', 'not-known'] as const;
export type Outcome = (typeof OUTCOMES)[number];
