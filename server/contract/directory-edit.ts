import type {
  Access, AreaCircle, CapacityKind, Checked, EntryState, ExclusionRule, HelpKind, ImportFileReport, IntakeChannel, IntakeHours, LocationType, PhoneType, ScheduleException, ServiceStatus, Setting, Trait, UrgencyTaken,
} from './directory.js';

/**
 * A service as people change it: everything that counts for matching and for whoever needs it, flat enough for one form.
 * What stands in the directory and not here (attributes, shapes of areas, provenance) is kept untouched by a change.
 * `null` means *not told*, never *no*. A part with an `id` is known; without one it is new.
 */
export interface ServiceFacts {
  name: string;
  alternateName: string | null;
  description: string | null;
  /** An organization of this name is taken; where there is none, it is made. */
  organizationName: string;
  status: ServiceStatus;
  alert: string | null;
  kinds: HelpKind[];
  /** False: only read from words of an import, nobody has said so yet. */
  kindsStated: boolean;
  setting: Setting | null;
  urgency: UrgencyTaken;
  /** Years, both included. */
  age: { minimum: number | null; maximum: number | null };
  exclusions: ExclusionRule[];
  eligibilityDescription: string | null;
  traits: Trait[];
  walkIn: boolean | null;
  pets: boolean | null;
  dependants: boolean | null;
  waitlist: boolean | null;
  languages: LanguageFacts[];
  /** Codes, `*` for any language; null when nobody told. */
  languagesInterpreted: string[] | null;
  interpretationServices: string | null;
  areas: AreaFacts[];
  /** ISO 3166-2, where a service without a place may work. */
  virtualArea: string[] | null;
  locations: LocationFacts[];
  timeZone: string | null;
  alwaysOpen: boolean;
  byAppointment: boolean;
  schedules: ScheduleFacts[];
  exceptions: ScheduleException[];
  phones: PhoneFacts[];
  email: string | null;
  url: string | null;
  contacts: ContactFacts[];
  intake: IntakeFacts[];
  costs: CostFacts[];
  feesDescription: string | null;
  documents: DocumentFacts[];
  funding: FundingFacts[];
  applicationProcess: string | null;
  capacities: CapacityFacts[];
}
/** The name of one thing that can be changed. */
export type FactName = keyof ServiceFacts;

/** Every fact, in the order in which a person reads them. */
export const FACT_NAMES = [
  'name', 'alternateName', 'organizationName', 'description', 'status', 'alert', 'kinds', 'kindsStated', 'setting', 'urgency', 'age', 'exclusions', 'eligibilityDescription', 'traits', 'walkIn',
  'pets', 'dependants', 'waitlist', 'languages', 'languagesInterpreted', 'interpretationServices', 'areas', 'virtualArea', 'locations', 'timeZone', 'alwaysOpen', 'byAppointment', 'schedules',
  'exceptions', 'phones', 'email', 'url', 'contacts', 'intake', 'costs', 'feesDescription', 'documents', 'applicationProcess', 'capacities', 'funding',
] as const satisfies readonly FactName[];

export interface LanguageFacts { id: string | null; name: string | null; code: string | null }
/** An area by name, by postcodes, within a distance of a point, or as a shape: together they are one area. */
export interface AreaFacts { id: string | null; name: string | null; description: string | null; postalCodes: string[] | null; circle: AreaCircle | null; shape: AreaShape | null }
/** A shape that is there already, known by its mark and not sent along; or a new one, as GeoJSON. `corners` is 0 where it cannot be read. */
export type AreaShape = { mark: string; corners: number } | { geojson: string };
export interface FundingFacts { id: string | null; source: string }
export interface AddressFacts { id: string | null; address1: string; address2: string | null; city: string; stateProvince: string; postalCode: string; country: string }

/** A place of the service. What stands in `place…` belongs to the place and changes for every service there. */
export interface LocationFacts {
  id: string | null;
  type: LocationType;
  name: string | null;
  address: AddressFacts | null;
  latitude: number | null;
  longitude: number | null;
  transportation: string | null;
  /** True: nobody outside may learn where it is. Null: as its kind of help calls for. */
  addressHidden: boolean | null;
  /** What is special about the service here. */
  description: string | null;
  access: Access;
  /** Hours and numbers of this service here. */
  schedules: ScheduleFacts[];
  phones: PhoneFacts[];
  placeSchedules: ScheduleFacts[];
  placePhones: PhoneFacts[];
}

/** One sitting and its days. A closing at or before the opening lies on the next day; no times: nobody told them. */
export interface ScheduleFacts {
  id: string | null;
  freq: 'WEEKLY' | 'MONTHLY' | null;
  interval: number | null;
  /** `MO,TU`, or for MONTHLY `1MO,-1FR`. */
  byday: string | null;
  bymonthday: string | null;
  validFrom: string | null;
  validTo: string | null;
  opensAt: string | null;
  closesAt: string | null;
  description: string | null;
}

export interface PhoneFacts {
  id: string | null;
  number: string;
  extension: string | null;
  type: PhoneType | null;
  description: string | null;
  /** How the number was checked just now; null leaves the last check as it was. A changed number loses it. */
  checkedHow: string | null;
}
export interface ContactFacts { id: string | null; name: string | null; title: string | null; email: string | null; phones: PhoneFacts[] }
/** Where a referral goes. Another channel or address has to be checked anew. */
export interface IntakeFacts { id: string | null; channel: IntakeChannel; address: string; label: string | null; hours: IntakeHours }
export interface CostFacts { id: string | null; option: string | null; amount: number | null; currency: string | null; amountDescription: string | null }
export interface DocumentFacts { id: string | null; document: string }
/** What is counted. `available` only for a new one: free now. */
export interface CapacityFacts { id: string | null; unit: string; kind: CapacityKind; maximum: number | null; available: number | null }

/** A change of one fact, whole. */
export type FactChange = { [Name in FactName]: { field: Name; from: ServiceFacts[Name] | null; to: ServiceFacts[Name] | null } }[FactName];

/** What is needed to change a service. */
export interface ServiceFactsView {
  serviceId: string;
  version: number;
  facts: ServiceFacts;
  /** The last check of each number, by its id. */
  checks: Record<string, Checked<string>>;
  /** The last check of each intake contact, by its id. */
  verified: Record<string, Checked<string>>;
  /** Who changed a fact last, and when; null when nobody did here. */
  lastChange: { by: string; at: string } | null;
}

/** How something is known: "on the phone with intake", "their website". */
export interface ServiceChangeInput { facts: ServiceFacts; why: string; checkedAll: boolean }
export interface ServiceEditInput extends ServiceChangeInput { seenVersion: number }

/** What kind of act changed an entry. */
export const CHANGE_ACTS = ['created', 'edited', 'checked', 'intake-verified', 'put-back', 'imported', 'import-undone', 'merged', 'merged-into', 'merge-undone'] as const;
export type ChangeAct = (typeof CHANGE_ACTS)[number];

/** One change of one service, as it is kept. */
export interface ServiceChangeView {
  id: string;
  /** The version of the service that it made. */
  version: number;
  at: string;
  by: string;
  act: ChangeAct;
  /** How it was known, or why. */
  why: string | null;
  fields: FactChange[];
  /** The other service of a merge. */
  other: { id: string; name: string } | null;
  /** Whether the state before it is kept and can be put back. */
  canPutBack: boolean;
}

/** Why an entry stands in the queue of old entries. */
export const STALE_REASONS = ['never-checked', 'stale', 'unverified', 'phone-not-checked'] as const;
export type StaleReason = (typeof STALE_REASONS)[number];
export interface StaleQuery { reason?: StaleReason; skip?: number; limit?: number }

/** A running service whose entry or numbers nobody has checked for long. */
export interface StaleServiceView {
  id: string;
  version: number;
  name: string;
  organizationName: string;
  /** How often it was referred to in the last year. */
  referrals: number;
  reasons: StaleReason[];
  entry: EntryState;
  phones: { id: string; number: string; extension: string | null; description: string | null; checked: Checked<string> | null }[];
  /** People to ask for, by name. */
  people: string[];
}

/** How an entry was checked. */
export const CHECK_MEANS = ['phone', 'website', 'visit', 'e-mail'] as const;
export type CheckMeans = (typeof CHECK_MEANS)[number];

/** Somebody checked the entry today, by these numbers. */
export interface ServiceCheckInput { seenVersion: number; means: CheckMeans; with: string; phoneIds: string[] }

/** What a worker found wrong with an entry. */
export const PROBLEM_KINDS = ['number-wrong', 'closed', 'moved', 'refused-somebody', 'other'] as const;
export type ServiceProblemKind = (typeof PROBLEM_KINDS)[number];
/** What came of looking into it. */
export const PROBLEM_OUTCOMES = ['mended', 'was-right', 'not-known'] as const;
export type ServiceProblemOutcome = (typeof PROBLEM_OUTCOMES)[number];
export type ServiceProblemState = 'new' | 'taken' | 'answered';

/** No names or details of a person: they do not belong into a directory. */
export interface NewServiceProblem { kind: ServiceProblemKind; text?: string }
export interface ServiceProblemAnswer { seenVersion: number; outcome: ServiceProblemOutcome; answer: string }
interface Somebody { id: string; name: string }

export interface ServiceProblemView {
  id: string;
  version: number;
  service: { id: string; name: string };
  kind: ServiceProblemKind;
  text: string | null;
  at: string;
  by: Somebody;
  state: ServiceProblemState;
  taken: { by: Somebody; at: string } | null;
  answered: { by: Somebody; at: string; outcome: ServiceProblemOutcome; answer: string } | null;
}

/** Most bytes of one file that is sent for an import. */
export const MOST_UPLOAD_FILE_BYTES = 8 * 1024 * 1024;
/** Most bytes of all files of one import, unpacked. */
export const MOST_UPLOAD_BYTES = 16 * 1024 * 1024;
/** Most files of one import. */
export const MOST_UPLOAD_FILES = 100;

/** Files that were sent and wait for their import, for a day at most. */
export interface UploadView { id: string; files: { name: string; bytes: number }[]; bytes: number }

/** How the files are to be read: the name of the data set (the same name again updates), the country of numbers, the zone of hours that name none. */
export interface ImportChoices { uploadId: string; source: string; country: string; timeZone?: string }
export interface ImportTally { created: number; updated: number; unchanged: number }

/** What an import would do; or why nothing of it can be taken. Lists are cut, counts are whole. */
export type DirectoryImportPreview =
  | { ok: false; problems: { file: string; why: string }[] }
  | {
    ok: true;
    /** Names this preview, so that what is taken is what was seen. */
    digest: string;
    format: string;
    files: (ImportFileReport & { reasonCount: number })[];
    services: ImportTally; organizations: ImportTally; locations: ImportTally;
    changed: { id: string; name: string; organizationName: string; isNew: boolean; fields: FactChange[] }[];
  };

/** Why an entry stayed as it is when its import was undone: somebody changed it since, or it was referred to. */
export const IMPORT_KEPT = ['changed-since', 'referred'] as const;

export interface DirectoryImportView {
  id: string;
  at: string;
  by: string;
  source: string;
  format: string;
  files: string[];
  services: ImportTally; organizations: ImportTally; locations: ImportTally;
  rows: number; repaired: number; refused: number;
  undone: { at: string; by: string; restored: number; removed: number; kept: { id: string; name: string; why: (typeof IMPORT_KEPT)[number] }[] } | null;
}

/** Two entries that may be one, and why. */
export const DUPLICATE_GROUNDS = ['same-name', 'like-name', 'same-phone', 'same-address', 'same-website', 'same-e-mail', 'same-organization'] as const;
export type DuplicateGround = (typeof DUPLICATE_GROUNDS)[number];
export interface DuplicateSide { id: string; name: string; organizationName: string; status: ServiceStatus; entry: EntryState; place: string | null; phone: string | null }
/** `asOf`: when the directory was last looked through; null while that has not been done. `looking`: it is being looked through anew. */
export interface DuplicatesView { pairs: DuplicateView[]; total: number; asOf: string | null; looking: boolean }
export interface DuplicateView { one: DuplicateSide; other: DuplicateSide; grounds: DuplicateGround[]; likeness: number }

/** Two entries side by side, to choose from. */
export interface MergeSideView { id: string; version: number; name: string; facts: ServiceFacts; entry: EntryState; referrals: number }
export interface MergeView { stays: MergeSideView; goes: MergeSideView; differs: FactName[] }
/** Of the facts named, the one that goes wins; of all others, the one that stays. */
export interface MergeInput { goesId: string; seenVersion: number; goesSeenVersion: number; fromOther: FactName[]; why: string }
