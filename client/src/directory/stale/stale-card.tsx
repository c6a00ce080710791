import { useId, useState } from 'react';
import { Link } from 'wouter';
import { CHECK_MEANS } from '../../../../server/contract/directory-edit.js';
import type { CheckMeans, StaleServiceView } from '../../../../server/contract/directory-edit.js';
import { call } from '../../app/api.js';
import { isProblem } from '../../app/core/problem.js';
import { ago } from '../../app/format.js';
import { queries } from '../../app/queries.js';
import { useNow } from '../../live/server-clock.js';
import { Button, ButtonLink, PhoneLink } from '../../ui/button.js';
import { Card } from '../../ui/card.js';
import { Select, TextField } from '../../ui/field.js';
import { ErrorSummary } from '../../ui/states.js';
import { Tag } from '../../ui/tag.js';
import { useToasts } from '../../ui/toast.js';
import { Checkbox } from '../../ui/toggle.js';
import { saveFailure } from '../save-failure.js';
import { hearService } from '../services-query.js';
import { staleWords } from './stale-words.js';

/** One entry to check: its numbers, and one press that says it was checked today, how and with whom. */
export function StaleCard({ service }: { service: StaleServiceView }) {
  const now = useNow(60_000);
  const toasts = useToasts();
  const heading = useId();
  const [means, setMeans] = useState<CheckMeans>('phone');
  const [who, setWho] = useState(service.people[0] ?? '');
  const [rung, setRung] = useState<readonly string[]>(service.phones.slice(0, 1).map(({ id }) => id));
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<{ words: string; count: number } | null>(null);
  const whom = who.trim() === '' ? staleWords(means === 'website' ? 'website.default' : 'with.default') : who.trim();

  const check = async () => {
    setBusy(true);
    setFailure(null);
    try {
      hearService(await call('POST /api/v1/services/:id/checks', { id: service.id, seenVersion: service.version, means, with: whom, phoneIds: [...rung] }));
      const words = staleWords('done', { name: service.name });
      toasts.show({ title: words, spoken: words, seconds: 6 });
    } catch (error) {
      setFailure((last) => ({ words: isProblem(error, 'directory/changed') ? staleWords('changed') : saveFailure(error), count: (last?.count ?? 0) + 1 }));
    } finally {
      await queries.invalidateQueries({ queryKey: ['stale-services'] });
      setBusy(false);
    }
  };

  return (
    <Card as="li" className="stale-card" aria-labelledby={heading}>
      <div>
        <h2 id={heading}>
          <Link href={`/services/${service.id}`}>{service.name}</Link>
        </h2>
        <p className="muted">{service.organizationName}</p>
        <p className="row">
          {service.reasons.map((reason) => (
            <Tag key={reason} tone="warning">
              {staleWords(`why.${reason}`)}
            </Tag>
          ))}
          {service.referrals > 0 && <Tag tone="info">{staleWords('referrals', { count: service.referrals })}</Tag>}
        </p>
      </div>
      {failure && <ErrorSummary key={failure.count} title={failure.words} />}
      {service.phones.length === 0 ? (
        <p className="muted">{staleWords('no-numbers')}</p>
      ) : (
        <fieldset className="stale-numbers">
          <legend>{staleWords('numbers')}</legend>
          {service.phones.map(({ id, number, extension, description, checked }) => (
            <div key={id} className="row">
              <Checkbox
                label={extension === null ? number : staleWords('number.extension', { number, extension })}
                hint={[description, checked ? staleWords('number.checked', { age: ago(Date.parse(checked.at), now) }) : staleWords('number.never')].filter(Boolean).join(', ')}
                checked={rung.includes(id)}
                onToggle={(on) => setRung(on ? [...rung, id] : rung.filter((one) => one !== id))}
              />
              <PhoneLink number={number} size="s" />
            </div>
          ))}
        </fieldset>
      )}
      <div className="stale-how">
        <Select label={staleWords('means')} value={means} onChange={({ target }) => setMeans(CHECK_MEANS.find((one) => one === target.value) ?? 'phone')}>
          {CHECK_MEANS.map((one) => (
            <option key={one} value={one}>
              {staleWords(`means.${one}`)}
            </option>
          ))}
        </Select>
        {means !== 'website' && <TextField label={staleWords('with')} maxLength={150} placeholder={staleWords('with.default')} value={who} onChange={({ target }) => setWho(target.value)} />}
      </div>
      <div className="row">
        <Button variant="primary" busy={busy} onClick={() => void check()}>
          {staleWords(`check.${means}`, { who: whom })}
        </Button>
        <Link href={`/services/${service.id}/edit`} asChild>
          <ButtonLink icon="edit" variant="quiet">
            {staleWords('change')}
          </ButtonLink>
        </Link>
      </div>
    </Card>
  );
}
