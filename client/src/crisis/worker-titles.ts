import { roomWords } from '../app/words.js';

/** What the browser's tab says of the worker's pages. Apart from their words, because the list of pages needs it at once. */
export const workerTitles = roomWords('crisis.titles', {
  'sign-in': 'Sign in',
  'raise': 'Raise a crisis',
  'details': 'Add details',
  'check': 'Check your answers',
  'report': 'Who is answering',
  'answer-link': 'Answer',
});
