import type { Channel, NotificationKind } from '../contract/words.js';
import type { CrisisId, StaffId, TeamId } from '../kernel/ids.js';
import type { Delivery } from '../messaging/index.js';
import type { Connection } from '../platform/mongo/connect.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';
import type { Escalation } from './core/escalation.js';

/** One notification as a log of deliveries shows it. `queuedAt`: when it was made, as far as is on record. */
export interface NotificationLine {
  id: string;
  kind: NotificationKind;
  about: string | null;
  channel: Channel;
  staffId: StaffId;
  crisisId: CrisisId;
  ref: string;
  round: number;
  rung: number;
  queuedAt: Date;
  delivery: Delivery;
}

/** What ended lately is found by its end, what runs by running: together they hold every message of a stretch of time. */
export const deliveryLogPlan: CollectionPlan = {
  name: 'escalations', indexes: [{ key: { teamId: 1, endedAt: 1 }, name: 'ended_by_team', partialFilterExpression: { endedAt: { $gt: new Date(0) } } }],
};

/** The index that holds what runs and nothing else; a team is no beginning of its key, so it must be named. */
const RUNNING = 'running_for';

type Row = Pick<Escalation, 'crisisId' | 'ref' | 'startedAt' | 'asked' | 'notifications'>;
/** Links and ladders are nobody's business here. */
const FIELDS = { _id: 0, crisisId: 1, ref: 1, startedAt: 1, asked: 1, 'notifications.id': 1, 'notifications.kind': 1, 'notifications.about': 1, 'notifications.channel': 1, 'notifications.staffId': 1, 'notifications.round': 1, 'notifications.rung': 1, 'notifications.delivery': 1 } as const;

export type NotificationLog = ReturnType<typeof notificationLogOn>;

/** Reads what became of notifications; writes nothing. */
export function notificationLogOn(db: Connection) {
  const rows = db.collection('escalations');
  const find = (filter: object, sort: Record<string, 1 | -1>, most: number) => rows.find(filter as never, { projection: FIELDS, sort, limit: most }).toArray() as Promise<unknown> as Promise<Row[]>;

  return {
    /** Every notification of a crisis in these teams. */
    ofCrisis: async (crisisId: CrisisId, teamIds: readonly TeamId[]): Promise<NotificationLine[]> =>
      (await find({ crisisId, teamId: { $in: teamIds } }, { startedAt: -1 }, 100)).flatMap(linesOf),
    /** Somebody's notifications from the latest `most` escalations of these teams on which they have one. */
    async ofStaff(staffId: StaffId, teamIds: readonly TeamId[], most: number): Promise<{ lines: NotificationLine[]; more: boolean }> {
      const found = await find({ 'notifications.staffId': staffId, teamId: { $in: teamIds } }, { startedAt: -1 }, most + 1);
      return { lines: found.slice(0, most).flatMap(linesOf).filter((line) => line.staffId === staffId), more: found.length > most };
    },
    /** Every notification of these teams made since then. */
    async since(at: Date, teamIds: readonly TeamId[]): Promise<NotificationLine[]> {
      // What ends between the two reads is found by both, and counted once.
      const halves = [{ filter: { teamId: { $in: teamIds }, state: 'running' }, hint: RUNNING }, { filter: { teamId: { $in: teamIds }, endedAt: { $gte: at } }, hint: 'ended_by_team' }];
      const lines = new Map<string, NotificationLine>();
      for (const { filter, hint } of halves) {
        for await (const row of rows.find(filter as never, { projection: FIELDS, hint })) {
          for (const line of linesOf(row as unknown as Row)) if (line.queuedAt >= at) lines.set(line.id, line);
        }
      }
      return [...lines.values()];
    },
  };
}

function linesOf({ crisisId, ref, startedAt, asked, notifications }: Row): NotificationLine[] {
  return notifications.map(({ id, kind, about, channel, staffId, round, rung, delivery }) => ({
    id, kind, about, channel, staffId, crisisId, ref, round, rung, delivery,
    queuedAt: (kind === 'page' ? asked.find((one) => one.staffId === staffId && one.round === round && one.rung === rung)?.at : undefined) ?? delivery.attempts[0]?.startedAt ?? startedAt,
  }));
}
