import { useQuery } from '@tanstack/react-query';
import type { RotaView } from '../../../../server/contract/oncall.js';
import { useWho } from '../../app/session.js';
import { editableTeams } from '../core/rights.js';
import { CalendarDialog } from '../mine/calendar-links.js';
import { warningsQuery } from '../rota-query.js';
import type { Act, OnAct } from './act.js';
import { AnswerDialog } from './answer-dialog.js';
import { AskDialog } from './ask-dialog.js';
import { LeaveBackDialog, LeaveDialog } from './leave-dialog.js';
import { PutOnDialog } from './put-on-dialog.js';
import { ShiftDialog } from './shift-dialog.js';
import { TakeBackDialog } from './take-back-dialog.js';

/** Whatever is being done to the rota, in its dialog. */
export function Acts({ act, rotas, onAct, onClose }: { act: Act | null; rotas: readonly RotaView[]; onAct: OnAct; onClose: () => void }) {
  const { session } = useWho();
  const teams = editableTeams(session);
  const editable = rotas.filter(({ teamId }) => teams.includes(teamId));
  switch (act?.kind) {
    case undefined:
      return null;
    case 'shift':
      return <Shift act={act} onAct={onAct} onClose={onClose} />;
    case 'put-on':
      return <PutOnDialog act={act} rotas={editable} onClose={onClose} />;
    case 'take-back':
      return <TakeBackDialog act={act} onClose={onClose} />;
    case 'ask':
      return <AskDialog act={act} rotas={rotas} onClose={onClose} />;
    case 'answer':
      return <AnswerDialog swapId={act.swapId} onClose={onClose} />;
    case 'leave':
      return <LeaveDialog rotas={rotas} onClose={onClose} />;
    case 'leave-back':
      return <LeaveBackDialog act={act} onClose={onClose} />;
    case 'calendar':
      return <CalendarDialog rotas={rotas} onClose={onClose} />;
  }
}

/** A gap's own dialog offers first whoever is known to be free for it. */
function Shift({ act, onAct, onClose }: { act: Extract<Act, { kind: 'shift' }>; onAct: OnAct; onClose: () => void }) {
  const { data } = useQuery(warningsQuery);
  const gap = data?.gaps.find(({ rotaId, startsAt, endsAt }) => rotaId === act.schedule.rotaId && startsAt < act.segment.wholeEndsAt && (endsAt === null || endsAt > act.segment.wholeStartsAt));
  return <ShiftDialog act={act} canCover={gap && act.segment.why === 'gap' ? gap.canCover.map(({ id }) => id) : []} onAct={onAct} onClose={onClose} />;
}
