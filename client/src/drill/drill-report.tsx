import type { DrillLetter, DrillReport, DrilledCrisis } from '../../../server/contract/drill.js';
import { day, exactTime, figure, timeOfDay } from '../app/format.js';
import { languageTag, saidByServer } from '../app/words.js';
import { timeWords } from '../escalation/policies/core/answer-time.js';
import { LETTER_LOOK } from '../escalation/policies/letter-look.js';
import { serverClock } from '../live/server-clock.js';
import { Button } from '../ui/button.js';
import { Card, Panel } from '../ui/card.js';
import { FigureStrip } from '../ui/fact-list.js';
import { Icon } from '../ui/icon.js';
import { Table } from '../ui/table.js';
import type { Column } from '../ui/table.js';
import { Tag } from '../ui/tag.js';
import { figuresOf } from './core/drill-form.js';
import { drillWords } from './drill-words.js';

/** So many empty rungs are told one by one; the crises below tell them all. */
const MOST_EMPTY = 20;

const moment = (at: string): string => `${day(at)}, ${timeOfDay(at)}`;
const wait = (seconds: number): string => timeWords(Math.round(seconds));

/** The night in one sentence. */
export function findingOf(report: DrillReport): string {
  const { crises, answered } = figuresOf(report);
  if (report.answers.kind === 'nobody') return drillWords('finding.nobody');
  return answered < crises ? drillWords('finding.some', { unanswered: crises - answered, count: crises }) : drillWords('finding.all', { count: crises, time: wait(report.longestWait?.seconds ?? 0) });
}

/** What a drill found, from the sentence down to every crisis; made to be printed as well. */
export function DrillFindings({ report }: { report: DrillReport }) {
  const { crises, answered, alarms } = figuresOf(report);
  const { night, policy, answers, seed, longestWait, gaps, unreachable, emptyRungs } = report;
  return (
    <section className="drill-report" aria-labelledby="drill-report">
      <div className="drill-head">
        <h2 id="drill-report">{drillWords('report')}</h2>
        <Button className="screen-only" icon="print" onClick={() => window.print()}>
          {drillWords('print')}
        </Button>
      </div>
      <p>
        <b>{findingOf(report)}</b>
      </p>
      <p className="muted num">
        {drillWords('report.of', {
          night: saidByServer(night.title), from: moment(night.startsAt), to: moment(night.endsAt), policy: policy.name, version: policy.version, seed, made: exactTime(serverClock.now()),
          answers: answers.kind === 'nobody' ? drillWords('report.nobody') : drillWords('report.some', { likelihood: figure(Math.round(answers.likelihood * 100)), minutes: figure(answers.afterMinutes) }),
        })}
      </p>
      <FigureStrip
        label={drillWords('report')}
        figures={[
          { name: drillWords('figure.crises'), figure: figure(crises) },
          { name: drillWords('figure.answered'), figure: figure(answered) },
          { name: drillWords('figure.alarms'), figure: figure(alarms) },
          { name: drillWords('figure.longest'), figure: longestWait ? wait(longestWait.seconds) : drillWords('none'), remark: longestWait && drillWords('figure.longest-of', { number: longestWait.number }) },
          { name: drillWords('figure.gaps'), figure: figure(gaps.length + unreachable.length) },
          { name: drillWords('figure.empty'), figure: figure(emptyRungs.length) },
        ]}
      />
      <Card className="panel">
        <Table caption={drillWords('letters')} columns={letterColumns()} rows={report.letters} rowKey={({ letter }) => letter} />
      </Card>
      <div className="drill-parts">
        <Gaps report={report} />
        <Empty report={report} />
      </div>
      <Card className="panel">
        {report.people.length === 0 ? (
          <p>{drillWords('people.none')}</p>
        ) : (
          <div className="stack">
            <Table caption={drillWords('people')} columns={personColumns()} rows={report.people} rowKey={({ staffId }) => staffId} />
            <p className="muted">{drillWords('people.words')}</p>
          </div>
        )}
      </Card>
      <Card className="panel">
        <Table caption={drillWords('crises')} columns={crisisColumns()} rows={report.crises} rowKey={({ number }) => String(number)} />
      </Card>
    </section>
  );
}

const letterColumns = (): readonly Column<DrillLetter>[] => [
  { name: drillWords('column.letter'), cell: ({ letter }) => <Tag {...LETTER_LOOK[letter]}>{drillWords(`letter.${letter}`)}</Tag> },
  { name: drillWords('column.crises'), numeric: true, cell: ({ crises }) => figure(crises) },
  { name: drillWords('column.answered'), numeric: true, cell: ({ answered }) => figure(answered) },
  { name: drillWords('column.median'), numeric: true, cell: ({ medianSeconds }) => (medianSeconds === null ? drillWords('none') : wait(medianSeconds)) },
  { name: drillWords('column.longest'), numeric: true, cell: ({ longestSeconds }) => (longestSeconds === null ? drillWords('none') : wait(longestSeconds)) },
  { name: drillWords('column.alarms'), numeric: true, cell: ({ alarms }) => figure(alarms) },
];

const personColumns = (): readonly Column<DrillReport['people'][number]>[] => [
  { name: drillWords('column.person'), cell: ({ name }) => name },
  { name: drillWords('column.asked'), numeric: true, cell: ({ asked }) => figure(asked) },
  { name: drillWords('column.taken'), numeric: true, cell: ({ taken }) => figure(taken) },
];

const crisisColumns = (): readonly Column<DrilledCrisis>[] => [
  { name: drillWords('column.number'), cell: ({ number }) => <span className="num">{number}</span> },
  { name: drillWords('column.time'), cell: ({ at }) => <time dateTime={at}>{timeOfDay(at)}</time> },
  { name: drillWords('column.letter'), cell: ({ letter }) => <Tag {...LETTER_LOOK[letter]}>{drillWords(`letter.${letter}`)}</Tag> },
  { name: drillWords('column.who'), cell: ({ answered }) => (answered ? answered.name : <b>{drillWords('who.nobody')}</b>) },
  { name: drillWords('column.wait'), numeric: true, cell: ({ answered }) => (answered ? wait(answered.afterSeconds) : '') },
  { name: drillWords('column.climb'), cell: (crisis) => <Climb crisis={crisis} /> },
];

function Climb({ crisis: { steps } }: { crisis: DrilledCrisis }) {
  return (
    <ul className="climb">
      {steps.map((step) => (
        <li key={`${step.kind} ${step.round} ${step.rung}`}>{stepWords(step)}</li>
      ))}
    </ul>
  );
}

function stepWords({ kind, rung, afterSeconds, people }: DrilledCrisis['steps'][number]): string {
  const time = wait(afterSeconds);
  switch (kind) {
    case 'alarm': return drillWords('climb.alarm', { time, count: people.length });
    case 'empty': return afterSeconds === 0 ? drillWords('climb.empty-at-once', { rung: rung + 1 }) : drillWords('climb.empty', { time, rung: rung + 1 });
    case 'asked': {
      const names = new Intl.ListFormat(languageTag()).format(people);
      return afterSeconds === 0 ? drillWords('climb.at-once', { people: names }) : drillWords('climb.asked', { time, people: names });
    }
  }
}

function Gaps({ report: { gaps, unreachable } }: { report: DrillReport }) {
  return (
    <Panel title={drillWords('gaps')} level={3}>
      {gaps.length + unreachable.length === 0 ? (
        <p>{drillWords('gaps.none')}</p>
      ) : (
        <ul className="drill-lines">
          {gaps.map(({ name, from, to }) => (
            <li key={name + from}>
              <Icon name="warning" size={14} /> {drillWords('gaps.line', { name: name === 'everyone' || name === 'supervisor' ? drillWords(`gap.${name}`) : name, from: moment(from), to: moment(to) })}
            </li>
          ))}
          {unreachable.map(({ staffId, name, why }) => (
            <li key={staffId}>
              <Icon name="warning" size={14} /> {drillWords(`unreachable.${why}`, { name })}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Empty({ report: { emptyRungs } }: { report: DrillReport }) {
  const more = emptyRungs.length - MOST_EMPTY;
  return (
    <Panel title={drillWords('empty')} level={3}>
      {emptyRungs.length === 0 ? (
        <p>{drillWords('empty.none')}</p>
      ) : (
        <ul className="drill-lines">
          {emptyRungs.slice(0, MOST_EMPTY).map(({ number, letter, round, rung, at }) => (
            <li key={`${number} ${round} ${rung}`}>
              <Icon name="warning" size={14} /> {drillWords('empty.line', { time: moment(at), number, letter: drillWords(`letter.${letter}`), rung: rung + 1, round })}
            </li>
          ))}
          {more > 0 && <li className="muted">{drillWords('empty.more', { count: more })}</li>}
        </ul>
      )}
    </Panel>
  );
}
