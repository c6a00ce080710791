import { Redirect, useLocation, useParams } from 'wouter';
import { QUICK_QUESTIONS } from '../../../../server/contract/triage.js';
import type { Answer, QuickQuestionId } from '../../../../server/contract/triage.js';
import { serverClock } from '../../live/server-clock.js';
import { Button, LinkButton } from '../../ui/button.js';
import { ChoiceCards } from '../../ui/choice-cards.js';
import { EmergencyAsk } from '../report/emergency-ask.js';
import { HasIt } from '../report/has-it.js';
import { SavedLine } from './saved-line.js';
import { answered } from './core/draft.js';
import type { Draft } from './core/draft.js';
import { withAnswer } from './core/told.js';
import { drafts } from './drafts.js';
import { useLines } from './lines.js';
import { NoReportHere } from './no-report-here.js';
import { Opening } from './opening.js';
import { outbox } from './outbox.js';
import { RaiseFrame } from './raise-frame.js';
import { raiseWords } from './raise-words.js';
import { SignedOut } from './without-session.js';
import { TakenAdvice } from './taken-advice.js';
import { useReportDraft } from './use-report-draft.js';
import type { ReportDraft } from './use-report-draft.js';
import './raise.css';

const ANSWERS = ['yes', 'no', 'not-known'] as const satisfies readonly Answer[];

/** One question, one page, and always a way past it. An answer is kept at once and sent with Continue. */
export function QuestionPage() {
  const { id = '', n = '' } = useParams<{ id: string; n: string }>();
  const found = useReportDraft(id);
  const question = QUICK_QUESTIONS[Number(n) - 1];
  if (!question) return <Redirect to={`/raise/${id}/check`} replace />;
  if (found.state === 'signed-out') return <SignedOut to={`/raise/${id}/q/${n}`} kept />;
  if (found.state === 'nowhere') return <NoReportHere />;
  if (!found.draft) return <Opening title={raiseWords(`question.${question.id}`)} back={`/reports/${id}`} />;
  return <Question key={question.id} id={id} number={Number(n)} question={question.id} draft={found.draft} report={found.report} />;
}

function Question({ id, number, question, draft, report }: { id: string; number: number; question: QuickQuestionId; draft: Draft; report: ReportDraft['report'] }) {
  const [, go] = useLocation();
  const { emergencyNumber } = useLines();
  const answer = draft.typed.answers[question];
  const next = number < QUICK_QUESTIONS.length ? `/raise/${id}/q/${number + 1}` : `/raise/${id}/check`;
  const proceed = () => {
    // Given with Continue and not with the tap: a slip of the finger must not change how fast somebody comes.
    if (answer !== undefined) void drafts.change(draft.id, (now) => answered(now, question, answer, serverClock.now()));
    outbox.send();
    go(next);
  };
  const choose = (value: Answer) => {
    void drafts.change(draft.id, (now) => ({ ...now, changedAt: serverClock.now(), typed: withAnswer(now.typed, question, value) }));
  };

  return (
    <RaiseFrame
      back={{ href: number > 1 ? `/raise/${id}/q/${number - 1}` : `/reports/${draft.report?.id ?? draft.id}` }}
      footer={
        <>
          <Button variant="primary" size="l" type="submit" form="question">
            {raiseWords('continue')}
          </Button>
          <LinkButton className="skip" onClick={() => go(next)}>
            {raiseWords('skip')}
          </LinkButton>
        </>
      }
    >
      {report && <EmergencyAsk report={report} draft={draft} when="again" />}
      <div>
        <p className="question-number">{raiseWords('question.of', { number, count: QUICK_QUESTIONS.length })}</p>
        <h1>{raiseWords(`question.${question}`)}</h1>
        <Lead question={question} />
      </div>
      <form
        id="question"
        onSubmit={(event) => {
          event.preventDefault();
          proceed();
        }}
      >
        <ChoiceCards
          legend={raiseWords(`question.${question}`)}
          legendHidden
          name="answer"
          choices={[...ANSWERS, ...(answer === 'declined' ? (['declined'] as const) : [])].map((value) => ({ value, title: raiseWords(`answer.${value}`) }))}
          value={answer === undefined || answer === 'not-asked' ? null : answer}
          onChoose={choose}
        />
      </form>
      {question === 'taken' && <TakenAdvice emergencyNumber={emergencyNumber} />}
      <p className="muted question-hint">{raiseWords(`question.${question}.hint`)}</p>
      <div className="question-end">
        <SavedLine draft={draft} only="not-sent" />
        {report && <HasIt report={report} />}
      </div>
    </RaiseFrame>
  );
}

function Lead({ question }: { question: QuickQuestionId }) {
  if (question === 'taken') return <p className="muted">{raiseWords('question.taken.lead')}</p>;
  if (question === 'company') return <p className="muted">{raiseWords('question.company.lead')}</p>;
  return null;
}
