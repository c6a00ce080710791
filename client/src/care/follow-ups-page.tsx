import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import type { FollowUpView } from '../../../server/contract/crisis.js';
import { call } from '../app/api.js';
import { exactTime } from '../app/format.js';
import { queries } from '../app/queries.js';
import { may, useSession } from '../app/session.js';
import { BoardWatch } from '../crisis/board/use-watch-board.js';
import { useNow } from '../live/server-clock.js';
import { Panel } from '../ui/card.js';
import { PageHead } from '../ui/page.js';
import { EmptyState, FailedState, Skeleton } from '../ui/states.js';
import { PillButton } from '../ui/tag.js';
import { careWords } from './care-words.js';
import { dueGroups } from './core/due-groups.js';
import type { DueGroup } from './core/due-groups.js';
import { FollowUpLine } from './follow-up-line.js';
import './follow-ups.css';

const KEY = ['follow-ups'];
const GROUPS = ['overdue', 'today', 'later'] as const satisfies readonly DueGroup[];

/** The contacts after a crisis, due first, each with what became of it. */
export function FollowUpsPage() {
  const session = useSession();
  const [mine, setMine] = useState(false);
  const { data, isError, refetch } = useQuery({ queryKey: KEY, queryFn: ({ signal }) => call('GET /api/v1/follow-ups', {}, { signal }) });
  const meId = session.staff.id;
  return (
    <>
      {may(session, 'board:watch') && <BoardWatch />}
      <PageHead
        title={careWords('title')}
        actions={
          <PillButton pressed={mine} onClick={() => setMine(!mine)}>
            {careWords('mine')}
          </PillButton>
        }
      >
        {careWords('title.more')}
      </PageHead>
      {data && <Groups followUps={data.followUps.filter(({ assignee }) => !mine || assignee?.id === meId)} meId={meId} />}
      {!data && isError && (
        <FailedState title={careWords('failed')} act={careWords('try-again')} onTry={() => void refetch()}>
          {careWords('failed.words')}
        </FailedState>
      )}
      {!data && !isError && <Skeleton label={careWords('loading')} lines={6} />}
    </>
  );
}

function Groups({ followUps, meId }: { followUps: readonly FollowUpView[]; meId: string }) {
  const now = useNow(5000);
  const groups = dueGroups(followUps, now);
  const shown = GROUPS.filter((group) => groups[group].length > 0);
  if (shown.length === 0) return <EmptyState title={careWords('empty')}>{careWords('empty.words', { time: exactTime(now) })}</EmptyState>;
  return (
    <div className="follow-up-groups">
      {shown.map((group) => (
        <Panel key={group} title={careWords(`group.${group}`)} aside={<span className="num">{groups[group].length}</span>}>
          <ul className="follow-up-rows">
            {groups[group].map((followUp) => (
              <li key={followUp.id}>
                <FollowUpLine followUp={followUp} meId={meId} mayRecord onDone={() => void queries.invalidateQueries({ queryKey: KEY })}>
                  <Link href={`/crises/${followUp.crisisId}`} className="push">
                    {careWords('open', { ref: followUp.ref })}
                  </Link>
                </FollowUpLine>
              </li>
            ))}
          </ul>
        </Panel>
      ))}
    </div>
  );
}
