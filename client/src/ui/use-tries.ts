import { useState } from 'react';

/** A field that is missing or wrong: its id and what to do about it. */
export interface FieldFault {
  fieldId: string;
  words: string;
}

/** What a failed try is to be told as: a sentence, or a sentence with the fields that mend it. */
export type Told = string | { words: string; fields: readonly FieldFault[] };

/** Why a form was not done. What was typed stays. */
export interface FailedTry {
  words: string;
  fields: readonly FieldFault[];
  /** Which try it was, so that the same failure is told again. */
  count: number;
}

/** What a form knows about being sent. */
export interface Tries {
  busy: boolean;
  failure: FailedTry | null;
  /** What is wrong with one field, or nothing. */
  wrong: (fieldId: string) => string | undefined;
  /** Says why, without trying. */
  fail: (told: Told) => void;
  /** As if it had never been tried. */
  forget: () => void;
  /**
   * Does it, once at a time: a failure of before is gone meanwhile; `why` says the new one, and `after` mends what it shows to
   * be out of date, still busy.
   * @throws what `why` throws
   */
  attempt: (work: () => Promise<unknown>, why: (error: unknown) => Told, after?: (error: unknown) => Promise<unknown>) => Promise<void>;
}

/** A sentence that is about one field. */
export const atField = (fieldId: string, words: string): Told => ({ words, fields: [{ fieldId, words }] });

/** The tries of one form, for `FormDialog` or a form of a page. */
export function useTries(): Tries {
  const [busy, setBusy] = useState(false);
  const [tries, setTries] = useState<{ count: number; told: Exclude<Told, string> | null }>({ count: 0, told: null });

  const forget = () => setTries(({ count }) => ({ count, told: null }));
  const fail = (told: Told) => setTries(({ count }) => ({ count: count + 1, told: typeof told === 'string' ? { words: told, fields: [] } : told }));
  const attempt: Tries['attempt'] = async (work, why, after) => {
    if (busy) return;
    setBusy(true);
    forget();
    try {
      await work();
    } catch (error) {
      fail(why(error));
      await after?.(error);
    } finally {
      setBusy(false);
    }
  };

  return {
    busy, fail, forget, attempt,
    failure: tries.told && { ...tries.told, count: tries.count },
    wrong: (fieldId) => tries.told?.fields.find((fault) => fault.fieldId === fieldId)?.words,
  };
}
