import type { IntakeContact, OpenState, Schedule, Service, ServiceLocation } from '../../contract/directory.js';
import { makeDictionary } from './dictionary.js';
import type { DirectoryRules, OpenAnswer } from './match-context.js';
import { shortKey } from './short-key.js';

/** An answer and the time for which it holds; milliseconds, `to` not included. */
interface Segment { from: number; to: number; answer: OpenAnswer }

export interface Whose { service: Service; site: ServiceLocation | null; contact: IntakeContact | null }
/** `whose` is asked when an answer has to be worked out, and not before: a service may have to be opened for it. */
interface Page { whose: () => Whose; segments: Segment[] }

/** Enough for the answer before this one, this one, and those of the next hours. */
const MOST_SEGMENTS = 8;

export type HoursBook = ReturnType<typeof makeHoursBook>;

/**
 * Remembers what opening hours say for as long as the same answer holds. Services with equal hours share one page.
 * An answer is worked out when first asked for; `prepare` does so before anybody asks.
 */
export function makeHoursBook(openState: DirectoryRules['openState']) {
  const pages = makeDictionary<string, Page>();
  let preparedUpTo = 0;

  function find({ whose, segments }: Page, at: number, asked: () => Whose = whose): Segment {
    for (const segment of segments) if (segment.from <= at && at < segment.to) return segment;
    const from = Math.floor(at / 60_000) * 60_000;
    const { service, site, contact } = asked();
    const answer = openState(service, site, contact, new Date(from));
    const segment = { from, to: Math.max(answer.sameUntil.getTime(), from + 60_000), answer };
    segments.unshift(segment);
    if (segments.length > MOST_SEGMENTS) segments.pop();
    return segment;
  }

  return {
    /** The page of the hours with this key. */
    pageOf: (key: string, whose: () => Whose): number => pages.idOf(key, () => ({ whose, segments: [] })),
    get size(): number { return pages.values.length; },
    /** What the hours of one page say at an instant. */
    read: (id: number, at: number): OpenAnswer => find(pages.values[id] as Page, at).answer,
    /** The same, from and until when it holds. */
    readSegment: (id: number, at: number): Readonly<{ from: number; to: number; state: OpenState }> => {
      const { from, to, answer } = find(pages.values[id] as Page, at);
      return { from, to, state: answer.state };
    },
    /**
     * Works out the answers from `from` to `to` for at most `pagesAtOnce` pages, going on where it stopped.
     * @returns false when every page is done
     */
    prepare(from: number, to: number, pagesAtOnce: number): boolean {
      const end = Math.min(preparedUpTo + pagesAtOnce, pages.values.length);
      for (; preparedUpTo < end; preparedUpTo++) {
        const page = pages.values[preparedUpTo] as Page;
        let whose: Whose | null = null;
        for (let at = from, n = 0; at <= to && n < MOST_SEGMENTS - 1; n++) at = find(page, at, () => (whose ??= page.whose())).to;
      }
      if (preparedUpTo < pages.values.length) return true;
      preparedUpTo = 0;
      return false;
    },
  };
}

const scheduleKey = ({ freq, interval, byday, bymonthday, byweekno, byyearday, wkst, dtstart, until, count, validFrom, validTo, opensAt, closesAt, utcOffsetHours }: Schedule) =>
  [freq, interval, byday, bymonthday, byweekno, byyearday, wkst, dtstart, until, count, validFrom, validTo, opensAt, closesAt, utcOffsetHours];

/** Everything that opening hours can depend on, wherever the directory looks for it, and nothing else: no ids, no words. */
export const hoursKeyOf = ({ schedules, handrail }: Service, site: ServiceLocation | null, contact: IntakeContact | null): string => shortKey(JSON.stringify([
  handrail.timeZone, handrail.alwaysOpen, handrail.byAppointment, schedules.map(scheduleKey), handrail.scheduleExceptions.map(exceptionKey),
  site && [site.schedules.map(scheduleKey), site.location.schedules.map(scheduleKey), site.location.handrail.timeZone, site.location.handrail.scheduleExceptions.map(exceptionKey)],
  contact && contact.hours,
]));

const exceptionKey = ({ from, to, hours }: Service['handrail']['scheduleExceptions'][number]) => [from, to, hours];
