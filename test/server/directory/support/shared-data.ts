import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { it } from '@jest/globals';
import type { ImportFile } from '../../../../server/directory/core/import/import-file.js';
import type { ImportOptions } from '../../../../server/directory/core/import/import-draft.js';
import type { ImportResult } from '../../../../server/directory/core/import/read-directory.js';
import { readDirectory } from '../../../../server/directory/core/import/read-directory.js';
import { townOfZip } from '../../../../server/directory/index.js';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

/** A folder of the shared papers beside the repository. They are never copied into it. */
export const sharedFolder = (name: string): string => join(ROOT, '../shared/data', name);
/** A folder of the repository. */
export const ownFolder = (name: string): string => join(ROOT, name);

/** `it` when the folder is there; else a test that skips and says why in its name. */
export const itWith = (folder: string): (name: string, test: () => unknown, timeout?: number) => void =>
  (name, test, timeout) => {
    if (existsSync(folder)) it(name, test as () => void, timeout);
    else it.skip(`${name} (skipped: ${folder.slice(folder.lastIndexOf('shared'))} is not beside the repository)`, test as () => void);
  };

export const filesOf = (folder: string): ImportFile[] => readdirSync(folder).filter((name) => /\.(?:csv|json)$/.test(name))
  .map((name) => ({ name, content: new Uint8Array(readFileSync(join(folder, name))) }));

export const NOW = new Date('2026-11-02T12:00:00Z');

export const someOptions = (own: Partial<ImportOptions> = {}): ImportOptions =>
  ({ source: 'test', country: 'US', timeZone: null, trusted: false, now: NOW, cityOf: townOfZip, ...own });

export type Read = Extract<ImportResult, { ok: true }>;

/** A directory that must be readable. */
export function mustRead(files: readonly ImportFile[], own: Partial<ImportOptions> = {}): Read {
  const result = readDirectory(files, someOptions(own));
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result;
}

/** Files from texts, for imports made up by a test. */
export const filesFrom = (texts: Readonly<Record<string, string>>): ImportFile[] =>
  Object.entries(texts).map(([name, text]) => ({ name, content: new TextEncoder().encode(text) }));
