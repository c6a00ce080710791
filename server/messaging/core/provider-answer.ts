/** What became of handing one text to the provider, as far as anybody can know. */
export type Outcome =
  | { kind: 'accepted'; sid: string }
  /** It will never go this way: another channel now. */
  | { kind: 'refused'; code: number | null; reason: 'permanent' | 'opted-out' }
  /** The provider certainly did not take it; the same again a little later may work. `held`: it was not asked, because of our own pace. */
  | { kind: 'passing'; retryAfterSeconds: number | null; code: number | null; held?: true }
  /** It may have been taken. `answered`: the provider said something, so that looking it up is conclusive at once. */
  | { kind: 'unknown'; answered: boolean };

/** What came back, or did not, from one request. `code` is the provider's own. */
export type ProviderAnswer =
  | { kind: 'answered'; status: number; code: number | null; sid: string | null; retryAfterSeconds: number | null }
  | { kind: 'not-connected' }
  | { kind: 'no-answer' };

/** What an error code means for the channel. */
export type Failure = 'permanent' | 'opted-out' | 'passing' | 'unknown';

/** Source: reliability.md §4: next channel now. 30003–8 handset or carrier, 30032 and 30034 unregistered sender, 30036 not sent in time. */
const PERMANENT = new Set([30002, 30003, 30004, 30005, 30006, 30007, 30008, 30010, 30032, 30034, 30036, 20003, 21211, 21212, 21408, 21606, 21608, 21612, 21614, 21617]);
const OPTED_OUT = new Set([21610]);
/** Too fast, too many at once, or a full queue. */
const PASSING = new Set([10004, 14107, 20429, 21611, 30001, 30022]);

/** What the provider's error `code` means, in an answer or in a delivery receipt. */
export function classifyCode(code: number | null): Failure {
  if (code === null) return 'unknown';
  if (OPTED_OUT.has(code)) return 'opted-out';
  if (PASSING.has(code)) return 'passing';
  return PERMANENT.has(code) ? 'permanent' : 'unknown';
}

/**
 * What an answer to "send this" means. When unsure it is `unknown`, never `accepted` and never `refused`: a text that may be
 * lost is looked up and sent again.
 */
export function classify(answer: ProviderAnswer): Outcome {
  if (answer.kind === 'not-connected') return { kind: 'passing', retryAfterSeconds: null, code: null };
  if (answer.kind === 'no-answer') return { kind: 'unknown', answered: false };
  const { status, code, sid, retryAfterSeconds } = answer;
  if (status >= 200 && status < 300 && sid !== null) return { kind: 'accepted', sid };
  const meaning = classifyCode(code);
  if (meaning === 'opted-out') return { kind: 'refused', code, reason: 'opted-out' };
  if (status === 429 || status === 503 || (status >= 400 && status < 500 && meaning === 'passing')) return { kind: 'passing', retryAfterSeconds, code };
  if (status >= 400 && status < 500 && status !== 408) return { kind: 'refused', code: code ?? status, reason: 'permanent' };
  return { kind: 'unknown', answered: status >= 200 };
}
