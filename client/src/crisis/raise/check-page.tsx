import { useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import { QUICK_QUESTIONS } from '../../../../server/contract/triage.js';
import type { QuickQuestionId } from '../../../../server/contract/triage.js';
import { serverClock } from '../../live/server-clock.js';
import { Button } from '../../ui/button.js';
import { FactList } from '../../ui/fact-list.js';
import type { Fact } from '../../ui/fact-list.js';
import { Note } from '../../ui/tag.js';
import { VisuallyHidden } from '../../ui/visually-hidden.js';
import { EmergencyAsk, callFact } from '../report/emergency-ask.js';
import { HasIt } from '../report/has-it.js';
import { UrgencyTag } from '../report/urgency-tag.js';
import { raiseChoice } from './choices.js';
import { gaveAll, notYetSent } from './core/draft.js';
import type { Draft } from './core/draft.js';
import { tellSame, withText } from './core/told.js';
import type { TextName } from './core/told.js';
import { drafts } from './drafts.js';
import { useLines } from './lines.js';
import { NoReportHere } from './no-report-here.js';
import { Opening } from './opening.js';
import { outbox, useTrying } from './outbox.js';
import { RaiseFrame } from './raise-frame.js';
import { raiseWords } from './raise-words.js';
import { SavedLine } from './saved-line.js';
import { textFact } from './text-fact.js';
import { useReportDraft } from './use-report-draft.js';
import type { ReportDraft } from './use-report-draft.js';
import { SignedOut } from './without-session.js';
import './raise.css';

/** Everything that was told, to be checked and sent when it is calmer. */
export function CheckPage() {
  const { id = '' } = useParams<{ id: string }>();
  const found = useReportDraft(id);
  if (found.state === 'signed-out') return <SignedOut to={`/raise/${id}/check`} kept />;
  if (found.state === 'nowhere') return <NoReportHere />;
  if (!found.draft) return <Opening title={raiseWords('check')} back={`/reports/${id}`} />;
  return <Check id={id} draft={found.draft} report={found.report} />;
}

function Check({ id, draft, report }: { id: string; draft: Draft; report: ReportDraft['report'] }) {
  const [, go] = useLocation();
  const { emergencyNumber } = useLines();
  const { busy } = useTrying();
  const [asking, setAsking] = useState(false);
  const [editing, setEditing] = useState<TextName | null>(null);
  const waits = notYetSent(draft) !== null;
  const whose = `/reports/${draft.report?.id ?? draft.id}`;

  const send = () => {
    void drafts.change(draft.id, (now) => gaveAll(now, serverClock.now()));
    outbox.send();
  };

  return (
    <RaiseFrame
      back={{ href: `/raise/${id}/q/${QUICK_QUESTIONS.length}` }}
      footer={
        waits && !draft.finished ? (
          <Button variant="primary" size="l" busy={busy && tellSame(draft.given, draft.typed)} onClick={send}>
            {raiseWords('check.send')}
          </Button>
        ) : (
          <Button variant="primary" size="l" onClick={() => go(whose)}>
            {raiseWords('check.back')}
          </Button>
        )
      }
      footerNote={<span role="status">{draft.finished && waits ? raiseWords('check.finished') : <SavedLine draft={draft} />}</span>}
    >
      {report && (asking || report.emergencyCall === null) && <EmergencyAsk report={report} draft={draft} when={asking ? 'now' : 'again'} onAnswered={() => setAsking(false)} />}
      <h1>{raiseWords('check')}</h1>
      {report && <HasIt report={report} short />}
      {draft.finished && waits && (
        <Note tone="warning" icon="warning">
          {raiseWords('check.finished')}
        </Note>
      )}
      <div className="check-facts">
        <FactList
          layout="beside"
          facts={[
            urgencyFact(draft, report),
            ...(report ? callFact({ report, draft, emergencyNumber, onChange: () => setAsking(true) }) : []),
            ...textFacts(draft, ['headline', 'place'], editing, setEditing),
            ...QUICK_QUESTIONS.map(({ id: question }, place) => answerFact(draft, question, `/raise/${id}/q/${place + 1}`)),
            ...textFacts(draft, ['theySaid', 'whatHelps'], editing, setEditing),
          ]}
        />
      </div>
    </RaiseFrame>
  );
}

function urgencyFact(draft: Draft, report: ReportDraft['report']): Fact {
  return {
    name: raiseWords('check.urgency'),
    value: report ? <UrgencyTag urgency={report.urgency} /> : raiseChoice(draft.choice)?.title,
    action: draft.report && !draft.finished && <ChangeLink href={`/raise?joins=${draft.report.crisisId}`} what={raiseWords('check.urgency')} known />,
  };
}

function answerFact(draft: Draft, question: QuickQuestionId, href: string): Fact {
  const answer = draft.typed.answers[question];
  const known = answer !== undefined && answer !== 'not-asked';
  return {
    name: raiseWords(`check.${question}`),
    value: known ? raiseWords(`answer.${answer}`) : <span className="muted">{raiseWords('answer.none')}</span>,
    action: !draft.finished && <ChangeLink href={href} what={raiseWords(`check.${question}`)} known={known} />,
  };
}

const TEXT_WORDS = { headline: 'headline', place: 'where', theySaid: 'said', whatHelps: 'helps' } as const satisfies Partial<Record<TextName, string>>;

function textFacts(draft: Draft, names: readonly (keyof typeof TEXT_WORDS)[], editing: TextName | null, onEdit: (name: TextName | null) => void): Fact[] {
  return names.map((name) => {
    const words = TEXT_WORDS[name];
    return textFact({
      name,
      label: raiseWords(`check.${words}`),
      hint: raiseWords(`check.${words}.hint`),
      text: draft.typed.texts[name],
      known: draft.known.texts[name],
      quoted: name === 'theySaid',
      fixed: draft.finished,
      open: editing === name,
      onOpen: (open) => onEdit(open ? name : null),
      onText: (text) => void drafts.change(draft.id, (now) => ({ ...now, changedAt: serverClock.now(), typed: withText(now.typed, name, text) })),
    });
  });
}

function ChangeLink({ href, what, known }: { href: string; what: string; known: boolean }) {
  return (
    <Link href={href} className="change-link">
      {raiseWords(known ? 'change' : 'add')}
      <VisuallyHidden> {what}</VisuallyHidden>
    </Link>
  );
}
