import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DowntimeFailure } from '../contract/downtime.js';
import { STAFF_LANGUAGES } from '../contract/identity.js';
import type { StaffLanguage } from '../contract/identity.js';
import { SHEETS_KEPT, sheetName, sheetOfName, sheetsOf } from './core/sheet-name.js';

/** What others than the owner may do with the folder. */
const OTHERS = 0o077;
const UNFINISHED = /^\.(.+\.html)\.[0-9a-f-]{36}\.part$/;
/** What is unfinished for so long was left by a process that died. */
const LEFT_AFTER_MS = 3_600_000;

/** The folder is one that others may read. Its rights are never changed here, because it may be somebody else's. */
class NotPrivate extends Error {}

export type SheetFolder = ReturnType<typeof sheetFolder>;

/** Sheets as files that only their owner may read; a reader sees a whole file or none. */
export function sheetFolder(folder: string) {
  async function names(): Promise<string[]> {
    try {
      return await readdir(folder);
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return [];
      throw error;
    }
  }

  return {
    folder,
    /** Writes one and keeps the last 48 of this team in this language. @throws for `failureOf` */
    async put(teamId: string, at: Date, text: string, language: StaffLanguage = 'en'): Promise<void> {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      if (process.platform !== 'win32' && ((await stat(folder)).mode & OTHERS) !== 0) throw new NotPrivate();
      const name = sheetName(teamId, at, language);
      const unfinished = join(folder, `.${name}.${randomUUID()}.part`);
      try {
        const file = await open(unfinished, 'wx', 0o600);
        try {
          await file.writeFile(text);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(unfinished, join(folder, name));
      } finally {
        await rm(unfinished, { force: true });
      }
      const all = await names();
      for (const old of [...sheetsOf(teamId, all, language).slice(SHEETS_KEPT), ...all.filter((one) => isLeft(teamId, one, at))]) await rm(join(folder, old), { force: true });
    },
    /** When a team's newest was made, in English, and in which languages there is one of then; null when there is none. @throws for `failureOf` */
    async newestAt(teamId: string): Promise<{ at: Date; languages: StaffLanguage[] } | null> {
      const all = await names();
      const [name] = sheetsOf(teamId, all);
      const newest = name === undefined ? null : sheetOfName(teamId, name);
      return newest && { at: newest.at, languages: STAFF_LANGUAGES.filter((language) => all.includes(sheetName(teamId, newest.at, language))) };
    },
    /** A team's newest in this language; null when there is none. @throws for `failureOf` */
    async newest(teamId: string, language: StaffLanguage = 'en'): Promise<string | null> {
      const [name] = sheetsOf(teamId, await names(), language);
      return name === undefined ? null : readFile(join(folder, name), 'utf8');
    },
  };
}

function isLeft(teamId: string, name: string, now: Date): boolean {
  const begun = sheetOfName(teamId, UNFINISHED.exec(name)?.[1] ?? '');
  return begun !== null && now.getTime() - begun.at.getTime() > LEFT_AFTER_MS;
}

const codeOf = (error: unknown): string => (typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '');

/** What went wrong with the folder, as a person can mend it. */
export function failureOf(error: unknown): DowntimeFailure {
  if (error instanceof NotPrivate) return 'not-private';
  if (['ENOSPC', 'EDQUOT'].includes(codeOf(error))) return 'full';
  return ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT', 'EIO', 'ESTALE'].includes(codeOf(error)) ? 'no-access' : 'fault';
}
