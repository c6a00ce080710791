import type { Outcome } from './provider-answer.js';

/** What came back from a push service. `attemptId` stands for its receipt: there is none. */
export function pushOutcome(answer: { status: number; retryAfterSeconds: number | null } | 'no-answer', attemptId: string): Outcome {
  // Sent twice it takes its own place on the screen: a lost answer is tried again like a refusal that passes.
  if (answer === 'no-answer') return { kind: 'passing', retryAfterSeconds: null, code: null };
  const { status, retryAfterSeconds } = answer;
  if (status >= 200 && status < 300) return { kind: 'accepted', sid: attemptId };
  if (status === 429 || status >= 500 || status === 408) return { kind: 'passing', retryAfterSeconds, code: status };
  return { kind: 'refused', code: status, reason: 'permanent' };
}

/** The subscription is over for good: the browser was turned off, cleared, or gave it up. Source: RFC 8030 §7.3. */
export const isGone = (outcome: Outcome): boolean => outcome.kind === 'refused' && (outcome.code === 404 || outcome.code === 410);

/** What nodemailer says of a failed hand-over. */
export interface MailError { code?: string | undefined; command?: string | undefined; responseCode?: number | undefined }

/** The mail server did not take it for this address, or not with this content; asked for a sender's faults it would be wrong to blame an address. */
export const isBounce = ({ code, command = '', responseCode = 0 }: MailError): boolean =>
  code !== 'EAUTH' && responseCode >= 500 && responseCode < 600 && /^(RCPT|DATA)/i.test(command);

/** Seconds until mail is tried again: half a minute, twice as long each time, at most a quarter of an hour. */
const mailPauseSeconds = (tries: number): number => Math.min(30 * 2 ** (tries - 1), 900);

/** What a failed hand-over of mail means. `tries` counts this one. */
export function mailOutcome(error: MailError, tries: number): Outcome {
  const { code, responseCode = null } = error;
  if (isBounce(error)) return { kind: 'refused', code: responseCode, reason: 'permanent' };
  // Everything was said and only the last word is missing: it may be there. Its message id is the same each time.
  if (code === 'ETIMEDOUT' && error.command === 'DATA') return { kind: 'unknown', answered: false };
  return { kind: 'passing', retryAfterSeconds: mailPauseSeconds(tries), code: responseCode };
}
