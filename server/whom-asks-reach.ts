import type { Ask } from './contract/escalation.js';
import { channelsOf } from './escalation/index.js';
import { staffReach } from './identity/index.js';
import type { People, Staff } from './identity/index.js';
import type { Clock } from './kernel/clock.js';
import type { StaffId, TeamId } from './kernel/ids.js';
import type { Rotas } from './oncall/index.js';

/** Rota and staff together: whom an ask reaches at an instant, by what, and who is at a phone. Each of the two rooms knows only its half. */
export function whomAsksReach({ people, rotas, clock, isOptedOut }: { people: People; rotas: Rotas; clock: Clock; isOptedOut: (number: string) => boolean }) {
  /** Where somebody is reached now: on the duty phone of the rota on which they are on call, else on their own. */
  const phoneOf = (staffId: StaffId): string | null => rotas.dutyPhoneOf(staffId, clock.now()) ?? people.find(staffId)?.phone ?? null;
  const staff = staffReach({ people, isOptedOut, dutyPhoneOf: (staffId, at) => rotas.dutyPhoneOf(staffId, at), clock, channelsOf });
  const { unreachable, channels: channelsNow, choices, numberOf } = staff;
  const isReachable = (staffId: StaffId): boolean => unreachable(staffId) === null;
  const whyNot = (staffId: StaffId): 'left' | 'no-phone' | 'opted-out' | null => {
    const why = unreachable(staffId);
    return why === 'left' || why === 'opted-out' || why === null ? why : 'no-phone';
  };
  const withRole = (teamId: TeamId, role: string): StaffId[] => people.all().filter(({ roles }) => roles.some((held) => held.teamId === teamId && held.role === role)).map(({ id }) => id);
  const onCallAt = (teamId: TeamId, at: Date, supervising: boolean): StaffId[] =>
    rotas.ofTeam(teamId).filter(({ supervises }) => supervises === supervising).flatMap(({ id }) => rotas.onCallIds(id, at));
  const orElse = (first: StaffId[], then: () => StaffId[]): StaffId[] => (first.length > 0 ? first : then());
  const asked = (teamId: TeamId, at: Date) => (ask: Ask): StaffId[] => {
    switch (ask.kind) {
      case 'rota': return rotas.onCallIds(ask.rotaId, at);
      case 'responder': return [ask.staffId];
      case 'supervisor': return orElse(onCallAt(teamId, at, true), () => withRole(teamId, 'supervisor'));
      case 'everyone': return orElse(rotas.ofTeam(teamId).filter(({ supervises }) => !supervises).flatMap(({ id }) => rotas.everyoneOf(id, at)), () => [...withRole(teamId, 'clinician'), ...withRole(teamId, 'supervisor')]);
    }
  };
  /** Of those asked, who can be reached now: nobody who left, and nobody without a number. */
  const whoAt = (teamId: TeamId, asks: readonly Ask[], at: Date): StaffId[] => [...new Set(asks.flatMap(asked(teamId, at)))].filter((staffId) => channelsNow(staffId).length > 0);
  const reachFor = (teamId: TeamId, at: Date) => (asks: readonly Ask[]) => whoAt(teamId, asks, at).map((staffId) => ({ staffId, channels: channelsNow(staffId), ...choices(staffId, at) }));
  const onCallIn = (teamId: TeamId): StaffId[] => [...onCallAt(teamId, clock.now(), false), ...onCallAt(teamId, clock.now(), true)];
  const supervisorsOf = (teamId: TeamId): StaffId[] => whoAt(teamId, [{ kind: 'supervisor' }], clock.now());
  /** Who is at the phone that a message to this person went to: whoever carries the duty phone now, and in a gap who was asked, because an answer must not be lost. */
  const carrierOf = (staffId: StaffId, at: Date): StaffId => rotas.holderOf(rotas.dutyPhoneOf(staffId, at) ?? '', clock.now()) ?? staffId;
  /** Whose phone this is now; a duty phone is whoever's is on call, and nobody's in a gap. */
  const staffOn = (number: string): Staff | null => (rotas.isDutyPhone(number) ? people.find(rotas.holderOf(number, clock.now()) ?? '') : people.byPhone(number));

  return { phoneOf, unreachable, isReachable, whyNot, withRole, asked, channelsNow, numberOf, whoAt, reachFor, onCallIn, supervisorsOf, carrierOf, staffOn };
}
