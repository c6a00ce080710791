import { inflateRawSync } from 'node:zlib';
import type { FileProblem, ImportFile } from './core/import/import-file.js';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
/** The end record is 22 bytes and a comment of at most 65,535. */
const END_WITHIN = 22 + 0xffff;

/** Whether a file is a zip archive, by its first bytes. */
export const isZip = ({ content }: ImportFile): boolean => content.byteLength > 3 && content[0] === 0x50 && content[1] === 0x4b && (content[2] === 3 || content[2] === 5);

const bare = (path: string): string => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
const isHidden = (path: string): boolean => path.startsWith('__MACOSX/') || bare(path).startsWith('.');

/**
 * The CSV and JSON files in a zip archive, under their names without folders; other files in it are left alone. Archives that are
 * broken, encrypted, larger than 4 GB or that unpack to more than `most` bytes are refused whole, before they fill the memory.
 */
export function unzip(archive: ImportFile, most: number): { files: ImportFile[] } | FileProblem {
  const refused = (why: string): FileProblem => ({ file: archive.name, why });
  const data = Buffer.from(archive.content.buffer, archive.content.byteOffset, archive.content.byteLength);
  try {
    let end = data.length - 22;
    while (end >= Math.max(0, data.length - END_WITHIN) && data.readUInt32LE(end) !== END) end--;
    if (end < 0 || data.readUInt32LE(end) !== END) return refused('is no whole zip archive');
    const files: ImportFile[] = [];
    let left = most;
    for (let n = data.readUInt16LE(end + 10), at = data.readUInt32LE(end + 16); n > 0; n--) {
      if (data.readUInt32LE(at) !== ENTRY) return refused('is a broken zip archive');
      const [flags, method, packed, size] = [data.readUInt16LE(at + 8), data.readUInt16LE(at + 10), data.readUInt32LE(at + 20), data.readUInt32LE(at + 24)];
      const [nameLength, extra, comment, local] = [data.readUInt16LE(at + 28), data.readUInt16LE(at + 30), data.readUInt16LE(at + 32), data.readUInt32LE(at + 42)];
      const path = data.toString('utf8', at + 46, at + 46 + nameLength);
      at += 46 + nameLength + extra + comment;
      if (isHidden(path) || !/\.(?:csv|json)$/i.test(path)) continue;
      if ((flags & 1) !== 0) return refused('is encrypted');
      if (method !== 0 && method !== 8) return refused(`packs ${bare(path)} in a way that is not known here`);
      if (size > left) return refused(TOO_LARGE);
      if (data.readUInt32LE(local) !== LOCAL) return refused('is a broken zip archive');
      const from = local + 30 + data.readUInt16LE(local + 26) + data.readUInt16LE(local + 28);
      const body = data.subarray(from, from + packed);
      // what the archive says of its size is not believed
      const content = method === 0 ? body : inflateRawSync(body, { maxOutputLength: Math.max(1, left) });
      left -= content.byteLength;
      if (left < 0) return refused(TOO_LARGE);
      if (files.some(({ name }) => name === bare(path))) return refused(`holds two files of the name ${bare(path)}`);
      files.push({ name: bare(path), content: new Uint8Array(content) });
    }
    return { files };
  } catch (error) {
    return refused(typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE' ? TOO_LARGE : 'is a broken zip archive');
  }
}

const TOO_LARGE = 'unpacks to more than an import takes';
