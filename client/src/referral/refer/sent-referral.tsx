import { useState } from 'react';
import type { Match } from '../../../../server/contract/matching.js';
import type { NewReferral, ReferralView } from '../../../../server/contract/referral.js';
import { day, exactTime, timeNear } from '../../app/format.js';
import { useCreationKey } from '../../crisis/board/use-send.js';
import { useNow } from '../../live/server-clock.js';
import { Button, PhoneLink } from '../../ui/button.js';
import { clockDuration, remainingUntil } from '../../ui/core/duration.js';
import { Icon } from '../../ui/icon.js';
import { Stepper } from '../../ui/steps.js';
import type { Step } from '../../ui/steps.js';
import { Note, Tag } from '../../ui/tag.js';
import { isUnderWay, isWaiting } from '../list/core/referral-groups.js';
import { referralWords } from '../list/referral-words.js';
import { waySteps } from './core/referral-steps.js';
import type { WayStep } from './core/referral-steps.js';
import { sentId } from './focus-when-drawn.js';
import { MatchFacts } from './match-facts.js';
import { OutcomeForm } from './outcome-form.js';
import { PhonedForm } from './phoned-form.js';
import { referWords } from './refer-words.js';
import { TakeBackDialog } from './take-back.js';
import { sendReferral } from './use-refer.js';

/** A referral that is out: how far it has come, how long they have, and what can be done meanwhile. */
export function SentReferral({ referral, match, need, old }: { referral: ReferralView; match: Match | null; need: string; old: boolean }) {
  const now = useNow(1000);
  const waits = isWaiting(referral.state);
  return (
    <article id={sentId(referral.id)} className="match match-live" tabIndex={-1} aria-label={referral.serviceName}>
      <div className="match-head">
        <span className="match-rank" aria-hidden="true">
          <Icon name={waits ? 'send' : 'check'} size={12} />
        </span>
        <h3>{referral.serviceName}</h3>
        <span className="push">{waits && referral.answerBy ? <TimeLeft at={referral.answerBy} now={now} /> : <Tag tone={isUnderWay(referral.state) ? 'success' : 'neutral'}>{referralWords(`state.${referral.state}`)}</Tag>}</span>
      </div>
      {match && <MatchFacts reasons={match.reasons} cautions={match.cautions} />}
      <Stepper label={referWords('sent.steps')} steps={waySteps(referral, now).map((step) => stepOf(step, referral, now))} />
      <Said referral={referral} now={now} />
      {!old && (waits ? <WhileWaiting referral={referral} phone={match?.phone ?? null} need={need} /> : <OutcomeForm referral={referral} />)}
      {!old && !waits && <TakeBack referral={referral} />}
    </article>
  );
}

function TimeLeft({ at, now }: { at: string; now: number }) {
  const { over, seconds } = remainingUntil(Date.parse(at), now);
  return (
    <Tag tone="warning" icon="clock">
      <span className="num" role="timer">
        {over ? referWords('step.expired') : `${clockDuration(seconds)} ${referWords('sent.left')}`}
      </span>
    </Tag>
  );
}

function stepOf({ name, state, at }: WayStep, { way }: ReferralView, now: number): Step {
  const time = at && (day(at) === day(now) ? exactTime(at) : timeNear(at, now));
  const detail = !time
    ? name === 'delivered' && referWords('step.undelivered')
    : state === 'todo'
      ? referWords(name === 'leaves' ? 'step.at' : 'step.by', { time })
      : name === 'sent'
        ? referWords(way === 'link' ? 'step.text' : 'step.phone', { time })
        : time;
  return { title: referWords(`step.${name}`), detail, state, stateWord: referWords(`step.${state}`) };
}

/** What the service said that is not yet a yes or a no, and by when somebody should have met. */
function Said({ referral: { state, proposedAt, talkFirstAt, answeredBy, contactBy }, now }: { referral: ReferralView; now: number }) {
  return (
    <>
      {proposedAt && <Note tone="info">{referWords('sent.proposed', { time: timeNear(proposedAt, now) })}</Note>}
      {talkFirstAt && isWaiting(state) && (
        <Note tone="warning" icon="phone">
          {referWords('sent.talk-first')}
        </Note>
      )}
      {answeredBy && <p className="ask-why">{referWords('sent.answered-by', { name: answeredBy.name, role: answeredBy.role })}</p>}
      {isUnderWay(state) && contactBy && state !== 'IN_PROGRESS' && <p className="ask-why num">{referWords('sent.contact-by', { time: timeNear(contactBy, now) })}</p>}
    </>
  );
}

function WhileWaiting({ referral, phone, need }: { referral: ReferralView; phone: string | null; need: string }) {
  const [rung, setRung] = useState(false);
  const now = useNow(60_000);
  const creationKey = useCreationKey();
  const { intake, answerBy, nextMatch, crisisId, serviceId } = referral;
  const number = phone ?? (intake && intake.channel !== 'email' ? intake.address : null);
  const answerByPhone = async (phoned: NonNullable<NewReferral['phoned']>) => {
    const input: NewReferral = { crisisId, serviceId, need, phoned, ...(nextMatch && { nextServiceId: nextMatch.serviceId }) };
    await sendReferral(input, creationKey(input));
  };
  return (
    <>
      <div className="row">
        {number && <PhoneLink number={number} words={referWords('ring')} size="s" />}
        <Button size="s" onClick={() => setRung(!rung)} aria-expanded={rung}>
          {referWords('phoned.open')}
        </Button>
        <TakeBack referral={referral} />
        {answerBy && (
          <span className="ask-why num">
            {nextMatch ? referWords('sent.silence', { time: timeNear(answerBy, now), name: nextMatch.serviceName }) : referWords('sent.silence-none', { time: timeNear(answerBy, now) })}
          </span>
        )}
      </div>
      {rung && <PhonedForm onSave={answerByPhone} />}
    </>
  );
}

function TakeBack({ referral }: { referral: ReferralView }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <div>
        <Button size="s" onClick={() => setOpen(true)}>
          {referWords('sent.take-back')}
        </Button>
      </div>
      <TakeBackDialog referral={referral} open={open} onClose={() => setOpen(false)} />
    </>
  );
}
