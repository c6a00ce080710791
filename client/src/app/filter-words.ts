import { roomWords } from './words.js';

/** The words of filters that fold away on a phone. */
export const filterWords = roomWords('app.filters', {
  'filters': 'Filters',
  'filters.used': { one: 'Filters ({count} used)', other: 'Filters ({count} used)' },
});
