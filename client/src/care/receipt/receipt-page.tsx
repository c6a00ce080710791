import { useQuery } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { ReceiptView } from '../../../../server/contract/care.js';
import { call } from '../../app/api.js';
import { isProblem } from '../../app/core/problem.js';
import { day, timeNear } from '../../app/format.js';
import { GuestFrame } from '../../app/focus-frame.js';
import { usePageTitle } from '../../app/page-title.js';
import { readableNumber } from '../../messaging/phones/core/readable-number.js';
import { Button, PhoneLink } from '../../ui/button.js';
import { Panel } from '../../ui/card.js';
import { TextField } from '../../ui/field.js';
import { ErrorSummary, Skeleton } from '../../ui/states.js';
import { Note } from '../../ui/tag.js';
import { receiptWords } from './receipt-words.js';
import { TakeBack } from './take-back.js';

/** Away at once, leaving nothing to go back to. */
const leave = (): void => window.location.replace('about:blank');

/** The person's own page: what went to whom, when and why. The secret stands after the `#`, where no server or log sees it. */
export function ReceiptPage() {
  const token = useSyncExternalStore(
    (listener) => {
      window.addEventListener('hashchange', listener);
      return () => window.removeEventListener('hashchange', listener);
    },
    () => window.location.hash.slice(1),
  );
  usePageTitle(receiptWords('tab'), '');
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') leave();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return <Receipt key={token} token={token} />;
}

/** Asked once for each link and each PIN; nothing of it is kept when the page is left. */
const ONCE = { retry: false, gcTime: 0, staleTime: Infinity, refetchOnWindowFocus: false, refetchOnReconnect: false } as const;

function Receipt({ token }: { token: string }) {
  const [pin, setPin] = useState<string | null>(null);
  const [taken, setTaken] = useState<ReceiptView | null>(null);
  const first = useQuery({ ...ONCE, queryKey: ['receipt', token], queryFn: ({ signal }) => call('POST /api/v1/receipt-link/view', { token }, { signal }), enabled: token !== '' });
  const opened = useQuery({ ...ONCE, queryKey: ['receipt', token, pin], queryFn: ({ signal }) => call('POST /api/v1/receipt-link/view', { token, pin: pin ?? '' }, { signal }), enabled: pin !== null });
  const wrong = isProblem(opened.error, 'link/wrong-code');
  const error = wrong ? null : opened.error ?? first.error;
  const view = error ? null : opened.data ?? first.data ?? null;
  const invalid = token === '' || (error !== null && (isProblem(error, 'link/invalid') || isProblem(error, 'request/malformed')));
  const askAgain = () => void (pin === null ? first : opened).refetch();
  return (
    <GuestFrame
      keepsLanguage={false}
      name={view?.org ?? 'Handrail'}
      footer={
        <Button variant="primary" size="l" block onClick={leave}>
          {receiptWords('leave')}
        </Button>
      }
      footerNote={receiptWords('leave.hint')}
    >
      {!view && <h1 className="visually-hidden">{receiptWords('title')}</h1>}
      {!view && !error && !invalid && <Skeleton label={receiptWords('loading')} lines={6} />}
      {invalid && <ErrorSummary title={receiptWords('invalid')}>{receiptWords('invalid.words')}</ErrorSummary>}
      {error && !invalid && (
        <div className="stack">
          <ErrorSummary title={receiptWords('failed')}>{receiptWords(isProblem(error, 'request/too-fast') ? 'too-fast' : 'failed.words')}</ErrorSummary>
          <Button onClick={askAgain}>{receiptWords('try-again')}</Button>
        </div>
      )}
      {view?.needsPin && (
        <PinForm
          wrong={wrong}
          onPin={(typed) => {
            if (typed === pin) askAgain();
            else setPin(typed);
          }}
        />
      )}
      {view && !view.needsPin && <Lists view={taken ?? view} onTakeBack={async (consentId) => setTaken(await call('POST /api/v1/receipt-link/withdrawal', { token, consentId, ...(pin === null ? {} : { pin }) }))} />}
    </GuestFrame>
  );
}

function PinForm({ wrong, onPin }: { wrong: boolean; onPin: (pin: string) => void }) {
  const [pin, setPin] = useState('');
  const [missing, setMissing] = useState(false);
  return (
    <form
      noValidate
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        const complete = /^\d{4,8}$/.test(pin);
        setMissing(!complete);
        if (complete) onPin(pin);
      }}
    >
      <div>
        <h1>{receiptWords('pin.title')}</h1>
        <p className="muted">{receiptWords('pin.words')}</p>
      </div>
      <TextField
        label={receiptWords('pin')}
        inputMode="numeric"
        autoComplete="off"
        type="password"
        maxLength={8}
        value={pin}
        error={missing ? receiptWords('pin.missing') : wrong && receiptWords('pin.wrong')}
        onChange={(event) => setPin(event.target.value)}
      />
      <div>
        <Button type="submit">{receiptWords('pin.show')}</Button>
      </div>
    </form>
  );
}

function Lists({ view, onTakeBack }: { view: ReceiptView; onTakeBack: (consentId: string) => Promise<void> }) {
  return (
    <>
      <div>
        <h1>{receiptWords('title')}</h1>
        <p className="muted">{receiptWords('title.more', { org: view.org })}</p>
      </div>
      <Panel title={receiptWords('shared')}>
        {view.shared.length === 0 ? <p>{receiptWords('none')}</p> : (
          <ul className="stack">
            {view.shared.map((one) => (
              <li key={`${one.serviceName} ${one.at}`}>
                <Shared one={one} now={Date.parse(view.serverTime)} />
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <Panel title={receiptWords('said')}>
        {view.said.length === 0 ? <p>{receiptWords('said.none')}</p> : (
          <ul className="stack">
            {view.said.map((one) => (
              <li key={`${one.serviceName} ${one.at} ${one.said}`} className="stack">
                <p>{saidWords(one, Date.parse(view.serverTime))}</p>
                {one.takeBack !== null && <TakeBack id={one.takeBack} service={one.serviceName} org={view.org} onTakeBack={onTakeBack} />}
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <Panel title={receiptWords('back')}>
        <div className="stack">
          <p>{receiptWords('back.words', { org: view.org })}</p>
          <PhoneLink number={readableNumber(view.phone)} words={receiptWords('ring', { org: view.org })} block />
          <PhoneLink number={view.crisisLine} words={receiptWords('talk')} block />
          <PhoneLink number={view.emergencyNumber} words={receiptWords('emergency')} block />
        </div>
      </Panel>
    </>
  );
}

function Shared({ one, now }: { one: ReceiptView['shared'][number]; now: number }) {
  const time = (at: string) => timeNear(at, now);
  return (
    <>
      <h3>{one.serviceName}</h3>
      <p>
        {receiptWords('shared.at', { time: time(one.at) })}, {receiptWords(`shared.by.${one.how}`)}.
      </p>
      <p>{receiptWords('what', { what: one.what.map((name) => receiptWords(`class.${name}`)).join(', ') })}</p>
      <p>{one.nameAt ? receiptWords('shared.name', { time: time(one.nameAt) }) : receiptWords('shared.no-name')}</p>
      {one.why && <p>{receiptWords('shared.why', { why: one.why })}</p>}
      {one.emergencyBasis && <Note tone="info">{receiptWords('shared.emergency', { why: one.emergencyBasis })}</Note>}
      {one.overAt && <p className="muted">{receiptWords('shared.over', { time: time(one.overAt) })}</p>}
    </>
  );
}

function saidWords({ serviceName: service, said, at, until, kind }: ReceiptView['said'][number], now: number): string {
  const time = timeNear(at, now);
  if (said === 'yes' && until) return receiptWords(kind ? 'said.yes-kind' : 'said.yes-until', { service, time, day: day(`${until}T12:00:00Z`) });
  return receiptWords(`said.${said}`, { service, time });
}
