import type { UnreachableWhy } from './oncall.js';
import type { Channel, DeliveryState, Role } from './words.js';

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
  /** A number that anybody may see, also without an account: on the sign-in page and behind links that are over. Absent: none is shown. */
  publicPhone?: string;
  /** Where "Exit" leads: a page that tells nothing about why somebody looked at ours. Absent: the one built in. */
  quickExitTo?: string;
  /** True when all phones are simulated; every page says so. */
  simulated: boolean;
}

/** What anybody may know who opens the sign-in page or an old link: whose it is and which numbers to ring. Null where there is none. */
export interface PublicLinesView { name: string; emergencyNumber: string | null; crisisLine: string | null; phone: string | null }

export interface NetworkInput extends Omit<NetworkView, 'version' | 'simulated'> { seenVersion: number }

/** Languages in which staff are told and read; null where none was chosen, which is English in texts and the browser's on screens. */
export const STAFF_LANGUAGES = ['en', 'es'] as const;
export type StaffLanguage = (typeof STAFF_LANGUAGES)[number];
export interface LanguageInput { language: StaffLanguage | null }

/** The signed-in person, as their own screen may know them. */
export interface SessionView {
  staff: { id: string; name: string; initials: string };
  roles: { teamId: string; role: Role }[];
  teams: TeamView[];
  /** For somebody outside: the organization for which they answer, and what they do there. */
  organization?: { name: string; title: string };
  permissions: string[];
  /** The language they chose, for a device where none was chosen; left out where there is none. */
  language?: StaffLanguage;
  /** A role asks for a passkey or codes and there are none yet: until then there is only raising, and one's own settings. */
  lacksFactor?: true;
  /** Its screen is locked: until somebody says who they are there is only raising, and the board to be seen. */
  locked?: true;
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

/** Without a password the new member of staff signs in first by a link (`PasswordLinkView`). A number is to be checked before it counts. */
export interface NewStaffInput {
  name: string;
  email: string;
  password?: string;
  phone?: string;
  phoneKind?: NumberKind;
  roles: { teamId: string; role: Role }[];
}

/** What a number takes: a mobile both, a landline calls only. */
export const NUMBER_KINDS = ['text-and-call', 'call-only'] as const;
export type NumberKind = (typeof NUMBER_KINDS)[number];

/** A number of a member of staff, in E.164. Only a checked one is paged. */
export interface StaffNumberView {
  id: string;
  number: string;
  kind: NumberKind;
  /** When it was checked; null: it is not, and nobody is paged there. */
  verifiedAt: string | null;
  /** `code`: by a code sent to it. `set-up`: it was there from the start and is taken as right. */
  verifiedBy: 'code' | 'set-up' | null;
  /** Its STOP stopped our texts. Calls still reach it. */
  optedOut: boolean;
}

/** For which crises somebody chooses: Emergency (A), Urgent (B and C), the rest. */
export const CHOICE_GROUPS = ['emergency', 'urgent', 'soon'] as const;
export type ChoiceGroup = (typeof CHOICE_GROUPS)[number];

/** One message that somebody wants when they are asked. The delay counts from when they are asked. */
export interface OwnWay { channel: Channel; numberId: string; afterSeconds: number }

/** So many seconds a message may be put off: at once, or 30 s to 5 min. Decision of this project: within the shortest default answer time or soon after. */
export const OWN_DELAYS = [0, 30, 60, 120, 300] as const;

/** Hours of the day in which only A and B are told at once. `HH:MM` in `timeZone`; past midnight when `until` is not later. */
export interface QuietHours { from: string; until: string; timeZone: string }

/** Null: as the team's ladder says. */
export type ChannelChoices = Record<ChoiceGroup, OwnWay[] | null>;

/** How I am reached. */
export interface MyChannelsView {
  version: number;
  /** The first that takes texts gets them, unless chosen otherwise. */
  numbers: StaffNumberView[];
  choices: ChannelChoices;
  quiet: QuietHours | null;
  /** What a page would do now, by my own choice and the limits; the team's ladder may ask for less where I chose nothing. */
  now: Record<ChoiceGroup, OwnWay[]>;
  /** Why no page reaches me; null when one does. */
  unreachable: UnreachableWhy | null;
  /** Rotas that I am on, by name. While there are any, my last number stays. */
  rotas: string[];
}

/** `order`: every number's id, the first for texts and calls first. */
export interface MyChannelsInput { seenVersion: number; order: string[]; choices: ChannelChoices; quiet: QuietHours | null }

/** A code or a test on its way to one of my numbers. */
export interface PhoneCheckView {
  id: string;
  purpose: 'code' | 'test';
  numberId: string;
  channel: Channel;
  state: DeliveryState;
  madeAt: string;
  sentAt: string | null;
  deliveredAt: string | null;
  failedAt: string | null;
  /** The carrier's error number, where it gave one. */
  errorCode: number | null;
  /** For a code: until when it is good. */
  endsAt: string;
}

/** A sign-in or an enrolled phone of mine. */
export interface MySessionView {
  id: string;
  kind: 'session' | 'device';
  /** Browser and system as the browser named itself, such as "Firefox on Windows"; null when not known. */
  about: string | null;
  startedAt: string;
  endsAt: string;
  /** The one that asks. */
  current: boolean;
}

/** A member of staff as administrators see them. */
export interface StaffRecordView extends StaffView {
  version: number;
  email: string;
  numbers: StaffNumberView[];
  /** Why a page does not reach them; null when one does. */
  unreachable: UnreachableWhy | null;
  /** `none`: no password and no link that works. */
  signIn: 'password' | 'link' | 'none';
  /** Names of the rotas they are on. */
  rotas: string[];
}

export interface TeamRecordView { id: string; name: string; receivedBy: string; people: number }

export interface PeopleView { people: StaffRecordView[]; teams: TeamRecordView[] }

export interface StaffChangeInput { seenVersion: number; name: string; email: string; roles: { teamId: string; role: Role }[] }

export interface TeamInput { name: string; receivedBy?: string }

/** What hangs on a member of staff: refs of open crises they own, rotas they are on, ladders that name them. */
export interface DutiesView { crises: string[]; rotas: string[]; ladders: string[] }

/** `despiteDuties`: rotas and ladders lose them all the same; a crisis must have another owner first. */
export interface DeactivationInput { seenVersion: number; despiteDuties?: boolean }

/** A link to choose a password with, good once. It is shown once, to who made it, and ends every sign-in when it is used. */
export interface PasswordLinkView { url: string; endsAt: string }

export interface NewPasswordInput { token: string; password: string }

/** One line of an import as it would be taken. `line` counts from 1, the header included. */
export interface ImportRowView {
  line: number;
  name: string;
  result: 'new' | 'changed' | 'same' | 'refused';
  /** What would change: a field, and from what to what. */
  changes: { field: ImportField; from: string; to: string }[];
  refusals: { field: ImportField; why: string }[];
}

export type ImportField = 'name' | 'e-mail' | 'mobile' | 'landline' | 'team' | 'roles' | 'received by' | 'row';

/** Files of staff and of teams are told apart by their columns. */
export interface ImportPreviewView {
  kind: 'staff' | 'teams';
  /** Names exactly this preview; applying it takes nothing else. */
  digest: string;
  counts: Record<ImportRowView['result'], number>;
  rows: ImportRowView[];
  /** Columns of the file that nobody knows; they are left out. */
  unknownColumns: string[];
}

export interface ImportInput { csv: string }
export interface ImportApplyInput extends ImportInput { digest: string }
export interface ImportDoneView { added: number; changed: number; same: number }
