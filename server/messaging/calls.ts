import type twilio from 'twilio';
import type { StaffLanguage } from '../contract/identity.js';
import { addSeconds } from '../kernel/durations.js';
import { classify } from './core/provider-answer.js';
import type { Outcome } from './core/provider-answer.js';
import { subjectText } from './core/subject.js';
import type { Subject } from './core/subject.js';
import { PAGE_SIZE, findRecent } from './find-recent.js';
import { answerOf } from './light-client.js';

/** One call as it is handed over. It rings for `ringSeconds`; what it says is asked for when somebody picks up. */
export interface OutgoingCall {
  to: string;
  attemptId: string;
  subject: Subject;
  ringSeconds: number;
  /** What it is spoken in from the first word to the last: it stands in the address, so that whichever process answers next says the same. */
  language: StaffLanguage;
  /** Not handed over later than this, by the ticks of this process (`performance.now()`). */
  startBy?: number;
}

/** A call that the provider turned out to have. */
export interface FoundCall { sid: string; status: string; answeredBy: string | null }

export interface Calls {
  /** Hands a call over. Never throws for what the provider or the network did. */
  call(call: OutgoingCall): Promise<Outcome>;
  /**
   * A call to a number since an instant, for an attempt of unknown outcome; null when there is none but those in `known`,
   * which belong to other attempts and are asked for only when there is one. @throws when the provider cannot be asked
   */
  findCall(query: { to: string; since: Date; known: () => Promise<ReadonlySet<string>> }): Promise<FoundCall | null>;
  /** Ends a call that nobody has picked up. `over`: it rings no more, or somebody has it at the ear. `again`: nobody knows. */
  endCall(sid: string): Promise<'ended' | 'over' | 'again'>;
}

interface CallAtProvider { sid: string; status: string; direction: string; dateCreated: Date; answeredBy: string }

/** As for texts: the provider's clock and ours may differ. */
const SLACK_SECONDS = 2;
/** No call of ours lasts longer, whatever happens at the other end. */
const LONGEST_CALL_SECONDS = 300;
/** Our number is not one that may call: nothing was ever asked of the provider. */
const NO_NUMBER: Outcome = { kind: 'refused', code: null, reason: 'permanent' };

/** The provider was not asked: what was decided when this began may no longer hold (I4). */
export const TOO_LATE: Outcome = { kind: 'passing', retryAfterSeconds: null, code: null, held: true };
export const isTooLate = (startBy: number | undefined): boolean => startBy !== undefined && performance.now() > startBy;

/** Calls through the Twilio SDK. Words, keys and every state come back by signed webhooks that name attempt, subject and language, nothing else. */
export function callsOver({ client, publicUrl, callsFrom }: { client: ReturnType<typeof twilio>; publicUrl: string; callsFrom: () => string | null }): Calls {
  const address = (path: string, { attemptId, subject }: OutgoingCall): string =>
    `${publicUrl}/webhooks/twilio/${path}?attempt=${encodeURIComponent(attemptId)}&subject=${encodeURIComponent(subjectText(subject))}`;

  return {
    async call(out) {
      const from = callsFrom();
      if (from === null) return NO_NUMBER;
      if (isTooLate(out.startBy)) return TOO_LATE;
      try {
        const made = await client.calls.create({
          to: out.to, from, timeout: out.ringSeconds, timeLimit: LONGEST_CALL_SECONDS, machineDetection: 'Enable',
          url: `${address('voice', out)}&language=${out.language}`, method: 'POST', fallbackUrl: `${publicUrl}/webhooks/twilio/fallback?language=${out.language}`, fallbackMethod: 'POST',
          statusCallback: address('status', out), statusCallbackMethod: 'POST', statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
        });
        return classify({ kind: 'answered', status: 201, code: null, sid: typeof made.sid === 'string' ? made.sid : null, retryAfterSeconds: null });
      } catch (error) {
        return classify(answerOf(error));
      }
    },

    async findCall({ to, since, known }) {
      const earliest = addSeconds(since, -SLACK_SECONDS);
      const latest = await client.calls.page({ to, pageSize: PAGE_SIZE });
      if (!latest.instances.some(({ dateCreated }) => dateCreated >= earliest)) return null;
      const others = await known();
      const hit = await findRecent<CallAtProvider>(latest, earliest, (one) => one.direction !== 'inbound' && !others.has(one.sid));
      return hit ? { sid: hit.sid, status: hit.status, answeredBy: typeof hit.answeredBy === 'string' ? hit.answeredBy : null } : null;
    },

    async endCall(sid) {
      try {
        // Not `completed`: somebody who picks up in this instant would be cut off in the middle of a word.
        await client.calls(sid).update({ status: 'canceled' });
        return 'ended';
      } catch (error) {
        return classify(answerOf(error)).kind === 'refused' ? 'over' : 'again';
      }
    },
  };
}
