import { languageTag } from '../../app/words.js';
import { reportWords } from './report-words.js';

/** More names than this make a line nobody reads in a hurry. */
const MOST_NAMES = 3;

/** "Tomas Brandt and Priya Nair"; of many the first two and how many more there are. Empty for nobody. */
export function fewNames(people: readonly { name: string }[]): string {
  const names = people.map(({ name }) => name);
  const shown = names.length > MOST_NAMES ? [...names.slice(0, MOST_NAMES - 1), reportWords('more-people', { count: names.length - MOST_NAMES + 1 })] : names;
  return new Intl.ListFormat(languageTag(), { type: 'conjunction' }).format(shown);
}
