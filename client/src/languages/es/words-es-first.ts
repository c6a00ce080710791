import type { Translation } from '../translations.js';
import { withDayArticle } from '../core/day-article.js';
import { frame } from './frame.js';
import { raising } from './raising.js';

/** The frame, signing in, and raising: what a worker needs on the first screen. */
export const first: Translation = {
  words: { ...frame, ...raising },
  said: [],
  fit: withDayArticle,
};
