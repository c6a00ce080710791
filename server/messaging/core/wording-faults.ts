import type { WordingDraft, WordingFaultView, WordingKey, WordingPreview, WordingSample, WordingSentence } from '../../contract/wording.js';
import { fitOne } from './fit.js';
import type { Sentence } from './fit.js';
import { TextDoesNotFit, fitsOne, segmentsOf, toGsm7 } from './segments.js';
import { spokenRef } from './call-words.js';
import { sentencesOf } from './texts.js';
import type { TextSettings } from './texts.js';
import { WORDING_RULES, filled, namesIn } from './wording.js';
import type { Fill, Wordings } from './wording.js';

/** A link of this length must leave room for every sentence. Source: ux.md §7. */
export const ORDINARY_LINK = 32;
/** Longer addresses cost sentences that may go; no deployment may have longer ones. */
const LONGEST_LINK = 60;
/** Whoever picks up must have heard all of it before they hang up. Decision of this project. */
const LONGEST_CALL = 400;

/** Words that carriers take for themselves when somebody replies them. Source: ux.md §7. */
const CARRIER = ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'END', 'CANCEL', 'QUIT', 'YES', 'START', 'UNSTOP', 'HELP', 'INFO'];
/** What would tell whoever sees the phone that it is about health (I12). Source: domain.md §12, ux.md §7. */
const HEALTH = /suicid|self.?harm|overdos|mental|psych|crisis|crises|\bdrugs?\b|alcohol|substance|depress|anxi|patient|client|diagnos|medic|hospital|\bward\b|detox|rehab|\babuse|attempt|injur|bleed|\bhealth|therap|clinic|shelter|\bdied?\b|death/i;
const ADDRESS = /https?:|www\.|\b[\w-]+\.(?:com|org|net|io|co|ly|me|us|uk|gov|info|example)\b/i;

/** What a sample says for each name: as it mostly is, and the longest that can come. */
const SAMPLES: Readonly<Record<string, readonly [usual: string, longest: string]>> = {
  urgency: ['EMERGENCY', 'EMERGENCY'], ref: ['4821', '482100'], code: ['4821', '482100'], next: ['2 min', '120 min'], waited: ['10 min', '120 min'], time: ['02:14', '30 Nov 02:30'],
  name: ['Priya', 'MM'], phone: ['(202) 555-0142', '+000000000000000'], count: ['2', '20'], list: ['4821 emergency, 3067 urgent', '482100 emergency and 19 more'], link: ['', ''],
};

/** What everything that may stand in braces is in a sample, with a link of `link` characters beginning like `address`. */
export function sampleFill(key: WordingKey, settings: TextSettings, { longest, link, address = 'https://handrail.example/a#' }: { longest: boolean; link: number; address?: string }): Fill {
  const of = (name: string): string => SAMPLES[name]?.[longest ? 1 : 0] ?? '';
  const fill: Record<string, string> = Object.fromEntries(Object.keys(SAMPLES).map((name) => [name, of(name)]));
  const call = WORDING_RULES[key].kind === 'call';
  return {
    ...fill, link: `${address.slice(0, Math.max(link - 7, 1))}${'7Kq2mXw'.repeat(12)}`.slice(0, link), duty: settings.dutyPhone, emergency: settings.emergencyNumber, line: settings.crisisLine, org: settings.org,
    ...(call && { urgency: 'Emergency', code: spokenRef(of('ref')) }), details: 'A text with the details follows.',
    // Only a referral is not answered the same day.
    ...(key !== 'referral' && { time: '02:14' }),
  };
}

const asSample = (words: string, leftOut: number): WordingSample => {
  const { units, parts } = segmentsOf(words);
  return { words, units, parts, leftOut };
};

const wordsOf = (sentence: Sentence): string => (typeof sentence === 'string' ? sentence : sentence.words);

/** As it would leave with room for everything, however long that is. */
function whole(sentences: readonly Sentence[]): WordingSample {
  return asSample(toGsm7(sentences.map(wordsOf).join(' ')), 0);
}

/** As it would leave when space is short: what cannot be sent at all stands there whole. */
function shortened(sentences: readonly Sentence[]): WordingSample {
  try {
    const words = fitOne(sentences);
    return asSample(words, sentences.filter((one) => typeof one !== 'string' && !words.includes(toGsm7(one.words))).length);
  } catch (error) {
    if (error instanceof TextDoesNotFit) return asSample(toGsm7(sentences.filter((one) => typeof one === 'string').join(' ')), 0);
    throw error;
  }
}

/** What words would look like when they are sent, and why they cannot be; no fault means that they can. */
export function previewOf(key: WordingKey, { sentences }: WordingDraft, settings: TextSettings): WordingPreview {
  const rule = WORDING_RULES[key];
  const wordings = { [key]: sentences } as unknown as Wordings;
  const made = (longest: boolean, link: number): Sentence[] => sentencesOf(wordings, key, settings.org, sampleFill(key, settings, { longest, link }));
  const byWords = sentences.flatMap((sentence, index) => sentenceFaults(key, sentence, index));
  const missing = wholeFaults(key, sentences);
  if (rule.kind === 'call') {
    const words = sentences.map((one) => filled(one.words, sampleFill(key, settings, { longest: false, link: 0 })) ?? '').join(' ');
    const tooLong: WordingFaultView[] = words.length > LONGEST_CALL ? [{ pointer: '', fault: 'too-long', about: String(LONGEST_CALL) }] : [];
    return { ordinary: { words, units: words.length, parts: 1, leftOut: 0 }, longest: null, faults: [...byWords, ...missing, ...tooLong] };
  }
  const ordinary = whole(made(false, ORDINARY_LINK));
  const longest = shortened(made(true, LONGEST_LINK));
  const length: WordingFaultView[] = [
    ...(fitsOne(ordinary.words) || ordinary.parts === 1 ? [] : [{ pointer: '', fault: 'too-long' as const, about: String(ordinary.units) }]),
    ...(longest.parts === 1 ? [] : [{ pointer: '', fault: 'too-long-at-most' as const, about: String(longest.units) }]),
  ];
  return { ordinary, longest, faults: [...byWords, ...missing, ...length] };
}

/** What is wrong with one sentence by itself. */
function sentenceFaults(key: WordingKey, { words, goes }: WordingSentence, index: number): WordingFaultView[] {
  const rule = WORDING_RULES[key];
  const at = (fault: WordingFaultView['fault'], about = ''): WordingFaultView => ({ pointer: `/sentences/${index}/words`, fault, about });
  if (words.trim() === '') return [at('empty')];
  const names = namesIn(words);
  const bare = words.replace(/\{\w+\}/g, ' ');
  const letters = rule.kind === 'text' ? [...new Set(toGsm7(bare))].filter((letter) => segmentsOf(letter).encoding !== 'gsm-7') : [];
  return [
    ...[...new Set(names)].filter((name) => !rule.names.includes(name)).map((name) => at('unknown-name', name)),
    ...(/[{}]/.test(bare) ? [at('brace')] : []),
    ...(rule.byCarrier ? [] : carrierWordsIn(bare).map((word) => at('carrier-word', word))),
    ...(HEALTH.exec(bare) ? [at('health-word', HEALTH.exec(bare)?.[0] ?? '')] : []),
    ...letters.map((letter) => at('letter', letter)),
    ...(ADDRESS.test(bare) ? [at('link-typed', ADDRESS.exec(bare)?.[0] ?? '')] : []),
    // A full stop after it would be taken into the link by the phone.
    ...(/\S\{link\}|\{link\}\S/.test(words) ? [at('link-touched')] : []),
    ...(goes !== 0 && names.includes('link') ? [at('link-goes')] : []),
  ];
}

/** Carriers' own words where somebody could take them for what to reply: in capitals, or after a word like "reply". */
function carrierWordsIn(words: string): string[] {
  return CARRIER.filter((word) => new RegExp(`\\b${word}\\b`).test(words) || new RegExp(`\\b(?:reply|text|send|answer|say|with|press|or)\\s+["']?${word}\\b`, 'i').test(words));
}

/** What is wrong with all of it together. */
function wholeFaults(key: WordingKey, sentences: readonly WordingSentence[]): WordingFaultView[] {
  const { needed, digits, sometimes } = WORDING_RULES[key];
  const kept = sentences.filter(({ words, goes }) => goes === 0 && !namesIn(words).some((name) => sometimes.includes(name)));
  const names = sentences.flatMap(({ words }) => namesIn(words));
  const keptNames = new Set(kept.flatMap(({ words }) => namesIn(words)));
  const keptWords = kept.map(({ words }) => words.replace(/\{\w+\}/g, ' ')).join(' ');
  const all = (fault: WordingFaultView['fault'], about: string): WordingFaultView => ({ pointer: '/sentences', fault, about });
  return [
    ...needed.filter((name) => !keptNames.has(name)).map((name) => all('name-missing', name)),
    ...(names.filter((name) => name === 'link').length > 1 ? [all('name-twice', 'link')] : []),
    ...digits.filter((digit) => !new RegExp(`(?<!\\d)${digit}(?!\\d)`).test(keptWords)).map((digit) => all('digit-missing', digit)),
  ];
}
