import type { SegmentView } from '../../../../server/contract/oncall.js';
import { may, useWho } from '../../app/session.js';
import { useNow } from '../../live/server-clock.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { FactList } from '../../ui/fact-list.js';
import type { Fact } from '../../ui/fact-list.js';
import { Note } from '../../ui/tag.js';
import { actWords } from '../act-words.js';
import { editableTeams } from '../core/rights.js';
import { rotaWords } from '../rota-words.js';
import { listed, spanIn } from '../time-words.js';
import { shiftOf } from './act.js';
import type { Act, OnAct } from './act.js';

/** One shift with all that is known of it, and what this person may do with it. */
export function ShiftDialog({ act: { schedule, segment }, canCover, onAct, onClose }: { act: Extract<Act, { kind: 'shift' }>; canCover: readonly string[]; onAct: OnAct; onClose: () => void }) {
  const { session } = useWho();
  const now = useNow(60_000);
  const over = Date.parse(segment.wholeEndsAt) <= now;
  const mine = segment.staff !== null && segment.staff.id === session?.staff.id;
  const title = segment.staff ? (mine ? rotaWords('you-named', { name: segment.staff.name }) : segment.staff.name) : rotaWords(segment.why === 'off' ? 'cell.off' : 'cell.gap');
  return (
    <Dialog
      open
      title={`${title}, ${schedule.rotaName}`}
      closeLabel={actWords('close')}
      onClose={onClose}
      actions={over ? undefined : <Acts schedule={schedule} segment={segment} mine={mine} canCover={canCover} onAct={onAct} />}
    >
      <div className="stack">
        <FactList layout="beside" facts={factsOf(segment, schedule.timeZone)} />
        {over && (
          <Note tone="neutral" icon="info">
            {actWords('shift.past')}
          </Note>
        )}
      </div>
    </Dialog>
  );
}

function Acts({ schedule, segment, mine, canCover, onAct }: { schedule: Extract<Act, { kind: 'shift' }>['schedule']; segment: SegmentView; mine: boolean; canCover: readonly string[]; onAct: OnAct }) {
  const { session } = useWho();
  const edits = editableTeams(session).includes(schedule.teamId);
  const { staff, why, changeId, wholeStartsAt, wholeEndsAt } = segment;
  const shift = shiftOf(schedule, segment);
  const putOn = (how: 'override' | 'extra') => onAct({ kind: 'put-on', rotaId: schedule.rotaId, how, startsAt: wholeStartsAt, endsAt: wholeEndsAt, canCover: how === 'override' ? canCover : [] });
  const mayAsk = staff !== null && why !== 'extra' && may(session, 'rota:swap') && (mine || edits);
  if (!mayAsk && !edits) return null;
  return (
    <>
      {mayAsk && staff && (
        <Button variant={mine ? 'primary' : 'outline'} icon="cover" onClick={() => onAct({ kind: 'ask', ask: 'cover', shift, from: staff })}>
          {mine ? actWords('shift.ask') : actWords('shift.ask-for', { name: staff.name })}
        </Button>
      )}
      {mayAsk && mine && (
        <Button icon="swap" onClick={() => onAct({ kind: 'ask', ask: 'swap', shift, from: staff })}>
          {actWords('shift.swap')}
        </Button>
      )}
      {edits && why !== 'extra' && (
        <Button variant={staff === null ? 'primary' : 'outline'} onClick={() => putOn('override')}>
          {actWords(staff === null ? 'shift.find' : 'shift.put-other')}
        </Button>
      )}
      {edits && staff !== null && why !== 'extra' && <Button onClick={() => putOn('extra')}>{actWords('shift.beside')}</Button>}
      {edits && staff !== null && changeId !== null && (why === 'override' || why === 'extra') && (
        <Button icon="undo" onClick={() => onAct({ kind: 'take-back', shift, changeId, extra: why === 'extra', staff })}>
          {actWords('shift.back')}
        </Button>
      )}
    </>
  );
}

function factsOf({ wholeStartsAt, wholeEndsAt, hours, clockChangeMinutes, why, insteadOf, because, away, unreachable, restBeforeHours, staff }: SegmentView, timeZone: string): readonly Fact[] {
  const reason = (why === 'override' || why === 'swap' || why === 'cover') && insteadOf ? actWords(`shift.why.${why}-for`, { name: insteadOf.name }) : actWords(`shift.why.${why}`);
  const cause = because === 'leave' ? actWords('shift.because.leave', { names: listed(away.map(({ name }) => name)) }) : because === null ? null : actWords(`shift.because.${because}`);
  return [
    { name: actWords('shift.whole'), value: <span className="num">{spanIn(wholeStartsAt, wholeEndsAt, timeZone)}</span> },
    { name: actWords('shift.hours'), value: clockChangeMinutes === 0 ? actWords('shift.hours-plain', { hours }) : actWords('shift.hours-clock', { hours }) },
    { name: actWords('shift.why'), value: cause === null ? reason : `${reason}. ${cause}` },
    ...(staff ? [{ name: actWords('shift.reach'), value: unreachable === null ? actWords('shift.reach.yes') : <b className="warning-words">{rotaWords(`why.${unreachable}`)}</b> }] : []),
    ...(restBeforeHours === null ? [] : [{ name: actWords('shift.rest'), value: <b className="warning-words">{actWords('shift.rest.short', { hours: restBeforeHours })}</b> }]),
  ];
}
