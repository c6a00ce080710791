import { useState } from 'react';
import type { CapacityLine } from '../../../server/contract/capacity.js';
import { call } from '../app/api.js';
import { isProblem } from '../app/core/problem.js';
import { may, useWho } from '../app/session.js';
import { LinkButton } from '../ui/button.js';
import { Note } from '../ui/tag.js';
import { useToasts } from '../ui/toast.js';
import { Switch } from '../ui/toggle.js';
import { hearLine, refreshLine } from './capacity-query.js';
import { capacityWords } from './capacity-words.js';
import { failureOf } from './failure.js';

/** Whether a service is reminded, and may be by night; and the end of its links. For those who keep the directory. */
export function LineSettings({ line: { serviceId, settings, ask } }: { line: CapacityLine }) {
  const { session } = useWho();
  const toasts = useToasts();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  if (!may(session, 'directory:edit')) return null;
  const act = async (work: () => Promise<string>) => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    try {
      const words = await work();
      toasts.show({ title: words, spoken: words, seconds: 6 });
    } catch (error) {
      setFailure(failureOf(error));
      if (isProblem(error, 'capacity/settings-changed')) await refreshLine(serviceId).catch(() => undefined);
    } finally {
      setBusy(false);
    }
  };
  const save = (next: { remind: boolean; byNight: boolean }) =>
    void act(async () => {
      hearLine(serviceId, await call('PUT /api/v1/services/:id/capacity-settings', { id: serviceId, ...next, seenVersion: settings.version }));
      return capacityWords('settings.saved');
    });
  return (
    <section className="stack capacity-settings">
      <h4>{capacityWords('settings')}</h4>
      {!ask.canText && <p className="muted">{capacityWords('ask.cannot')}</p>}
      <Switch label={capacityWords('settings.remind')} checked={settings.remind} disabled={busy || !ask.canText} onToggle={(remind) => save({ remind, byNight: settings.byNight })} />
      <Switch label={capacityWords('settings.night')} checked={settings.byNight} disabled={busy || !settings.remind} onToggle={(byNight) => save({ remind: settings.remind, byNight })} />
      <div>
        <LinkButton onClick={() => void act(async () => capacityWords('settings.revoked', { count: (await call('DELETE /api/v1/services/:id/capacity-links', { id: serviceId })).revoked }))}>
          {capacityWords('settings.revoke')}
        </LinkButton>
      </div>
      {failure && (
        <Note tone="warning" icon="warning">
          {failure}
        </Note>
      )}
    </section>
  );
}
