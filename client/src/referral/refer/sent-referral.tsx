import { useState } from 'react';
import type { Match } from '../../../../server/contract/matching.js';
import type { NewReferral, ReferralView } from '../../../../server/contract/referral.js';
import { day, exactTime, timeNear } from '../../app/format.js';
import { call } from '../../app/api.js';
import { queries } from '../../app/queries.js';
import { FailureNote } from '../../crisis/board/failure-note.js';
import { ReasonDialog } from '../../crisis/board/reason-dialog.js';
import { useCreationKey, useSend } from '../../crisis/board/use-send.js';
import { crisisQuery } from '../../crisis/page/crisis-data.js';
import { useNow } from '../../live/server-clock.js';
import { Button, LinkButton, PhoneLink } from '../../ui/button.js';
import { clockDuration, remainingUntil } from '../../ui/core/duration.js';
import { Icon } from '../../ui/icon.js';
import { Stepper } from '../../ui/steps.js';
import type { Step } from '../../ui/steps.js';
import { Note, Tag } from '../../ui/tag.js';
import { isUnderWay, isWaiting } from '../list/core/referral-groups.js';
import { NextLine } from '../list/next-line.js';
import { referralWords } from '../list/referral-words.js';
import { waySteps } from './core/referral-steps.js';
import type { WayStep } from './core/referral-steps.js';
import { sentId } from './focus-when-drawn.js';
import { MatchFacts } from './match-facts.js';
import { HowChosen } from './offered-too.js';
import { OutcomeForm } from './outcome-form.js';
import { PhonedForm } from './phoned-form.js';
import { referWords } from './refer-words.js';
import { SaidByPhone } from './said-by-phone.js';
import { TakeBackDialog } from './take-back.js';
import { keepReferral, sendReferral } from './use-refer.js';
import { WarmHandOff } from './warm-hand-off.js';

/** Handed over by phone, with the person on the line. Source: domain.md §7.3. */
const PHONE_LETTERS: ReadonlySet<string> = new Set(['A', 'B']);

/** A referral that is out: how far it has come, how long they have, and what can be done meanwhile. */
export function SentReferral({ referral, match, need, letter, mayCorrect, old }: { referral: ReferralView; match: Match | null; need: string; letter: string; mayCorrect: boolean; old: boolean }) {
  const now = useNow(1000);
  const waits = isWaiting(referral.state);
  return (
    <article id={sentId(referral.id)} className="match match-live" tabIndex={-1} aria-label={referral.serviceName}>
      <div className="match-head">
        <span className="match-rank" aria-hidden="true">
          <Icon name={waits ? 'send' : 'check'} size={12} />
        </span>
        <h3>{referral.serviceName}</h3>
        <span className="push">{waits && referral.answerBy ? <TimeLeft at={referral.answerBy} now={now} /> : <Tag tone={referral.state === 'WAITLISTED' || referral.state === 'NO_SHOW' ? 'warning' : isUnderWay(referral.state) ? 'success' : 'neutral'}>{referralWords(`state.${referral.state}`)}</Tag>}</span>
      </div>
      {match && <MatchFacts reasons={match.reasons} cautions={match.cautions} />}
      <Stepper label={referWords('sent.steps')} steps={waySteps(referral, now).map((step) => stepOf(step, referral, now))} />
      <NextLine referral={referral} />
      <HowChosen referral={referral} />
      <Said referral={referral} now={now} old={old} />
      {!old && PHONE_LETTERS.has(letter) && (referral.state === 'ACCEPTED' || referral.state === 'SCHEDULED' || referral.warm) && <WarmHandOff referral={referral} />}
      {!old && (waits ? <WhileWaiting referral={referral} phone={match?.phone ?? null} need={need} /> : referral.state !== 'WAITLISTED' && <OutcomeForm referral={referral} />)}
      {!old && !waits && <SaidByPhone referral={referral} />}
      {!old && !waits && referral.state !== 'NO_SHOW' && <TakeBack referral={referral} />}
      {!old && mayCorrect && <ByMistake referral={referral} />}
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
function Said({ referral, now, old }: { referral: ReferralView; now: number; old: boolean }) {
  const { state, proposedAt, agreedAt, talkFirstAt, answeredBy, contactBy, waitDays, answerBy, disagree, delivered, noShows, steps } = referral;
  const theyMust = state === 'NEEDS_CLIENT_ACTION' ? steps.findLast((step) => step.state === state && step.said === null)?.note : null;
  return (
    <>
      {proposedAt && isWaiting(state) && (
        <Note tone="info">
          {referWords(agreedAt ? 'sent.agreed' : 'sent.proposed', { time: timeNear(proposedAt, now) })} {!agreedAt && !old && <AgreeTime referral={referral} />}
        </Note>
      )}
      {proposedAt && state === 'SCHEDULED' && <Note tone="info" icon="calendar">{referWords('sent.scheduled', { time: timeNear(proposedAt, now) })}</Note>}
      {theyMust && <Note tone="warning" icon="info">{referWords('sent.they-must', { what: theyMust })}</Note>}
      {state === 'WAITLISTED' && answerBy && (
        <Note tone="warning" icon="clock">
          {waitDays === null ? referWords('sent.waits-unknown', { time: timeNear(answerBy, now) }) : referWords('sent.waits', { count: waitDays, time: timeNear(answerBy, now) })}
        </Note>
      )}
      {noShows > 0 && <p className="ask-why">{referralWords('line.no-shows', { count: noShows })}</p>}
      {delivered.length > 0 && <p className="ask-why">{referWords('sent.delivered', { what: delivered.join(', ') })}</p>}
      {disagree && <Note tone="warning">{referralWords('line.disagree')}</Note>}
      {talkFirstAt && isWaiting(state) && (
        <Note tone="warning" icon="phone">
          {referWords('sent.talk-first')}
        </Note>
      )}
      {answeredBy && <p className="ask-why">{referWords('sent.answered-by', { name: answeredBy.name, role: answeredBy.role })}</p>}
      {isUnderWay(state) && contactBy && state !== 'IN_PROGRESS' && state !== 'WAITLISTED' && <p className="ask-why num">{referWords('sent.contact-by', { time: timeNear(contactBy, now) })}</p>}
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

/** The time suits: said to the service, whose yes makes it the appointment. */
function AgreeTime({ referral: { id, version } }: { referral: ReferralView }) {
  const { busy, failure, send } = useSend();
  return (
    <>
      <Button size="s" busy={busy} onClick={() => void send(async () => { keepReferral(await call('POST /api/v1/referrals/:id/agreed-time', { id, seenVersion: version })); })}>
        {referWords('sent.agree')}
      </Button>
      <FailureNote failure={failure} />
    </>
  );
}

/** It should never have been entered: it stays on record and says so. */
function ByMistake({ referral: { id, version, crisisId, serviceName } }: { referral: ReferralView }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <div>
        <LinkButton onClick={() => setOpen(true)}>{referWords('mistake')}</LinkButton>
      </div>
      <ReasonDialog
        open={open}
        title={referWords('mistake.title', { name: serviceName })}
        reasons={[referWords('mistake.person'), referWords('mistake.twice')]}
        sendLabel={referWords('mistake')}
        onSend={async (words) => {
          await call('POST /api/v1/referrals/:id/error', { id, seenVersion: version, reason: words === referWords('mistake.twice') ? 'DUPLICATE' : 'OTHER', note: words });
          await queries.invalidateQueries(crisisQuery(crisisId));
        }}
        onClose={() => setOpen(false)}
      >
        {referWords('mistake.words')}
      </ReasonDialog>
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
