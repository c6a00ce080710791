import type { Role } from './words.js';

export interface SignInInput { email: string; password: string; enrolPhone?: boolean }

export interface TeamView { id: string; name: string }

/** What every page needs to know of the network: numbers and words, never secrets. */
export interface NetworkView {
  version: number;
  /** Short neutral name at the head of every text, at most 12 GSM-7 characters. */
  org: string;
  name: string;
  emergencyNumber: string;
  crisisLine: string;
  dutyPhone: string;
  timeZone: string;
  locale: string;
  /** The profile of `config/policies/triage` that sets contact clocks. */
  triageProfile: string;
  /** Minutes within which the owner must say how it goes, by urgency letter. */
  progressWithinMinutes: Record<'A' | 'B' | 'C' | 'D', number>;
  /** True when all phones are simulated; every page says so. */
  simulated: boolean;
}

export interface NetworkInput extends Omit<NetworkView, 'version' | 'simulated'> { seenVersion: number }

/** The signed-in person, as their own screen may know them. */
export interface SessionView {
  staff: { id: string; name: string; initials: string };
  roles: { teamId: string; role: Role }[];
  teams: TeamView[];
  permissions: string[];
  network: NetworkView;
  serverTime: string;
}

export interface StaffView {
  id: string;
  name: string;
  initials: string;
  roles: { teamId: string; role: Role }[];
  active: boolean;
}

export interface NewStaffInput {
  name: string;
  email: string;
  password: string;
  phone?: string;
  roles: { teamId: string; role: Role }[];
}
