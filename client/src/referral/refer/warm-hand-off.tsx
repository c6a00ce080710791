import { useState } from 'react';
import { ON_THE_LINE } from '../../../../server/contract/referral.js';
import type { OnTheLine, ReferralView } from '../../../../server/contract/referral.js';
import { call } from '../../app/api.js';
import { exactTime } from '../../app/format.js';
import { FailureNote } from '../../crisis/board/failure-note.js';
import { useCreationKey, useSend } from '../../crisis/board/use-send.js';
import { serverClock } from '../../live/server-clock.js';
import { Button } from '../../ui/button.js';
import { Checkbox } from '../../ui/toggle.js';
import { Note } from '../../ui/tag.js';
import { referWords } from './refer-words.js';
import { keepReferral } from './use-refer.js';

/** Introducing the person on one call: who was on the line; it counts from the moment at which it is recorded. */
export function WarmHandOff({ referral }: { referral: ReferralView }) {
  const [line, setLine] = useState<readonly OnTheLine[]>(['person', 'service', 'owner']);
  const { busy, failure, send } = useSend();
  const keyOf = useCreationKey();
  const { id, version: seenVersion, serviceName, warm, answeredBy } = referral;
  if (warm) {
    return (
      <Note tone="success" icon="check">
        {referWords('warm.done', { time: exactTime(warm.introducedAt), who: warm.onTheLine.map((one) => referWords(`warm.line.${one}`)).join(', '), name: warm.takenBy?.name ?? serviceName })}
      </Note>
    );
  }
  const complete = line.includes('person') && line.includes('service');
  return (
    <form
      className="phoned-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!complete) return;
        void send(async () => {
          const introducedAt = new Date(serverClock.now()).toISOString();
          keepReferral(await call('POST /api/v1/referrals/:id/warm-hand-off', { id, seenVersion, onTheLine: [...line], introducedAt }, { idempotencyKey: keyOf({ id, seenVersion, line }) }));
        });
      }}
    >
      <p>{referWords('warm.words', { name: answeredBy?.name ?? serviceName })}</p>
      <fieldset className="need-boxes">
        <legend>{referWords('warm.who')}</legend>
        {ON_THE_LINE.map((one) => (
          <Checkbox key={one} label={referWords(`warm.line.${one}`)} checked={line.includes(one)} onToggle={(on) => setLine(ON_THE_LINE.filter((other) => (other === one ? on : line.includes(other))))} />
        ))}
      </fieldset>
      {!complete && <Note tone="warning">{referWords('warm.missing')}</Note>}
      <FailureNote failure={failure} />
      <div>
        <Button type="submit" variant="primary" size="s" busy={busy} disabled={!complete}>
          {referWords('warm.save')}
        </Button>
      </div>
    </form>
  );
}
