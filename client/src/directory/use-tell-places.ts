import { useState } from 'react';
import type { ServiceCapacityInput } from '../../../server/contract/directory.js';
import { call } from '../app/api.js';
import { Problem } from '../app/core/problem.js';
import { useToasts } from '../ui/toast.js';
import { directoryWords } from './directory-words.js';
import { saveFailure } from './save-failure.js';
import { hearService } from './services-query.js';

/** Tells free places, shows what came of it, and says so. */
export function useTellPlaces(serviceId: string) {
  const toasts = useToasts();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const tell = async (input: ServiceCapacityInput): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    setFailure(null);
    try {
      hearService(await call('PUT /api/v1/services/:id/capacity', { id: serviceId, method: 'screen', ...input }));
      const words = directoryWords('places.saved');
      toasts.show({ title: words, spoken: words, seconds: 6 });
      return true;
    } catch (error) {
      const [first] = error instanceof Problem ? (error.body.errors ?? []) : [];
      setFailure(first ? directoryWords('failed.other', { why: first.detail }) : saveFailure(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { tell, busy, failure };
}
