/** 1 I have it, 2 I cannot, 3 call me, 4 with them, 5 backup. Source: ux.md §7. */
export type AnswerDigit = 1 | 2 | 3 | 4 | 5;

/** What a text from outside asks for. `code` is a crisis's ref; `draftCode` belongs to a report that waits on a phone without signal. */
export type Reply =
  | { kind: 'answer'; digit: AnswerDigit; code: string | null }
  | { kind: 'raise'; level: 'emergency'; draftCode: string | null }
  | { kind: 'keyword'; keyword: 'stop' | 'start' | 'help' }
  | { kind: 'unknown'; riskWords: boolean; asksToStop: boolean };

/** Single words that carriers take for themselves, so they are never commands of ours. Source: domain.md §12. */
const KEYWORDS: Readonly<Record<string, 'stop' | 'start' | 'help'>> = {
  stop: 'stop', stopall: 'stop', unsubscribe: 'stop', cancel: 'stop', end: 'stop', quit: 'stop', revoke: 'stop', optout: 'stop', arret: 'stop',
  start: 'start', yes: 'start', unstop: 'start', help: 'help', info: 'help',
};

/** Words that raise attention to an unread text and do nothing else; a network can give its own. Decision of this project, not an instrument. */
export const RISK_WORDS: readonly string[] = [
  'suicide', 'suicidal', 'kill', 'killing', 'die', 'dying', 'dead', 'overdose', 'overdosed', 'pills', 'hang', 'hanging', 'jump', 'bridge',
  'knife', 'gun', 'weapon', 'bleeding', 'blood', 'unconscious', 'not breathing', 'hurt myself', 'end it', 'emergency', 'ambulance', 'police',
];

/** Words that may stand around a digit and change nothing. */
const FILLERS = new Set(['ok', 'okay', 'reply', 'answer', 'code', 'ref', 'please', 'pls', 'thanks', 'yes']);

/** The menu's own words after its digit, as people copy them. */
const MENU: Readonly<Record<AnswerDigit, readonly string[]>> = {
  1: ['i have it', 'have it', 'got it', 'i have got it'], 2: ['i cannot', 'cannot', 'i cant', 'cant', 'i can not'], 3: ['call me'],
  4: ['when with them', 'with them', 'i am with them'], 5: ['for backup', 'backup', 'i want backup'],
};

const wordsOf = (text: string): string[] => text.normalize('NFKC').toLowerCase().replace(/[’'‘`´]/g, '').split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');

const isDigit = (word: string): boolean => /^[1-5]$/.test(word);
const isCode = (word: string): boolean => /^\d{4,6}$/.test(word);

function answerIn(words: readonly string[]): Reply | null {
  const digits = words.filter(isDigit);
  const codes = words.filter(isCode);
  const [digit] = digits;
  if (digit === undefined || digits.length > 1 || codes.length > 1) return null;
  const chosen = Number(digit) as AnswerDigit;
  const rest = words.filter((word) => !isDigit(word) && !isCode(word) && !FILLERS.has(word)).join(' ');
  if (rest !== '' && !MENU[chosen].includes(rest)) return null;
  return { kind: 'answer', digit: chosen, code: codes[0] ?? null };
}

function raiseIn(words: readonly string[]): Reply | null {
  const [first, second] = words;
  if (first === 'em' || (first === 'emergency' && words.length === 1)) {
    return { kind: 'raise', level: 'emergency', draftCode: words.length === 2 && /^[a-z0-9]{4}$/.test(second ?? '') ? (second ?? '').toUpperCase() : null };
  }
  return null;
}

/**
 * Reads a text without guessing: a digit counts alone, with a code in either order, or with the menu's own words; anything
 * else about it makes the text unknown, because "1 minute please" must not make an owner. A text that begins with `EM` raises, whatever
 * follows: a needless page is better than a missing one. Source: domain.md §12, ux.md §7, design.md §9.
 */
export function parseReply(text: string, riskWords: readonly string[] = RISK_WORDS): Reply {
  const keyword = Object.hasOwn(KEYWORDS, text.trim().toLowerCase()) ? KEYWORDS[text.trim().toLowerCase()] : undefined;
  if (keyword) return { kind: 'keyword', keyword };
  const words = wordsOf(text);
  const read = raiseIn(words) ?? answerIn(words);
  if (read) return read;
  const said = ` ${words.join(' ')} `;
  return {
    kind: 'unknown',
    riskWords: riskWords.some((word) => said.includes(` ${word} `)),
    asksToStop: words.length <= 6 && words.some((word) => KEYWORDS[word] === 'stop' && word !== 'end' && word !== 'quit' && word !== 'cancel'),
  };
}
