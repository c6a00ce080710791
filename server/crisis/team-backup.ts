import { Schema } from 'mongoose';
import Joi from 'joi';
import type { BackupCallView } from '../contract/asks.js';
import { TEAM_BACKUP_HOLDS_MINUTES } from '../contract/asks.js';
import { addMinutes } from '../kernel/durations.js';
import { newId } from '../kernel/ids.js';
import type { StaffId, TeamId } from '../kernel/ids.js';
import { problem } from '../platform/http/problem.js';
import { route } from '../platform/http/route.js';
import type { Route } from '../platform/http/route.js';
import { trusted } from '../platform/mongo/connect.js';
import type { Connection } from '../platform/mongo/connect.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';
import { duplicateOf } from '../platform/mongo/transact.js';
import { backupsOf } from './asking.js';
import { askTextsFor } from './ask-texts-es.js';
import type { CrisisNeeds } from './needs.js';

/** The last time that a team as a whole asked for backup; one row for each team. */
interface Row { _id: string; callId: string; at: Date; byId: string; askedIds: string[] }

export const backupCallsPlan: CollectionPlan = { name: 'backup_calls', indexes: [] };
const schema = new Schema<Row>({ _id: String, callId: String, at: Date, byId: String, askedIds: [String] }, { strict: 'throw', versionKey: false, collection: 'backup_calls' });

export interface TeamBackupNeeds {
  db: Connection;
  needs: Pick<CrisisNeeds, 'transact' | 'clock' | 'people' | 'events' | 'audit' | 'texts' | 'languageOf' | 'tellTeam' | 'onCallIn' | 'whoNow' | 'isReachable'>;
}

export type TeamBackup = ReturnType<typeof teamBackup>;

/** Backup for a whole team while more comes in than its people can answer. Alone knows `backup_calls`. */
export function teamBackup({ db, needs }: TeamBackupNeeds) {
  const { transact, clock, people, events, audit, texts, languageOf, tellTeam } = needs;
  const rows = db.model('BackupCall', schema);
  const person = (id: StaffId) => ({ id, name: people.nameOf(id), initials: people.find(id)?.initials ?? '' });
  const view = ({ _id: teamId, at, byId, askedIds }: Row): BackupCallView => ({ teamId, at: at.toISOString(), by: person(byId), asked: askedIds.map(person) });

  const routes: Route[] = [
    route('POST /api/v1/teams/:id/backup', {
      allow: 'crisis:answer', status: 201, says: `Too much at once: asks whoever else is on call in my team, and its supervisors, to help. Once in ${TEAM_BACKUP_HOLDS_MINUTES} minutes.`,
      input: Joi.object({ id: Joi.string().max(100).required() }),
      async handle({ id: teamId }, actor) {
        if (!actor.may('crisis:answer', teamId)) throw problem('identity/absent');
        const at = clock.now();
        const askedIds = backupsOf(needs, teamId, actor.staffId, false);
        if (askedIds.length === 0) throw problem('crisis/nobody-to-ask');
        const call: Row = { _id: teamId, callId: newId(), at, byId: actor.staffId, askedIds };
        const by = { name: actor.name, initials: people.find(actor.staffId)?.initials ?? '' };
        const phone = people.find(actor.staffId)?.phone ?? people.network().dutyPhone;
        await transact(async (tx) => {
          try {
            const { _id, ...rest } = call;
            await rows.collection.updateOne({ _id: _id as never, at: { $lte: addMinutes(at, -TEAM_BACKUP_HOLDS_MINUTES) } }, { $set: rest }, { upsert: true, session: tx.session });
          } catch (error) {
            // The row is there and younger: somebody asked a moment ago.
            if (duplicateOf(error) !== null) throw problem('crisis/team-backup-open');
            throw error;
          }
          for (const staffId of askedIds) await tellTeam(tx, staffId, askTextsFor(languageOf(staffId), people.network(), texts(staffId)).teamBackup({ from: by, phone }), { teamId, purpose: 'team-backup', key: `team-backup:${call.callId}:${staffId}` });
          await events.append(tx, [{ at, kind: 'team.backup-asked', teamId, actorId: actor.staffId, data: {} }]);
          await audit.append(tx, [{ at, actorId: actor.staffId, role: actor.role, action: 'team.backup-asked', object: `team:${teamId}`, teamId }]);
        });
        return view(call);
      },
    }),
  ];

  return {
    routes,
    /** What holds now for these teams. */
    async callsOf(teamIds: readonly TeamId[]): Promise<BackupCallView[]> {
      if (teamIds.length === 0) return [];
      const after = addMinutes(clock.now(), -TEAM_BACKUP_HOLDS_MINUTES);
      return (await rows.find({ _id: trusted({ $in: [...teamIds] }), at: trusted({ $gt: after }) }).lean<Row[]>()).map(view);
    },
  };
}
