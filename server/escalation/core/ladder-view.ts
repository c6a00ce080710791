import type { Ask, AskedView, LadderView, RungView } from '../../contract/escalation.js';
import { addSeconds } from '../../kernel/durations.js';
import type { StaffId } from '../../kernel/ids.js';
import type { Delivery } from '../../messaging/index.js';
import { pagesOf } from './asked.js';
import type { Escalation, Notification } from './escalation.js';

/** What a view needs to know of people. `whoAt`: whom an ask would reach at an instant, by the rota as it stands. */
export interface Known {
  person: (id: StaffId) => { name: string; initials: string };
  whoAt: (asks: readonly Ask[], at: Date) => StaffId[];
}

/**
 * An escalation as people read it: rungs already asked with what each message is known to have done, the current one with
 * its clock, and those that silence would bring, with the time of each. Sent, delivered, seen and answered stay four words.
 */
export function ladderView(e: Escalation, known: Known): LadderView {
  const inAlarm = e.alarmAt !== null;
  const round = inAlarm ? e.ladder.rounds : e.round;
  const rungs: RungView[] = [];
  let startsAt = e.rungStartedAt;
  e.ladder.rungs.forEach((rung, index) => {
    const rows = e.asked.filter((asked) => asked.round === round && asked.rung === index);
    const current = !inAlarm && index === e.rung;
    const past = inAlarm || index < e.rung;
    if (past) {
      if (rows.length === 0) return;
      const at = rows[0]?.at ?? e.startedAt;
      rungs.push({ index, state: 'done', startsAt: at.toISOString(), endsAt: addSeconds(at, rung.answerWithinSeconds).toISOString(), asked: askedViews(e, rows, known) });
      return;
    }
    if (!current && e.state !== 'running') return;
    const at = current ? e.rungStartedAt : startsAt;
    const endsAt = current ? (e.nextAt ?? e.endedAt ?? at) : addSeconds(at, rung.answerWithinSeconds);
    rungs.push({
      index, state: current ? (e.state === 'running' ? 'now' : 'done') : 'next', startsAt: at.toISOString(), endsAt: endsAt.toISOString(),
      asked: current ? askedViews(e, rows, known) : known.whoAt(rung.ask, at).map((id) => ({ staffId: id, ...known.person(id), channels: rung.channels.map((channel) => ({ channel, state: 'waiting' as const, at: null })), said: 'waiting' as const, at: null })),
    });
    startsAt = endsAt;
  });
  if (inAlarm) {
    const rows = e.asked.filter((asked) => asked.round === e.round && asked.rung === e.rung);
    rungs.push({ index: e.rung, state: e.state === 'running' ? 'now' : 'done', startsAt: e.rungStartedAt.toISOString(), endsAt: (e.nextAt ?? e.endedAt ?? e.rungStartedAt).toISOString(), asked: askedViews(e, rows, known) });
  }
  return {
    escalationId: e.id, state: e.state, round: e.round, rounds: e.ladder.rounds, rung: e.rung,
    nextAt: e.nextAt?.toISOString() ?? null, alarm: inAlarm && e.state === 'running', rungs,
  };
}

function askedViews(e: Escalation, rows: Escalation['asked'], { person }: Known): AskedView[] {
  return rows.map(({ staffId, round, rung, at, seenAt, cannotAt }) => {
    const pages = pagesOf(e, { staffId, round, rung });
    const best = furthest(pages);
    const [said, when]: [AskedView['said'], Date | null] =
      e.answeredBy === staffId ? ['have-it', e.endedAt]
        : cannotAt ? ['cannot', cannotAt]
          : seenAt ? ['seen', seenAt]
            : pages.length > 0 && pages.every(({ delivery }) => delivery.state === 'failed') ? ['not-reached', best?.delivery.failedAt ?? null]
              : best?.delivery.deliveredAt ? ['delivered', best.delivery.deliveredAt]
                : best?.delivery.sentAt ? ['sent', best.delivery.sentAt] : ['waiting', at];
    return {
      staffId, ...person(staffId), said, at: when?.toISOString() ?? null,
      channels: newestOfEach(pages).map(({ channel, delivery }) => ({ channel, state: delivery.state, at: whenOf(delivery)?.toISOString() ?? null })),
    };
  });
}

/** One for each channel: a call that was asked for again takes the place of the one before. */
const newestOfEach = (pages: readonly Notification[]): Notification[] => pages.filter((n, place) => !pages.slice(place + 1).some(({ channel }) => channel === n.channel));

/** When it came to what it is now. */
const whenOf = ({ state, deliveredAt, sentAt, failedAt }: Delivery): Date | null => (state === 'failed' ? failedAt : deliveredAt ?? sentAt ?? failedAt);

const furthest = (pages: readonly Notification[]): Notification | undefined =>
  pages.find(({ delivery }) => delivery.deliveredAt) ?? pages.find(({ delivery }) => delivery.sentAt) ?? pages[0];
