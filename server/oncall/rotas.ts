import type { Clock } from '../kernel/clock.js';
import type { DomainEvent, FeedReader } from '../platform/feed.js';
import { idsOf, onCallAt, piecesOf } from './core/on-call-at.js';
import type { Answer, Book, Rota, Stretch } from './core/rota.js';
import { covers, peopleOf } from './core/rota.js';
import { scheduleOf, segmentAt } from './core/schedule.js';
import type { Schedule } from './core/schedule.js';
import { booksOf } from './store.js';
import type { Everything, RotaStore } from './store.js';

export type Rotas = Awaited<ReturnType<typeof keepRotas>>;

/** Who is on call, from when (as far as was looked) until when. */
export interface OnCallTurn { staffId: string; startsAt: Date; endsAt: Date }

/** What ended longer ago is not kept in memory; nobody looks at schedules so old. In days. */
const KEPT_DAYS = 100;
const HOUR_MS = 3_600_000;
const LOOK_MS = 26 * HOUR_MS;
/** A page that came to a duty phone so long before a hand-over may still be answered after it. */
const CARRIED_MS = 2 * HOUR_MS;
const NOBODY: Answer = { staffId: null, why: 'off', layerId: null, turn: null, changeId: null, insteadOf: null, because: null, away: [], extras: [] };

/** Every rota with all that decides about it in memory, kept true by the change feed, so that asking who is on call reads nothing. */
export async function keepRotas({ store, clock }: { store: RotaStore; clock: Clock }) {
  let all: Everything = { rotas: [], overrides: [], swaps: [], leave: [] };
  let books = new Map<string, Book>();
  /** What was found for a book. A book whose content did not change stays the same object, so this lives as long as it is true. */
  const found = new WeakMap<Book, { pieces: (Stretch & { answer: Answer })[]; segment: { startsAt: Date; endsAt: Date | null } | null; schedules: Map<string, Schedule> }>();
  let asked = 0;
  let applied = 0;
  const minutely = new Set<() => void>();

  async function refresh(): Promise<void> {
    const mine = ++asked;
    const read = await store.everything(new Date(clock.now().getTime() - KEPT_DAYS * 24 * HOUR_MS));
    if (mine < applied) return;
    applied = mine;
    const before = books;
    all = read;
    books = new Map([...booksOf(read)].map(([id, book]) => {
      const known = before.get(id);
      return [id, known && JSON.stringify(known) === JSON.stringify(book) ? known : book];
    }));
  }
  const soon = (): void => { void refresh().catch(() => undefined); };
  const eachMinute = (): void => { clock.after(60_000, () => { soon(); for (const act of minutely) act(); eachMinute(); }); };
  await refresh();
  eachMinute();

  const reader: FeedReader = { event({ kind }: DomainEvent) { if (kind === 'rota.changed') soon(); }, resync: soon };

  function memoryOf(book: Book) {
    let memory = found.get(book);
    if (!memory) found.set(book, memory = { pieces: [], segment: null, schedules: new Map() });
    return memory;
  }

  function answer(id: string, at: Date): Answer {
    const book = books.get(id);
    if (!book) return NOBODY;
    const memory = memoryOf(book);
    const known = memory.pieces.find((piece) => covers(piece, at));
    if (known) return known.answer;
    if (Math.abs(at.getTime() - clock.now().getTime()) > LOOK_MS / 2) return onCallAt(book, at);
    memory.pieces = piecesOf(book, at, new Date(at.getTime() + LOOK_MS));
    return memory.pieces[0]?.answer ?? NOBODY;
  }

  /** When the answer that holds at `at` ends, whoever is added beside; null when that is not in sight. */
  function until(id: string, at: Date): Date | null {
    const book = books.get(id);
    if (!book) return null;
    const memory = memoryOf(book);
    if (!memory.segment || at < memory.segment.startsAt || (memory.segment.endsAt && at >= memory.segment.endsAt)) memory.segment = segmentAt(book, at);
    return memory.segment.endsAt;
  }

  return {
    reader, refresh, answer, until,
    /** Called about once a minute; a reminder, never a promise. */
    eachMinute: (act: () => void): void => { minutely.add(act); },
    find: (id: string): Rota | null => books.get(id)?.rota ?? null,
    book: (id: string): Book | null => books.get(id) ?? null,
    books: (): Book[] => [...books.values()],
    everything: (): Everything => all,
    ofTeam: (teamId: string): Rota[] => [...books.values()].map(({ rota }) => rota).filter((rota) => rota.teamId === teamId),
    all: (): Rota[] => [...books.values()].map(({ rota }) => rota),
    /** A rota's schedule, remembered while nothing of it changes. */
    schedule(book: Book, from: Date, until_: Date): Schedule {
      const memory = memoryOf(book);
      const key = `${from.getTime()} ${until_.getTime()}`;
      const known = memory.schedules.get(key);
      if (known) return known;
      if (memory.schedules.size > 20) memory.schedules.clear();
      const schedule = scheduleOf(book, from, until_);
      memory.schedules.set(key, schedule);
      return schedule;
    },
    /** The one person on call on this rota at `at`, until when; null for a gap. `startsAt` is `at` or earlier. */
    onCall(id: string, at: Date): OnCallTurn | null {
      const { staffId } = answer(id, at);
      return staffId === null ? null : { staffId, startsAt: at, endsAt: until(id, at) ?? new Date(at.getTime() + LOOK_MS) };
    },
    /** Everyone whom asking this rota reaches at `at`: who is on call, then who was added. Empty for a gap. */
    onCallIds: (id: string, at: Date): string[] => idsOf(answer(id, at)),
    /** Everyone of a rota: its layers, and who was put on it by hand and whose time is not over at `at`. */
    everyoneOf(id: string, at: Date): string[] {
      const book = books.get(id);
      return book ? peopleOf({ rota: book.rota, changes: book.changes.filter(({ endsAt }) => endsAt > at) }) : [];
    },
    /** The duty phone that this person carries at `at`, because a rota has one and they are on call there; else null. */
    dutyPhoneOf(staffId: string, at: Date): string | null {
      for (const { rota } of books.values()) if (rota.dutyPhone !== null && answer(rota.id, at).staffId === staffId) return rota.dutyPhone;
      return null;
    },
    /** Who carries this duty phone at `at`; null when it is none, or nobody is on call. */
    holderOf(number: string, at: Date): string | null {
      for (const { rota } of books.values()) if (rota.dutyPhone === number) return answer(rota.id, at).staffId;
      return null;
    },
    /** Who carried, in the two hours before `at`, a duty phone that this person carries now: what it got then is theirs to answer. */
    carriedBefore(staffId: string, at: Date): string[] {
      return [...books.values()].filter(({ rota }) => rota.dutyPhone !== null && answer(rota.id, at).staffId === staffId)
        .flatMap((book) => piecesOf(book, new Date(at.getTime() - CARRIED_MS), at).flatMap((piece) => piece.answer.staffId ?? [])).filter((id, index, all_) => id !== staffId && all_.indexOf(id) === index);
    },
    /** True when the number is some rota's duty phone. */
    isDutyPhone: (number: string): boolean => [...books.values()].some(({ rota }) => rota.dutyPhone === number),
  };
}
