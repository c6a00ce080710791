import type { RoomAnswer, RoomSoon, RoomState } from '../../contract/capacity.js';
import type { HelpKind } from '../../contract/directory.js';
import type { UrgencyLetter } from '../../contract/triage.js';
import type { Decision } from '../../kernel/decision.js';
import { decided, refused } from '../../kernel/decision.js';

/** One service that was asked "have you room?". */
export interface RoomAsked {
  serviceId: string;
  serviceName: string;
  contactId: string;
  /** Blind index of the phone that was texted. */
  toIndex: string;
  /** Four digits, for a reply by text when several questions wait for one phone. */
  code: string;
  linkHash: string;
  /** The text that carried the question. */
  messageId: string;
  state: RoomState;
  answer: RoomAnswer | null;
  answeredAt: Date | null;
  /** Name and role as they gave them. */
  answeredBy: string | null;
}

/** One asking of up to three services, without identity. */
export interface RoomAsk {
  id: string;
  version: number;
  crisisId: string;
  teamId: string;
  letter: UrgencyLetter;
  askedById: string;
  kind: HelpKind;
  soon: RoomSoon;
  /** Only if it was wanted. */
  ageBand: string | null;
  askedAt: Date;
  answerBy: Date;
  endedAt: Date | null;
  services: RoomAsked[];
}

/** What happened, for the crisis's timeline. */
export interface RoomEvent { kind: 'room.answered' | 'room.silent' | 'room.ended'; data: Record<string, string | number | boolean | null> }

const changed = (ask: RoomAsk, serviceId: string, change: Partial<RoomAsked>): RoomAsk => ({ ...ask, services: ask.services.map((one) => (one.serviceId === serviceId ? { ...one, ...change } : one)) });

/** A service answers. It may change its mind while the question stands; late is better than never. Refuses what nobody waits for any more. */
export function answerRoom(ask: RoomAsk, serviceId: string, said: { answer: RoomAnswer; by: string | null; at: Date }): Decision<RoomAsk, RoomEvent> {
  const asked = ask.services.find((one) => one.serviceId === serviceId);
  if (!asked || ask.endedAt !== null || asked.state === 'over' || asked.state === 'chosen') return refused('link/finished');
  return decided(changed(ask, serviceId, { state: said.answer, answer: said.answer, answeredAt: said.at, answeredBy: said.by }), [{ kind: 'room.answered', data: { roomAskId: ask.id, serviceId, answer: said.answer } }]);
}

/** From `answerBy` on, whoever has not answered is silent; before, nothing changes. */
export function fallSilent(ask: RoomAsk, now: Date): Decision<RoomAsk, RoomEvent> {
  if (ask.endedAt !== null || now < ask.answerBy) return decided(ask);
  const silent = ask.services.filter(({ state }) => state === 'asked');
  if (silent.length === 0) return decided(ask);
  return decided({ ...ask, services: ask.services.map((one) => (one.state === 'asked' ? { ...one, state: 'silent' as const } : one)) },
    silent.map(({ serviceId }) => ({ kind: 'room.silent' as const, data: { roomAskId: ask.id, serviceId } })));
}

/** The asking is over: the referral went to one of them, or the owner needs nobody. Who said no is left in peace; all others are to be told. */
export function endAsk(ask: RoomAsk, chosenId: string | null, now: Date): Decision<RoomAsk, RoomEvent> {
  if (ask.endedAt !== null) return decided(ask);
  const services = ask.services.map((one): RoomAsked => (one.serviceId === chosenId ? { ...one, state: 'chosen' } : one.state === 'no' ? one : { ...one, state: 'over' }));
  return decided({ ...ask, endedAt: now, services }, [{ kind: 'room.ended', data: { roomAskId: ask.id, chosen: chosenId } }]);
}

/** Those who hear "no longer needed, thank you" when `before` became `after`. */
export const toTell = (before: RoomAsk, after: RoomAsk): RoomAsked[] =>
  after.services.filter((one) => one.state === 'over' && before.services.find(({ serviceId }) => serviceId === one.serviceId)?.state !== 'over');

/** How old somebody is, no closer than a band that parts services; null when nobody knows. `years` are the first years of the bands after the first. */
export function ageBandOf(ageYears: number | undefined, years: readonly number[]): string | null {
  if (ageYears === undefined) return null;
  const sorted = [...years].sort((a, b) => a - b);
  const at = sorted.findLastIndex((first) => ageYears >= first);
  const [first, next] = [sorted[at], sorted[at + 1]];
  if (first === undefined) return `Under ${sorted[0] ?? 0}`;
  return next === undefined ? `${first} or over` : `${first} to ${next - 1}`;
}
