import { isWords } from '../../languages/core/kept-words.js';

/** A file of the built client, as the build lists it for the service worker. */
export interface BuiltFile {
  url: string;
  revision: string | null;
  /** What a worker's phone needs from the first visit on. */
  first?: boolean;
}

/**
 * What of the client is kept on a device when: `first` at once and together, because raising stands on it, with whatever keeps its name
 * when it changes; `words` of a language when somebody reads it; `rest` one after another while nothing else happens. The last two by
 * their addresses.
 */
export function sortFiles(files: readonly BuiltFile[]): { first: BuiltFile[]; words: string[]; rest: string[] } {
  const pathOf = ({ url }: BuiltFile): string => `/${url.replace(/^\//, '')}`;
  const words = files.filter((file) => isWords(pathOf(file)));
  const first = files.filter((file) => (file.first === true || file.revision !== null) && !words.includes(file));
  return { first, words: words.map(pathOf), rest: files.filter((file) => !first.includes(file) && !words.includes(file)).map(pathOf) };
}

/** What a page has already fetched and is not yet kept comes first, then everything else when `all` is wanted; each once. */
export function stillToKeep(rest: readonly string[], kept: ReadonlySet<string>, here: readonly string[], all: boolean): string[] {
  const missing = rest.filter((path) => !kept.has(path));
  const open = missing.filter((path) => here.includes(path));
  return all ? [...open, ...missing.filter((path) => !open.includes(path))] : open;
}
