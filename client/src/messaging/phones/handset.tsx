import type { SimulatedPhone } from '../../../../server/contract/phones.js';
import { Clock } from '../../app/time.js';
import { Avatar } from '../../ui/avatar.js';
import { Tag } from '../../ui/tag.js';
import { liveCall } from './core/live-call.js';
import { initialsOf } from './core/phones-shown.js';
import { readableNumber } from './core/readable-number.js';
import { HandsetCall } from './handset-call.js';
import { HandsetReply } from './handset-reply.js';
import { HandsetSwitches } from './handset-switches.js';
import { HandsetThread } from './handset-thread.js';
import { holderOf, phoneNameOf } from './holder.js';
import { phonesWords } from './phones-words.js';

/** One simulated phone: what it got, what it can write, and how it behaves. */
export function Handset({ phone, org }: { phone: SimulatedPhone; org: string }) {
  const call = liveCall(phone.calls);
  return (
    <section className="phone" aria-label={phoneNameOf(phone)}>
      <div className="phone-head">
        <span aria-hidden="true">
          <Avatar size="m" initials={phone.holder ? initialsOf(phone.holder) : '?'} />
        </span>
        <div className="phone-whose">
          <h2>{holderOf(phone)}</h2>
          <small>
            <bdi className="num nowrap">{readableNumber(phone.number)}</bdi>
          </small>
        </div>
        <PhoneTag phone={phone} />
      </div>
      <div className={call ? 'handset handset-ringing' : 'handset'}>
        {call ? (
          <HandsetCall phone={phone} call={call} org={org} />
        ) : (
          <>
            <div className="handset-top">
              <span>{org}</span>
              <Clock />
            </div>
            <HandsetThread phone={phone} />
            <HandsetReply phone={phone} />
          </>
        )}
      </div>
      <HandsetSwitches phone={phone} />
    </section>
  );
}

/** The one thing that is odd about this phone, the gravest first. */
function PhoneTag({ phone: { optedOut, behaviour, calls } }: { phone: SimulatedPhone }) {
  const call = liveCall(calls);
  if (call) return <Tag tone="warning" icon="phone">{phonesWords(call.state === 'talking' ? 'tag.talks' : call.state === 'voicemail' ? 'tag.voicemail' : 'tag.rings')}</Tag>;
  if (optedOut) return <Tag tone="warning" icon="warning">{phonesWords('tag.opted-out')}</Tag>;
  if (behaviour.failDelivery) return <Tag tone="warning" icon="offline">{phonesWords('tag.fails')}</Tag>;
  if (behaviour.delaySeconds > 0) return <Tag tone="neutral" icon="clock">{phonesWords('tag.late', { count: behaviour.delaySeconds })}</Tag>;
  return behaviour.noReceipts ? <Tag tone="neutral" icon="message">{phonesWords('tag.silent')}</Tag> : null;
}
