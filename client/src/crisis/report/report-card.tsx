import { Link } from 'wouter';
import type { ReportView } from '../../../../server/contract/crisis.js';
import { QUICK_QUESTIONS } from '../../../../server/contract/triage.js';
import { exactTime, timeOfDay } from '../../app/format.js';
import { Moment } from '../../app/time.js';
import { Card } from '../../ui/card.js';
import { Icon } from '../../ui/icon.js';
import { ShapeMark } from '../../ui/shape-mark.js';
import { raiseChoice } from '../raise/choices.js';
import { notYetSent } from '../raise/core/draft.js';
import type { Draft } from '../raise/core/draft.js';
import { answersFromFacts } from '../raise/core/told.js';
import { raiseWords } from '../raise/raise-words.js';
import { SavedLine } from '../raise/saved-line.js';
import { fewNames } from './few-names.js';
import { reportWords } from './report-words.js';
import { UrgencyTag } from './urgency-tag.js';

/** One open report in the list: who has it or who is asked, and whether something of it waits to be sent. */
export function ReportCard({ report, draft }: { report: ReportView; draft: Draft | null }) {
  const unowned = report.state === 'OPEN' && !report.owner;
  const details = report.details;
  const answered = Object.keys(answersFromFacts(details.facts ?? {})).length;
  return (
    <Card as="li" className="report-card" edge={unowned && report.urgency.letter === 'A' ? 'critical' : undefined}>
      <div className="report-card-head">
        <UrgencyTag urgency={report.urgency} unowned={unowned} />
        <CardLink href={`/reports/${report.id}`} name={reportWords('title.ref', { ref: report.ref })} />
        <span className="muted num">
          {reportWords.rich('home.sent', { time: <Moment at={report.sentAt} /> })}
        </span>
      </div>
      {(details.headline ?? details.place) && <p>{[details.headline, details.place].filter(Boolean).join(', ')}</p>}
      <p className="report-card-who num">
        {report.owner && <Icon name="check" size={16} />}
        <span>
          <Who report={report} />
        </span>
      </p>
      <p className="muted">
        {draft && notYetSent(draft) ? <SavedLine draft={draft} /> : reportWords('home.details', { count: answered, of: QUICK_QUESTIONS.length })}
      </p>
    </Card>
  );
}

/** The whole card is the link, and is called by its heading. */
function CardLink({ href, name }: { href: string; name: string }) {
  return (
    <>
      <Link href={href} className="report-card-link" aria-label={name} />
      <b className="report-card-name num" aria-hidden="true">{name}</b>
    </>
  );
}

function Who({ report }: { report: ReportView }) {
  const { owner, withThemSince, ladder, state } = report;
  if (owner) return reportWords.rich(withThemSince ? 'with-them' : 'has-it', { name: <bdi>{owner.name}</bdi>, time: exactTime(withThemSince ?? owner.since) });
  if (state === 'FOLLOW_UP') return reportWords('follow-up');
  if (ladder?.alarm) return reportWords('alarm');
  const asked = ladder?.rungs.find((rung) => rung.state === 'now')?.asked ?? [];
  const names = fewNames(asked);
  return names ? reportWords.rich('home.asking', { names: <bdi>{names}</bdi> }) : reportWords('home.asking-people');
}

/** A report that lies on this phone and was not sent. */
export function WaitingCard({ draft }: { draft: Draft }) {
  const choice = raiseChoice(draft.choice);
  return (
    <Card as="li" className="report-card waiting-report">
      <div className="report-card-head">
        <Icon name="offline" size={20} />
        <CardLink href={`/reports/${draft.id}`} name={raiseWords('unsent')} />
      </div>
      <p className="waiting-choice" data-tone={choice?.tone}>
        {choice?.shape && <ShapeMark shape={choice.shape} size={20} />}
        <span>{choice?.title}</span>
      </p>
      <p className="muted">
        {raiseWords('unsent.saved', { time: timeOfDay(draft.outgoing?.writtenAt ?? draft.changedAt) })} {raiseWords('unsent.waiting')}
      </p>
    </Card>
  );
}
