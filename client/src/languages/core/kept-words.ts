/**
 * Files of words as the build names them, after their sources: `words-es-rest-<hash>.js`, and `words-trial-<hash>.js` for the languages
 * for trying.
 */
const WORDS = /\/words-(es|trial)-[^/]*\.js$/;

/** Whether this address is a file of words that readers of English never fetch. */
export const isWords = (path: string): boolean => WORDS.test(path);

/** The files of one language; none for English, which every page has in it. */
export const wordsOfLanguage = (paths: readonly string[], language: string): string[] => paths.filter((path) => WORDS.exec(path)?.[1] === language);
