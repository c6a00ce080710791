/** What decides who takes which turn. Dates `YYYY-MM-DD` and times `HH:MM` are wall-clock in `timeZone` (IANA). */
export interface TurnRule {
  timeZone: string;
  turn: 'daily' | 'weekly';
  startsOn: string;
  handOverAt: string;
  staffIds: readonly string[];
}

/** A turn by the rule: who, and the local dates on which it begins and ends at the hand-over time. */
export interface PlannedTurn {
  staffId: string;
  startsOn: string;
  endsOn: string;
}

const DAY_MS = 86_400_000;
const daysIn = (turn: TurnRule['turn']): number => (turn === 'daily' ? 1 : 7);
const dayNumber = (date: string): number => Math.floor(Date.parse(`${date}T00:00:00Z`) / DAY_MS);
const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** The local date and time of an instant in a zone: `['2026-10-28', '02:14']`. */
export function localMoment(at: number, timeZone: string): readonly [date: string, time: string] {
  const parts = new Map<string, string>(
    new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const part = (type: string) => parts.get(type) ?? '';
  return [`${part('year')}-${part('month')}-${part('day')}`, `${part('hour')}:${part('minute')}`];
}

/**
 * Who would be on call by this rule at `now` (milliseconds), and the turns after that; the first entry is the present
 * one. Empty before the first hand-over and for a rota without people. It shows what a change would do; who is really on
 * call only the server says.
 */
export function plannedTurns({ timeZone, turn, startsOn, handOverAt, staffIds }: TurnRule, now: number, count: number): readonly PlannedTurn[] {
  if (staffIds.length === 0 || !Number.isFinite(dayNumber(startsOn))) return [];
  const [today, time] = localMoment(now, timeZone);
  const elapsed = dayNumber(today) - dayNumber(startsOn) - (time < handOverAt ? 1 : 0);
  if (elapsed < 0) return [];
  const length = daysIn(turn);
  const first = Math.floor(elapsed / length);
  return Array.from({ length: count }, (_, place) => {
    const begins = dayNumber(startsOn) + (first + place) * length;
    return { staffId: staffIds[(first + place) % staffIds.length] as string, startsOn: dateOf(begins), endsOn: dateOf(begins + length) };
  });
}

/** The real length of a turn in hours when the clocks change within it; null when it has its usual length. */
export function unusualHours(startsAt: string, endsAt: string, turn: TurnRule['turn']): number | null {
  const hours = (Date.parse(endsAt) - Date.parse(startsAt)) / 3_600_000;
  return hours === daysIn(turn) * 24 ? null : Math.round(hours * 10) / 10;
}

/** `list` with the entry at `place` moved by `by`; the same list when that leads out of it. */
export function moved<Entry>(list: readonly Entry[], place: number, by: number): readonly Entry[] {
  const to = place + by;
  const entry = list[place];
  if (entry === undefined || to < 0 || to >= list.length) return list;
  return list.toSpliced(place, 1).toSpliced(to, 0, entry);
}
