import { crc32, deflateRawSync } from 'node:zlib';
import type { PackedEntry } from './packing.js';

/** One file of an archive. */
export type ZipEntry = PackedEntry | { name: string; content: string | Uint8Array };

function packed(entry: ZipEntry): PackedEntry {
  if ('packed' in entry) return entry;
  const plain = typeof entry.content === 'string' ? Buffer.from(entry.content) : entry.content;
  return { name: entry.name, packed: deflateRawSync(plain), size: plain.length, crc: crc32(plain) };
}

/** The largest offset and size that the plain format can say. */
const MOST_BYTES = 0xffff_ffff;
const MOST_ENTRIES = 0xffff;
const UTF8_NAMES = 0x0800;
const DEFLATED = 8;

/** Date and time as MS-DOS counts them, in UTC: two-second steps from 1980 on. */
function dosTime(at: Date): { time: number; date: number } {
  const year = Math.min(Math.max(at.getUTCFullYear(), 1980), 2107);
  return {
    time: (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1), date: ((year - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
  };
}

/**
 * A ZIP archive, in pieces as they are made, with one entry in memory at a time.
 * @param at the time that every entry bears @throws RangeError beyond 65,535 entries or 4 GB
 */
export async function* zipOf(entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>, at: Date): AsyncGenerator<Buffer> {
  const directory: Buffer[] = [];
  const { time, date } = dosTime(at);
  let offset = 0;
  for await (const entry of entries) {
    const { name, packed: content, size: plainSize, crc } = packed(entry);
    const path = Buffer.from(name);
    if (directory.length >= MOST_ENTRIES || offset + content.length > MOST_BYTES || plainSize > MOST_BYTES) throw new RangeError('too much for one ZIP archive');
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(UTF8_NAMES, 2);
    common.writeUInt16LE(DEFLATED, 4);
    common.writeUInt16LE(time, 6);
    common.writeUInt16LE(date, 8);
    common.writeUInt32LE(crc, 10);
    common.writeUInt32LE(content.length, 14);
    common.writeUInt32LE(plainSize, 18);
    common.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, path]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, place, path]));
    offset += local.length + content.length;
    yield local;
    yield content;
  }
  const size = directory.reduce((sum, one) => sum + one.length, 0);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(offset, 12);
  yield Buffer.concat([...directory, Buffer.from('PK\x05\x06', 'latin1'), end]);
}
