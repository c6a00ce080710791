import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { PolicyView } from '../../../../server/contract/escalation.js';
import { POLICY_LETTERS } from '../../../../server/contract/escalation.js';
import { exactTime } from '../../app/format.js';
import { PageLoading } from '../../app/page-loading.js';
import { useSession } from '../../app/session.js';
import { ButtonLink } from '../../ui/button.js';
import { Card } from '../../ui/card.js';
import { PageHead } from '../../ui/page.js';
import { EmptyState, FailedState } from '../../ui/states.js';
import { Note, Tag } from '../../ui/tag.js';
import { VisuallyHidden } from '../../ui/visually-hidden.js';
import { timeWords } from './core/answer-time.js';
import { secondsToAlarm } from './core/policy-draft.js';
import { LETTER_LOOK } from './letter-look.js';
import { policiesQuery } from './policy-query.js';
import { policyWords } from './policy-words.js';
import { ProgressClocks } from './progress-clocks.js';
import './policies.css';

/** The policies of my teams, each in a few words, and the clocks after an answer. */
export function PoliciesPage() {
  const { data, error, isRefetchError, dataUpdatedAt, refetch } = useQuery(policiesQuery);
  return (
    <>
      <PageHead title={policyWords('title')}>{policyWords('title.words')}</PageHead>
      {!data && !error && <PageLoading lines={9} />}
      {!data && error && (
        <FailedState title={policyWords('failed')} act={policyWords('try-again')} onTry={() => void refetch()}>
          {policyWords('failed.words')}
        </FailedState>
      )}
      {data && (
        <div className="stack">
          {isRefetchError && (
            <Note tone="warning" icon="offline">
              {policyWords('old', { time: exactTime(dataUpdatedAt) })}
            </Note>
          )}
          <Policies policies={data.policies} mayEdit={data.mayEdit} />
          <div className="policy-clocks">
            <ProgressClocks />
          </div>
        </div>
      )}
    </>
  );
}

function Policies({ policies, mayEdit }: { policies: readonly PolicyView[]; mayEdit: readonly string[] }) {
  const { teams } = useSession();
  const nameOf = (teamId: string): string => teams.find(({ id }) => id === teamId)?.name ?? teamId;
  const without = mayEdit.filter((teamId) => !policies.some((policy) => policy.teamId === teamId));
  if (policies.length + without.length === 0) return <EmptyState title={policyWords('empty')}>{policyWords('empty.words')}</EmptyState>;
  return (
    <ul className="policies" aria-label={policyWords('list')}>
      {policies.map((policy) => (
        <PolicyCard key={policy.id} policy={policy} team={nameOf(policy.teamId)} mayEdit={mayEdit.includes(policy.teamId)} />
      ))}
      {without.map((teamId) => (
        <Card key={teamId} as="li" large edge="warning" className="policy-card">
          <div className="row">
            <h2>{nameOf(teamId)}</h2>
          </div>
          <p>
            <b>{policyWords('list.none')}</b>
          </p>
          <p className="muted">{policyWords('list.none-words')}</p>
          <div>
            <Link href={`/admin/policies/${encodeURIComponent(teamId)}`} asChild>
              <ButtonLink variant="primary">
                {policyWords('list.make')} <VisuallyHidden>{nameOf(teamId)}</VisuallyHidden>
              </ButtonLink>
            </Link>
          </div>
        </Card>
      ))}
    </ul>
  );
}

function PolicyCard({ policy, team, mayEdit }: { policy: PolicyView; team: string; mayEdit: boolean }) {
  return (
    <Card as="li" large className="policy-card">
      <div className="row">
        <h2>{policy.name}</h2>
        <small className="push num">{policyWords('list.version', { count: policy.version })}</small>
      </div>
      <p className="muted">{team}</p>
      <ul className="policy-letters">
        {POLICY_LETTERS.map((letter) => {
          const ladder = policy.ladders[letter];
          return (
            <li key={letter}>
              <Tag {...LETTER_LOOK[letter]}>{policyWords(`letter.${letter}`)}</Tag>
              <span className="num">
                {policyWords('list.rungs', { count: ladder.rungs.length })}, {policyWords('list.alarm-after', { time: timeWords(secondsToAlarm(ladder)) })}
              </span>
            </li>
          );
        })}
      </ul>
      <div>
        <Link href={`/admin/policies/${encodeURIComponent(policy.id)}`} asChild>
          <ButtonLink variant={mayEdit ? 'primary' : 'outline'}>
            {policyWords(mayEdit ? 'list.change' : 'list.open')} <VisuallyHidden>{policy.name}</VisuallyHidden>
          </ButtonLink>
        </Link>
      </div>
    </Card>
  );
}
