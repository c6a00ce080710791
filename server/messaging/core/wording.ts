import { CALL_WORDINGS, TEXT_WORDINGS } from '../../contract/wording.js';
import type { WordingKey, WordingSentence } from '../../contract/wording.js';

/** What one text or one thing that a call says may and must hold. */
export interface WordingRule {
  kind: 'text' | 'call';
  /** What may stand in braces, beside `{duty}`, `{emergency}` and `{line}`, which may stand in every text. */
  names: readonly string[];
  /** Of these, what must stand in a sentence that is never left out. */
  needed: readonly string[];
  /** Of these, what there sometimes is nothing for: a sentence that names it is then left out. */
  sometimes: readonly string[];
  /** The digits that must be offered: they are what is understood as an answer. */
  digits: readonly string[];
  /** Whether the short name of the network comes first. Somebody else may see what leaves without it. */
  beginsWithOrg: boolean;
  /** The carrier itself sends it and takes the keywords that stand in it. */
  byCarrier: boolean;
}

/** Names that every text may use: the duty phone, the emergency number, the crisis line. */
export const LINE_NAMES = ['duty', 'emergency', 'line'] as const;

const text = (names: readonly string[], needed: readonly string[] = [], digits: readonly string[] = [], { org = true, carrier = false, sometimes = [] as readonly string[] } = {}): WordingRule =>
  ({ kind: 'text', names: [...names, ...LINE_NAMES], needed, sometimes, digits, beginsWithOrg: org, byCarrier: carrier });
const said = (names: readonly string[], needed: readonly string[] = [], digits: readonly string[] = []): WordingRule =>
  ({ kind: 'call', names: ['org', ...names], needed, sometimes: [], digits, beginsWithOrg: false, byCarrier: false });

/** The rules of every wording. The digits are those of ux.md §7: 1 to 5 mean the same in every text. */
export const WORDING_RULES: Readonly<Record<WordingKey, WordingRule>> = {
  page: text(['urgency', 'ref', 'next', 'link'], ['urgency', 'ref', 'link'], ['1', '2', '3'], { sometimes: ['next'] }),
  lastStep: text(['ref', 'waited', 'link'], ['ref', 'link'], ['1']),
  taken: text(['ref', 'name', 'time'], ['ref', 'name']),
  stoodDown: text(['ref', 'time'], ['ref']),
  over: text(['ref'], ['ref']),
  yours: text(['ref', 'time', 'phone', 'link'], ['ref', 'link'], ['4', '5'], { sometimes: ['phone'] }),
  handOver: text(['name', 'ref', 'link'], ['name', 'ref', 'link']),
  ownerIs: text(['name', 'ref', 'phone'], ['name', 'ref', 'phone', 'emergency']),
  nobodyYet: text(['ref'], ['ref', 'duty', 'emergency']),
  raised: text(['ref'], ['ref', 'duty', 'emergency']),
  severalOpen: text(['count', 'ref', 'list'], ['ref', 'list'], ['1']),
  notRead: text([], ['duty'], ['1', '2', '3']),
  cannotNoted: text(['ref'], ['ref']),
  callMeNoted: text(['ref'], ['ref', 'duty'], ['1']),
  leadRings: text(['ref'], ['ref', 'duty'], ['1']),
  withThemNoted: text(['ref', 'time'], ['ref'], ['5']),
  backupNoted: text(['ref'], ['ref', 'duty', 'emergency']),
  nothingOpen: text([], ['duty', 'emergency']),
  wrongCode: text(['code'], ['code', 'duty']),
  ringThem: text(['name', 'ref', 'phone'], ['name', 'ref', 'phone']),
  backupWanted: text(['name', 'ref', 'phone'], ['name', 'ref', 'phone']),
  referral: text(['ref', 'time', 'link'], ['ref', 'time', 'link']),
  publicReply: text([], ['line', 'emergency'], [], { org: false }),
  carrierStopped: text([], [], [], { carrier: true }),
  carrierStarted: text([], [], [], { carrier: true }),
  carrierHelp: text([], ['duty'], [], { carrier: true }),
  callAsking: said(['urgency', 'code'], ['org', 'urgency', 'code'], ['1', '2', '3']),
  callNoKey: said([]),
  callYours: said(['code', 'details'], ['code', 'details']),
  callYoursNoWorker: said(['code', 'details'], ['code', 'details']),
  callDetailsText: said([]),
  callDetailsApp: said([]),
  callTaken: said(['code'], ['code']),
  callAlreadyYours: said(['code'], ['code']),
  callCannot: said(['code'], ['code']),
  callOver: said(['code'], ['code']),
  callUnknown: said([]),
  callDutyPhone: said([]),
};

/** The words of everything that can be sent or said. */
export type Wordings = Readonly<Record<WordingKey, readonly WordingSentence[]>>;

/** The words as they lie in `config/policies/texts.json`: a sentence alone is never left out. */
export type SeedSentences = readonly (string | WordingSentence)[];

/** The words out of their data. @throws Error that names what is missing */
export function wordingsFrom(data: { texts: Readonly<Record<string, SeedSentences>>; calls: Readonly<Record<string, SeedSentences>> }): Wordings {
  const read = (keys: readonly WordingKey[], from: Readonly<Record<string, SeedSentences>>): [WordingKey, WordingSentence[]][] => keys.map((key) => {
    const sentences = from[key];
    if (!sentences) throw new Error(`The texts lack ${key}.`);
    return [key, sentences.map((one) => (typeof one === 'string' ? { words: one, goes: 0 } : { ...one }))];
  });
  return Object.fromEntries([...read(TEXT_WORDINGS, data.texts), ...read(CALL_WORDINGS, data.calls)]) as unknown as Wordings;
}

/** What is filled in; a sentence that names something for which there is null is left out. */
export type Fill = Readonly<Record<string, string | null>>;

const NAME = /\{(\w+)\}/g;

/** The names in braces of a sentence, each as often as it stands there. */
export const namesIn = (words: string): string[] => [...words.matchAll(NAME)].map(([, name]) => name as string);

/** `words` filled in, or null when it names something that there is not. */
export function filled(words: string, fill: Fill): string | null {
  let lacks = false;
  const text = words.replace(NAME, (whole, name: string) => {
    const value = fill[name];
    if (value === null) lacks = true;
    return value ?? whole;
  });
  return lacks ? null : text;
}
