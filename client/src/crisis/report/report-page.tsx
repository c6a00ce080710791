import { Suspense, lazy, useEffect, useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import type { ReportView } from '../../../../server/contract/crisis.js';
import { QUICK_QUESTIONS } from '../../../../server/contract/triage.js';
import { exactTime, timeOfDay } from '../../app/format.js';
import { useNow } from '../../live/server-clock.js';
import { ButtonLink, LinkButton, PhoneLink } from '../../ui/button.js';
import { FactList } from '../../ui/fact-list.js';
import { Icon } from '../../ui/icon.js';
import { Note } from '../../ui/tag.js';
import { notYetSent } from '../raise/core/draft.js';
import type { Draft } from '../raise/core/draft.js';
import { isWaiting, progressOf } from '../raise/core/sending.js';
import { useLines } from '../raise/lines.js';
import { NoReportHere } from '../raise/no-report-here.js';
import { NotSent } from '../raise/not-sent.js';
import { Opening } from '../raise/opening.js';
import { RaiseFrame } from '../raise/raise-frame.js';
import { raiseWords } from '../raise/raise-words.js';
import { useReportDraft } from '../raise/use-report-draft.js';
import { SignedOut } from '../raise/without-session.js';
import { Asking } from './asking.js';
import { EmergencyAsk, callFact } from './emergency-ask.js';
import { HasIt } from './has-it.js';
import { Leaving } from './leaving.js';
import { LineNote } from './line-note.js';
import { reportWords } from './report-words.js';
import { StandDown } from './stand-down.js';
import { UrgencyTag } from './urgency-tag.js';
import { useReportSpoken } from './use-report-spoken.js';
import './report.css';

/** Fetched when another crisis may be about the same person: hardly ever, so not with the first screen. */
const SamePerson = lazy(async () => ({ default: (await import('./same-person.js')).SamePerson }));

/** What became of a report: on its way, not sent, or who is answering. */
export function ReportPage() {
  const { id = '' } = useParams<{ id: string }>();
  const [, go] = useLocation();
  const { draft, report, session, state, unreachable, fetchedAt } = useReportDraft(id);
  const now = useNow(1000);
  const reportId = draft?.report?.id;

  // What comes next is fetched now: in a moment there may be no network.
  useEffect(() => void import('../details-pages.js').catch(() => undefined), []);

  // The address is the report's own as soon as there is one, so that it can be kept and sent on.
  useEffect(() => {
    if (reportId !== undefined && reportId !== id) go(`/reports/${reportId}`, { replace: true });
  }, [reportId, id, go]);

  if (draft && isWaiting(draft)) return progressOf(draft, now) === 'sending' ? <SendingNow /> : <NotSent draft={draft} signedIn={session !== null} />;
  if (state === 'signed-out') return <SignedOut to={`/reports/${id}`} kept />;
  if (state === 'nowhere' || (draft && !draft.report)) return <NoReportHere />;
  if (draft && !report && unreachable) return <SentUnseen draft={draft} />;
  if (!report || !draft) return <Opening title={reportWords('title')} back="/" />;
  return <Sent report={report} draft={draft} fetchedAt={fetchedAt} />;
}

function SendingNow() {
  return (
    <RaiseFrame title={reportWords('title')}>
      <h1>{raiseWords('sending')}…</h1>
      <p className="muted">{raiseWords('sending.words')}</p>
    </RaiseFrame>
  );
}

/** It was sent, and without a network that is all there is to say. */
function SentUnseen({ draft }: { draft: Draft }) {
  const { dutyPhone } = useLines();
  return (
    <RaiseFrame
      back={{ href: '/', label: reportWords('home') }}
      title={reportWords.rich('title.ref', { ref: <bdi>{draft.report?.ref}</bdi> })}
      footer={<DetailsLink draft={draft} />}
      footerNote={<DetailsNote draft={draft} />}
    >
      <div>
        <h1>{reportWords('unseen')}</h1>
        <p className="muted">{reportWords('unseen.words')}</p>
      </div>
      {dutyPhone && <PhoneLink number={dutyPhone} words={reportWords('stale.call')} block />}
    </RaiseFrame>
  );
}

function Sent({ report, draft, fetchedAt }: { report: ReportView; draft: Draft; fetchedAt: number }) {
  const { emergencyNumber } = useLines();
  const [asking, setAsking] = useState(false);
  const [dialog, setDialog] = useState<'leave' | 'mistake' | null>(null);
  useReportSpoken(report);
  const closed = report.state === 'CLOSED';
  const facts = asking ? [] : callFact({ report, draft, emergencyNumber, onChange: () => setAsking(true) });

  return (
    <RaiseFrame
      back={{ href: '/', label: reportWords('home') }}
      title={reportWords.rich('title.ref', { ref: <bdi>{report.ref}</bdi> })}
      banner={<LineNote fetchedAt={fetchedAt} />}
      footer={!closed && <DetailsLink draft={draft} />}
      footerNote={!closed && <DetailsNote draft={draft} />}
    >
      <SentStrip report={report} writtenAt={draft.outgoing?.writtenAt ?? null} />
      <EmergencyAsk report={report} draft={draft} when={asking ? 'now' : 'first'} onAnswered={() => setAsking(false)} />
      {report.owner && <HasIt report={report} />}
      {draft.standDownAskedAt !== null && !report.owner && !closed && (
        <Note tone="warning" icon="info">
          {reportWords('mistake.noted', { time: timeOfDay(draft.standDownAskedAt) })}
        </Note>
      )}
      {(report.similar.length > 0 || report.joinedFrom) && !closed && (
        <Suspense fallback={null}>
          <SamePerson report={report} />
        </Suspense>
      )}
      {closed && <Closed draft={draft} />}
      {report.ladder && !report.owner && !closed && <Asking ladder={report.ladder} emergency={report.urgency.letter === 'A'} />}
      {facts.length > 0 && (
        <div className="report-facts">
          <FactList layout="beside" facts={facts} />
        </div>
      )}
      {!closed && (
        <div className="report-ways">
          <LinkButton onClick={() => setDialog('leave')}>{reportWords('leave')}</LinkButton>
          {report.mine && !report.owner && report.state === 'OPEN' && draft.standDownAskedAt === null && <LinkButton onClick={() => setDialog('mistake')}>{reportWords('mistake')}</LinkButton>}
        </div>
      )}
      <Leaving draft={draft} open={dialog === 'leave'} onClose={() => setDialog(null)} />
      <StandDown report={report} draft={draft} open={dialog === 'mistake'} onClose={() => setDialog(null)} />
    </RaiseFrame>
  );
}

/** That it was sent and when; who has it stands in a card of its own. */
function SentStrip({ report, writtenAt }: { report: ReportView; writtenAt: number | null }) {
  const { state, sentAt, owner, delayed } = report;
  if (state === 'CLOSED') return <Headline report={report}>{reportWords('closed')}</Headline>;
  if (state === 'FOLLOW_UP') return <Headline report={report}>{reportWords('follow-up')}</Headline>;
  const time = exactTime(sentAt);
  return (
    <>
      <p className="sent-strip num">
        <Icon name="check" size={20} />
        <span>{owner ? reportWords('home.sent', { time }) : delayed && writtenAt ? reportWords('sent.delayed', { time, written: timeOfDay(writtenAt) }) : reportWords('sent', { time })}</span>
      </p>
      <h1 className="visually-hidden">{reportWords.rich('title.ref', { ref: report.ref })}</h1>
    </>
  );
}

function Headline({ report, children }: { report: ReportView; children: string }) {
  return (
    <div>
      <h1>{children}</h1>
      <p>
        <UrgencyTag urgency={report.urgency} />
      </p>
    </div>
  );
}

/** Nothing more happens here: what was said about it, and what to do if that is wrong. */
function Closed({ draft }: { draft: Draft }) {
  const { dutyPhone } = useLines();
  return (
    <div className="stack">
      {draft.standDownAskedAt !== null && <p>{reportWords('closed.stood-down', { time: timeOfDay(draft.standDownAskedAt) })}</p>}
      <p>{reportWords('closed.words')}</p>
      {dutyPhone && <PhoneLink number={dutyPhone} words={reportWords('stale.call')} block />}
      <Link href="/raise" asChild>
        <ButtonLink block>{raiseWords('title')}</ButtonLink>
      </Link>
    </div>
  );
}

const answeredCount = ({ typed }: Draft): number => QUICK_QUESTIONS.filter(({ id }) => typed.answers[id] !== undefined).length;

/** On to the first question that was not answered, or to all of them once they were. */
function DetailsLink({ draft }: { draft: Draft }) {
  const first = QUICK_QUESTIONS.findIndex(({ id }) => draft.typed.answers[id] === undefined);
  const id = draft.report?.id ?? draft.id;
  const begun = answeredCount(draft) > 0;
  return (
    <Link href={first < 0 ? `/raise/${id}/check` : `/raise/${id}/q/${first + 1}`} asChild>
      <ButtonLink variant="primary" size="l">
        {reportWords(first < 0 ? 'details.check' : begun ? 'details.more' : 'details.add')}
      </ButtonLink>
    </Link>
  );
}

function DetailsNote({ draft }: { draft: Draft }) {
  const of = QUICK_QUESTIONS.length;
  const count = answeredCount(draft);
  if (notYetSent(draft)) return <>{reportWords('details.unsent')}</>;
  if (count === 0) return <>{reportWords('details.note', { count: of })}</>;
  return <>{count === of ? reportWords('details.all', { of }) : reportWords('details.answered', { count, of })}</>;
}
