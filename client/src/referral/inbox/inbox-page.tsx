import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import type { InboxGroup, InboxLine, InboxView } from '../../../../server/contract/inbox.js';
import { INBOX_GROUPS } from '../../../../server/contract/inbox.js';
import { exactTime, timeNear } from '../../app/format.js';
import { useNetwork } from '../../app/session.js';
import { Deadline } from '../../app/time.js';
import { useNow } from '../../live/server-clock.js';
import { readableNumber } from '../../messaging/phones/core/readable-number.js';
import { Card } from '../../ui/card.js';
import { PageHead } from '../../ui/page.js';
import { Segmented } from '../../ui/segmented.js';
import { PhoneLink } from '../../ui/button.js';
import { EmptyState, FailedState, Skeleton } from '../../ui/states.js';
import { Note, Tag } from '../../ui/tag.js';
import { saidByServer } from '../../app/words.js';
import { saidNeed } from '../../directory/said-need.js';
import { referralWords } from '../list/referral-words.js';
import { inboxQuery } from './inbox-query.js';
import { inboxWords } from './inbox-words.js';
import { InboxPlaces } from './inbox-places.js';
import './inbox.css';

/** What an organization is asked, and who is with it: one touch opens a referral, a second one answers it. */
export function InboxPage() {
  const { data, isError, isRefetchError, dataUpdatedAt, refetch } = useQuery(inboxQuery);
  const network = useNetwork();
  return (
    <>
      <PageHead title={inboxWords('title')}>{data ? inboxWords('title.of', { organization: data.organization }) : null}</PageHead>
      {isRefetchError && (
        <Note tone="warning" icon="offline">
          {inboxWords('old', { time: exactTime(dataUpdatedAt) })}
        </Note>
      )}
      {data && <Inbox view={data} />}
      {!data && isError && (
        <FailedState title={inboxWords('failed')} act={inboxWords('try-again')} onTry={() => void refetch()} also={network && <PhoneLink number={readableNumber(network.dutyPhone)} />}>
          {inboxWords('failed.words', { phone: readableNumber(network?.dutyPhone ?? '') })}
        </FailedState>
      )}
      {!data && !isError && <Skeleton label={inboxWords('loading')} lines={6} />}
    </>
  );
}

function Inbox({ view }: { view: InboxView }) {
  const { referrals, services } = view;
  const counts = Object.fromEntries(INBOX_GROUPS.map((group) => [group, referrals.filter((one) => one.group === group).length])) as Record<InboxGroup, number>;
  const [chosen, setChosen] = useState<InboxGroup | null>(null);
  const group = chosen ?? (counts['to-answer'] === 0 && counts.ours > 0 ? 'ours' : 'to-answer');
  if (services.length === 0 && referrals.length === 0) return <EmptyState title={inboxWords('services.none')} />;
  return (
    <div className="inbox">
      <section className="stack" aria-label={inboxWords(`group.${group}`)}>
        <Segmented
          strong
          square
          legend={inboxWords('show')}
          value={group}
          onChoose={setChosen}
          segments={INBOX_GROUPS.map((one) => ({ value: one, label: inboxWords('count', { name: inboxWords(`group.${one}`), count: counts[one] }) }))}
        />
        <Lines group={group} lines={referrals.filter((one) => one.group === group)} />
        {view.more && <p className="muted">{inboxWords('more')}</p>}
      </section>
      <InboxPlaces services={services} />
    </div>
  );
}

function Lines({ group, lines }: { group: InboxGroup; lines: readonly InboxLine[] }) {
  const now = useNow(5000);
  if (lines.length === 0) return <EmptyState title={inboxWords(`empty.${group}`)}>{inboxWords('checked', { time: exactTime(now) })}</EmptyState>;
  return (
    <ul className="inbox-lines">
      {lines.map((line) => (
        <li key={line.id}>
          <Line line={line} />
        </li>
      ))}
    </ul>
  );
}

/** One referral: the whole card is the touch that opens it. */
function Line({ line }: { line: InboxLine }) {
  const now = useNow(60_000);
  const need = line.need === null ? inboxWords('need-hidden') : saidNeed(line.need);
  return (
    <Card className="inbox-line" {...(line.group === 'to-answer' ? { edge: 'warning' as const } : {})}>
      <div className="row">
        <Link href={`/inbox/${line.id}`} className="inbox-open" aria-label={inboxWords('open', { ref: line.ref, need, service: line.serviceName })}>
          {need}
        </Link>
        <span className="push">{line.answerBy && <Deadline at={line.answerBy} tone="warning" coarse={line.group !== 'to-answer'} />}</span>
      </div>
      <p className="muted num">{factsOf(line, now).join(' · ')}</p>
      <div className="row">
        <Tag tone={line.confirm ? 'warning' : line.group === 'to-answer' ? 'info' : 'neutral'}>{line.confirm ? inboxWords('confirm') : stateWords(line.state)}</Tag>
        <span className="muted">{line.serviceName}</span>
      </div>
    </Card>
  );
}

/** As the service sees it: what is new to us is not sent by them. */
function stateWords(state: InboxLine['state']): string {
  return state === 'SENT' || state === 'VIEWED' || state === 'NEEDS_CLIENT_ACTION' ? inboxWords(`state.${state}`) : referralWords(`state.${state}`);
}

function factsOf({ ref, ageBand, area, sentAt, proposedAt, timeAgreed, answeredBy }: InboxLine, now: number): string[] {
  return [
    inboxWords('ref', { ref }),
    ageBand && inboxWords('age', { age: saidByServer(ageBand) }),
    area && inboxWords('around', { area }),
    inboxWords('asked', { time: timeNear(sentAt, now) }),
    proposedAt && inboxWords(timeAgreed ? 'proposed.agreed' : 'proposed', { time: timeNear(proposedAt, now) }),
    answeredBy && inboxWords('by', { name: answeredBy.name, role: answeredBy.role }),
  ].filter((words) => typeof words === 'string');
}
