import { useState } from 'react';
import type { ChainView } from '../../../server/contract/audit.js';
import { call } from '../app/api.js';
import { exactTime, timeNear } from '../app/format.js';
import { serverClock } from '../live/server-clock.js';
import { Banner } from '../ui/banner.js';
import { Button } from '../ui/button.js';
import { useTries } from '../ui/use-tries.js';
import { auditWords } from './audit-words.js';
import { whyNot } from './why-not.js';

/** The sealer chains within seconds; whoever waits longer waits for somebody to look. In milliseconds. Source: reliability.md §6. */
const LONG_WAIT_MS = 60_000;

/** Walks the whole chain on request and says how it stands. */
export function Chain() {
  const [chain, setChain] = useState<ChainView | null>(null);
  const { busy, failure, attempt } = useTries();
  const check = () => attempt(async () => setChain(await call('POST /api/v1/audit/verification', {})), whyNot);
  const act = (
    <Button icon="lock" busy={busy} onClick={() => void check()}>
      {auditWords(busy ? 'chain.busy' : 'chain')}
    </Button>
  );
  if (failure) return <Banner kind="warning" icon="warning" title={failure.words} actions={act} />;
  if (!chain) return <div className="audit-chain">{act}</div>;
  const { firstBad, sealed, unsealed, oldestUnsealedAt, checkedAt } = chain;
  const checked = auditWords('chain.checked', { time: exactTime(checkedAt) });
  if (firstBad) {
    return (
      <Banner kind="warning" icon="warning" title={auditWords('chain.bad', { seq: firstBad.seq })} actions={act}>
        {auditWords(`chain.fault.${firstBad.fault}`)} {firstBad.entryId !== '' && auditWords('chain.entry', { entry: firstBad.entryId })} {auditWords('chain.bad-words')} {checked}
      </Banner>
    );
  }
  const isOld = oldestUnsealedAt !== null && Date.parse(checkedAt) - Date.parse(oldestUnsealedAt) > LONG_WAIT_MS;
  return (
    <Banner kind={isOld ? 'warning' : 'success'} title={auditWords('chain.whole', { count: sealed })} actions={act}>
      {unsealed > 0 && auditWords('chain.tail', { count: unsealed })} {isOld && auditWords('chain.tail-old', { time: timeNear(oldestUnsealedAt, serverClock.now()) })} {checked}
    </Banner>
  );
}
