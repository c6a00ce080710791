import { roomWords } from './words.js';

/** The words of leaving a page with something unsaved on it. */
export const leaveWords = roomWords('app.leave', {
  'title': 'Leave without saving?',
  'stay': 'Stay here',
  'go': 'Leave without saving',
  'close': 'Close',
});
