import { BURST } from '../../../../server/contract/asks.js';
import type { BackupCallView } from '../../../../server/contract/asks.js';
import type { BoardView } from '../../../../server/contract/crisis.js';
import { call } from '../../app/api.js';
import { timeOfDay } from '../../app/format.js';
import { queries } from '../../app/queries.js';
import { useSession } from '../../app/session.js';
import { languageTag } from '../../app/words.js';
import { useNow } from '../../live/server-clock.js';
import { Button } from '../../ui/button.js';
import { Note } from '../../ui/tag.js';
import { boardQuery } from './board-data.js';
import { boardWords } from './board-words.js';
import { burstsIn } from './core/bursts.js';
import type { Burst } from './core/bursts.js';
import { FailureNote } from './failure-note.js';
import { useSend } from './use-send.js';

/**
 * While more comes in than a team can answer: one touch asks for backup, and from then on it says who was asked and offers nothing
 * more. What is old on the screen is no reason to ask.
 */
export function BurstNote({ board, old }: { board: BoardView; old: boolean }) {
  const { roles, teams } = useSession();
  const now = useNow(5000);
  const mine = [...new Set(roles.filter(({ role }) => role === 'clinician' || role === 'supervisor').map(({ teamId }) => teamId))];
  const asked = board.backupCalls.filter(({ teamId }) => mine.includes(teamId));
  const bursts = old ? [] : burstsIn(board.cards, mine, now).filter(({ teamId }) => !asked.some((one) => one.teamId === teamId));
  const nameOf = (teamId: string) => teams.find(({ id }) => id === teamId)?.name ?? '';
  return (
    <div role="status" className={bursts.length + asked.length === 0 ? 'visually-hidden' : 'stack'}>
      {bursts.map((burst) => (
        <Offer key={burst.teamId} burst={burst} team={nameOf(burst.teamId)} />
      ))}
      {asked.map((one) => (
        <Asked key={one.teamId} asked={one} team={nameOf(one.teamId)} />
      ))}
    </div>
  );
}

function Offer({ burst: { teamId, count }, team }: { burst: Burst; team: string }) {
  const { busy, failure, send } = useSend();
  const ask = async () => {
    const done = await send(async () => hearCall(await call('POST /api/v1/teams/:id/backup', { id: teamId })));
    // Somebody else may have asked in between: then the board knows whom.
    if (!done) void queries.invalidateQueries(boardQuery);
  };
  return (
    <Note tone="warning" icon="people">
      <span className="row">
        {boardWords('burst', { count, minutes: BURST.minutes, team })}
        <Button size="s" variant="primary" busy={busy} onClick={() => void ask()}>
          {boardWords('burst.ask')}
        </Button>
      </span>
      <FailureNote failure={failure} />
    </Note>
  );
}

function Asked({ asked: { at, by, asked }, team }: { asked: BackupCallView; team: string }) {
  const { staff } = useSession();
  const names = new Intl.ListFormat(languageTag(), { type: 'conjunction' }).format(asked.map(({ id, name }) => (id === staff.id ? boardWords('you-named', { name }) : name)));
  return (
    <Note tone="neutral" icon="people">
      {by.id === staff.id ? boardWords('burst.asked-you', { team, names, time: timeOfDay(at) }) : boardWords('burst.asked', { team, name: by.name, names, time: timeOfDay(at) })}
    </Note>
  );
}

/** The answer is on the board before the news of it comes. */
function hearCall(made: BackupCallView): void {
  queries.setQueryData(boardQuery.queryKey, (state) => state && {
    ...state,
    board: { ...state.board, backupCalls: [...state.board.backupCalls.filter(({ teamId }) => teamId !== made.teamId), made] },
  });
}
