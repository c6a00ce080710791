import { useState } from 'react';
import { POLICY_LETTERS } from '../../../../server/contract/escalation.js';
import type { NetworkView } from '../../../../server/contract/identity.js';
import { call } from '../../app/api.js';
import { Problem, Unreachable, isProblem } from '../../app/core/problem.js';
import { queries } from '../../app/queries.js';
import { may, sessionQuery, useSession } from '../../app/session.js';
import { Button } from '../../ui/button.js';
import { Panel } from '../../ui/card.js';
import { FactList } from '../../ui/fact-list.js';
import { TextField } from '../../ui/field.js';
import { coarseDuration } from '../../ui/core/duration.js';
import { Icon } from '../../ui/icon.js';
import { useToasts } from '../../ui/toast.js';
import { policyWords } from './policy-words.js';

/** A week, in minutes; more would be no clock. */
const MOST_MINUTES = 10_080;

/** How soon an owner must say how it goes: a setting of the whole network, shown beside the ladders and changed by whoever may. */
export function ProgressClocks() {
  const session = useSession();
  const { progressWithinMinutes } = session.network;
  return (
    <Panel title={policyWords('clocks')}>
      <div className="stack">
        <p className="muted">{policyWords('clocks.words')}</p>
        {may(session, 'network:edit') ? (
          <ClocksForm network={session.network} />
        ) : (
          <>
            <FactList layout="beside" facts={POLICY_LETTERS.map((letter) => ({ name: policyWords(`letter.${letter}`), value: coarseDuration(progressWithinMinutes[letter] * 60) }))} />
            <p className="muted">{policyWords('clocks.who')}</p>
          </>
        )}
      </div>
    </Panel>
  );
}

function ClocksForm({ network }: { network: NetworkView }) {
  const toasts = useToasts();
  // What this form was opened with: what somebody else changed since is not overwritten unseen.
  const [seen, setSeen] = useState(network);
  const [typed, setTyped] = useState(() => {
    const { A, B, C, D } = network.progressWithinMinutes;
    return { A: String(A), B: String(B), C: String(C), D: String(D) };
  });
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);

  const save = async () => {
    const next = { A: Number(typed.A), B: Number(typed.B), C: Number(typed.C), D: Number(typed.D) };
    if (!Object.values(next).every((value) => Number.isInteger(value) && value >= 1 && value <= MOST_MINUTES)) return setWrong(policyWords('clocks.bad'));
    setBusy(true);
    setWrong(null);
    try {
      const { version, simulated: _simulated, ...rest } = seen;
      setSeen(await call('PUT /api/v1/network', { ...rest, seenVersion: version, progressWithinMinutes: next }));
      await queries.invalidateQueries(sessionQuery);
      toasts.show({ title: policyWords('clocks.saved'), spoken: policyWords('clocks.saved'), seconds: 6 });
    } catch (error) {
      if (error instanceof Unreachable) setWrong(policyWords('failed-unreachable'));
      else if (isProblem(error, 'network/changed')) {
        setSeen(await call('GET /api/v1/network').catch(() => seen));
        setWrong(policyWords('clocks.changed'));
      }
      else if (error instanceof Problem) setWrong(policyWords('clocks.failed', { why: error.message }));
      else throw error;
    } finally {
      setBusy(false);
    }
  };

  return (
    <form
      noValidate
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void save();
      }}
    >
      {wrong && (
        <p className="field-error" role="alert">
          <Icon name="warning" size={15} /> {wrong}
        </p>
      )}
      <div className="clocks">
        {POLICY_LETTERS.map((letter) => (
          <TextField
            key={letter}
            inputMode="numeric"
            maxLength={5}
            label={policyWords('clocks.field', { name: policyWords(`letter.${letter}`) })}
            value={typed[letter]}
            onChange={({ target }) => setTyped((now) => ({ ...now, [letter]: target.value }))}
          />
        ))}
      </div>
      <p className="muted">{policyWords('clocks.network')}</p>
      <div>
        <Button type="submit" busy={busy}>
          {policyWords('clocks.save')}
        </Button>
      </div>
    </form>
  );
}
