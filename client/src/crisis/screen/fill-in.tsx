import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { CrisisView, ScreeningView } from '../../../../server/contract/crisis.js';
import type { Answer, ScreenerDefinition } from '../../../../server/contract/triage.js';
import { call } from '../../app/api.js';
import { useSession } from '../../app/session.js';
import { saidByServer } from '../../app/words.js';
import { useConnection } from '../../live/socket.js';
import { Button, ButtonLink, LinkButton } from '../../ui/button.js';
import { ChoiceCards } from '../../ui/choice-cards.js';
import { FactList } from '../../ui/fact-list.js';
import { useAnnounce } from '../../ui/live-region.js';
import { Note } from '../../ui/tag.js';
import { FailureNote } from '../board/failure-note.js';
import { useCreationKey, useSend } from '../board/use-send.js';
import { keepCrisis } from '../page/crisis-data.js';
import { crisisWords } from '../page/crisis-words.js';
import { keptWriting } from '../writing/kept-writing.js';
import { answersToSend, firstOpen, questionsFor, restoreGiven } from './core/screening-steps.js';
import type { Given } from './core/screening-steps.js';
import { screenWords } from './screen-words.js';

const ANSWERS = ['yes', 'no', 'declined', 'not-known'] as const satisfies readonly Answer[];
const kept = keptWriting('screening', restoreGiven);
/** A device that does not answer in time kept nothing. */
const DEVICE_MS = 400;

/** Goes through one screener. What was answered stays on the device, sealed, until it is saved. */
export function FillIn({ crisis, definition }: { crisis: CrisisView; definition: ScreenerDefinition }) {
  const { staff } = useSession();
  const before = kept.useKept(crisis.id, staff.id, DEVICE_MS);
  if (before === undefined) return null;
  return <Steps crisis={crisis} definition={definition} staffId={staff.id} first={before?.screener === definition.id ? before.given : {}} />;
}

function Steps({ crisis, definition, staffId, first }: { crisis: CrisisView; definition: ScreenerDefinition; staffId: string; first: Given }) {
  const [given, setGiven] = useState(first);
  const [at, setAt] = useState(() => firstOpen(definition, first));
  const [done, setDone] = useState<ScreeningView | null>(null);
  const questions = questionsFor(definition, given);
  const question = questions[at];
  const answer = (id: string, value: Answer | undefined) => {
    const { [id]: _before, ...others } = given;
    const next = value === undefined ? others : { ...others, [id]: value };
    setGiven(next);
    kept.keep(crisis.id, staffId, { screener: definition.id, given: next });
  };
  if (done) return <Result crisis={crisis} definition={definition} done={done} />;
  if (!question) {
    return (
      <Check
        crisis={crisis}
        definition={definition}
        given={given}
        onChange={setAt}
        onDone={(screening) => {
          kept.forget(crisis.id, staffId);
          setDone(screening);
        }}
      />
    );
  }
  return (
    <form
      key={question.id}
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        setAt(at + 1);
      }}
    >
      <Head definition={definition} number={screenWords('number', { number: at + 1, count: questions.length })} title={saidByServer(question.label)}>
        {screenWords('window', { window: saidByServer(question.window) })}
      </Head>
      {at === 0 && definition.id === 'asq' && <Note tone="info">{screenWords('alone.asq')}</Note>}
      <ChoiceCards
        legend={saidByServer(question.label)}
        legendHidden
        choices={ANSWERS.map((value) => ({ value, title: crisisWords(`answer.${value}`) }))}
        value={ANSWERS.find((value) => value === given[question.id]) ?? null}
        onChoose={(value) => answer(question.id, value)}
      />
      <div className="row">
        <Button type="submit" variant="primary" disabled={given[question.id] === undefined}>
          {screenWords('continue')}
        </Button>
        {at > 0 && <Button onClick={() => setAt(at - 1)}>{screenWords('previous')}</Button>}
        <LinkButton
          onClick={() => {
            answer(question.id, undefined);
            setAt(at + 1);
          }}
        >
          {screenWords('skip')}
        </LinkButton>
      </div>
      <About definition={definition} />
    </form>
  );
}

/** The page's heading takes the focus with each step, so that the new question is heard. */
function Head({ definition, number, title, children }: { definition: ScreenerDefinition; number?: ReactNode; title: ReactNode; children?: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="screening-head">
      <p className="muted num">
        {screenWords(`screener.${definition.id}`)}
        {number !== undefined && <> · {number}</>}
      </p>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children && <p className="muted">{children}</p>}
    </div>
  );
}

/** Under which licence these words stand, whose structure it is, and that somebody has to sign it off. */
function About({ definition: { id, title, licence, source, needsClinicalLeadSignOff, validFromAgeYears } }: { definition: ScreenerDefinition }) {
  return (
    <details className="screening-about">
      <summary>{screenWords('about')}</summary>
      <div className="stack muted">
        {id !== 'lifeline-domains' && <p>{screenWords('built-like', { title: saidByServer(title) })}</p>}
        <p>{saidByServer(licence)}</p>
        <p>{saidByServer(source)}</p>
        {validFromAgeYears !== undefined && <p>{screenWords('from-age', { age: validFromAgeYears })}</p>}
        {needsClinicalLeadSignOff && <p>{screenWords('sign-off')}</p>}
      </div>
    </details>
  );
}

function Check({ crisis, definition, given, onChange, onDone }: { crisis: CrisisView; definition: ScreenerDefinition; given: Given; onChange: (place: number) => void; onDone: (screening: ScreeningView) => void }) {
  const { busy, failure, send } = useSend();
  const creationKey = useCreationKey();
  const announce = useAnnounce();
  const { state: line, listening } = useConnection();
  const old = listening && (line === 'stale' || line === 'offline');
  const questions = questionsFor(definition, given);
  const answers = answersToSend(definition, given);
  const save = () => send(async () => {
    const input = { id: crisis.id, screener: definition.id, answers };
    const after = await call('POST /api/v1/crises/:id/screenings', input, { idempotencyKey: creationKey(input) });
    keepCrisis(after);
    announce.polite(screenWords('saved'));
    const [newest] = after.screenings;
    if (newest) onDone(newest);
  });
  return (
    <div className="stack">
      <Head definition={definition} title={screenWords('check')}>
        {screenWords('check.words')}
      </Head>
      <FactList
        facts={questions.map(({ id, label }, place) => ({
          name: saidByServer(label),
          value: crisisWords(`answer.${given[id] ?? 'not-asked'}`),
          action: (
            <LinkButton aria-label={screenWords('check.change', { question: saidByServer(label) })} onClick={() => onChange(place)}>
              {screenWords('check.change-short')}
            </LinkButton>
          ),
        }))}
      />
      {Object.keys(answers).length === 0 && <p>{screenWords('check.none')}</p>}
      <FailureNote failure={failure} />
      {old && (
        <Note tone="warning" icon="offline">
          {screenWords('offline')}
        </Note>
      )}
      <div className="row">
        <Button variant="primary" busy={busy} disabled={old || Object.keys(answers).length === 0} onClick={() => void save()}>
          {screenWords('save')}
        </Button>
        <Button onClick={() => onChange(questions.length - 1)}>{screenWords('previous')}</Button>
      </div>
      <About definition={definition} />
    </div>
  );
}

/** What it came to, and what that asks for; never more than how fast somebody must be there. */
function Result({ crisis, definition, done: { level, reached, needsHumanNow } }: { crisis: CrisisView; definition: ScreenerDefinition; done: ScreeningView }) {
  return (
    <div className="stack">
      <Head definition={definition} title={screenWords(`level.${level}`)}>
        {level !== reached && screenWords('reached', { level: screenWords(`level.${reached}`) })}
      </Head>
      {needsHumanNow && (
        <Note tone="critical" icon="warning">
          {screenWords('next.now')}
        </Note>
      )}
      {reached === 'NON_ACUTE_POSITIVE' && <Note tone="warning">{screenWords('next.brief')}</Note>}
      <p>
        <b>{screenWords('urgency', { letter: crisis.urgency.letter })}</b>
      </p>
      <p className="muted">{screenWords('next.judgement')}</p>
      <div>
        <Link href={`/crises/${crisis.id}`} asChild>
          <ButtonLink variant="primary">{screenWords('result.done')}</ButtonLink>
        </Link>
      </div>
      <About definition={definition} />
    </div>
  );
}
