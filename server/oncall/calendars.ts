import type { Express } from 'express';
import rateLimit from 'express-rate-limit';
import type { CalendarLinkView, NewCalendarLinkView } from '../contract/oncall.js';
import { actorOf } from '../identity/index.js';
import { problem } from '../platform/http/problem.js';
import type { Actor } from '../platform/http/route.js';
import type { CalendarLink } from './calendar-store.js';
import { calendarOf } from './core/calendar.js';
import type { CalendarEntry } from './core/calendar.js';
import type { Book, Segment } from './core/rota.js';
import type { OnCallNeeds } from './needs.js';

const DAY_MS = 24 * 3600 * 1000;
/** What a calendar holds: a fortnight back, a quarter ahead. In days. */
const HOLDS = { back: 14, ahead: 92 } as const;

export type Calendars = ReturnType<typeof calendarsOf>;

/** Calendar subscriptions. Each belongs to one member of staff and ends with their rights; staff names only, nothing of a crisis. */
export function calendarsOf({ calendarLinks, rotas, people, audit, transact, clock, publicUrl }: OnCallNeeds) {
  const linkView = ({ id, rotaId, madeAt, lastReadAt }: CalendarLink): CalendarLinkView => ({ id, rotaId, rotaName: rotaId === null ? null : rotas.find(rotaId)?.name ?? null, madeAt: madeAt.toISOString(), lastReadAt: lastReadAt?.toISOString() ?? null });

  function entriesOf(book: Book, now: Date, mine: string | null): CalendarEntry[] {
    const { rota } = book;
    const day = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
    const { segments, extras } = rotas.schedule(book, new Date(day - (HOLDS.back + 100) * DAY_MS), new Date(day + HOLDS.ahead * DAY_MS));
    const entry = ({ staffId, startsAt, endsAt, why, changeId }: Segment): CalendarEntry => ({
      uid: `${rota.id}-${startsAt.getTime()}-${changeId ?? staffId ?? 'gap'}@handrail`, startsAt, endsAt, isGap: staffId === null,
      summary: staffId === null ? `Nobody on call: ${rota.name}` : mine === null ? `${people.nameOf(staffId)}: ${rota.name}` : `On call: ${rota.name}`,
      description: why === 'extra' ? 'Added beside who is on call.' : why === 'swap' ? 'By a swap.' : why === 'cover' ? 'Cover.' : '',
    });
    return [...segments, ...extras].filter(({ staffId, why, endsAt }) => endsAt.getTime() > day - HOLDS.back * DAY_MS && (mine === null ? staffId !== null || why === 'gap' : staffId === mine)).map(entry);
  }

  return {
    list: async (actor: Actor): Promise<CalendarLinkView[]> => (await calendarLinks.ofStaff(actor.staffId)).map(linkView),

    /** A new address; the former one for the same calendar stops working. @throws `oncall/unknown-rota` */
    async make(rotaId: string | null, actor: Actor): Promise<NewCalendarLinkView> {
      const rota = rotaId === null ? null : rotas.find(rotaId);
      if (rotaId !== null && (!rota || !actor.may('rota:read', rota.teamId))) throw problem('oncall/unknown-rota');
      const secret = calendarLinks.newSecret();
      const at = clock.now();
      const link = await transact(async (tx) => {
        await audit.append(tx, [{ at, actorId: actor.staffId, role: actor.role, action: 'calendar-link.made', object: rotaId === null ? `staff:${actor.staffId}` : `rota:${rotaId}`, teamId: rota?.teamId ?? 'network' }]);
        return calendarLinks.put({ staffId: actor.staffId, rotaId, secret, at }, tx);
      });
      return { ...linkView(link), url: `${publicUrl}/calendar/${secret}.ics` };
    },

    /** @throws `oncall/absent` */
    async remove(id: string, actor: Actor): Promise<void> {
      await transact(async (tx) => {
        if (!await calendarLinks.remove(id, actor.staffId, tx)) throw problem('oncall/absent');
        await audit.append(tx, [{ at: clock.now(), actorId: actor.staffId, role: actor.role, action: 'calendar-link.removed', object: `staff:${actor.staffId}`, teamId: 'network' }]);
      });
    },

    /** The calendar behind a secret as iCalendar, or null when there is none, its owner left, or may no longer see that rota. */
    async feed(secret: string): Promise<string | null> {
      const now = clock.now();
      const link = await calendarLinks.read(secret, now);
      const owner = link ? people.find(link.staffId) : null;
      if (!link || !owner?.active) return null;
      if (link.rotaId === null) return calendarOf({ name: `${people.network().name}: ${owner.name}`, now, entries: rotas.books().flatMap((book) => entriesOf(book, now, owner.id)) });
      const book = rotas.book(link.rotaId);
      if (!book || !actorOf(owner, 'session').may('rota:read', book.rota.teamId)) return null;
      return calendarOf({ name: `${people.network().name}: ${book.rota.name}`, now, entries: entriesOf(book, now, null) });
    },
  };
}

/** Serves `/calendar/<secret>.ics`. Calendars come about hourly; guessing 128 bits is slowed further. */
export function mountCalendars(app: Express, calendars: Pick<Calendars, 'feed'>): void {
  app.use('/calendar', rateLimit({ windowMs: 60_000, limit: 120, standardHeaders: 'draft-8', legacyHeaders: false, handler: (_request, _response, next) => { next(problem('request/too-fast')); } }));
  app.get('/calendar/:file', async (request, response) => {
    const [, secret] = /^([\w-]{22})\.ics$/.exec(request.params.file) ?? [];
    const body = secret === undefined ? null : await calendars.feed(secret);
    if (body === null) throw problem('link/invalid');
    response.setHeader('Cache-Control', 'private, no-store');
    response.setHeader('X-Robots-Tag', 'noindex');
    response.type('text/calendar; charset=utf-8').send(body);
  });
}
