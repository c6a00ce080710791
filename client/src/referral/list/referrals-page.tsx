import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { ReferralView } from '../../../../server/contract/referral.js';
import { call } from '../../app/api.js';
import { exactTime, timeNear } from '../../app/format.js';
import { queries } from '../../app/queries.js';
import { may, useSession } from '../../app/session.js';
import { Deadline } from '../../app/time.js';
import { BoardWatch } from '../../crisis/board/use-watch-board.js';
import { useNow } from '../../live/server-clock.js';
import { live } from '../../live/socket.js';
import { LinkButton } from '../../ui/button.js';
import { Panel } from '../../ui/card.js';
import { PageHead } from '../../ui/page.js';
import { EmptyState, FailedState, Skeleton } from '../../ui/states.js';
import { Note, Tag } from '../../ui/tag.js';
import { OutcomeForm } from '../refer/outcome-form.js';
import { NEEDS_OWNER, isWaiting, referralDueAt, referralGroups, waitsForConfirmation } from './core/referral-groups.js';
import type { ReferralGroup } from './core/referral-groups.js';
import { NextLine } from './next-line.js';
import { referralWords } from './referral-words.js';
import './referrals.css';

const KEY = ['referrals'];
const SHOWN = ['unanswered', 'due', 'answered', 'draft'] as const satisfies readonly ReferralGroup[];

/** Every referral of my teams: who owes an answer, what is due, what was answered. */
export function ReferralsPage() {
  const session = useSession();
  useReferralNews();
  const { data, isError, refetch } = useQuery({ queryKey: KEY, queryFn: ({ signal }) => call('GET /api/v1/referrals', {}, { signal }) });
  return (
    <>
      {may(session, 'board:watch') && <BoardWatch />}
      <PageHead title={referralWords('title')}>{referralWords('title.more')}</PageHead>
      {data && <Groups referrals={data.referrals} />}
      {!data && isError && (
        <FailedState title={referralWords('failed')} act={referralWords('try-again')} onTry={() => void refetch()}>
          {referralWords('failed.words')}
        </FailedState>
      )}
      {!data && !isError && <Skeleton label={referralWords('loading')} lines={6} />}
    </>
  );
}

/** A card with a referral that changed: the list is fetched again, several changes at once. */
function useReferralNews(): void {
  useEffect(() => {
    let gathering: ReturnType<typeof setTimeout> | undefined;
    const fetchAgain = () => {
      clearTimeout(gathering);
      gathering = setTimeout(() => void queries.invalidateQueries({ queryKey: KEY }), 500);
    };
    // Once more when we are told of changes: what happened since the first fetch would be missed.
    const stops = [live.onOpen((socket) => socket.emit('watch-board', fetchAgain)), live.onNews('card', fetchAgain)];
    return () => {
      clearTimeout(gathering);
      stops.forEach((stop) => stop());
    };
  }, []);
}

function Groups({ referrals }: { referrals: readonly ReferralView[] }) {
  const now = useNow(5000);
  const [overToo, setOverToo] = useState(false);
  const groups = referralGroups(referrals, now);
  if (referrals.length === 0) {
    return (
      <EmptyState title={referralWords('empty')}>
        {referralWords('empty.words')} {referralWords('checked', { time: exactTime(now) })}
      </EmptyState>
    );
  }
  return (
    <div className="referral-groups">
      {SHOWN.map((group) => (
        <Group key={group} group={group} referrals={groups[group]} />
      ))}
      {groups.over.length > 0 && !overToo && (
        <div>
          <LinkButton onClick={() => setOverToo(true)}>{referralWords('show-over', { count: groups.over.length })}</LinkButton>
        </div>
      )}
      {overToo && <Group group="over" referrals={groups.over} />}
    </div>
  );
}

function Group({ group, referrals }: { group: ReferralGroup; referrals: readonly ReferralView[] }) {
  return (
    <Panel title={referralWords(`group.${group}`)} aside={<span className="num">{referrals.length}</span>}>
      {referrals.length === 0 ? (
        <p className="muted">{referralWords(`empty.${group}`)}</p>
      ) : (
        <ul className="referral-rows">
          {referrals.map((referral) => (
            <li key={referral.id}>
              <Row referral={referral}>{group === 'due' && !waitsForConfirmation(referral) && <OutcomeForm referral={referral} onKept={() => void queries.invalidateQueries({ queryKey: KEY })} />}</Row>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Row({ referral, children }: { referral: ReferralView; children: ReactNode }) {
  const now = useNow(60_000);
  const { serviceName, state, crisisId, ref, reason, nextMatch } = referral;
  const due = referralDueAt(referral);
  return (
    <div className="referral-row">
      <div className="row">
        <b>{serviceName}</b>
        <Tag tone={NEEDS_OWNER.has(state) ? 'warning' : isWaiting(state) ? 'info' : 'neutral'}>
          {referralWords(`state.${state}`)}
          {reason && `: ${referralWords(`reason.${reason}`)}`}
        </Tag>
        <span className="push">{due && <Deadline at={due} coarse tone="warning" />}</span>
      </div>
      <p className="muted num">{factsOf(referral, now).join(' · ')}</p>
      <NextLine referral={referral} />
      {isWaiting(state) && nextMatch && (
        <Note tone="info" icon="transfer">
          {referralWords('line.next', { name: nextMatch.serviceName })}
        </Note>
      )}
      {children}
      <div>
        <Link href={`/crises/${crisisId}/refer`}>{referralWords('open', { ref })}</Link>
      </div>
    </div>
  );
}

function factsOf({ waitDays, noShows, agreedAt, confirmedAt, replacesId, disagree, way, sentAt, openedAt, answeredBy, proposedAt, talkFirstAt, contactBy, closeBy, serviceOutcome, personOutcome, state }: ReferralView, now: number): string[] {
  const time = (at: string) => timeNear(at, now);
  const going = !isWaiting(state);
  return [
    sentAt && referralWords(way === 'phone' ? 'line.phoned' : 'line.sent', { time: time(sentAt) }),
    openedAt && referralWords('line.opened', { time: time(openedAt) }),
    proposedAt && referralWords('line.proposed', { time: time(proposedAt) }),
    proposedAt && agreedAt && referralWords('line.agreed'),
    state === 'WAITLISTED' && (waitDays === null ? referralWords('line.waits-unknown') : referralWords('line.waits', { count: waitDays })),
    noShows > 0 && referralWords('line.no-shows', { count: noShows }),
    replacesId !== null && referralWords('line.instead'),
    confirmedAt && referralWords('line.confirmed', { time: time(confirmedAt) }),
    disagree && referralWords('line.disagree'),
    talkFirstAt && !going && referralWords('line.talk-first'),
    answeredBy && referralWords('line.answered-by', { name: answeredBy.name, role: answeredBy.role }),
    going && contactBy && state !== 'IN_PROGRESS' && referralWords('line.contact-by', { time: time(contactBy) }),
    going && closeBy && referralWords('line.close-by', { time: time(closeBy) }),
    serviceOutcome && referralWords('line.service-says', { outcome: referralWords(`outcome.${serviceOutcome}`) }),
    personOutcome && referralWords('line.person-says', { outcome: referralWords(`outcome.${personOutcome}`) }),
  ].filter((words) => typeof words === 'string');
}
