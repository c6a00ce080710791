import { randomInt, timingSafeEqual } from 'node:crypto';
import { STAFF_LANGUAGES } from '../contract/identity.js';
import type { PhoneCheckView, StaffLanguage } from '../contract/identity.js';
import type { Channel } from '../contract/words.js';
import { addSeconds, secondsBetween } from '../kernel/durations.js';
import type { Clock } from '../kernel/clock.js';
import { newId } from '../kernel/ids.js';
import type { StaffId } from '../kernel/ids.js';
import { callReported, givenUp, isMachine, HEARD, mustFitOne, newDelivery, reported, submit, submitCall } from '../messaging/index.js';
import type { CallAsks, CallReply, Delivery, Sender, StatusReport, SubmissionPort } from '../messaging/index.js';
import { problem } from '../platform/http/problem.js';
import type { Actor } from '../platform/http/route.js';
import type { JobHandler, Jobs } from '../platform/jobs/index.js';
import type { CheckStore, PhoneCheck } from './check-store.js';
import { CHECK_LIMITS, CODE, checkWords } from './core/check-words.js';
import type { StaffKeeper } from './keep-staff.js';
import type { People } from './people.js';
import type { Staff } from './store.js';

export interface PhoneCheckNeeds {
  store: CheckStore;
  people: People;
  keeper: StaffKeeper;
  jobs: Jobs;
  sender: Sender;
  clock: Clock;
  isOptedOut: (number: string) => boolean;
  /** The carrier will not deliver texts to this number any more. */
  onOptedOut: (number: string) => Promise<void>;
  /** Calls to this person that belong to pages. */
  pagedCallSids: (staffId: StaffId, since: Date) => Promise<ReadonlySet<string>>;
}

export const CHECK_JOB = 'phone-check';
/** Behind every page of A to C. */
const CHECK_URGENCY = 3;
const RING_SECONDS = 25;

export type PhoneChecks = ReturnType<typeof phoneChecks>;

/** Codes that prove that a number is somebody's, and tests that show whether our messages reach it. Both leave by the way that pages take. */
export function phoneChecks({ store, people, keeper, jobs, sender, clock, isOptedOut, onOptedOut, pagedCallSids }: PhoneCheckNeeds) {
  const words = () => checkWords(people.network());

  const languageOf = (staffId: StaffId): StaffLanguage => people.find(staffId)?.language ?? 'en';
  const textOf = ({ purpose, code }: PhoneCheck, language: StaffLanguage): string =>
    mustFitOne(purpose === 'code' ? words().codeText(code, CODE.validMinutes, language) : words().testText(language));

  /** A check of one of their numbers, due now. @throws `identity/number-…`, `request/too-fast` */
  const begin = (staffId: StaffId, numberId: string, channel: Channel, purpose: PhoneCheck['purpose'], by: Actor): Promise<PhoneCheck> => {
    const id = newId();
    const code = purpose === 'code' ? String(randomInt(1_000_000)).padStart(6, '0') : '';
    return keeper.inOne(async (tx) => {
      const number = people.find(staffId)?.numbers.find((one) => one.id === numberId);
      if (!number) throw problem('identity/number-absent');
      if (purpose === 'test' && number.verifiedAt === null) throw problem('identity/number-not-checked');
      if (channel === 'sms' && number.kind === 'call-only') throw problem('identity/number-not-text');
      if (channel === 'sms' && isOptedOut(number.number)) throw problem('identity/number-opted-out');
      const { count, withinSeconds } = CHECK_LIMITS[purpose];
      if (await store.countSince(tx, staffId, purpose, withinSeconds) >= count) throw problem('request/too-fast');
      const now = clock.now();
      const check: PhoneCheck = {
        id, staffId, numberId, purpose, channel, to: number.number, code, madeAt: now, endsAt: addSeconds(now, CODE.validMinutes * 60), tries: 0, delivery: newDelivery(), version: 1,
      };
      await store.add(tx, check);
      await jobs.add(tx, [{ key: `${CHECK_JOB}:${id}`, kind: CHECK_JOB, teamId: 'network', urgency: CHECK_URGENCY, dueAt: now, data: { checkId: id } }]);
      await keeper.witness(tx, staffId, `number.${purpose}-sent`, by);
      return check;
    });
  };

  const handler: JobHandler = async (job) => {
    const check = await store.find(String(job.data['checkId']));
    if (!check) return 'done';
    let { delivery } = check;
    const change = async (act: (stored: Delivery) => Delivery): Promise<Delivery> => (delivery = await store.change(check.id, act) ?? delivery);
    const validitySeconds = secondsBetween(clock.now(), check.endsAt);
    if (validitySeconds <= 0) await change((stored) => givenUp(stored, clock.now()));
    const port: SubmissionPort = { begin: change, end: change };
    const subject = { kind: 'check' as const, id: check.id };
    const result = check.channel === 'voice'
      ? await submitCall({
        call: { to: check.to, subject, ringSeconds: RING_SECONDS, language: languageOf(check.staffId) }, delivery, port,
        knownSids: async (since) => new Set([...await store.callSidsOf(check.staffId, check.id), ...await pagedCallSids(check.staffId, since)]),
      }, { sender, clock })
      : await submit({
        text: { to: check.to, body: textOf(check, languageOf(check.staffId)), sender: 'staff', subject, validitySeconds: Math.max(validitySeconds, 1) }, delivery, port,
        isIt: (body) => STAFF_LANGUAGES.some((language) => body === textOf(check, language)),
      }, { sender, clock });
    if (result.kind === 'undeliverable' && result.why === 'opted-out') await onOptedOut(check.to);
    return result.kind === 'again' ? result.at : 'done';
  };

  return {
    begin, handler,

    /** @throws `identity/number-absent` when it is nobody's, or another person's */
    async find(id: string, staffId: StaffId): Promise<PhoneCheck> {
      const check = await store.find(id);
      if (check?.staffId !== staffId) throw problem('identity/number-absent');
      return check;
    },

    /**
     * Takes a typed code: from now on the number counts. A wrong one is counted for good before it is refused.
     * @throws `identity/wrong-code`, `identity/number-absent`, `identity/phone-in-use` when somebody else proved it first
     */
    async verify(staffId: StaffId, numberId: string, typed: string, by: Actor): Promise<void> {
      const right = await keeper.inOne(async (tx) => {
        const check = await store.latestCode(tx, staffId, numberId);
        if (!check || check.tries >= CODE.mostTries || clock.now() >= check.endsAt) return false;
        if (typed.length !== check.code.length || !timingSafeEqual(Buffer.from(typed), Buffer.from(check.code))) {
          await store.setTries(tx, check, check.tries + 1);
          return false;
        }
        await store.setTries(tx, check, CODE.mostTries);
        return true;
      });
      if (!right) throw problem('identity/wrong-code');
      await keeper.edit(staffId, 'number.verified', by, (before): Staff => {
        if (!before.numbers.some(({ id }) => id === numberId)) throw problem('identity/number-absent');
        return { ...before, numbers: before.numbers.map((one) => (one.id === numberId ? { ...one, verifiedAt: clock.now(), verifiedBy: 'code' } : one)) };
      });
    },

    /** A receipt. @returns false when there is no such check */
    onStatus: async ({ subject, attemptId, sid, status, errorCode, at, call }: StatusReport): Promise<boolean> => await store.change(subject.id, (stored) => (
      call ? callReported(stored, { attemptId, sid, status, answeredBy: call.answeredBy, errorCode, at }) : reported(stored, { attemptId, sid, status, errorCode, at }))) !== null,

    /** Somebody, or something, picked up. A machine is told no code. @returns null when there is no such check */
    async onCall({ subject, attemptId, sid, answeredBy, language: placedIn, at }: CallAsks): Promise<CallReply | null> {
      const check = await store.find(subject.id);
      if (!check) return null;
      await store.change(check.id, (stored) => callReported(stored, { attemptId, sid, status: HEARD, answeredBy, errorCode: null, at }));
      if (isMachine(answeredBy)) return { kind: 'end' };
      const language = placedIn ?? languageOf(check.staffId);
      if (check.purpose === 'test') return { kind: 'say', language, words: words().testCall(language) };
      return { kind: 'say', language, words: clock.now() < check.endsAt ? words().codeCall(check.code, language) : words().goneCall(language) };
    },
  };
}

/** A check as its owner sees it; never its code. */
export const checkView = ({ id, purpose, numberId, channel, madeAt, endsAt, delivery }: PhoneCheck): PhoneCheckView => ({
  id, purpose, numberId, channel, state: delivery.state, madeAt: madeAt.toISOString(), endsAt: endsAt.toISOString(), sentAt: delivery.sentAt?.toISOString() ?? null,
  deliveredAt: delivery.deliveredAt?.toISOString() ?? null, failedAt: delivery.failedAt?.toISOString() ?? null, errorCode: delivery.errorCode,
});
