import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ApiKeyState, ApiKeyView, KeyScope, NewApiKeyView } from '../../../server/contract/api-keys.js';
import { call } from '../app/api.js';
import { day, timeNear } from '../app/format.js';
import { PageLoading } from '../app/page-loading.js';
import { may, useSession } from '../app/session.js';
import { languageTag } from '../app/words.js';
import { useNow } from '../live/server-clock.js';
import { Button, ButtonLink } from '../ui/button.js';
import { FormDialog } from '../ui/form-dialog.js';
import { PageHead } from '../ui/page.js';
import { EmptyState, FailedState } from '../ui/states.js';
import { Table } from '../ui/table.js';
import { Tag } from '../ui/tag.js';
import type { Tone } from '../ui/tone.js';
import { useToasts } from '../ui/toast.js';
import { useTries } from '../ui/use-tries.js';
import { keyWords } from './api-key-words.js';
import { hearKey, keysQuery, whyNot } from './api-keys-query.js';
import { NewKeyDialog, SecretDialog } from './new-key.js';
import './api-keys.css';

const TONES: Record<ApiKeyState, Tone> = { waiting: 'warning', active: 'success', ended: 'neutral', revoked: 'neutral' };

/** Keys for machines: what each may, how it stands, its yes and its end. */
export function ApiKeysPage() {
  const session = useSession();
  const { data, isError, refetch } = useQuery(keysQuery);
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<NewApiKeyView | null>(null);
  return (
    <>
      <PageHead
        title={keyWords('title')}
        actions={
          <>
            <ButtonLink href="/api/openapi.json" target="_blank" rel="noreferrer">
              {keyWords('document')}
            </ButtonLink>
            {may(session, 'key:edit') && (
              <Button variant="primary" icon="add" onClick={() => setMaking(true)}>
                {keyWords('make')}
              </Button>
            )}
          </>
        }
      >
        {keyWords('lead')}
      </PageHead>
      {!data && isError && (
        <FailedState title={keyWords('failed')} act={keyWords('try-again')} onTry={() => void refetch()}>
          {keyWords('failed.words')}
        </FailedState>
      )}
      {!data && !isError && <PageLoading lines={6} />}
      {data?.length === 0 && <EmptyState title={keyWords('none')}>{keyWords('none.words')}</EmptyState>}
      {data && data.length > 0 && <Keys keys={data} />}
      {making && (
        <NewKeyDialog
          onClose={() => setMaking(false)}
          onMade={(fresh) => {
            setMaking(false);
            setMade(fresh);
          }}
        />
      )}
      {made && <SecretDialog made={made} onKept={() => setMade(null)} />}
    </>
  );
}

const listed = (names: readonly string[]): string => new Intl.ListFormat(languageTag()).format(names);

function Scopes({ scopes }: { scopes: readonly KeyScope[] }) {
  return (
    <ul className="key-scopes">
      {scopes.map((scope) => (
        <li key={scope}>{keyWords(`scope.${scope}`)}</li>
      ))}
    </ul>
  );
}

function Keys({ keys }: { keys: readonly ApiKeyView[] }) {
  const now = useNow(60_000);
  const [asking, setAsking] = useState<{ act: 'approve' | 'revoke'; key: ApiKeyView } | null>(null);
  return (
    <>
      <Table
        caption={keyWords('title')}
        captionHidden
        rows={keys}
        rowKey={({ id }) => id}
        columns={[
          {
            name: keyWords('column.name'),
            cell: ({ name, prefix, madeBy, madeAt }) => (
              <span className="key-what">
                <b>{name}</b>
                <small className="muted">{keyWords('made', { prefix, by: madeBy, at: timeNear(madeAt, now) })}</small>
              </span>
            ),
          },
          {
            name: keyWords('column.state'),
            cell: ({ state, waitsFor }) => (
              <span className="key-what">
                <span>
                  <Tag tone={TONES[state]}>{keyWords(`state.${state}`)}</Tag>
                </span>
                {waitsFor.length > 0 && <small>{keyWords('waits-for', { teams: listed(waitsFor) })}</small>}
              </span>
            ),
          },
          {
            name: keyWords('column.may'),
            cell: ({ scopes, teams }) => (
              <span className="key-what">
                <Scopes scopes={scopes} />
                <small className="muted">{keyWords('in-teams', { teams: listed(teams.map(({ name }) => name)) })}</small>
              </span>
            ),
          },
          { name: keyWords('column.used'), cell: ({ lastUsedAt }) => (lastUsedAt === null ? <span className="muted">{keyWords('never')}</span> : timeNear(lastUsedAt, now)) },
          { name: keyWords('column.ends'), cell: ({ endsAt }) => <time dateTime={endsAt}>{day(endsAt)}</time> },
          {
            name: keyWords('column.act'),
            cell: (key) =>
              (key.state === 'active' || key.state === 'waiting') && (
                <span className="row">
                  {key.mayApprove && (
                    <Button variant="primary" aria-label={keyWords('approve.of', { name: key.name })} onClick={() => setAsking({ act: 'approve', key })}>
                      {keyWords('approve')}
                    </Button>
                  )}
                  <Button aria-label={keyWords('revoke.of', { name: key.name })} onClick={() => setAsking({ act: 'revoke', key })}>
                    {keyWords('revoke')}
                  </Button>
                </span>
              ),
          },
        ]}
      />
      {asking && <Asking act={asking.act} of={asking.key} onClose={() => setAsking(null)} />}
    </>
  );
}

function Asking({ act, of, onClose }: { act: 'approve' | 'revoke'; of: ApiKeyView; onClose: () => void }) {
  const toasts = useToasts();
  const { busy, failure, attempt } = useTries();
  const isYes = act === 'approve';
  const { id, name } = of;
  const go = () => attempt(async () => {
    hearKey(await (isYes ? call('POST /api/v1/api-keys/:id/approval', { id }) : call('POST /api/v1/api-keys/:id/revocation', { id })));
    const words = keyWords(isYes ? 'approve.done' : 'revoke.done', { name });
    toasts.show({ title: words, spoken: words, seconds: 6 });
    onClose();
  }, whyNot);
  return (
    <FormDialog title={keyWords(isYes ? 'approve.title' : 'revoke.title', { name })} closeLabel={keyWords('close')} onClose={onClose} act={keyWords(isYes ? 'approve' : 'revoke.act')} onAct={go} busy={busy} failure={failure}>
      <p>{keyWords(isYes ? 'approve.words' : 'revoke.words')}</p>
      {isYes && <Scopes scopes={of.scopes} />}
    </FormDialog>
  );
}
