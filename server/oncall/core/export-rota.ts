import { scheduleOf } from './schedule.js';
import type { Book, Segment, Stretch } from './rota.js';
import { DAY_MINUTES, dateOf, instantAt, wallAt } from './wall-clock.js';

/** The columns of a table of shifts, as the template has them. */
export const ROTA_EXPORT_COLUMNS = ['team', 'rota', 'person', 'starts', 'ends', 'beside'] as const;

/** Parts of a stretch that are 24 hours long by the wall clock at most, as an import takes them. */
function days({ startsAt, endsAt }: Stretch, timeZone: string): Stretch[] {
  const parts: Stretch[] = [];
  for (let from = startsAt; from < endsAt;) {
    const next = instantAt(Math.floor(wallAt(from, timeZone)) + DAY_MINUTES, timeZone);
    const until = next > from && next < endsAt ? next : endsAt;
    parts.push({ startsAt: from, endsAt: until });
    from = until;
  }
  return parts;
}

/** A point by the wall clock, or as an instant where the wall clock does not name it: within a minute, or the second time it comes. */
export function momentText(at: Date, timeZone: string): string {
  const wall = wallAt(at, timeZone);
  const whole = Number.isInteger(wall) && instantAt(wall, timeZone).getTime() === at.getTime();
  return whole ? `${dateOf(wall)} ${new Date(wall * 60_000).toISOString().slice(11, 16)}` : at.toISOString();
}

/** A cell that no spreadsheet takes for a formula; an import takes the guard away again. */
const guarded = (text: string): string => (/^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text);
const cell = (text: string): string => (/[",;\r\n\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const HOUR_MS = 3_600_000;

/**
 * Who is on call on some rotas as a table, from the hour of `now` until `until`, one line a shift; long turns are cut into days.
 * Imported again it changes nothing; imported elsewhere, in the same zones, it gives the same answer at every instant from `now` on.
 * @param nameOf what a line says of somebody on a rota of a team: whatever an import finds them by
 */
export function exportOf(books: readonly Book[], now: Date, until: Date, { teamName, nameOf }: { teamName: (teamId: string) => string; nameOf: (staffId: string, teamId: string) => string }): string {
  const lines = books.flatMap((book) => {
    const { rota } = book;
    const { segments, extras } = scheduleOf(book, new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS), until);
    const line = ({ staffId, startsAt, endsAt }: Segment, beside: boolean): string[] => (staffId === null || endsAt <= now ? [] : days({ startsAt, endsAt }, rota.timeZone).filter((part) => part.endsAt > now).map((part) =>
      [guarded(teamName(rota.teamId)), guarded(rota.name), guarded(nameOf(staffId, rota.teamId)), momentText(part.startsAt, rota.timeZone), momentText(part.endsAt, rota.timeZone), beside ? 'yes' : ''].map(cell).join(',')));
    return [...segments.flatMap((segment) => line(segment, false)), ...extras.flatMap((segment) => line(segment, true))];
  });
  return `${[ROTA_EXPORT_COLUMNS.join(','), ...lines].join('\r\n')}\r\n`;
}
