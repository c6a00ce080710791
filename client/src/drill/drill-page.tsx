import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { DrillReport } from '../../../server/contract/drill.js';
import { call } from '../app/api.js';
import { isProblem } from '../app/core/problem.js';
import { PageLoading } from '../app/page-loading.js';
import { useSession } from '../app/session.js';
import { languageTag } from '../app/words.js';
import { instantAt, localTimeOf } from '../escalation/policies/core/local-instant.js';
import { policiesQuery } from '../escalation/policies/policy-query.js';
import { serverClock } from '../live/server-clock.js';
import { zoneName } from '../oncall/core/zone-name.js';
import { Button } from '../ui/button.js';
import { Panel } from '../ui/card.js';
import { Select, TextField } from '../ui/field.js';
import { useAnnounce } from '../ui/live-region.js';
import { PageHead } from '../ui/page.js';
import { Segmented } from '../ui/segmented.js';
import { EmptyState, ErrorSummary, FailedState } from '../ui/states.js';
import { readDrill } from './core/drill-form.js';
import type { DrillFault, TypedDrill } from './core/drill-form.js';
import { DrillFindings, findingOf } from './drill-report.js';
import { drillWords } from './drill-words.js';
import './drill.css';

/** Chooses a night, replays it, and shows what it would have been. */
export function DrillPage() {
  const { data, error, refetch } = useQuery(policiesQuery);
  const { teams } = useSession();
  const mine = data?.policies.map(({ teamId }) => ({ id: teamId, name: teams.find(({ id }) => id === teamId)?.name ?? teamId })) ?? [];
  return (
    <>
      <PageHead title={drillWords('title')}>{drillWords('title.words')}</PageHead>
      {!data && !error && <PageLoading lines={6} />}
      {!data && error && (
        <FailedState title={drillWords('teams-failed')} act={drillWords('try-again')} onTry={() => void refetch()}>
          {drillWords('failed.words')}
        </FailedState>
      )}
      {data && mine.length === 0 && <EmptyState title={drillWords('no-team')}>{drillWords('no-team.words')}</EmptyState>}
      {mine.length > 0 && <Drill teams={mine} />}
    </>
  );
}

/** The evening of the day before tomorrow, as a date field takes it: tonight at 20:00. */
const tonight = (now: number, timeZone: string): string => `${localTimeOf(now, timeZone).slice(0, 10)}T20:00`;

interface Trouble { title: string; words: string; count: number }

function Drill({ teams }: { teams: readonly { id: string; name: string }[] }) {
  const { network } = useSession();
  const announce = useAnnounce();
  const [teamId, setTeamId] = useState(teams[0]?.id ?? '');
  const [local, setLocal] = useState(() => tonight(serverClock.now(), network.timeZone));
  const [typed, setTyped] = useState<TypedDrill>({ kind: 'some', likelihood: '70', minutes: '2', seed: '1' });
  const [faults, setFaults] = useState<readonly (DrillFault | 'starts')[]>([]);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [report, setReport] = useState<DrillReport | null>(null);
  const heading = useId();
  const change = (next: Partial<TypedDrill>) => setTyped((now) => ({ ...now, ...next }));
  const wrong = (fault: DrillFault | 'starts') => faults.includes(fault) && drillWords(`${fault}.wrong`);

  const run = async () => {
    const startsAt = instantAt(local, network.timeZone);
    const read = readDrill(typed);
    const all = [...(Number.isFinite(startsAt) ? [] : ['starts' as const]), ...read.faults];
    setFaults(all);
    if (all.length > 0 || !('answers' in read)) return;
    setBusy(true);
    setTrouble(null);
    try {
      const told = await call('POST /api/v1/drills', { teamId, startsAt: new Date(startsAt).toISOString(), answers: read.answers, seed: read.seed });
      setReport(told);
      announce.polite(drillWords('done', { finding: findingOf(told) }));
    } catch (error) {
      const words = drillWords(isProblem(error, 'escalation/unknown-policy') ? 'failed.team' : 'failed.words');
      setTrouble((last) => ({ title: drillWords('failed'), words, count: (last?.count ?? 0) + 1 }));
    } finally {
      setBusy(false);
    }
  };

  return (
    <div className="drill">
      <Panel title={drillWords('form')} className="drill-form">
        <form
          noValidate
          className="stack"
          aria-labelledby={heading}
          onSubmit={(event) => {
            event.preventDefault();
            if (!busy) void run();
          }}
        >
          <span id={heading} className="visually-hidden">
            {drillWords('title')}
          </span>
          {trouble && (
            <ErrorSummary key={trouble.count} title={trouble.title}>
              {trouble.words}
            </ErrorSummary>
          )}
          {teams.length > 1 && (
            <Select label={drillWords('team')} value={teamId} onChange={({ target }) => setTeamId(target.value)}>
              {teams.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
          <div className="drill-fields">
            <TextField type="datetime-local" label={drillWords('starts')} hint={drillWords('zone', { zone: zoneName(network.timeZone, languageTag()) })} error={wrong('starts')} value={local} onChange={({ target }) => setLocal(target.value)} />
            <TextField label={drillWords('seed')} hint={drillWords('seed.hint')} error={wrong('seed')} inputMode="numeric" maxLength={6} value={typed.seed} onChange={({ target }) => change({ seed: target.value })} />
          </div>
          <div className="stack">
            <p className="drill-legend" aria-hidden="true">
              {drillWords('answers')}
            </p>
            <Segmented
              legend={drillWords('answers')}
              value={typed.kind}
              onChoose={(kind) => change({ kind })}
              segments={(['some', 'nobody'] as const).map((kind) => ({ value: kind, label: drillWords(`answers.${kind}`) }))}
            />
          </div>
          {typed.kind === 'nobody' ? (
            <p className="muted">{drillWords('answers.nobody-words')}</p>
          ) : (
            <div className="drill-fields">
              <TextField label={drillWords('likelihood')} error={wrong('likelihood')} inputMode="decimal" maxLength={5} value={typed.likelihood} onChange={({ target }) => change({ likelihood: target.value })} />
              <TextField label={drillWords('after')} error={wrong('after')} inputMode="decimal" maxLength={5} value={typed.minutes} onChange={({ target }) => change({ minutes: target.value })} />
            </div>
          )}
          <div>
            <Button type="submit" variant="primary" busy={busy}>
              {drillWords(report ? 'run.again' : 'run')}
            </Button>
          </div>
        </form>
      </Panel>
      {report ? <DrillFindings report={report} /> : <EmptyState title={drillWords('start')} />}
    </div>
  );
}
