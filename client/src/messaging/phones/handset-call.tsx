import { useEffect, useRef } from 'react';
import type { PhoneCallInput, SimulatedCall, SimulatedPhone } from '../../../../server/contract/phones.js';
import { call as request } from '../../app/api.js';
import { useNow } from '../../live/server-clock.js';
import { Button } from '../../ui/button.js';
import { clockDuration } from '../../ui/core/duration.js';
import { KEYS, spokenNow } from './core/live-call.js';
import { readableNumber } from './core/readable-number.js';
import { phoneNameOf } from './holder.js';
import { phonesWords } from './phones-words.js';
import { usePhoneAct } from './use-phone-act.js';

/** What a key means while the voice waits for one. */
const MEANS = { 1: 'call.key.1', 2: 'call.key.2', 3: 'call.key.3' } as const;

/** The screen of a phone that rings, or on which somebody listens: what the voice says, in words, and the keys. */
export function HandsetCall({ phone, call, org }: { phone: SimulatedPhone; call: SimulatedCall; org: string }) {
  const { busy, failure, run } = usePhoneAct();
  const rings = call.state === 'ringing';
  const talks = call.state === 'talking';
  const act = (what: Omit<PhoneCallInput, 'number'>) => void run(() => request('POST /api/v1/simulated-phones/calls', { number: phone.number, ...what }));
  const keypad = useRef<HTMLDivElement>(null);

  // Whoever answered here stood on a button that is gone: the keys are next. Not on one of them, a second Enter would press it.
  const answeredHere = useRef(false);
  useEffect(() => {
    if (talks && answeredHere.current) keypad.current?.focus();
  }, [talks]);

  return (
    <div className="handset-live" role="group" aria-label={phonesWords('call.screen', { name: phoneNameOf(phone) })}>
      <p className="handset-live-state num">
        <CallState call={call} />
      </p>
      <p className="handset-live-org">{org}</p>
      <p className="num">
        <bdi>{readableNumber(call.from)}</bdi>
      </p>
      <Spoken call={call} />
      {failure && (
        <p className="handset-live-failure" role="note">
          {failure}
        </p>
      )}
      <div ref={keypad} tabIndex={-1} className="handset-keypad" role="group" aria-label={phonesWords('call.keys')}>
        {KEYS.map((key) => (
          <button key={key} type="button" disabled={!talks} className={call.awaitsKey && key in MEANS ? 'handset-key handset-key-asked' : 'handset-key'} onClick={() => act({ act: 'press', key })}>
            {key}
            {call.awaitsKey && key in MEANS && <small>{phonesWords(MEANS[key as unknown as keyof typeof MEANS])}</small>}
          </button>
        ))}
      </div>
      <div className="handset-live-acts">
        {talks || call.state === 'voicemail' ? (
          <Button key="hang-up" icon="phone" busy={busy} disabled={!talks} onClick={() => act({ act: 'hang-up' })}>
            {phonesWords(talks ? 'call.hang-up' : 'call.voicemail-talks')}
          </Button>
        ) : (
          <>
            <Button
              className="handset-live-answer"
              icon="phone"
              busy={busy}
              disabled={!rings}
              onClick={() => {
                answeredHere.current = true;
                act({ act: 'answer' });
              }}
            >
              {phonesWords('call.answer')}
            </Button>
            <Button disabled={!rings} onClick={() => act({ act: 'decline' })}>
              {phonesWords('call.decline')}
            </Button>
            <Button disabled={!rings} onClick={() => act({ act: 'voicemail' })}>
              {phonesWords('call.voicemail')}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}

/** "Incoming call, ringing 0:11". */
function CallState({ call: { state, stateAt, connectedTo } }: { call: SimulatedCall }) {
  const now = useNow(1000);
  const time = clockDuration(Math.max(0, Math.floor((now - Date.parse(stateAt)) / 1000)));
  if (connectedTo !== null && state === 'talking') return phonesWords('call.state.connected', { number: readableNumber(connectedTo), time });
  switch (state) {
    case 'calling': return phonesWords('call.state.calling');
    case 'ringing': return phonesWords('call.state.ringing', { time });
    case 'talking': return phonesWords('call.state.talking', { time });
    case 'voicemail': return phonesWords('call.state.voicemail', { time });
    case 'over': return null;
  }
}

function Spoken({ call }: { call: SimulatedCall }) {
  const spoken = spokenNow(call);
  return (
    <div className="handset-spoken" role="status">
      <b>{phonesWords('call.says')}</b>
      <p lang={spoken ? call.language ?? undefined : undefined}>{spoken?.words ?? phonesWords(call.state === 'talking' || call.state === 'voicemail' ? 'call.says-soon' : 'call.says-later')}</p>
      {spoken && spoken.times > 1 && <small>{phonesWords('call.says-again', { count: spoken.times })}</small>}
    </div>
  );
}
