import type { ReactNode } from 'react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { Link } from 'wouter';
import type { AnswerLinkView } from '../../../../server/contract/messaging.js';
import { EmergencyCall } from '../../app/emergency-call.js';
import { GuestFrame } from '../../app/focus-frame.js';
import { exactTime } from '../../app/format.js';
import { PageLoading } from '../../app/page-loading.js';
import { useNow } from '../../live/server-clock.js';
import { Button, ButtonLink, PhoneLink } from '../../ui/button.js';
import { Countdown } from '../../ui/countdown.js';
import { remainingUntil } from '../../ui/core/duration.js';
import { useAnnounce } from '../../ui/live-region.js';
import { ErrorSummary } from '../../ui/states.js';
import { Tag } from '../../ui/tag.js';
import type { Shape } from '../../ui/shape-mark.js';
import type { Tone } from '../../ui/tone.js';
import { useLinesForAnybody } from '../../identity/public-lines.js';
import { linkWords } from './answer-link-words.js';
import { lostBySeconds } from './core/lost-by.js';
import { useAnswerLink } from './use-answer-link.js';
import type { AnswerLink } from './use-answer-link.js';
import './answer-link.css';

/** What a responder sees behind the link in their text: what waits, one big button, and who has it afterwards. */
export function AnswerLinkPage() {
  const token = useToken();
  return <Answer key={token} token={token} />;
}

/** The token stands after `#`, where no server and no log sees it. */
function useToken(): string {
  return useSyncExternalStore(
    (listener) => {
      window.addEventListener('hashchange', listener);
      return () => window.removeEventListener('hashchange', listener);
    },
    () => window.location.hash.slice(1),
  );
}

function Answer({ token }: { token: string }) {
  const link = useAnswerLink(token);
  const { name, ring } = useLinesForAnybody();
  const { view, failure } = link;
  if (!view) {
    return (
      <GuestFrame name={name ?? 'Handrail'} footer={failure === 'unreachable' && <TryAgain link={link} />}>
        <h1 className="visually-hidden">{linkWords('checking')}</h1>
        {failure ? <Failed failure={failure} /> : <PageLoading />}
        {failure && ring && <PhoneLink number={ring} words={linkWords('speak')} block />}
      </GuestFrame>
    );
  }
  return (
    <GuestFrame name={view.org} guest={linkWords('for', { name: view.name })} footer={ACTABLE.has(view.state) && <Buttons link={link} view={view} />} footerNote={noteOf(view)}>
      {failure && <Failed failure={failure} />}
      <Standing view={view} pressedAt={link.pressedAt} />
      <div className="link-lines">
        <PhoneLink number={view.dutyPhone} words={linkWords('speak')} block />
        <EmergencyCall number={view.emergencyNumber} />
      </div>
    </GuestFrame>
  );
}

function Failed({ failure }: { failure: NonNullable<AnswerLink['failure']> }) {
  return failure === 'invalid' ? (
    <ErrorSummary title={linkWords('invalid')}>{linkWords('invalid.words')}</ErrorSummary>
  ) : (
    <ErrorSummary title={linkWords('failed')}>{linkWords('failed.words')}</ErrorSummary>
  );
}

function TryAgain({ link }: { link: AnswerLink }) {
  return (
    <Button variant="primary" size="l" onClick={link.look}>
      {linkWords('try')}
    </Button>
  );
}

function noteOf({ state, asks, from }: AnswerLinkView): ReactNode {
  const name = from ?? '';
  if (state === 'asking') {
    if (asks === 'backup') return linkWords('backup.note', { name });
    return asks === 'hand-over' ? linkWords('hand-over.note', { name }) : linkWords('have-it.note');
  }
  return state === 'yours' && asks !== 'backup' ? linkWords('yours.next') : null;
}

/** States in which something can still be pressed. */
const ACTABLE: ReadonlySet<AnswerLinkView['state']> = new Set(['asking', 'cannot', 'yours']);

function Buttons({ link: { answering, answer }, view: { state, asks } }: { link: AnswerLink; view: AnswerLinkView }) {
  const haveIt = (words: string) => (
    <Button variant="primary" size="l" busy={answering === 'have-it'} onClick={() => answer('have-it')}>
      {words}
    </Button>
  );
  if (state === 'asking') {
    return (
      <>
        {haveIt(linkWords(asks === 'page' || asks === 'assignment' ? 'have-it' : `${asks}.have-it`))}
        <Button busy={answering === 'cannot'} onClick={() => answer('cannot')}>
          {linkWords('cannot')}
        </Button>
      </>
    );
  }
  // A page stays open for whoever said no; an ask to one person is over with it.
  if (state === 'cannot') return asks === 'page' ? haveIt(linkWords('have-it-after-all')) : null;
  return (
    <Link href="/" asChild>
      <ButtonLink variant="primary" size="l">
        {linkWords('yours.board')}
      </ButtonLink>
    </Link>
  );
}

const LOOK: Readonly<Record<AnswerLinkView['shows'], { tone: Tone; shape: Shape }>> = {
  Emergency: { tone: 'critical', shape: 'octagon' },
  Urgent: { tone: 'warning', shape: 'triangle' },
  Soon: { tone: 'info', shape: 'diamond' },
  Planned: { tone: 'neutral', shape: 'ring' },
};

/** How it stands, as one heading and one sentence; changes are spoken. */
function Standing({ view, pressedAt }: { view: AnswerLinkView; pressedAt: number | null }) {
  const [first] = useState(view.state);
  const { title, words } = wordsOf(view, pressedAt);
  const announce = useAnnounce();
  useEffect(() => {
    if (view.state !== first) announce.polite(title);
  }, [view.state, first, title, announce]);
  const { tone, shape } = LOOK[view.shows];
  return (
    <div className="link-standing" data-state={view.state} data-tone={tone}>
      <Tag tone={tone} shape={shape} solid={view.state === 'asking'}>
        {linkWords(`shows.${view.shows}`)}
      </Tag>
      <h1>{title}</h1>
      <p className="muted num">{words}</p>
      {view.state === 'asking' && view.answerBy && <Until at={view.answerBy} page={view.asks === 'page'} />}
    </div>
  );
}

function wordsOf({ state, ref, takenBy, asks, from }: AnswerLinkView, pressedAt: number | null): { title: string; words: string } {
  const lostBy = lostBySeconds({ state, takenBy }, pressedAt);
  const time = takenBy ? exactTime(takenBy.at) : '';
  const name = takenBy?.name ?? '';
  const sender = from ?? '';
  switch (state) {
    case 'asking': return asks === 'page' ? { title: linkWords('waits', { ref }), words: linkWords('waits.lead') } : { title: linkWords(asks, { name: sender, ref }), words: asks === 'assignment' ? linkWords('assignment.lead') : linkWords(`${asks}.lead`, { name: sender }) };
    case 'yours': return asks === 'backup' ? { title: linkWords('backup.yours', { ref }), words: linkWords('backup.yours.since', { time, name: sender }) } : { title: linkWords('yours', { ref }), words: linkWords('yours.since', { time }) };
    case 'taken': return {
      title: lostBy === null ? linkWords('taken', { name, ref }) : linkWords('taken.before', { name, count: lostBy }),
      words: linkWords('taken.words', { time }),
    };
    case 'cannot': return { title: linkWords('said-cannot', { ref }), words: asks === 'page' ? linkWords('said-cannot.words') : linkWords('said-cannot.asked', { name: sender }) };
    case 'over': return { title: linkWords('over'), words: linkWords(asks === 'page' ? 'over.words' : 'over.asked', { ref }) };
  }
}

function Until({ at, page }: { at: string; page: boolean }) {
  const remaining = remainingUntil(Date.parse(at), useNow(1000));
  if (remaining.over) return <p>{linkWords(page ? 'until-over' : 'until-answer-over')}</p>;
  return (
    <p className="link-until">
      <Countdown remaining={remaining} left={linkWords(page ? 'until' : 'until-answer')} over="" size="m" />
    </p>
  );
}
