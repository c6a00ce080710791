import type { MessageLine } from '../../../../server/contract/reporting.js';
import type { DeliveryState } from '../../../../server/contract/words.js';
import { day, exactTime } from '../../app/format.js';
import { Card } from '../../ui/card.js';
import type { IconName } from '../../ui/icon.js';
import { Icon } from '../../ui/icon.js';
import { Stepper } from '../../ui/steps.js';
import { Note, Tag } from '../../ui/tag.js';
import type { Tone } from '../../ui/tone.js';
import { journeyOf, tookWords } from './core/message-facts.js';
import { readableNumber } from '../phones/core/readable-number.js';
import { codeWords, messageWords } from './message-words.js';

const LOOK: Readonly<Record<DeliveryState, { tone: Tone; icon: IconName }>> = {
  waiting: { tone: 'neutral', icon: 'clock' },
  submitting: { tone: 'neutral', icon: 'clock' },
  sent: { tone: 'info', icon: 'send' },
  delivered: { tone: 'success', icon: 'check' },
  failed: { tone: 'warning', icon: 'warning' },
  stopped: { tone: 'neutral', icon: 'close' },
};

const STEP_WORD = { done: 'step.done', failed: 'step.bad', todo: 'step.not-yet' } as const;

/** What a message is about, in words. Of a rung counted from 1. */
export function messageName({ kind, about, rung, round }: Pick<MessageLine, 'kind' | 'about' | 'rung' | 'round'>): string {
  switch (kind) {
    case 'page': return rung === null || round === null ? messageWords('kind.page') : messageWords('kind.page-rung', { rung: rung + 1, round });
    case 'notice': switch (about) {
      case 'yours': case 'taken': case 'raiser-taken': case 'raiser-nobody': case 'stood-down': case 'over': case 'code': case 'test': return messageWords(`about.${about}`);
      case 'hand-off': case 'rota-alarm': case 'rota-swap': case 'rota-change': case 'leave': return messageWords('about.rota');
      default: return messageWords('kind.notice');
    }
    case 'text': switch (about) {
      case 'referral': case 'public': case 'ring-them': case 'follow-up': return messageWords(`text.${about}`);
      default: return messageWords('text.other');
    }
  }
}

/** What the provider's code means; of one that nobody wrote down, where to look. */
function codeMeaning(code: number): string {
  const known = String(code) as Parameters<typeof codeWords>[0];
  const meaning = codeWords(known);
  return messageWords('code', { code, meaning: meaning === known ? codeWords('other') : meaning });
}

/** Why a message failed. Browsers' services and mail servers have codes of their own. */
export function whyFailed(channel: MessageLine['channel'], code: number | null): string {
  if (code === null) return messageWords(`no-code.${channel}`);
  if (channel === 'sms' || channel === 'voice') return codeMeaning(code);
  const isForGood = code < 500 && code !== 429;
  const meaning = channel === 'email' ? (code >= 500 ? 'address' : 'other') : code === 404 || code === 410 ? 'gone' : isForGood ? 'key' : 'other';
  return messageWords(`answer.${channel}`, { code, meaning: messageWords(`answer.${meaning}`) });
}

/** One message: to whom, what for, how far it came, and why not further. */
export function MessageItem({ line, onCrisis }: { line: MessageLine; onCrisis: ((crisisId: string) => void) | null }) {
  const { staff, number, channel, state, attempts, code, crisisId, ref, queuedAt } = line;
  const failedSteps = state === 'failed';
  return (
    <Card as="li" className="message">
      <div className="message-head">
        <Icon name={channel === 'voice' ? 'phone' : channel === 'email' ? 'send' : channel === 'push' ? 'bubble' : 'message'} size={18} />
        <div className="message-who">
          <h3>
            {messageName(line)} <span className="message-to">{messageWords('to', { name: staff?.name ?? messageWords('outside') })}</span>
          </h3>
          <p className="muted num">
            {messageWords(`channel.${channel}`)}
            {(channel === 'sms' || channel === 'voice') && (
              <>
                {' · '}
                <bdi>{number === null ? messageWords('no-number') : readableNumber(number)}</bdi>
              </>
            )}
            {' · '}
            <time dateTime={queuedAt}>{day(queuedAt)}, {exactTime(queuedAt)}</time>
            {ref !== null && (
              <>
                {' · '}
                {onCrisis && crisisId !== null ? (
                  <button type="button" className="link-button" onClick={() => onCrisis(crisisId)}>
                    {messageWords('crisis', { ref })}
                  </button>
                ) : (
                  messageWords('crisis', { ref })
                )}
              </>
            )}
          </p>
        </div>
        <Tag {...LOOK[state]}>{messageWords(`state.${state}`)}</Tag>
      </div>
      <Stepper
        label={messageWords('journey')}
        steps={journeyOf(line).map(({ name, at, state: done, afterSeconds }) => ({
          title: messageWords(`step.${name}`),
          detail: at === null ? undefined : afterSeconds === null ? exactTime(at) : messageWords('step.after', { time: exactTime(at), took: tookWords(afterSeconds) }),
          state: done, stateWord: messageWords(STEP_WORD[done]),
        }))}
      />
      {failedSteps && (
        <Note tone="warning" icon="warning">
          {whyFailed(channel, code)}
        </Note>
      )}
      {attempts.length > 0 && (
        <details className="message-attempts">
          <summary>{messageWords('attempts', { count: attempts.length })}</summary>
          <ol>
            {attempts.map(({ startedAt, outcome, receipt, receiptAt, code: attemptCode }, place) => (
              <li key={startedAt + place}>
                <b className="num">{messageWords('attempt', { count: place + 1, time: exactTime(startedAt) })}</b> {messageWords(`outcome.${outcome ?? 'none'}`)}
                {receipt !== null && <>, {messageWords(`receipt.${receipt}`, { time: receiptAt === null ? '' : exactTime(receiptAt) })}</>}
                {attemptCode !== null && <>. {whyFailed(channel, attemptCode)}</>}
              </li>
            ))}
          </ol>
        </details>
      )}
    </Card>
  );
}
