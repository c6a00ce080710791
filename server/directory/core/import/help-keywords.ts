import type { HelpKind } from '../../../contract/directory.js';

/** Words of directories that name a kind of help beyond doubt. Everything else stays without a kind, for a person to decide. */
const KEYWORDS: readonly (readonly [HelpKind, RegExp])[] = [
  ['legal', /\b(?:legal|lawyers?|attorneys?|law clinic|law school|litigation|direct representation|bankruptcy)\b/i],
  ['food', /\b(?:food pantr(?:y|ies)|meal sites?|emergency food|food boxes|congregate meals|home[- ]delivered meals?|brown bag food|soup kitchen)\b/i],
  ['shelter', /\b(?:homeless shelters?|emergency shelters?|shelter\/refuge)\b/i],
  ['housing', /\b(?:rental (?:deposit )?assistance|rental deposit|help find housing|housing advice)\b/i],
  ['benefits', /\b(?:financial assistance|help pay for|government benefits|food stamps|calfresh|calworks)\b/i],
  ['counselling', /\b(?:individual\/group counsel(?:l)?ing|peer counsel(?:l)?ing|geriatric counsel(?:l)?ing|divorce counsel(?:l)?ing|mental health counsel(?:l)?ing)\b/i],
  ['substance-use', /\b(?:alcoholism services|drug abuse services|addiction (?:and|&) recovery|substance abuse treatment)\b/i],
  ['detox', /\bdetox(?:ification)?\b/i],
  ['older-adult', /\b(?:older adults|senior centers?|adult day (?:programs|health care|services))\b/i],
  ['domestic-abuse', /\b(?:domestic violence|help escape violence|safe housing)\b/i],
  ['crisis-line', /\b(?:crisis (?:hot)?line|suicide prevention (?:hot)?line)\b/i],
];

/** The kinds of help that names, keywords and taxonomy terms of an imported service speak of. */
export const kindsOf = (texts: readonly string[]): HelpKind[] =>
  KEYWORDS.filter(([, pattern]) => texts.some((text) => pattern.test(text))).map(([kind]) => kind);
