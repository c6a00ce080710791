import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { PhonesView } from '../../../../server/contract/phones.js';
import { exactTime } from '../../app/format.js';
import { PageLoading } from '../../app/page-loading.js';
import { useNetwork } from '../../app/session.js';
import { serverClock } from '../../live/server-clock.js';
import { Button } from '../../ui/button.js';
import { useAnnounce } from '../../ui/live-region.js';
import { PageHead } from '../../ui/page.js';
import { EmptyState, FailedState } from '../../ui/states.js';
import { Note, Pill } from '../../ui/tag.js';
import { AddPhone } from './add-phone.js';
import { CarrierLog } from './carrier-log.js';
import { ChoosePhones } from './choose-phones.js';
import { liveCall } from './core/live-call.js';
import { firstShown, newestTextAt, phonesShown } from './core/phones-shown.js';
import type { Choices } from './core/phones-shown.js';
import { Handset } from './handset.js';
import { holderOf } from './holder.js';
import { phonesQuery } from './phones-query.js';
import { phonesWords } from './phones-words.js';
import './phones-page.css';

/** The simulated handsets, side by side, as if they lay on the table: only where no real phone is contacted. */
export function PhonesPage() {
  const { data, error, dataUpdatedAt, isRefetchError, refetch } = useQuery(phonesQuery);
  if (data === null) {
    return (
      <>
        <PageHead title={phonesWords('title')} />
        <EmptyState title={phonesWords('real')}>{phonesWords('real.words')}</EmptyState>
      </>
    );
  }
  if (data) return <Phones view={data} oldSince={isRefetchError ? dataUpdatedAt : null} />;
  return (
    <>
      <PageHead title={phonesWords('title')} />
      {error ? (
        <FailedState title={phonesWords('failed')} act={phonesWords('try-again')} onTry={() => void refetch()}>
          {phonesWords('failed.words')}
        </FailedState>
      ) : (
        <PageLoading />
      )}
    </>
  );
}

function Phones({ view, oldSince }: { view: PhonesView; oldSince: number | null }) {
  const org = useNetwork()?.org ?? '';
  const [opened] = useState(() => ({ first: firstShown(view.phones), at: Date.parse(view.serverTime) }));
  const [choices, setChoices] = useState<Choices>({});
  const [dialog, setDialog] = useState<'choose' | 'add' | null>(null);
  const shown = phonesShown(view.phones, opened.first, opened.at, choices);
  const choose = (number: string, show: boolean) => setChoices((now) => ({ ...now, [number]: show ? serverClock.now() : 'away' }));
  useNewTextsSpoken(view);

  return (
    <>
      <PageHead
        title={phonesWords('title')}
        actions={
          <>
            <Pill>{phonesWords('count', { count: view.phones.length, shown: shown.length })}</Pill>
            <Button onClick={() => setDialog('choose')}>{phonesWords('choose')}</Button>
            <Button onClick={() => setDialog('add')}>{phonesWords('add')}</Button>
          </>
        }
      >
        {phonesWords('title.more')}
      </PageHead>
      {oldSince !== null && (
        <Note tone="warning" icon="offline">
          {phonesWords('old', { time: exactTime(oldSince) })}
        </Note>
      )}
      {shown.length === 0 && <EmptyState title={phonesWords('empty')}>{phonesWords('empty.words')}</EmptyState>}
      <div className="phones">
        {shown.map((number) => {
          const phone = view.phones.find((one) => one.number === number);
          return phone && <Handset key={number} phone={phone} org={org} />;
        })}
      </div>
      <CarrierLog log={view.log} />
      <ChoosePhones open={dialog === 'choose'} phones={view.phones} shown={shown} onChoose={choose} onClose={() => setDialog(null)} />
      {dialog === 'add' && <AddPhone phones={view.phones} onAdded={(number) => choose(number, true)} onClose={() => setDialog(null)} />}
    </>
  );
}

/** Says to the ear on whose phone a text came, and whose phone rings. */
function useNewTextsSpoken({ phones }: PhonesView): void {
  const announce = useAnnounce();
  const heard = useRef<ReadonlyMap<string, number> | null>(null);
  const rung = useRef(new Set<string>());
  useEffect(() => {
    const now = new Map(phones.map((phone) => [phone.number, newestTextAt(phone)]));
    const before = heard.current;
    heard.current = now;
    if (!before) return;
    for (const phone of phones) {
      const isNew = newestTextAt(phone) > (before.get(phone.number) ?? 0);
      if (isNew && phone.texts.at(-1)?.direction !== 'from-phone') announce.polite(phonesWords('spoken.new', { name: holderOf(phone) }));
      const call = liveCall(phone.calls);
      if (call?.state === 'ringing' && !rung.current.has(call.id)) {
        rung.current.add(call.id);
        announce.polite(phonesWords('spoken.rings', { name: holderOf(phone) }));
      }
    }
  }, [phones, announce]);
}
