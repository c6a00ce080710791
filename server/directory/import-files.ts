import { readFile, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { FileProblem, ImportFile } from './core/import/import-file.js';
import { MOST_BYTES } from './core/import/import-file.js';

/**
 * The CSV, JSON and XML files of a folder, or the one file at `path`, with a name for the data set. Folders inside are left alone.
 * A file that is too large is named and not read. @throws the system's error when nothing is there
 */
export async function readImportFiles(path: string): Promise<{ files: ImportFile[]; problems: FileProblem[]; source: string }> {
  const isFolder = (await stat(path)).isDirectory();
  const names = isFolder ? (await readdir(path, { withFileTypes: true })).filter((entry) => entry.isFile() && /\.(?:csv|json|xml)$/i.test(entry.name)).map((entry) => entry.name).toSorted() : [basename(path)];
  const files: ImportFile[] = [];
  const problems: FileProblem[] = [];
  for (const name of names) {
    const file = isFolder ? join(path, name) : path;
    if ((await stat(file)).size > MOST_BYTES) problems.push({ file: name, why: `larger than ${MOST_BYTES / 1024 / 1024} MB` });
    else files.push({ name, content: new Uint8Array(await readFile(file)) });
  }
  return { files, problems, source: basename(path).replace(/\.(?:csv|json|xml)$/i, '').toLowerCase() };
}
