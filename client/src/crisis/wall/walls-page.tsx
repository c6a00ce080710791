import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { NewWallKeyView, WallKeyView, WallKeysView } from '../../../../server/contract/wall.js';
import { call } from '../../app/api.js';
import { ago, day, timeNear } from '../../app/format.js';
import { PageLoading } from '../../app/page-loading.js';
import { queries } from '../../app/queries.js';
import { useNow } from '../../live/server-clock.js';
import { useAnnounce } from '../../ui/live-region.js';
import { Button } from '../../ui/button.js';
import { Panel } from '../../ui/card.js';
import { Dialog } from '../../ui/dialog.js';
import { Select, TextField } from '../../ui/field.js';
import { PageHead } from '../../ui/page.js';
import { EmptyState, FailedState } from '../../ui/states.js';
import { Table } from '../../ui/table.js';
import { Note } from '../../ui/tag.js';
import { useToasts } from '../../ui/toast.js';
import { FailureNote } from '../board/failure-note.js';
import { useSend } from '../board/use-send.js';
import { wallWords } from './wall-words.js';
import './wall.css';

const LOOK_EVERY_MS = 60_000;

const keysQuery = queryOptions({
  queryKey: ['wall-keys'],
  queryFn: ({ signal }) => call('GET /api/v1/wall-keys', {}, { signal }),
  refetchInterval: LOOK_EVERY_MS,
});
const keep = (view: WallKeysView) => queries.setQueryData(keysQuery.queryKey, view);

/** The screens that show a wall without anybody signed in: made here, seen here, ended here. */
export function WallsPage() {
  const { data, error, isRefetchError, refetch } = useQuery(keysQuery);
  return (
    <>
      <PageHead title={wallWords('keys.title')}>{wallWords('keys.words')}</PageHead>
      {!data && !error && <PageLoading lines={6} />}
      {!data && error && (
        <FailedState title={wallWords('keys.failed')} act={wallWords('keys.try')} onTry={() => void refetch()}>
          {wallWords('keys.failed.words')}
        </FailedState>
      )}
      {data && (
        <div className="wall-keys">
          {isRefetchError && (
            <Note tone="warning" icon="offline">
              {wallWords('keys.old')}
            </Note>
          )}
          {data.keys.length === 0 ? <EmptyState title={wallWords('keys.none')}>{wallWords('keys.none-words')}</EmptyState> : <Screens keys={data.keys} />}
          <NewScreen teams={data.teams} />
        </div>
      )}
    </>
  );
}

function Screens({ keys }: { keys: readonly WallKeyView[] }) {
  const now = useNow(60_000);
  const [ending, setEnding] = useState<WallKeyView | null>(null);
  return (
    <div className="card">
      <Table
        caption={wallWords('keys.list')}
        rows={keys}
        rowKey={({ id }) => id}
        columns={[
          { name: wallWords('keys.name'), cell: ({ name }) => name },
          { name: wallWords('keys.team'), cell: ({ teamName }) => teamName },
          { name: wallWords('keys.seen'), cell: ({ seenAt }) => (seenAt === null ? wallWords('keys.never') : ago(Date.parse(seenAt), now)) },
          { name: wallWords('keys.made'), cell: ({ madeAt, madeBy }) => wallWords('keys.made-by', { time: timeNear(madeAt, now), name: madeBy }) },
          { name: wallWords('keys.ends'), cell: ({ endsAt }) => day(endsAt) },
          {
            name: wallWords('keys.acts'),
            cell: (key) => (
              <Button size="s" aria-label={wallWords('keys.end-of', { name: key.name })} onClick={() => setEnding(key)}>
                {wallWords('keys.end')}
              </Button>
            ),
          },
        ]}
      />
      <EndDialog ending={ending} onClose={() => setEnding(null)} />
    </div>
  );
}

function EndDialog({ ending, onClose }: { ending: WallKeyView | null; onClose: () => void }) {
  const { busy, failure, send } = useSend();
  const toasts = useToasts();
  const end = async ({ id, name }: WallKeyView) => {
    const done = await send(async () => keep(await call('DELETE /api/v1/wall-keys/:id', { id })));
    if (!done) return;
    const words = wallWords('keys.ended', { name });
    toasts.show({ title: words, spoken: words, seconds: 6 });
    onClose();
  };
  return (
    <Dialog
      open={ending !== null}
      title={wallWords('keys.end.title', { name: ending?.name ?? '' })}
      closeLabel={wallWords('close')}
      onClose={onClose}
      actions={
        <Button variant="primary" busy={busy} onClick={() => ending && void end(ending)}>
          {wallWords('keys.end.send')}
        </Button>
      }
    >
      <p>{wallWords('keys.end.words')}</p>
      <FailureNote failure={failure} />
    </Dialog>
  );
}

function NewScreen({ teams }: { teams: WallKeysView['teams'] }) {
  const [name, setName] = useState('');
  const [teamId, setTeamId] = useState(teams[0]?.id ?? '');
  const [missing, setMissing] = useState(false);
  const [made, setMade] = useState<NewWallKeyView | null>(null);
  const { busy, failure, send } = useSend();
  const make = () => {
    setMissing(name.trim() === '');
    if (name.trim() === '') return document.getElementById('wall-name')?.focus();
    void send(async () => {
      const view = await call('POST /api/v1/wall-keys', { name: name.trim(), teamId });
      setMade(view);
      setName('');
      await queries.invalidateQueries(keysQuery);
    });
    return undefined;
  };
  return (
    <Panel title={wallWords('keys.new')}>
      <form
        className="wall-new"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          make();
        }}
      >
        <TextField id="wall-name" label={wallWords('keys.new.name')} hint={wallWords('keys.new.hint')} error={missing && wallWords('keys.new.missing')} maxLength={60} autoComplete="off" value={name} onChange={(event) => setName(event.target.value)} />
        <Select label={wallWords('keys.new.team')} value={teamId} onChange={(event) => setTeamId(event.target.value)}>
          {teams.map((team) => (
            <option key={team.id} value={team.id}>
              {team.name}
            </option>
          ))}
        </Select>
        <Button type="submit" variant="primary" busy={busy}>
          {wallWords('keys.new.make')}
        </Button>
        <FailureNote failure={failure} />
      </form>
      <MadeDialog made={made} onClose={() => setMade(null)} />
    </Panel>
  );
}

/** The link, this once. */
function MadeDialog({ made, onClose }: { made: NewWallKeyView | null; onClose: () => void }) {
  const [copied, setCopied] = useState<boolean | null>(null);
  const announce = useAnnounce();
  const copy = async (link: string) => {
    const done = await navigator.clipboard.writeText(link).then(() => true, () => false);
    setCopied(done);
    announce.polite(wallWords(done ? 'keys.made.copied' : 'keys.made.not-copied'));
  };
  const close = () => {
    setCopied(null);
    onClose();
  };
  return (
    <Dialog
      open={made !== null}
      title={wallWords('keys.made.title', { name: made?.key.name ?? '' })}
      closeLabel={wallWords('close')}
      onClose={close}
      actions={
        <>
          <Button variant="primary" onClick={() => made && void copy(made.link)}>
            {wallWords('keys.made.copy')}
          </Button>
          <Button onClick={close}>{wallWords('keys.made.done')}</Button>
        </>
      }
    >
      <div className="stack">
        <p>{wallWords('keys.made.words')}</p>
        <TextField label={wallWords('keys.made.link')} readOnly value={made?.link ?? ''} onFocus={(event) => event.target.select()} />
        {copied !== null && (
          <Note tone={copied ? 'success' : 'warning'} icon={copied ? 'check' : 'warning'}>
            {wallWords(copied ? 'keys.made.copied' : 'keys.made.not-copied')}
          </Note>
        )}
      </div>
    </Dialog>
  );
}
