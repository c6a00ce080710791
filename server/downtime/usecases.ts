import type { DowntimeFailure, DowntimeSheetsView, DowntimeSheetView } from '../contract/downtime.js';
import { STAFF_LANGUAGES } from '../contract/identity.js';
import type { StaffLanguage } from '../contract/identity.js';
import { addHours, addSeconds } from '../kernel/durations.js';
import { newId } from '../kernel/ids.js';
import type { TeamId } from '../kernel/ids.js';
import { problem } from '../platform/http/problem.js';
import type { Actor } from '../platform/http/route.js';
import { faultOf } from '../platform/log/log.js';
import type { JobHandler } from '../platform/jobs/index.js';
import { duplicateOf } from '../platform/mongo/transact.js';
import { sheetOf } from './core/sheet.js';
import { factsOf } from './facts.js';
import { failureOf, sheetFolder } from './folder.js';
import type { DowntimeNeeds } from './needs.js';

/** The work that makes sheets. Given up it wakes nobody: paging must not fail for paper. */
export const DOWNTIME_JOB = 'downtime-sheets';

const HOUR_MS = 3_600_000;
/** Least urgent of all. */
const URGENCY = 6;
/** A network without settings has nothing to say yet; looked at again so soon. */
const UNSET_SECONDS = 30;

export type DowntimeUse = ReturnType<typeof downtimeUse>;

/** Makes the sheets, at start and each hour, and shows them. A sheet that cannot be made is logged and told, and hinders nothing else. */
export function downtimeUse(needs: DowntimeNeeds) {
  const { store, people, audit, jobs, transact, clock, log, works } = needs;
  const sheets = needs.folder === null ? null : sheetFolder(needs.folder);
  const hourOf = (at: Date): Date => new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS);
  const receiving = (): TeamId[] => [...new Set(people.teams().map(({ receivedBy }) => receivedBy))];
  const warned = (words: string) => (error: unknown): void => { log.warn(words, { room: 'downtime', ...faultOf(error) }); };

  async function ask(key: string, dueAt: Date): Promise<void> {
    await transact((tx) => jobs.add(tx, [{ key: `${DOWNTIME_JOB}:${key}`, kind: DOWNTIME_JOB, teamId: 'network', urgency: URGENCY, dueAt, data: {} }]))
      .catch((error: unknown) => { if (duplicateOf(error) === null) throw error; });
  }

  /** The hour whose sheets are known to be asked for. */
  let asked = '';
  async function ensureHour(): Promise<void> {
    const hour = hourOf(clock.now()).toISOString();
    if (asked === hour) return;
    await ask(hour, clock.now());
    asked = hour;
  }
  const eachMinute = (): void => {
    clock.after(60_000, () => {
      void ensureHour().catch(warned('the sheets of this hour could not be asked for and are asked for again'));
      eachMinute();
    });
  };

  async function make(teamId: TeamId): Promise<void> {
    if (!sheets) return;
    let failure: DowntimeFailure | null = 'unread';
    try {
      const facts = await factsOf(teamId, needs);
      failure = 'fault';
      const texts = STAFF_LANGUAGES.map((language) => ({ language, text: sheetOf(facts, language) }));
      failure = null;
      // English last: by it a reader knows that the others of this instant are there.
      for (const { language, text } of texts.toReversed()) await sheets.put(teamId, facts.printedAt, text, language);
      await store.note(teamId, null);
    } catch (error) {
      const why = failure ?? failureOf(error);
      log.error('a downtime sheet could not be made', { room: 'downtime', team: teamId, kind: why, ...faultOf(error) });
      await store.note(teamId, { at: clock.now(), why }).catch(warned('a missing downtime sheet could not be noted'));
    }
  }

  const handler: JobHandler = async () => {
    if (!sheets) return 'done';
    if (people.network().version === 0) return addSeconds(clock.now(), UNSET_SECONDS);
    for (const teamId of receiving()) await make(teamId);
    const next = addHours(hourOf(clock.now()), 1);
    await ask(next.toISOString(), next).catch(warned('the sheets of the next hour could not be asked for and are asked for again'));
    return 'done';
  };

  async function view(teamId: TeamId, failure: DowntimeSheetView['failure']): Promise<DowntimeSheetView> {
    const about = { teamId, teamName: people.team(teamId)?.name ?? teamId };
    try {
      const newest = await sheets?.newestAt(teamId) ?? null;
      return { ...about, newestAt: newest?.at.toISOString() ?? null, languages: newest?.languages ?? [], failure };
    } catch (error) {
      return { ...about, newestAt: null, languages: [], failure: { at: clock.now().toISOString(), why: failureOf(error) } };
    }
  }

  return {
    handler,
    /** Asks for sheets now, and from then on each hour. Nothing while the feature is off. */
    async begin(): Promise<void> {
      if (!sheets) return;
      if (works) {
        await ask(`start:${newId()}`, clock.now());
        asked = hourOf(clock.now()).toISOString();
      }
      eachMinute();
    },

    /** The newest sheet of each team whose sheets the caller may read, with the last trouble. */
    async list(actor: Actor): Promise<DowntimeSheetsView> {
      const asOf = clock.now().toISOString();
      if (!sheets) return { asOf, folder: null, sheets: [] };
      const failures = await store.failures();
      const mine = receiving().filter((id) => actor.may('downtime:read', id));
      const views = await Promise.all(mine.map((id) => {
        const failure = failures.get(id);
        return view(id, failure ? { at: failure.at.toISOString(), why: failure.why } : null);
      }));
      return { asOf, folder: sheets.folder, sheets: views.sort((a, b) => a.teamName.localeCompare(b.teamName)) };
    },

    /** A team's newest sheet in this language as HTML; that it was read is on record before it leaves. @throws `downtime/no-sheet` */
    async newest(teamId: string, language: StaffLanguage, actor: Actor): Promise<string> {
      if (!sheets || !actor.may('downtime:read', teamId)) throw problem('downtime/no-sheet');
      const text = await sheets.newest(teamId, language).catch((error: unknown) => {
        log.error('a downtime sheet could not be read', { room: 'downtime', team: teamId, kind: failureOf(error), ...faultOf(error) });
        return null;
      });
      if (text === null) throw problem('downtime/no-sheet');
      await audit.read({ at: clock.now(), actorId: actor.staffId, role: actor.role, action: 'downtime-sheet.read', object: `downtime-sheet:${teamId}`, teamId });
      return text;
    },
  };
}
