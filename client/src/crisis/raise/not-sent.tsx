import { useEffect } from 'react';
import { Link } from 'wouter';
import { exactTime, timeOfDay } from '../../app/format.js';
import { useNow } from '../../live/server-clock.js';
import { Button, ButtonLink } from '../../ui/button.js';
import { clockDuration } from '../../ui/core/duration.js';
import { Icon } from '../../ui/icon.js';
import { useAnnounce } from '../../ui/live-region.js';
import { ShapeMark } from '../../ui/shape-mark.js';
import { raiseChoice } from './choices.js';
import type { Draft } from './core/draft.js';
import { callLink, emergencyText, textLink } from './core/draft-code.js';
import { useDrafts } from './drafts.js';
import { useLines } from './lines.js';
import { outbox, useTrying } from './outbox.js';
import { RaiseFrame } from './raise-frame.js';
import { raiseWords } from './raise-words.js';
import './raise.css';

/** Instead of "who is answering": the report lies on this phone, nobody knows of it, and these ways still work. */
export function NotSent({ draft, signedIn }: { draft: Draft; signedIn: boolean }) {
  const { emergencyNumber, crisisLine, dutyPhone } = useLines();
  const { kept } = useDrafts();
  const announce = useAnnounce();
  const choice = raiseChoice(draft.choice);
  const text = emergencyText(draft.code);
  const place = draft.outgoing?.body.place;

  useEffect(() => announce.assertive(raiseWords('unsent.spoken')), [announce]);

  return (
    <RaiseFrame
      back={{ href: '/', label: raiseWords('back-home') }}
      banner={
        <div className="unsent">
          <p className="unsent-word">
            <Icon name="offline" size={26} /> {raiseWords('unsent')}
          </p>
          <p className="unsent-saved">{kept ? raiseWords('unsent.saved', { time: timeOfDay(draft.outgoing?.writtenAt ?? draft.changedAt) }) : raiseWords('unsent.not-kept')}</p>
          <p>{raiseWords(whyWords(draft, signedIn))}</p>
          {dutyPhone && (
            <div className="unsent-ways">
              <ButtonLink href={textLink(dutyPhone, text)}>{raiseWords('unsent.text')}</ButtonLink>
              <ButtonLink href={callLink(dutyPhone)}>{raiseWords('unsent.call')}</ButtonLink>
            </div>
          )}
        </div>
      }
      footer={
        signedIn ? (
          <Button variant="primary" size="l" onClick={() => outbox.send()}>
            {raiseWords('unsent.try')}
          </Button>
        ) : (
          <Link href={`/sign-in?to=${encodeURIComponent(`/reports/${draft.id}`)}`} asChild>
            <ButtonLink variant="primary" size="l">
              {raiseWords('unsent.sign-in')}
            </ButtonLink>
          </Link>
        )
      }
      footerNote={signedIn && <NextTry lastTryAt={draft.outgoing?.lastTryAt ?? null} />}
    >
      <div>
        <h1>{raiseWords('unsent.title')}</h1>
        <p className="muted">{raiseWords('unsent.lead')}</p>
      </div>
      <div className="waiting-card">
        <p className="waiting-choice" data-tone={choice?.tone}>
          {choice?.shape && <ShapeMark shape={choice.shape} size={24} />}
          <span>{choice?.title}</span>
        </p>
        <p className="muted">
          {signedIn && place && <>{place}. </>}
          {raiseWords('unsent.waiting')}
        </p>
      </div>
      {dutyPhone && (
        <section>
          <h2>{raiseWords('unsent.text-says')}</h2>
          <div className="text-card">
            <p className="text-words num">{text}</p>
            <p className="muted">{raiseWords.rich('unsent.text-about', { number: <bdi className="nowrap">{dutyPhone}</bdi> })}</p>
          </div>
        </section>
      )}
      <ul className="tips">
        {emergencyNumber && (
          <li>
            <Icon name="check" size={14} />
            <span>{raiseWords.rich('unsent.danger', { number: <a href={callLink(emergencyNumber)}>{emergencyNumber}</a> })}</span>
          </li>
        )}
        {crisisLine && (
          <li>
            <Icon name="check" size={14} />
            <span>{raiseWords.rich('unsent.talk', { number: <a href={callLink(crisisLine)}>{crisisLine}</a> })}</span>
          </li>
        )}
      </ul>
      {signedIn && (
        <p>
          <Link href={`/raise/${draft.id}/q/1`} className="page-link">
            {raiseWords('unsent.details')}
          </Link>
        </p>
      )}
    </RaiseFrame>
  );
}

function whyWords({ outgoing }: Draft, signedIn: boolean) {
  if (!signedIn || outgoing?.unsent === 'signed-out') return 'unsent.signed-out' as const;
  if (outgoing?.unsent === 'refused') return 'unsent.refused' as const;
  return navigator.onLine ? ('unsent.no-answer' as const) : ('unsent.no-internet' as const);
}

/** "Last try 02:14:06. Next in 0:12." */
function NextTry({ lastTryAt }: { lastTryAt: number | null }) {
  const { busy, nextTryAt } = useTrying();
  const now = useNow(1000);
  if (busy || nextTryAt === null) return <span className="num">{raiseWords('unsent.trying')}</span>;
  const left = clockDuration(Math.max(0, Math.floor((nextTryAt - now) / 1000)));
  return <span className="num">{lastTryAt === null ? raiseWords('unsent.next', { left }) : raiseWords('unsent.last', { time: exactTime(lastTryAt), left })}</span>;
}
