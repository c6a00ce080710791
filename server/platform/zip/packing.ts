import { crc32, createDeflateRaw } from 'node:zlib';

/** A file of an archive as it lies there: already made small. */
export interface PackedEntry { name: string; packed: Buffer; size: number; crc: number }

/** Takes a file's text piece by piece and keeps it small, so that many files can grow side by side. */
export interface Packing { add: (text: string) => Promise<void>; finish: () => Promise<PackedEntry> }

/** A file that grows. Nothing may be added after `finish`. */
export function packing(name: string): Packing {
  const squeeze = createDeflateRaw();
  const parts: Buffer[] = [];
  let [size, crc] = [0, 0];
  squeeze.on('data', (part: Buffer) => { parts.push(part); });
  const failed = new Promise<never>((_resolve, reject) => { squeeze.once('error', reject); });
  failed.catch(() => undefined);
  return {
    async add(text) {
      const bytes = Buffer.from(text);
      size += bytes.length;
      crc = crc32(bytes, crc);
      await Promise.race([failed, new Promise<void>((resolve) => { squeeze.write(bytes, () => { resolve(); }); })]);
    },
    async finish() {
      await Promise.race([failed, new Promise<void>((resolve) => { squeeze.once('end', resolve); squeeze.end(); })]);
      return { name, packed: Buffer.concat(parts), size, crc };
    },
  };
}
