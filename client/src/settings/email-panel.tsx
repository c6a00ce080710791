import { useId, useState } from 'react';
import type { EmailNoticeView } from '../../../server/contract/notices.js';
import { call } from '../app/api.js';
import { isProblem } from '../app/core/problem.js';
import { day } from '../app/format.js';
import { Button } from '../ui/button.js';
import { Panel } from '../ui/card.js';
import { CodeField, TextField } from '../ui/field.js';
import { Form } from '../ui/form.js';
import { Note } from '../ui/tag.js';
import { Switch } from '../ui/toggle.js';
import { useToasts } from '../ui/toast.js';
import { failureWords } from './failure.js';
import { NoticeState, useNoticeCheck } from './notice-state.js';
import { hearNotices } from './notices-query.js';
import { noticeWords } from './notices-words.js';
import { Refusal } from './setting-row.js';
import { settingsWords } from './settings-words.js';

const CODE_LENGTH = 6;

/** Runs what a button does, and says why it was not done. */
function useAct() {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const act = async (work: () => Promise<void>) => {
    setBusy(true);
    setFailure(null);
    try {
      await work();
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return { busy, failure, act, fail: setFailure };
}

/** News of the rota by e-mail: an address that is checked by a code, on or off, with a test. */
export function EmailPanel({ email }: { email: EmailNoticeView }) {
  const [isChanging, setChanging] = useState(false);
  const hasAddress = email.address !== null;
  return (
    <Panel title={noticeWords('email')}>
      <p className="muted">{noticeWords('email.words')}</p>
      {!email.on && <Note tone="neutral">{noticeWords('email.off')}</Note>}
      {email.on && hasAddress && !isChanging && <Address email={email} onChange={() => setChanging(true)} />}
      {email.on && (!hasAddress || isChanging) && <AddressForm email={email} onDone={() => setChanging(false)} />}
    </Panel>
  );
}

function AddressForm({ email: { address, suggested }, onDone }: { email: EmailNoticeView; onDone: () => void }) {
  const toasts = useToasts();
  const { busy, failure, act } = useAct();
  const [typed, setTyped] = useState(address ?? suggested);
  const isBad = isProblem(failure, 'request/malformed');
  const use = () =>
    act(async () => {
      hearNotices(await call('PUT /api/v1/me/email', { address: typed.trim(), wanted: true }));
      const words = noticeWords('email.used');
      if (typed.trim().toLowerCase() !== address) toasts.show({ title: words, spoken: words, seconds: 6 });
      onDone();
    });
  return (
    <Form
      busy={busy}
      onSend={use}
      act={noticeWords('email.use')}
      variant="outline"
      also={
        address !== null && (
          <Button variant="quiet" onClick={onDone}>
            {noticeWords('email.keep')}
          </Button>
        )
      }
    >
      {failure !== null && !isBad && <Refusal>{failureWords(failure)}</Refusal>}
      <TextField
        type="email"
        autoComplete="email"
        maxLength={254}
        label={noticeWords('email.address')}
        error={isBad ? noticeWords('email.bad') : undefined}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
    </Form>
  );
}

function Address({ email: { address, verifiedAt, wanted, failing }, onChange }: { email: EmailNoticeView; onChange: () => void }) {
  const toasts = useToasts();
  const { busy, failure, act } = useAct();
  const { check, follow } = useNoticeCheck();
  const isGood = verifiedAt !== null && failing === null;
  const save = (next: { address: string | null; wanted: boolean }, words: string) =>
    act(async () => {
      hearNotices(await call('PUT /api/v1/me/email', next));
      toasts.show({ title: words, spoken: words, seconds: 6 });
    });
  return (
    <>
      <div className="setting-what">
        <b>
          <bdi className="setting-address">{address}</bdi>
        </b>
        <span className={isGood ? 'muted' : 'setting-care'}>
          {failing ? noticeWords('email.failing', { when: day(failing.at) }) : verifiedAt === null ? noticeWords('email.unchecked') : noticeWords('email.checked', { when: day(verifiedAt) })}
        </span>
      </div>
      {failure !== null && <Refusal>{failureWords(failure)}</Refusal>}
      {isGood ? (
        <>
          <Switch label={noticeWords('email.wanted')} hint={noticeWords('email.wanted.hint')} checked={wanted} onToggle={(on) => void save({ address, wanted: on }, settingsWords('saved'))} />
          {check && <NoticeState check={check} />}
        </>
      ) : (
        <CodeForm />
      )}
      <div className="setting-acts setting-acts-start">
        {isGood && (
          <Button busy={busy} onClick={() => void act(async () => follow(await call('POST /api/v1/me/email/test')))}>
            {noticeWords('email.test')}
          </Button>
        )}
        <Button variant="quiet" onClick={onChange}>
          {noticeWords('email.change')}
        </Button>
        <Button variant="quiet" busy={busy} onClick={() => void save({ address: null, wanted: false }, noticeWords('email.removed'))}>
          {noticeWords('email.remove')}
        </Button>
      </div>
    </>
  );
}

function CodeForm() {
  const field = useId();
  const toasts = useToasts();
  const { busy, failure, act, fail } = useAct();
  const { check, follow } = useNoticeCheck();
  const [code, setCode] = useState('');
  const isShort = failure === 'short';
  const atCode = isShort || isProblem(failure, 'identity/wrong-code');
  const send = () =>
    act(async () => {
      follow(await call('POST /api/v1/me/email/code'));
      setCode('');
    });
  const verify = () =>
    act(async () => {
      hearNotices(await call('POST /api/v1/me/email/verification', { code }));
      const words = noticeWords('email.done');
      toasts.show({ title: words, spoken: words, seconds: 6 });
    });
  const wrong = isShort ? settingsWords('check.short') : atCode ? failureWords(failure) : undefined;
  return (
    <Form
      busy={busy}
      onSend={() => {
        if (!check) return undefined;
        return code.length < CODE_LENGTH ? fail('short') : verify();
      }}
      act={check && noticeWords('email.check')}
    >
      {failure !== null && !atCode && <Refusal>{failureWords(failure)}</Refusal>}
      <div>
        <Button busy={busy} onClick={() => void send()}>
          {noticeWords(check ? 'email.code-again' : 'email.code')}
        </Button>
      </div>
      {check && <NoticeState check={check} />}
      {check && <CodeField id={field} label={settingsWords('check.code')} hint={settingsWords('check.code-hint')} error={wrong} length={CODE_LENGTH} value={code} onChange={setCode} />}
    </Form>
  );
}
