import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { HelpLine, HelpView, HelpWay } from '../../../../server/contract/care.js';
import { call } from '../../app/api.js';
import { timeNear } from '../../app/format.js';
import { queries } from '../../app/queries.js';
import { FailureNote } from '../../crisis/board/failure-note.js';
import { useCreationKey, useSend } from '../../crisis/board/use-send.js';
import { useNow } from '../../live/server-clock.js';
import { Button } from '../../ui/button.js';
import { Panel } from '../../ui/card.js';
import { TextField } from '../../ui/field.js';
import { Form } from '../../ui/form.js';
import { Segmented } from '../../ui/segmented.js';
import { ErrorSummary, Skeleton } from '../../ui/states.js';
import { personWords } from './person-words.js';

const keyOf = (crisisId: string) => ['help', crisisId];
const keep = (crisisId: string, help: HelpView) => queries.setQueryData(keyOf(crisisId), help);

/** Given, told of, referred and really got: four lists, none of which is filled from another. */
export function FourLists({ crisisId }: { crisisId: string }) {
  const { data, isError } = useQuery({ queryKey: keyOf(crisisId), queryFn: ({ signal }) => call('GET /api/v1/crises/:id/help', { id: crisisId }, { signal }), refetchOnMount: 'always' });
  const now = useNow(60_000);
  return (
    <Panel title={personWords('help')}>
      {data ? (
        <div className="stack">
          {(['given', 'informed'] as const).map((way) => (
            <List key={way} title={personWords(`help.${way}`)}>
              {data[way].map((line) => (
                <li key={line.id}>
                  <Line crisisId={crisisId} line={line} now={now} />
                </li>
              ))}
            </List>
          ))}
          <List title={personWords('help.referred')}>
            {data.referred.map((one) => (
              <li key={one.referralId}>
                {at(one.what, one.serviceName)}, {timeNear(one.at, now)}
              </li>
            ))}
          </List>
          <List title={personWords('help.obtained')}>
            {data.obtained.map((one) => (
              <li key={`${one.what} ${one.from} ${one.at}`}>
                {at(one.what, one.serviceName)}. {personWords(`help.says.${one.from}`, { outcome: personWords(`help.outcome.${one.outcome}`) })}
              </li>
            ))}
          </List>
          <AddHelp crisisId={crisisId} />
        </div>
      ) : isError ? <ErrorSummary title={personWords('failed')} /> : <Skeleton label={personWords('loading')} lines={4} />}
    </Panel>
  );
}

const at = (what: string, service: string | null): string => (service === null ? what : personWords('help.at', { what, service }));

function List({ title, children }: { title: string; children: readonly ReactNode[] }) {
  return (
    <div>
      <h3>{title}</h3>
      {children.length === 0 ? <p className="muted">{personWords('help.none')}</p> : <ul className="stack">{children}</ul>}
    </div>
  );
}

function Line({ crisisId, line, now }: { crisisId: string; line: HelpLine; now: number }) {
  const { busy, failure, send } = useSend();
  return (
    <div className="row">
      <span>{personWords('help.line', { what: at(line.what, line.serviceName), name: line.by, time: timeNear(line.at, now) })}</span>
      {line.obtained === null && (
        <Button
          size="s"
          busy={busy}
          onClick={() => void send(async () => { keep(crisisId, await call('POST /api/v1/crises/:id/help/:helpId/obtained', { id: crisisId, helpId: line.id, from: 'person', outcome: 'helped' })); })}
        >
          {personWords('help.got')}
        </Button>
      )}
      <FailureNote failure={failure} />
    </div>
  );
}

function AddHelp({ crisisId }: { crisisId: string }) {
  const [way, setWay] = useState<HelpWay>('informed');
  const [what, setWhat] = useState('');
  const [missing, setMissing] = useState(false);
  const { busy, failure, send } = useSend();
  const creationKey = useCreationKey();
  const save = () => {
    setMissing(what.trim() === '');
    if (what.trim() === '') return;
    void send(async () => {
      const input = { id: crisisId, way, what: what.trim() };
      keep(crisisId, await call('POST /api/v1/crises/:id/help', input, { idempotencyKey: creationKey({ ...input, after: queries.getQueryState(keyOf(crisisId))?.dataUpdatedAt }) }));
      setWhat('');
    });
  };
  return (
    <Form busy={busy} onSend={save} act={personWords('save')} variant="outline">
      <h3>{personWords('help.add')}</h3>
      <Segmented legend={personWords('help.way')} value={way} segments={(['given', 'informed'] as const).map((value) => ({ value, label: personWords(`help.way.${value}`) }))} onChoose={setWay} />
      <TextField label={personWords('help.what')} hint={personWords('help.hint')} autoComplete="off" maxLength={300} value={what} error={missing && personWords('help.what-missing')} onChange={(event) => setWhat(event.target.value)} />
      <FailureNote failure={failure} />
    </Form>
  );
}
