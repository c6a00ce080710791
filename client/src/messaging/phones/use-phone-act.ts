import { useState } from 'react';
import type { PhonesView } from '../../../../server/contract/phones.js';
import { Unreachable } from '../../app/core/problem.js';
import { hearPhones } from './phones-query.js';
import { phonesWords } from './phones-words.js';

export interface PhoneAct {
  busy: boolean;
  /** Why the last try did not work; stays until the next. */
  failure: string | null;
  /** Does it, shows what came of it, and answers whether it worked. */
  run: (act: () => Promise<PhonesView>) => Promise<boolean>;
}

/** One thing done with a simulated phone at a time. */
export function usePhoneAct(): PhoneAct {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const run = async (act: () => Promise<PhonesView>) => {
    if (busy) return false;
    setBusy(true);
    setFailure(null);
    try {
      hearPhones(await act());
      return true;
    } catch (error) {
      setFailure(phoneFailure(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, failure, run };
}

/** Why something with a phone was not done. */
export function phoneFailure(error: unknown): string {
  return error instanceof Unreachable ? phonesWords('reply.failed') : phonesWords('reply.refused', { why: error instanceof Error ? error.message : String(error) });
}
