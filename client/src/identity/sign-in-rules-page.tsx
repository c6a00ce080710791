import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SignInRulesView } from '../../../server/contract/sign-in.js';
import { STAFF_ROLES } from '../../../server/contract/words.js';
import type { Role } from '../../../server/contract/words.js';
import { call } from '../app/api.js';
import { Problem, Unreachable, isProblem } from '../app/core/problem.js';
import { PageLoading } from '../app/page-loading.js';
import { queries } from '../app/queries.js';
import { useSession } from '../app/session.js';
import { Button } from '../ui/button.js';
import { Panel } from '../ui/card.js';
import { Form } from '../ui/form.js';
import { FormDialog } from '../ui/form-dialog.js';
import { PageHead } from '../ui/page.js';
import { ErrorSummary, FailedState } from '../ui/states.js';
import { Table } from '../ui/table.js';
import { Tag } from '../ui/tag.js';
import { useToasts } from '../ui/toast.js';
import { Checkbox } from '../ui/toggle.js';
import { useTries } from '../ui/use-tries.js';
import { rulesWords } from './sign-in-rules-words.js';
import './sign-in-rules.css';

const rulesQuery = queryOptions({ queryKey: ['sign-in-rules'], queryFn: ({ signal }) => call('GET /api/v1/sign-in-rules', {}, { signal }) });
type Member = SignInRulesView['staff'][number];

/** Which roles need more than a password, who has it, and what to do about a lost phone. */
export function SignInRulesPage() {
  const { data, isError, refetch } = useQuery(rulesQuery);
  return (
    <>
      <PageHead title={rulesWords('title')}>{rulesWords('lead')}</PageHead>
      {!data && isError && (
        <FailedState title={rulesWords('failed')} act={rulesWords('try-again')} onTry={() => void refetch()}>
          {rulesWords('failed.words')}
        </FailedState>
      )}
      {!data && !isError && <PageLoading lines={9} />}
      {data && (
        <div className="sign-in-rules">
          <Roles key={data.version} view={data} />
          <Staff staff={data.staff} />
        </div>
      )}
    </>
  );
}

function Roles({ view }: { view: SignInRulesView }) {
  const toasts = useToasts();
  const [chosen, setChosen] = useState<readonly Role[]>(view.roles);
  const { busy, failure, attempt } = useTries();
  const save = () => attempt(async () => {
    queries.setQueryData(rulesQuery.queryKey, await call('PUT /api/v1/sign-in-rules', { seenVersion: view.version, roles: [...chosen] }));
    const words = rulesWords('saved');
    toasts.show({ title: words, spoken: words, seconds: 6 });
  }, whyNot, (error) => (isProblem(error, 'identity/sign-in-rules-changed') ? queries.invalidateQueries(rulesQuery) : Promise.resolve()));
  const missing = view.staff.filter(({ hasFactor, required }) => required && !hasFactor).length;
  return (
    <Panel title={rulesWords('roles')}>
      <p className="muted">{rulesWords('roles.words')}</p>
      {failure && <ErrorSummary key={failure.count} title={failure.words} />}
      <Form busy={busy} onSend={save} act={rulesWords('save')}>
        <div className="sign-in-rules-roles">
          {STAFF_ROLES.map((role) => (
            <Checkbox key={role} label={rulesWords(`role.${role}`)} checked={chosen.includes(role)} onToggle={(on) => setChosen(on ? [...chosen, role] : chosen.filter((one) => one !== role))} />
          ))}
        </div>
        {view.roles.length > 0 && <p>{missing === 0 ? rulesWords('roles.nobody') : rulesWords('roles.concerned', { count: missing })}</p>}
      </Form>
    </Panel>
  );
}

function Staff({ staff }: { staff: readonly Member[] }) {
  const me = useSession().staff.id;
  const [resetting, setResetting] = useState<Member | null>(null);
  return (
    <Panel title={rulesWords('staff')}>
      <Table
        caption={rulesWords('staff.caption')}
        captionHidden
        rows={staff}
        rowKey={({ id }) => id}
        columns={[
          { name: rulesWords('column.name'), cell: ({ name }) => name },
          { name: rulesWords('column.has'), cell: ({ hasFactor, required }) => (hasFactor ? <Tag tone="success">{rulesWords('has.yes')}</Tag> : required ? <Tag tone="warning">{rulesWords('has.missing')}</Tag> : <span className="muted">{rulesWords('has.no')}</span>) },
          { name: rulesWords('column.act'), cell: (one) => one.hasFactor && one.id !== me && <Button aria-label={rulesWords('reset.of', { name: one.name })} onClick={() => setResetting(one)}>{rulesWords('reset')}</Button> },
        ]}
      />
      {resetting && <Reset member={resetting} onClose={() => setResetting(null)} />}
    </Panel>
  );
}

function Reset({ member: { id, name }, onClose }: { member: Member; onClose: () => void }) {
  const toasts = useToasts();
  const { busy, failure, attempt } = useTries();
  const reset = () => attempt(async () => {
    const { toldByText } = await call('POST /api/v1/staff/:id/factor-reset', { id });
    const words = rulesWords(toldByText ? 'reset.told' : 'reset.untold', { name });
    toasts.show({ title: words, spoken: words, seconds: 10 });
    await queries.invalidateQueries(rulesQuery);
    onClose();
  }, whyNot);
  return (
    <FormDialog title={rulesWords('reset.title', { name })} closeLabel={rulesWords('close')} onClose={onClose} act={rulesWords('reset.act')} onAct={reset} busy={busy} failure={failure}>
      <p>{rulesWords('reset.words', { name })}</p>
    </FormDialog>
  );
}

function whyNot(error: unknown): string {
  if (error instanceof Unreachable) return rulesWords('unreachable');
  if (isProblem(error, 'identity/sign-in-rules-changed')) return rulesWords('changed');
  if (!(error instanceof Problem)) throw error;
  return rulesWords('refused', { why: error.message });
}
