/** One file as it was handed in. `name` is its name without folders. */
export interface ImportFile { readonly name: string; readonly content: Uint8Array }

/** Why a whole file, and so the whole import, cannot be taken. */
export interface FileProblem { readonly file: string; readonly why: string }

/** Larger than any county's directory; more is a mistake or an attack. */
export const MOST_BYTES = 64 * 1024 * 1024;
/** Most rows or objects of one file. */
export const MOST_ROWS = 500_000;
/** Most files of one import. */
export const MOST_FILES = 200;

/** The text of a file, or why it is none. Only UTF-8 is taken: guessing at encodings would quietly garble names. */
export function textOfFile({ name, content }: ImportFile): { text: string } | FileProblem {
  if (content.byteLength > MOST_BYTES) return { file: name, why: `larger than ${MOST_BYTES / 1024 / 1024} MB` };
  const [first, second] = content;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return { file: name, why: 'is UTF-16; save it as UTF-8' };
  let text: string;
  try { text = new TextDecoder('utf-8', { fatal: true }).decode(content); } catch {
    return { file: name, why: 'is not UTF-8 text; save it as UTF-8' };
  }
  return text.includes('\0') ? { file: name, why: 'is not text' } : { text };
}
