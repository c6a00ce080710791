/** Texts whose words an administrator may change, in the order in which they are shown. Source: ux.md §7. */
export const TEXT_WORDINGS = [
  'page', 'lastStep', 'taken', 'stoodDown', 'over', 'yours', 'handOver', 'ownerIs', 'nobodyYet', 'raised', 'severalOpen', 'notRead', 'cannotNoted', 'callMeNoted', 'leadRings',
  'withThemNoted', 'backupNoted', 'nothingOpen', 'wrongCode', 'ringThem', 'backupWanted', 'referral', 'publicReply', 'carrierStopped', 'carrierStarted', 'carrierHelp',
] as const;
/** What a call says, in the order in which it can be heard. */
export const CALL_WORDINGS = [
  'callAsking', 'callNoKey', 'callYours', 'callYoursNoWorker', 'callDetailsText', 'callDetailsApp', 'callTaken', 'callAlreadyYours', 'callCannot', 'callOver', 'callUnknown', 'callDutyPhone',
] as const;
export const WORDING_KEYS = [...TEXT_WORDINGS, ...CALL_WORDINGS] as const;
export type WordingKey = (typeof WORDING_KEYS)[number];

/** One sentence, with `{names}` that are filled in when it is sent. `goes`: left out when space is short, the lowest first; 0: never. */
export interface WordingSentence { words: string; goes: number }

/** The words of one text or of one thing that a call says. */
export interface WordingView {
  key: WordingKey;
  kind: 'text' | 'call';
  sentences: WordingSentence[];
  /** What may stand in braces, and what a sample says for it. */
  names: { name: string; sample: string }[];
  /** Of these, what must stand in a sentence that is never left out. */
  needed: string[];
  /** The digits that must be offered: they are what is understood as an answer. */
  digits: string[];
  /** The short name of the network comes first by itself. */
  beginsWithOrg: boolean;
  /** 0: the words it came with. */
  version: number;
  changedAt: string | null;
  changedBy: string | null;
}

export interface WordingDraft { sentences: WordingSentence[] }
export interface WordingInput extends WordingDraft { seenVersion: number }
/** `version` is the one whose words are to hold again. */
export interface WordingPutBackInput { seenVersion: number; version: number }

/** Why words cannot be sent. */
export const WORDING_FAULTS = [
  'empty', 'unknown-name', 'brace', 'name-missing', 'name-twice', 'digit-missing', 'carrier-word', 'health-word', 'letter', 'link-typed', 'link-touched', 'link-goes', 'too-long', 'too-long-at-most',
] as const;
export type WordingFault = (typeof WORDING_FAULTS)[number];
/** Where, as a JSON pointer, what, and about which name, word or letter; empty where it is about all of it. */
export interface WordingFaultView { pointer: string; fault: WordingFault; about: string }

/** As it would leave. `units` are septets of GSM-7, or 16-bit units when a letter is not in it; for a call, letters. */
export interface WordingSample { words: string; units: number; parts: number; leftOut: number }
/** `ordinary` with a link of 32 characters and nothing left out; `longest` with the longest that can come, null for a call. */
export interface WordingPreview { ordinary: WordingSample; longest: WordingSample | null; faults: WordingFaultView[] }

/** One version of the past. `putBack`: the version whose words it brought back. */
export interface WordingVersionView { version: number; sentences: WordingSentence[]; at: string | null; by: string | null; putBack: number | null }
