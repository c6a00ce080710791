import { useState } from 'react';
import { call } from '../app/api.js';
import { useToasts } from '../ui/toast.js';
import { hearLine } from './capacity-query.js';
import { capacityWords } from './capacity-words.js';
import { failureOf } from './failure.js';

/** Asks a service for its number of now, and says so. */
export function useAsk(serviceId: string, name: string) {
  const toasts = useToasts();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const press = async () => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    try {
      hearLine(serviceId, await call('POST /api/v1/services/:id/capacity-asks', { id: serviceId }));
      const words = capacityWords('ask.done', { name });
      toasts.show({ title: words, spoken: words, seconds: 6 });
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBusy(false);
    }
  };
  return { press, busy, failure };
}
