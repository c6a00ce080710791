import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReceiptLinkView } from '../../../../server/contract/care.js';
import { call } from '../../app/api.js';
import { day, timeNear } from '../../app/format.js';
import { queries } from '../../app/queries.js';
import { FailureNote } from '../../crisis/board/failure-note.js';
import { useCreationKey, useSend } from '../../crisis/board/use-send.js';
import { useNow } from '../../live/server-clock.js';
import { Button } from '../../ui/button.js';
import { Panel } from '../../ui/card.js';
import { TextField } from '../../ui/field.js';
import { Form } from '../../ui/form.js';
import { useAnnounce } from '../../ui/live-region.js';
import { ErrorSummary, Skeleton } from '../../ui/states.js';
import { Tag } from '../../ui/tag.js';
import { Checkbox } from '../../ui/toggle.js';
import { personWords } from './person-words.js';

const keyOf = (crisisId: string) => ['receipts', crisisId];

/** Links to the person's own page: made, texted where that is safe, and ended. */
export function OwnPage({ crisisId }: { crisisId: string }) {
  const { data, isError } = useQuery({ queryKey: keyOf(crisisId), queryFn: ({ signal }) => call('GET /api/v1/crises/:id/receipts', { id: crisisId }, { signal }) });
  return (
    <Panel title={personWords('page')}>
      <div className="stack">
        <p className="muted">{personWords('page.words')}</p>
        {data?.receipts.length === 0 && <p>{personWords('page.none')}</p>}
        {data && data.receipts.length > 0 && (
          <ul className="stack">
            {data.receipts.map((link) => (
              <li key={link.id}>
                <OwnLink crisisId={crisisId} link={link} />
              </li>
            ))}
          </ul>
        )}
        {!data && (isError ? <ErrorSummary title={personWords('failed')} /> : <Skeleton label={personWords('loading')} lines={3} />)}
        {data && <MakeLink crisisId={crisisId} />}
      </div>
    </Panel>
  );
}

function OwnLink({ crisisId, link }: { crisisId: string; link: ReceiptLinkView }) {
  const now = useNow(60_000);
  const announce = useAnnounce();
  const { busy, failure, send } = useSend();
  const { url, text } = link;
  const textWords = text.state === 'sent' ? personWords('page.text.sent', { time: text.at ? timeNear(text.at, now) : '' })
    : text.state === 'not-sent' ? personWords('page.text.not-sent', { why: text.why ? personWords(`why.${text.why}`) : '' }) : personWords(`page.text.${text.state}`);
  return (
    <div className="stack">
      <div className="row">
        <span>{personWords('page.made', { time: timeNear(link.madeAt, now), name: link.madeBy, day: day(link.endsAt) })}</span>
        {link.hasPin && <Tag tone="neutral">{personWords('page.has-pin')}</Tag>}
        <Tag tone={text.state === 'not-sent' ? 'warning' : 'neutral'}>{textWords}</Tag>
        {url === null && <Tag tone="neutral">{personWords('page.ended')}</Tag>}
      </div>
      {url !== null && (
        <div className="row">
          <Button size="s" onClick={() => void navigator.clipboard.writeText(url).then(() => announce.polite(personWords('page.copied')), () => undefined)}>
            {personWords('page.copy')}
          </Button>
          <Button
            size="s"
            busy={busy}
            onClick={() => void send(async () => {
              await call('DELETE /api/v1/crises/:id/receipts/:receiptId', { id: crisisId, receiptId: link.id });
              await queries.invalidateQueries({ queryKey: keyOf(crisisId) });
            })}
          >
            {personWords('page.end')}
          </Button>
        </div>
      )}
      <FailureNote failure={failure} />
    </div>
  );
}

function MakeLink({ crisisId }: { crisisId: string }) {
  const [pin, setPin] = useState('');
  const [text, setText] = useState(false);
  const [wrong, setWrong] = useState(false);
  const { busy, failure, send } = useSend();
  const creationKey = useCreationKey();
  const make = () => {
    const bad = pin !== '' && !/^\d{4,8}$/.test(pin);
    setWrong(bad);
    if (bad) return;
    void send(async () => {
      const input = { id: crisisId, ...(pin === '' ? {} : { pin }), ...(text ? { text } : {}) };
      await call('POST /api/v1/crises/:id/receipts', input, { idempotencyKey: creationKey({ ...input, after: queries.getQueryState(keyOf(crisisId))?.dataUpdatedAt }) });
      setPin('');
      await queries.invalidateQueries({ queryKey: keyOf(crisisId) });
    });
  };
  return (
    <Form busy={busy} onSend={make} act={personWords('page.make')} variant="outline">
      <TextField label={personWords('page.pin')} hint={personWords('page.pin-hint')} inputMode="numeric" autoComplete="off" maxLength={8} value={pin} error={wrong && personWords('page.pin-wrong')} onChange={(event) => setPin(event.target.value)} />
      <Checkbox label={personWords('page.text')} checked={text} onToggle={setText} />
      <FailureNote failure={failure} />
    </Form>
  );
}
