import { useId, useState } from 'react';
import { isProblem } from '../../app/core/problem.js';
import { exactTime, timeOfDay } from '../../app/format.js';
import { Button, LinkButton, PhoneLink } from '../../ui/button.js';
import { CodeField } from '../../ui/field.js';
import { Note } from '../../ui/tag.js';
import { failureWords } from './failure-words.js';
import { ProviderFrame } from './provider-frame.js';
import { useProvider } from './provider-context.js';
import { providerWords } from './provider-words.js';
import { Strip } from './strip.js';
import { HandBackButton, TellButtons } from './tell-buttons.js';

const CODE_LENGTH = 6;
const CODE_ID = 'code';

/** After a yes: proving to be the service before a name is shown. What happened can be told without it. */
export function ProveScreen() {
  const { view } = useProvider();
  return view.codeGoesTo === null ? <RingScreen /> : <CodeScreen goesTo={view.codeGoesTo} />;
}

function AcceptedStrip() {
  const { view, owner, seenAt } = useProvider();
  if (view.state === 'NO_SHOW') return <Strip tone="warning" icon="info">{providerWords('did-not-come', { owner })}</Strip>;
  if (view.state === 'IN_PROGRESS') return <Strip tone="success" icon="check">{providerWords('arrived', { owner })}</Strip>;
  return (
    <Strip tone="success" icon="check">
      {seenAt.accepted ? providerWords('accepted.at', { time: exactTime(seenAt.accepted), owner }) : providerWords('accepted', { owner })}
    </Strip>
  );
}

/** No second contact is known that a code could go to: the owner says who is coming. */
function RingScreen() {
  const { view, owner, phone } = useProvider();
  return (
    <ProviderFrame
      strip={<AcceptedStrip />}
      footer={<PhoneLink number={phone} words={providerWords('coming.ring', { owner })} variant="primary" size="l" block />}
      footerNote={providerWords('talk.say', { ref: view.ref })}
    >
      <div>
        <h1>{providerWords('no-code.title')}</h1>
        <p className="muted">{providerWords('no-code.words', { service: view.serviceName, owner })}</p>
      </div>
      <TellButtons />
      <HandBackButton />
    </ProviderFrame>
  );
}

/** What happened can be told by a service that never saw the code; right after a yes it would only be in the way. */
function WithoutCode() {
  const { view } = useProvider();
  const parts = (
    <div className="stack">
      <TellButtons />
      <HandBackButton />
    </div>
  );
  if (view.state === 'IN_PROGRESS' || view.state === 'NO_SHOW') return parts;
  return (
    <details className="provider-more">
      <summary>{providerWords('code.without')}</summary>
      {parts}
    </details>
  );
}

function CodeScreen({ goesTo }: { goesTo: string }) {
  const { link, view, phone, code, setSeenAt } = useProvider();
  const form = useId();
  const [digits, setDigits] = useState('');
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const where = <bdi className="num nowrap">{goesTo}</bdi>;

  const show = async () => {
    if (busy) return;
    if (digits.length < CODE_LENGTH) {
      setWrong(providerWords('code.missing'));
      document.getElementById(CODE_ID)?.focus();
      return;
    }
    setBusy(true);
    setWrong(null);
    try {
      const next = await link.identify(digits);
      if (next?.person) setSeenAt({ identified: next.serverTime });
    } catch (error) {
      setWrong(isProblem(error, 'link/wrong-code') ? providerWords('code.wrong') : failureWords(error, phone));
      setDigits('');
      setBusy(false);
      document.getElementById(CODE_ID)?.focus();
    }
  };

  return (
    <ProviderFrame
      strip={<AcceptedStrip />}
      footer={
        view.codeSentAt ? (
          <Button type="submit" form={form} variant="primary" size="l" block busy={busy}>
            {providerWords('code.show')}
          </Button>
        ) : (
          <Button variant="primary" size="l" block busy={code.busy} onClick={() => void code.send()}>
            {providerWords('code.send')}
          </Button>
        )
      }
      footerNote={providerWords.rich('code.ring', { phone: <a href={`tel:${view.ownerPhone}`} className="num nowrap">{phone}</a> })}
    >
      <div>
        <h1>{providerWords('code.title')}</h1>
        <p className="muted">{providerWords.rich(view.codeSentAt ? 'code.sent' : 'code.not-sent', { where })}</p>
      </div>
      {code.failure && (
        <Note tone="warning" icon="warning">
          {code.failure}
        </Note>
      )}
      {view.codeSentAt && (
        <form
          id={form}
          noValidate
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            void show();
          }}
        >
          <CodeField id={CODE_ID} label={providerWords('code.label')} length={CODE_LENGTH} value={digits} error={wrong} onChange={setDigits} />
          <p className="row">
            <LinkButton aria-disabled={code.busy || undefined} onClick={() => void code.send()}>
              {providerWords('code.again')}
            </LinkButton>
            <span className="muted">{providerWords('code.sent-at', { time: timeOfDay(view.codeSentAt) })}</span>
          </p>
        </form>
      )}
      <p className="muted">{providerWords('code.why', { service: view.serviceName })}</p>
      <WithoutCode />
    </ProviderFrame>
  );
}
