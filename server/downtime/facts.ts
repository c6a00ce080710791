import { addHours } from '../kernel/durations.js';
import type { StaffId, TeamId } from '../kernel/ids.js';
import type { SheetCrisis, SheetFacts, SheetPerson, SheetRota, SheetShift } from './core/sheet.js';
import type { DowntimeNeeds } from './needs.js';

/** How far ahead a sheet says who is on call. */
const AHEAD_HOURS = 24;
const EVER = new Date(0);

/** Reads what a team's sheet says now. Of a crisis only its ref, letter, age, owner and whether a service must answer: no sealed field is opened for it. */
export async function factsOf(teamId: TeamId, { people, rotas, crises, waitingReferrals, clock }: DowntimeNeeds): Promise<SheetFacts> {
  const validAt = clock.now();
  const network = people.network();
  const person = (id: StaffId, phone = people.find(id)?.phone ?? null): SheetPerson => ({ name: people.nameOf(id), phone });

  const rotaFacts = (rota: ReturnType<typeof rotas.ofTeam>[number]): SheetRota => {
    const book = rotas.book(rota.id);
    const { segments, extras } = book ? rotas.schedule(book, validAt, addHours(validAt, AHEAD_HOURS)) : { segments: [], extras: [] };
    const shifts = segments.map(({ staffId, startsAt, endsAt, why }): SheetShift => ({
      startsAt, endsAt, why: staffId !== null ? 'on-call' : why === 'off' ? 'off' : 'gap',
      who: staffId === null ? null : person(staffId, rota.dutyPhone ?? rotas.dutyPhoneOf(staffId, startsAt) ?? undefined),
    }));
    const beside = extras.flatMap(({ staffId, startsAt, endsAt }): SheetShift[] => (staffId === null ? [] : [{ startsAt, endsAt, why: 'beside', who: person(staffId, rotas.dutyPhoneOf(staffId, startsAt) ?? undefined) }]));
    return { name: rota.name, supervises: rota.supervises, shifts: [...shifts, ...beside].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime()) };
  };

  const [open, ownerless] = await Promise.all([crises.openSince([teamId], EVER), crises.ownerless([teamId])]);
  const waiting = await waitingReferrals(open.map(({ id }) => id));
  const asked = new Set(ownerless.map(({ id }) => id));
  return {
    network, teamName: people.team(teamId)?.name ?? teamId, validAt, printedAt: clock.now(),
    rotas: rotas.ofTeam(teamId).map(rotaFacts).sort((a, b) => Number(a.supervises) - Number(b.supervises) || a.name.localeCompare(b.name)),
    supervisors: people.all().filter(({ active, roles }) => active && roles.some((held) => held.teamId === teamId && held.role === 'supervisor')).map(({ id }) => person(id)).sort((a, b) => a.name.localeCompare(b.name)),
    crises: open.map(({ id, ref, letter, raisedAt, owner }): SheetCrisis => ({
      ref, letter, raisedAt, referralWaits: waiting.has(id),
      owner: owner ? person(owner.staffId, rotas.dutyPhoneOf(owner.staffId, validAt) ?? undefined) : asked.has(id) ? 'asked' : 'follow-up',
    })),
  };
}
