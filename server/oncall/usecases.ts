import type { LeaveView, OnCallView, RotaPreviewView, RotaView, RotaWarningsView, ScheduleQuery, ScheduleView, ShiftsView } from '../contract/oncall.js';
import { problem } from '../platform/http/problem.js';
import type { Actor } from '../platform/http/route.js';
import { announcing } from './announce.js';
import { calendarsOf } from './calendars.js';
import type { Rota } from './core/rota.js';
import { rotaImport } from './import.js';
import { rotaLook } from './look.js';
import type { OnCallNeeds } from './needs.js';
import { rotaUse } from './rota-use.js';
import { swapUse } from './swap-use.js';
import { rotaViewsOf } from './views.js';

export type OnCallUse = ReturnType<typeof onCallUse>;

/** Who is on call, and changing it: everything this room offers. */
export function onCallUse(needs: OnCallNeeds) {
  const { rotas, people } = needs;
  const views = rotaViewsOf(needs);
  const say = announcing(needs);
  const change = rotaUse(needs, views, say);
  return {
    ...change,
    swaps: swapUse(needs, views, say),
    calendars: calendarsOf(needs),
    imports: rotaImport(needs, views, say),
    look: rotaLook(needs, views, say),
    find: (id: string): Rota | null => rotas.find(id),
    ofTeams: (teamIds: readonly string[]): Rota[] => rotas.all().filter(({ teamId }) => teamIds.includes(teamId)),
    /** Who is on call on each rota of these teams at `at`. */
    onCall: (teamIds: readonly string[], at: Date): OnCallView[] => views.onCall(teamIds, at),
    views: (teamIds: readonly string[]): RotaView[] => rotas.books().filter(({ rota }) => teamIds.includes(rota.teamId)).map(views.rota),
    schedules: (some: readonly Rota[], query: ScheduleQuery): ScheduleView[] => some.flatMap(({ id }) => rotas.book(id) ?? []).map((book) => views.scheduleView(book, query, rotas.books())),
    warnings: (teamIds: readonly string[]): Promise<RotaWarningsView> => views.warnings(teamIds),
    preview: (draft: Rota): Promise<RotaPreviewView> => views.preview(draft),
    leave: (actor: Actor): LeaveView[] => views.leaveFor(actor),
    /** @throws `oncall/absent` */
    findLeave(id: string, actor: Actor): LeaveView {
      const leave = change.findLeave(id);
      if (!leave) throw problem('oncall/absent');
      return views.leaveView(leave, actor);
    },
    /** @throws `oncall/absent` for somebody of whose teams the caller may read no rota */
    async shifts(staffId: string, actor: Actor): Promise<ShiftsView> {
      if (staffId !== actor.staffId && (!people.find(staffId) || !views.teamsOf(staffId).some((teamId) => actor.may('rota:read', teamId)))) throw problem('oncall/absent');
      return views.shifts(staffId, actor);
    },
  };
}
