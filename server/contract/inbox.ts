import type { CapacityNow } from './capacity.js';
import type { ProviderSaying } from './referral.js';
import type { ReferralState } from './words.js';

/** The inbox of an organization of the directory, and the accounts of the people there. */

/** A referral in the list: what its page shows before a yes, and never a name. */
export interface InboxLine {
  id: string;
  version: number;
  ref: string;
  serviceId: string;
  serviceName: string;
  state: ReferralState;
  /** By the service's answer: still to be given, given with the person to come or there, on the waiting list, or over. */
  group: InboxGroup;
  sentAt: string;
  answerBy: string | null;
  proposedAt: string | null;
  /** The owner said that the proposed time suits. */
  timeAgreed: boolean;
  need: string | null;
  ageBand: string | null;
  area: string | null;
  /** Who at the service gave the answer, by link, by phone or here. */
  answeredBy: { name: string; role: string } | null;
  /** It was taken back, and nobody there has said yet that they know. */
  confirm: boolean;
}

export const INBOX_GROUPS = ['to-answer', 'ours', 'listed', 'over'] as const;
export type InboxGroup = (typeof INBOX_GROUPS)[number];

export interface InboxServiceView { id: string; name: string; capacities: CapacityNow[] }

/** `more`: there are older ones than are shown. */
export interface InboxView { organization: string; services: InboxServiceView[]; referrals: InboxLine[]; more: boolean; serverTime: string }

/** What somebody with an account says; name and role are those of the account. */
export type InboxAnswer = { seenVersion: number } & ProviderSaying;

/** Free places of one of their services; `seen` is the number that stood on the screen. */
export interface InboxPlacesInput { available: number; capacityId?: string; seen?: { available: number; updatedAt: string } }

/** An account of somebody at an organization. */
export interface ProviderAccountView {
  id: string;
  name: string;
  /** What they do there, such as night lead. */
  title: string;
  email: string;
  /** Null: for all services of the organization, those to come too. */
  serviceIds: string[] | null;
  active: boolean;
  /** `none`: no password and no link that works. */
  signIn: 'password' | 'link' | 'none';
}

/** A checked phone of one of the organization's services, to which a sign-in link can go. */
export interface LinkContactView { serviceId: string; serviceName: string; contactId: string; address: string }

export interface ProviderAccountsView { organization: { id: string; name: string }; services: { id: string; name: string }[]; contacts: LinkContactView[]; accounts: ProviderAccountView[] }

/** `sendTo`: the link goes by text to this checked contact too. */
export interface NewProviderAccount { name: string; title: string; email: string; serviceIds?: string[]; sendTo?: { serviceId: string; contactId: string } }

/** A link to choose a password with, good once. It is shown once; `sentTo` is where it went as well, partly hidden. */
export interface ProviderAccountLink { account: ProviderAccountView; url: string; endsAt: string; sentTo: string | null }
