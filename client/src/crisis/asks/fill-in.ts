import { exactTime, timeNear } from '../../app/format.js';
import { saidByServer } from '../../app/words.js';
import type { CrisisView } from '../../../../server/contract/crisis.js';
import { serverClock } from '../../live/server-clock.js';
import { referralWords } from '../../referral/list/referral-words.js';
import { boardWords } from '../board/board-words.js';
import { nextStepOf } from '../page/core/next-step.js';
import { asksWords } from './asks-words.js';
import type { Boxes } from './core/boxes.js';
import { prefilled } from './core/prefill.js';
import type { Saying } from './core/prefill.js';

/** The five boxes from what is known at this moment, in the words of the screens. */
export function fillIn(crisis: CrisisView): Boxes {
  const now = serverClock.now();
  const near = (at: string) => timeNear(at, now);
  const say: Saying = {
    urgency: ({ urgency }) => asksWords('fill.urgency', { letter: urgency.letter, level: boardWords(`level.${urgency.shows}`), why: urgency.rules[0] ? saidByServer(urgency.rules[0].words) : asksWords('fill.raised', { time: exactTime(crisis.raisedAt), name: crisis.raisedBy }) }),
    raised: ({ raisedAt, raisedBy }) => asksWords('fill.raised', { time: near(raisedAt), name: raisedBy }),
    risk: (question, answer) => asksWords('fill.risk', { question: saidByServer(question), answer: asksWords(`fill.answer.${answer}`) }),
    emergencyCall: ({ answer, at, byName }) => asksWords('fill.call', { answer: asksWords(`fill.call.${answer}`), time: near(at), name: byName }),
    emergencyContact: ({ requestedAt, confirmation }) => asksWords('fill.contact', { time: near(requestedAt), state: asksWords(`fill.contact.${confirmation ?? 'waiting'}`) }),
    answered: ({ since, name }) => asksWords('fill.answered', { time: near(since), name }),
    withThem: (since) => asksWords('fill.with-them', { time: near(since) }),
    where: ({ locationState, waitingSince }) => asksWords('fill.where', { where: asksWords(`where.${locationState}`), time: near(waitingSince) }),
    referral: ({ serviceName, state }) => asksWords('fill.referral', { service: serviceName, state: referralWords(`state.${state}`) }),
    quote: (words) => asksWords('fill.quote', { words }),
    nextStep: (one) => nextWords(one, near),
  };
  return prefilled(crisis, say);
}

function nextWords(crisis: CrisisView, near: (at: string) => string): string {
  const step = nextStepOf(crisis);
  const by = (words: string, at: string | null) => (at === null ? '' : asksWords('fill.next.at', { step: words, time: near(at) }));
  switch (step.kind) {
    case 'answer':
      return by(asksWords('fill.next.answer'), step.at);
    case 'referral':
      return by(asksWords('fill.next.referral', { name: step.serviceName }), step.at);
    case 'find':
      return asksWords('fill.next.find', { name: step.serviceName });
    case 'progress':
    case 'grace':
      return by(asksWords('fill.next.progress'), step.at);
    case 'confirm':
      return by(asksWords('fill.next.confirm'), step.at);
    case 'contact':
      return by(asksWords('fill.next.contact'), step.at);
    case 'follow-up':
      return by(asksWords('fill.next.follow-up'), step.at);
    case 'work':
    case 'closed':
      return '';
  }
}
