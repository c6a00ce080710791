import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'wouter';
import type { PolicyView } from '../../../../server/contract/escalation.js';
import { BackLink } from '../../app/back-link.js';
import { PageLoading } from '../../app/page-loading.js';
import { useSession } from '../../app/session.js';
import { PageHead } from '../../ui/page.js';
import { EmptyState, FailedState } from '../../ui/states.js';
import { firstLadders } from './core/policy-draft.js';
import { PolicyForm } from './policy-form.js';
import { namesQuery, policiesQuery } from './policy-query.js';
import type { Names } from './policy-query.js';
import { policyWords } from './policy-words.js';
import './policies.css';

/** One policy, drawn; whoever may can change it. Under a team's own id its first policy is made. */
export function PolicyPage() {
  const { id } = useParams<{ id: string }>();
  const policies = useQuery(policiesQuery);
  const names = useQuery(namesQuery);
  const { teams } = useSession();
  const failed = policies.data && names.data ? null : (policies.error ?? names.error);
  const saved = policies.data?.policies.find((one) => one.id === id);
  const newFor = !saved && policies.data?.mayEdit.includes(id) && !policies.data.policies.some(({ teamId }) => teamId === id) ? teams.find((team) => team.id === id) : undefined;
  const policy: PolicyView | undefined = saved ?? (newFor && { id, teamId: id, name: newFor.name, version: 0, ladders: firstLadders() });

  return (
    <>
      <BackLink to="/admin/policies" words={policyWords('back')} />
      {failed && (
        <div className="stack">
          <PageHead title={policyWords('title')} />
          <FailedState
            title={policyWords('failed')}
            act={policyWords('try-again')}
            onTry={() => {
              void policies.refetch();
              void names.refetch();
            }}
          >
            {policyWords('failed.words')}
          </FailedState>
        </div>
      )}
      {!failed && (!policies.data || !names.data) && (
        <>
          <PageHead title={policyWords('title')} />
          <PageLoading lines={9} />
        </>
      )}
      {policies.data && names.data && (policy ? <Opened key={policy.id} policy={policy} names={names.data} mayEdit={policies.data.mayEdit.includes(policy.teamId)} /> : <Absent />)}
    </>
  );
}

/** The page begins with the policy as it was when it was opened; a change by somebody else comes up when it is saved. */
function Opened({ policy, names, mayEdit }: { policy: PolicyView; names: Names; mayEdit: boolean }) {
  const [opened] = useState(policy);
  return <PolicyForm policy={opened} names={names} mayEdit={mayEdit} />;
}

function Absent() {
  return (
    <>
      <PageHead title={policyWords('title')} />
      <EmptyState title={policyWords('absent')}>{policyWords('absent.words')}</EmptyState>
    </>
  );
}
