import { useQuery } from '@tanstack/react-query';
import type { RotaWarningView, SwapView } from '../../../../server/contract/oncall.js';
import { call } from '../../app/api.js';
import { exactTime } from '../../app/format.js';
import { useWho } from '../../app/session.js';
import { Button } from '../../ui/button.js';
import { FactList } from '../../ui/fact-list.js';
import { Note } from '../../ui/tag.js';
import { actWords } from '../act-words.js';
import { swapsQuery } from '../rota-query.js';
import { rotaWords } from '../rota-words.js';
import { momentIn, spanIn } from '../time-words.js';
import { ActDialog } from './act-dialog.js';
import { useAct } from './use-act.js';
import type { Acting } from './use-act.js';

/** One request: what it would change, what it would break, and its answer. */
export function AnswerDialog({ swapId, onClose }: { swapId: string; onClose: () => void }) {
  const { data: swap } = useQuery({ ...swapsQuery, select: (swaps) => swaps.find(({ id }) => id === swapId) });
  const acting = useAct({
    'oncall/swap-over': { words: actWords('answer.faster') },
    'oncall/swap-not-yours': { words: actWords('answer.faster') },
    'oncall/absent': { words: actWords('answer.gone') },
    'oncall/not-on-shift': { words: actWords('answer.not-on-shift') },
    'oncall/on-leave': { words: actWords('answer.on-leave') },
    'oncall/already-on-call': { words: actWords('answer.already') },
  });
  if (!swap) {
    return (
      <ActDialog title={rotaWords('requests')} acting={acting} save={null} onSave={async () => undefined} onClose={onClose}>
        <p>{actWords('answer.gone')}</p>
      </ActDialog>
    );
  }
  return <Answer swap={swap} acting={acting} onClose={onClose} />;
}

function Answer({ swap, acting, onClose }: { swap: SwapView; acting: Acting; onClose: () => void }) {
  const { session } = useWho();
  const { id, kind, from, shift, inReturn, may: mayDo, state } = swap;
  const when = spanIn(shift.startsAt, shift.endsAt, shift.timeZone);
  const mine = from.id === session?.staff.id;
  const settle = async (route: 'POST /api/v1/rota-swaps/:id/acceptance' | 'POST /api/v1/rota-swaps/:id/refusal' | 'POST /api/v1/rota-swaps/:id/withdrawal', done: string): Promise<void> => {
    if (await acting.run({ id, route }, () => call(route, { id }), done)) onClose();
  };
  return (
    <ActDialog
      title={actWords(`answer.${kind}`, { name: mine ? rotaWords('you-named', { name: from.name }) : from.name })}
      acting={acting}
      save={mayDo.accept ? actWords(kind === 'swap' ? 'answer.accept-swap' : 'answer.accept') : null}
      onSave={() => settle('POST /api/v1/rota-swaps/:id/acceptance', actWords('answer.accepted', { rota: shift.rotaName, when }))}
      onClose={onClose}
      also={
        (mayDo.decline || mayDo.withdraw) && (
          <>
            {mayDo.decline && (
              <Button busy={acting.busy} onClick={() => void settle('POST /api/v1/rota-swaps/:id/refusal', actWords('answer.declined', { name: from.name }))}>
                {actWords('answer.decline')}
              </Button>
            )}
            {mayDo.withdraw && (
              <Button busy={acting.busy} icon="undo" onClick={() => void settle('POST /api/v1/rota-swaps/:id/withdrawal', actWords('answer.withdrawn'))}>
                {actWords('answer.withdraw')}
              </Button>
            )}
          </>
        )
      }
    >
      <FactList
        layout="beside"
        facts={[
          { name: actWords('answer.shift'), value: <ShiftLine shift={shift} /> },
          ...(inReturn ? [{ name: actWords('answer.in-return'), value: <ShiftLine shift={inReturn} /> }] : []),
          { name: actWords('answer.to'), value: swap.toEveryone ? rotaWords('requests.everyone') : (swap.to?.name ?? '') },
          { name: actWords('answer.asked'), value: <span className="num">{momentIn(swap.askedAt, shift.timeZone)}</span> },
          { name: actWords('answer.until'), value: <span className="num">{momentIn(swap.endsAt, shift.timeZone)}</span> },
        ]}
      />
      {state === 'asked' ? (
        <>
          <Breaks warnings={swap.warnings} judged={swap.to !== null || mayDo.accept} />
          {mayDo.accept && (
            <Note tone="info" icon="info">
              {acceptSays(swap)}
              {swap.toEveryone && <> {actWords('answer.everyone')}</>}
            </Note>
          )}
          {mayDo.withdraw && <p className="muted act-small">{mine ? actWords('answer.withdraw-says') : actWords('answer.withdraw-says-for', { name: from.name })}</p>}
        </>
      ) : (
        <Note tone="neutral" icon="info">
          {actWords('answer.over', { state: overWords(swap) })}
        </Note>
      )}
    </ActDialog>
  );
}

const ShiftLine = ({ shift }: { shift: SwapView['shift'] }) => (
  <>
    {shift.rotaName}
    <br />
    <span className="num">{spanIn(shift.startsAt, shift.endsAt, shift.timeZone)}</span>
  </>
);

function acceptSays({ kind, from, shift, inReturn }: SwapView): string {
  const span = { rota: shift.rotaName, from: momentIn(shift.startsAt, shift.timeZone), to: momentIn(shift.endsAt, shift.timeZone), name: from.name };
  if (kind === 'cover' || !inReturn) return actWords('answer.says-cover', span);
  return actWords('answer.says-swap', { ...span, other: inReturn.rotaName, otherFrom: momentIn(inReturn.startsAt, inReturn.timeZone), otherTo: momentIn(inReturn.endsAt, inReturn.timeZone) });
}

/** Rest and doubles that acceptance would cause, or that there are none. Nothing while it is open who would take it. */
function Breaks({ warnings, judged }: { warnings: readonly RotaWarningView[]; judged: boolean }) {
  if (warnings.length === 0) {
    return judged && (
      <Note tone="success" icon="check">
        {actWords('answer.no-warnings')}
      </Note>
    );
  }
  return (
    <Note tone="warning" icon="warning">
      <b>{actWords('answer.warnings')}</b>
      <ul>
        {warnings.map((warning) => (
          <li key={`${warning.kind} ${warning.rotaId} ${warning.startsAt}`}>{breakWords(warning)}</li>
        ))}
      </ul>
    </Note>
  );
}

export function breakWords({ kind, staff, hours, rotaName, startsAt, timeZone }: RotaWarningView): string {
  return actWords(`answer.${kind}`, { name: staff.name, hours: hours ?? 0, rota: rotaName, from: momentIn(startsAt, timeZone) });
}

/** How a request ended: "Priya took it at 02:14:05". */
function overWords({ state, to, decidedBy, decidedAt }: SwapView): string {
  const name = (state === 'declined' ? decidedBy?.name : (to ?? decidedBy)?.name) ?? '';
  const words = state === 'accepted' || state === 'declined' ? actWords(`answer.over.${state}`, { name }) : actWords(state === 'withdrawn' ? 'answer.over.withdrawn' : 'answer.over.ended');
  return decidedAt === null ? words : `${words}, ${exactTime(decidedAt)}`;
}
