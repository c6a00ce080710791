import { roomWords } from '../app/words.js';

/** The words of the ways to everything by which the directory is looked after. */
export const toolWords = roomWords('directory.tools', {
  'label': 'Looking after the directory',
  'new': 'New service',
  'stale': 'Entries to check',
  'problems': 'Reported problems',
  'mine': 'My reports',
  'duplicates': 'Entries that may be the same',
  'import': 'Import',
});
