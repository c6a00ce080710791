import { MOST_UPLOAD_BYTES, MOST_UPLOAD_FILES, MOST_UPLOAD_FILE_BYTES } from '../../../../../server/contract/directory-edit.js';

/** A file as far as it is judged before it is sent. */
export interface Chosen { name: string; size: number }

/** Why chosen files cannot be sent. */
export type NotSendable = { kind: 'none' | 'too-many' | 'all-too-large' } | { kind: 'too-large'; name: string };

/** The files of a choice that an import can read: no hidden ones, no others that a folder holds beside them. */
export const readable = <File extends Chosen>(files: readonly File[]): File[] => files.filter(({ name }) => /^[^.].*\.(?:csv|json|zip|xml)$/i.test(name));

/** What keeps these files from being sent, or null. The server judges again. */
export function notSendable(files: readonly Chosen[]): NotSendable | null {
  if (files.length === 0) return { kind: 'none' };
  if (files.length > MOST_UPLOAD_FILES) return { kind: 'too-many' };
  const large = files.find(({ size }) => size > MOST_UPLOAD_FILE_BYTES);
  if (large) return { kind: 'too-large', name: large.name };
  return files.reduce((sum, { size }) => sum + size, 0) > MOST_UPLOAD_BYTES ? { kind: 'all-too-large' } : null;
}

/** A name for a directory from the name of its folder or file. */
export const nameFrom = (path: string): string => path.split('/')[0]?.replace(/\.[a-z]+$/i, '').toLowerCase().replaceAll(/[^a-z0-9._-]+/g, '-').replace(/^[^a-z0-9]+/, '').slice(0, 60) ?? '';
