import type { MessageLine, MessageLogQuery, MessageLogView } from '../contract/reporting.js';
import type { Audit } from '../audit/index.js';
import type { NotificationLog } from '../escalation/index.js';
import type { People } from '../identity/index.js';
import type { Clock } from '../kernel/clock.js';
import type { Notices, Text, TextLog } from '../messaging/index.js';
import { problem } from '../platform/http/problem.js';
import type { Actor } from '../platform/http/route.js';
import { masked, ofNotice, ofNotification, ofText } from './core/message-line.js';

export interface MessageLogNeeds {
  notifications: NotificationLog;
  texts: TextLog;
  /** Pushes and e-mails. */
  notices: Pick<Notices, 'ofCrisis' | 'ofStaff' | 'since'>;
  /** The texts about a crisis, with the numbers to which they went. */
  textsOfCrisis: (crisisId: string) => Promise<Text[]>;
  /** Found by id, or by a ref while it is open; only what names it. */
  findCrisis: (by: { id: string } | { ref: string }) => Promise<{ id: string; ref: string; teamId: string } | null>;
  people: People;
  audit: Audit;
  clock: Clock;
}

/** So many lines are shown at once, newest first. */
const MOST_LINES = 200;
/** Escalations and texts that are looked through for one person. */
const MOST_READ = 100;

/**
 * What went out about a crisis or to a colleague, and what became of it. Never what was written. Each look is witnessed
 * before it is shown. Who may not supervise crises sees the last four digits of numbers; of the public everybody does.
 * @throws `crisis/absent` also for a crisis of another team
 */
export function messageLogOf({ notifications, texts, notices, textsOfCrisis, findCrisis, people, audit, clock }: MessageLogNeeds) {
  const witness = (actor: Actor, object: string, teamId: string) => audit.read({ at: clock.now(), actorId: actor.staffId, role: actor.role, action: 'messages.read', object, teamId });

  function toStaff(staffId: string, actor: Actor): Pick<MessageLine, 'staff' | 'number'> {
    const person = people.find(staffId);
    const number = person?.phone ?? null;
    const whole = person?.roles.some(({ teamId }) => actor.may('crisis:supervise', teamId)) === true;
    return { staff: { id: staffId, name: people.nameOf(staffId) }, number: number === null || whole ? number : masked(number) };
  }
  const named = (staffId: string) => ({ id: staffId, name: people.nameOf(staffId) });
  function toNumber(number: string, actor: Actor): Pick<MessageLine, 'staff' | 'number'> {
    const person = people.byPhone(number);
    return person ? toStaff(person.id, actor) : { staff: null, number: masked(number) };
  }
  const newestFirst = (lines: readonly MessageLine[]): MessageLine[] => lines.toSorted((a, b) => b.queuedAt.localeCompare(a.queuedAt));

  async function ofCrisis(by: { id: string } | { ref: string }, actor: Actor): Promise<MessageLogView> {
    const crisis = await findCrisis(by);
    if (!crisis || !actor.may('message:read', crisis.teamId)) throw problem('crisis/absent');
    await witness(actor, `crisis:${crisis.id}`, crisis.teamId);
    const [pages, ours, beside] = await Promise.all([notifications.ofCrisis(crisis.id, [crisis.teamId]), textsOfCrisis(crisis.id), notices.ofCrisis(crisis.id, [crisis.teamId])]);
    const lines = newestFirst([...pages.map((line) => ofNotification(line, toStaff(line.staffId, actor))), ...ours.map((text) => ofText(text, { ...toNumber(text.to, actor), ref: crisis.ref })), ...beside.map((line) => ofNotice(line, named(line.staffId)))]);
    return { of: { kind: 'crisis', crisisId: crisis.id, ref: crisis.ref }, messages: lines.slice(0, MOST_LINES), more: lines.length > MOST_LINES };
  }

  async function ofStaff(staffId: string, actor: Actor): Promise<MessageLogView> {
    const person = people.find(staffId);
    if (!person) throw problem('request/malformed', { errors: [{ pointer: '/staffId', detail: 'is nobody we know' }] });
    const teams = [...actor.teamsWhere('message:read')];
    await witness(actor, `staff:${staffId}`, teams[0] ?? 'network');
    const [pages, ours, beside] = await Promise.all([
      notifications.ofStaff(staffId, teams, MOST_READ),
      person.phone === null ? { lines: [], more: false } : texts.toNumber(person.phone, [...teams, 'network'], MOST_READ),
      notices.ofStaff(staffId, [...teams, 'network'], MOST_READ),
    ]);
    const to = toStaff(staffId, actor);
    const lines = newestFirst([...pages.lines.map((line) => ofNotification(line, to)), ...ours.lines.map((line) => ofText(line, { ...to, ref: null })), ...beside.lines.map((line) => ofNotice(line, to.staff))]);
    return { of: { kind: 'staff', staffId, name: person.name }, messages: lines.slice(0, MOST_LINES), more: pages.more || ours.more || beside.more || lines.length > MOST_LINES };
  }

  return async ({ crisisId, ref, staffId }: MessageLogQuery, actor: Actor): Promise<MessageLogView> =>
    staffId === undefined ? ofCrisis(crisisId === undefined ? { ref: ref ?? '' } : { id: crisisId }, actor) : ofStaff(staffId, actor);
}
