import { HELP_KINDS, HELP_KIND_LABELS } from '../../../server/contract/directory.js';
import type { HelpKind } from '../../../server/contract/directory.js';
import { languageTag, screenLanguage } from '../app/words.js';
import { kindWords } from './directory-words.js';

const kindCalled = (label: string): HelpKind[] => HELP_KINDS.filter((kind) => HELP_KIND_LABELS[kind] === label);

/** The kinds that these words name; none when they name anything else, or are only partly kinds. */
function kindsIn(words: string): HelpKind[] {
  const each = words.split(/, and |, /).map((part) => {
    // "Benefits and money" is one kind, "Food and Legal help" are two.
    const ands = [...part.matchAll(/ and /g)].map(({ index }) => [part.slice(0, index), part.slice(index + 5)]);
    return [[part], ...ands].map((labels) => labels.flatMap(kindCalled)).find((kinds, place) => kinds.length === (place === 0 ? 1 : 2)) ?? [];
  });
  return each.every((kinds) => kinds.length > 0) ? each.flat() : [];
}

/**
 * What is needed, in the language of the screens where it is nothing but kinds of help, which go out in English so that whoever reads
 * them there reads them in their own language too. What somebody wrote stays as they wrote it.
 */
export function saidNeed(need: string): string {
  const kinds = screenLanguage() === 'en' ? [] : kindsIn(need);
  return kinds.length === 0 ? need : new Intl.ListFormat(languageTag()).format(kinds.map((kind) => kindWords(kind)));
}
