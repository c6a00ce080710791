import { createRequire } from 'node:module';

/** What is known of one US ZIP code or Canadian forward sortation area. `state` is a code in the USA, and elsewhere a name that cannot be relied on. */
export interface ZipEntry { latitude: number; longitude: number; city: string; state: string; country: string }

let entries: Readonly<Record<string, ZipEntry>> | null = null;

/** US ZIP codes and the first three signs of Canadian postcodes. The table weighs some 10 MB and a fifth of a second, so it is read when somebody first asks. */
export function zipTable(): Readonly<Record<string, ZipEntry>> {
  entries ??= (createRequire(import.meta.url)('zipcodes') as { codes: Record<string, ZipEntry> }).codes;
  return entries;
}
