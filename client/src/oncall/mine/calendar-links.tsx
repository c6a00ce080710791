import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CalendarLinkView, NewCalendarLinkView, RotaView } from '../../../../server/contract/oncall.js';
import { call } from '../../app/api.js';
import { Ago } from '../../app/time.js';
import { Button, ButtonLink } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { TextField } from '../../ui/field.js';
import { useAnnounce } from '../../ui/live-region.js';
import { Note } from '../../ui/tag.js';
import { VisuallyHidden } from '../../ui/visually-hidden.js';
import { actWords } from '../act-words.js';
import { ConfirmDialog, TroubleSummary } from '../acts/act-dialog.js';
import { useAct } from '../acts/use-act.js';
import { linksQuery } from '../rota-query.js';
import { rotaWords } from '../rota-words.js';

interface Calendar {
  rotaId: string | null;
  name: string;
  link: CalendarLinkView | undefined;
}

/** The caller's calendar subscriptions, one for their own shifts and one for each rota: made, renewed and removed here. */
export function CalendarLinks({ rotas }: { rotas: readonly RotaView[] }) {
  const links = useQuery(linksQuery);
  const [fresh, setFresh] = useState<NewCalendarLinkView | null>(null);
  const calendars: readonly Calendar[] = [
    { rotaId: null, name: actWords('calendar.mine'), link: links.data?.find(({ rotaId }) => rotaId === null) },
    ...rotas.map(({ id, name }) => ({ rotaId: id, name, link: links.data?.find(({ rotaId }) => rotaId === id) })),
  ];
  if (links.isError && !links.data) return <Note tone="warning" icon="offline">{rotaWords('part-failed')}</Note>;
  if (!links.data) return <p className="muted">{actWords('calendar.loading')}</p>;
  return (
    <div className="stack">
      <p className="muted act-small">{actWords('calendar.words')}</p>
      <ul className="lines">
        {calendars.map((calendar) => (
          <CalendarLine key={calendar.rotaId ?? ''} calendar={calendar} fresh={fresh?.rotaId === calendar.rotaId ? fresh : null} onFresh={setFresh} />
        ))}
      </ul>
    </div>
  );
}

function CalendarLine({ calendar: { rotaId, name, link }, fresh, onFresh }: { calendar: Calendar; fresh: NewCalendarLinkView | null; onFresh: (link: NewCalendarLinkView | null) => void }) {
  const [asks, setAsks] = useState<'renew' | 'remove' | null>(null);
  const acting = useAct({ 'oncall/absent': { words: actWords('calendar.gone') } });
  const make = (): Promise<boolean> => acting.run({ rotaId, at: link?.madeAt }, async (idempotencyKey) => onFresh(await call('POST /api/v1/calendar-links', rotaId === null ? {} : { rotaId }, { idempotencyKey })), actWords('calendar.fresh'));
  const remove = (): Promise<boolean> => acting.run({ id: link?.id }, async () => {
    await call('DELETE /api/v1/calendar-links/:id', { id: link?.id ?? '' });
    onFresh(null);
  }, actWords('calendar.removed'));
  const settle = async (work: () => Promise<boolean>): Promise<void> => {
    if (await work()) setAsks(null);
  };
  return (
    <li>
      <div className="line">
        <div className="line-words">
          <b>{name}</b>
          <small>{link ? <LinkAge link={link} /> : actWords('calendar.none')}</small>
        </div>
        <div className="row">
          {link ? (
            <>
              <ActButton act={actWords('calendar.renew')} which={name} onClick={() => setAsks('renew')} />
              <ActButton act={actWords('calendar.remove')} which={name} onClick={() => setAsks('remove')} />
            </>
          ) : (
            <ActButton act={actWords('calendar.make')} which={name} busy={acting.busy} onClick={() => void make()} />
          )}
        </div>
      </div>
      {asks === null && <TroubleSummary trouble={acting.trouble} />}
      {fresh && <FreshAddress url={fresh.url} which={name} />}
      {asks && (
        <ConfirmDialog title={actWords(`calendar.${asks}.title`)} says={actWords(`calendar.${asks}.says`)} save={actWords(`calendar.${asks}`)} acting={acting} onClose={() => setAsks(null)} onSave={() => settle(asks === 'renew' ? make : remove)} />
      )}
    </li>
  );
}

function LinkAge({ link: { madeAt, lastReadAt } }: { link: CalendarLinkView }) {
  return (
    <>
      {actWords.rich('calendar.made', { age: <Ago at={madeAt} /> })} {lastReadAt === null ? actWords('calendar.never-read') : actWords.rich('calendar.read', { age: <Ago at={lastReadAt} /> })}
    </>
  );
}

function ActButton({ act, which, busy, onClick }: { act: string; which: string; busy?: boolean; onClick: () => void }) {
  return (
    <Button size="s" busy={busy} onClick={onClick}>
      {act} <VisuallyHidden>{which}</VisuallyHidden>
    </Button>
  );
}

/** The address, which nobody can be shown again. */
function FreshAddress({ url, which }: { url: string; which: string }) {
  const { polite } = useAnnounce();
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = async (): Promise<void> => {
    const done = await navigator.clipboard.writeText(url).then(() => true, () => false);
    setCopied(done);
    polite(actWords(done ? 'calendar.copied' : 'calendar.copy-failed'));
  };
  return (
    <div className="fresh-link stack">
      <Note tone="info" icon="info">
        {actWords('calendar.fresh')}
      </Note>
      <TextField label={actWords('calendar.address', { which })} readOnly value={url} dir="ltr" onFocus={({ target }) => target.select()} />
      <div className="row">
        <Button variant="primary" onClick={() => void copy()}>
          {actWords('calendar.copy')}
        </Button>
        <ButtonLink href={url.replace(/^https?:/, 'webcal:')}>{actWords('calendar.open')}</ButtonLink>
        <ButtonLink href={url} download="">
          {actWords('calendar.download')}
        </ButtonLink>
      </div>
      {copied !== null && <p>{actWords(copied ? 'calendar.copied' : 'calendar.copy-failed')}</p>}
    </div>
  );
}

/** The same in a dialog, from the page of the week. */
export function CalendarDialog({ rotas, onClose }: { rotas: readonly RotaView[]; onClose: () => void }) {
  return (
    <Dialog open title={actWords('calendar.title')} closeLabel={actWords('close')} onClose={onClose}>
      <CalendarLinks rotas={rotas} />
    </Dialog>
  );
}
