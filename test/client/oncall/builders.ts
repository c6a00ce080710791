import type { GapView, OnCallView, RotaPerson, RotaView, RotaWarningView, ScheduleView, SegmentView, ShiftView, SwapView } from '../../../server/contract/oncall.js';

/** The moment at which the examples stand: Wednesday, 28 October 2026, 02:14 in New York, the week in which clocks go back. */
export const NOW = Date.parse('2026-10-28T06:14:00.000Z');
export const ZONE = 'America/New_York';

const CLOCKS_BACK = '2026-11-01T02:00';

/** The instant at which New York's clocks show a local time of that autumn: `10-28T20:00`. */
export function at(local: string): string {
  const whole = `2026-${local}`;
  return new Date(Date.parse(`${whole}:00${whole < CLOCKS_BACK ? '-04:00' : '-05:00'}`)).toISOString();
}

const person = (id: string, name: string, initials: string): RotaPerson => ({ id, name, initials });
export const PRIYA = person('priya', 'Priya Nair', 'PN');
export const TOMAS = person('tomas', 'Tomas Brandt', 'TB');
export const HANA = person('hana', 'Hana Okafor', 'HO');
export const IMRAN = person('imran', 'Imran Shah', 'IS');
export const LUCA = person('luca', 'Luca Weber', 'LW');
export const NOOR = person('noor', 'Noor Khalil', 'NK');
export const AMARA = person('amara', 'Dr Amara Bello', 'AB');
export const OSEI = person('osei', 'Dr Osei Mensah', 'OM');
export const EVERYBODY = [PRIYA, TOMAS, HANA, IMRAN, LUCA, NOOR, AMARA, OSEI];

const hoursBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 360_000) / 10;
const OVER_THE_CHANGE = at('11-01T00:00');

/** A stretch of a rota; local times as `10-28T20:00`. */
export function aSegment(from: string, to: string, staff: RotaPerson | null, more: Partial<SegmentView> = {}): SegmentView {
  const [startsAt, endsAt] = [at(from), at(to)];
  return {
    startsAt, endsAt, wholeStartsAt: startsAt, wholeEndsAt: endsAt, why: staff ? 'layer' : 'gap', staff, layerId: staff ? 'layer-1' : null, changeId: null, insteadOf: null,
    because: staff ? null : 'leave', away: [], hours: hoursBetween(startsAt, endsAt), clockChangeMinutes: startsAt < at('11-01T02:00') && endsAt > OVER_THE_CHANGE ? -60 : 0,
    restBeforeHours: null, unreachable: null, ...more,
  };
}

/** Days of New York from a local date on, one of them with 25 hours. */
export function aWeek(from: string, count = 7): ScheduleView['days'] {
  return Array.from({ length: count }, (_, day) => {
    const on = new Date(Date.parse(`${from}T00:00:00Z`) + day * 86_400_000).toISOString().slice(0, 10);
    const next = new Date(Date.parse(`${from}T00:00:00Z`) + (day + 1) * 86_400_000).toISOString().slice(0, 10);
    const [startsAt, endsAt] = [at(`${on.slice(5)}T00:00`), at(`${next.slice(5)}T00:00`)];
    return { on, startsAt, endsAt, hours: hoursBetween(startsAt, endsAt) };
  });
}

export const aSchedule = (more: Partial<ScheduleView> = {}): ScheduleView => ({
  rotaId: 'first', rotaName: '1st on call', teamId: 'north', supervises: false, timeZone: ZONE, days: aWeek('2026-10-26'), segments: [], extras: [], ...more,
});

/** Twelve-hour turns from the Monday of that week, two a day: whoever is named, in order; null is a gap. */
function halfDays(...turns: readonly (RotaPerson | null | [RotaPerson, Partial<SegmentView>])[]): SegmentView[] {
  const times = ['10-25T20:00', ...Array.from({ length: 7 }, (_, day) => (day < 6 ? [`10-${26 + day}T08:00`, `10-${26 + day}T20:00`] : ['11-01T08:00', '11-01T20:00'])).flat(), '11-02T08:00'];
  const [weekStarts, weekEnds] = [at('10-26T00:00'), at('11-02T00:00')];
  return turns.map((turn, place) => {
    const [staff, more] = Array.isArray(turn) ? turn : [turn, {}];
    const whole = aSegment(times[place] ?? '', times[place + 1] ?? '', staff, more);
    return { ...whole, startsAt: whole.startsAt < weekStarts ? weekStarts : whole.startsAt, endsAt: whole.endsAt > weekEnds ? weekEnds : whole.endsAt };
  });
}

const swap = (insteadOf: RotaPerson): Partial<SegmentView> => ({ why: 'swap', changeId: 'swap-1', layerId: null, insteadOf });

/** The week of the mock-up: two tiers and a supervisor, a swap, cover, a gap, too little rest, and the night with an hour more. */
export const theWeek = (): ScheduleView[] => [
  aSchedule({
    segments: halfDays(LUCA, IMRAN, TOMAS, IMRAN, TOMAS, HANA, LUCA, [HANA, swap(IMRAN)], TOMAS, IMRAN, TOMAS, HANA, TOMAS, IMRAN, LUCA),
    extras: [aSegment('10-30T18:00', '10-31T02:00', LUCA, { why: 'extra', layerId: null, changeId: 'extra-1' })],
  }),
  aSchedule({
    rotaId: 'second', rotaName: '2nd on call',
    segments: halfDays(PRIYA, NOOR, HANA, NOOR, PRIYA, NOOR, PRIYA, [IMRAN, swap(HANA)], [NOOR, { why: 'cover', changeId: 'cover-1', layerId: null, insteadOf: HANA }], [NOOR, { restBeforeHours: 0 }], null, NOOR, PRIYA, [NOOR, { unreachable: 'not-verified' }], HANA)
      .map((segment) => (segment.why === 'gap' ? { ...segment, away: [HANA] } : segment)),
  }),
  aSchedule({
    rotaId: 'lead', rotaName: 'Supervisor', supervises: true,
    segments: [
      aSegment('10-26T00:00', '10-26T08:00', OSEI, { wholeStartsAt: at('10-25T08:00'), hours: 24 }),
      ...[[26, OSEI], [27, AMARA], [28, AMARA], [29, OSEI], [30, OSEI]].map(([day, who]) => aSegment(`10-${day as number}T08:00`, `10-${(day as number) + 1}T08:00`, who as RotaPerson)),
      aSegment('10-31T08:00', '11-01T08:00', AMARA),
      aSegment('11-01T08:00', '11-02T00:00', AMARA, { wholeEndsAt: at('11-02T08:00'), hours: 24 }),
    ],
  }),
];

export const aRota = (more: Partial<RotaView> = {}): RotaView => ({
  id: 'first', teamId: 'north', name: '1st on call', version: 3, timeZone: ZONE, supervises: false, mustCover: [], longestHours: null, handOffNotices: true, dutyPhone: null,
  layers: [{ id: 'layer-1', name: 'Turns', staffIds: ['tomas', 'hana', 'imran', 'luca'], turn: { unit: 'hours', count: 12 }, startsOn: '2026-10-01', handOverAt: '08:00', hours: [] }],
  upcoming: [], ...more,
});

export const theRotas = (): RotaView[] => [
  aRota({ upcoming: [aShift({ staffId: 'tomas', name: TOMAS.name, startsAt: at('10-27T20:00'), endsAt: at('10-28T08:00') })] }),
  aRota({
    id: 'second', name: '2nd on call', dutyPhone: '+12025550161', mustCover: [{ days: [1, 2, 3, 4, 5], from: '18:00', until: '08:00' }, { days: [6, 7], from: '00:00', until: '00:00' }],
    layers: [
      { id: 'layer-1', name: 'Days', staffIds: ['noor'], turn: { unit: 'days', count: 1 }, startsOn: '2026-10-01', handOverAt: '08:00', hours: [] },
      { id: 'layer-2', name: 'Nights', staffIds: ['priya', 'hana'], turn: { unit: 'days', count: 1 }, startsOn: '2026-10-01', handOverAt: '20:00', hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '20:00', until: '08:00' }] },
    ],
  }),
  aRota({ id: 'lead', name: 'Supervisor', supervises: true, layers: [{ id: 'layer-1', name: 'Turns', staffIds: ['amara', 'osei'], turn: { unit: 'days', count: 1 }, startsOn: '2026-10-01', handOverAt: '08:00', hours: [] }] }),
];

export const aShift = (more: Partial<ShiftView> = {}): ShiftView => ({
  rotaId: 'second', rotaName: '2nd on call', teamId: 'north', supervises: false, timeZone: ZONE, staffId: 'priya', name: PRIYA.name, startsAt: at('10-28T20:00'), endsAt: at('10-29T08:00'), hours: 12,
  clockChangeMinutes: 0, why: 'layer', ...more,
});

export const aGap = (more: Partial<GapView> = {}): GapView => ({
  rotaId: 'second', rotaName: '2nd on call', teamId: 'north', supervises: false, timeZone: ZONE, startsAt: at('10-30T20:00'), endsAt: at('10-31T08:00'), hours: 12, because: 'leave', away: [HANA],
  canCover: [PRIYA], toldAt: at('10-27T20:00'), swapId: null, ...more,
});

export const aWarning = (more: Partial<RotaWarningView> = {}): RotaWarningView => ({
  kind: 'rest', rotaId: 'second', rotaName: '2nd on call', teamId: 'north', timeZone: ZONE, staff: NOOR, startsAt: at('10-30T08:00'), endsAt: at('10-30T20:00'), hours: 0, previousEndsAt: at('10-30T08:00'),
  otherRotaName: null, unreachable: null, toldAt: null, ...more,
});

export const aSwap = (more: Partial<SwapView> = {}): SwapView => ({
  id: 's1', version: 1, teamId: 'north', kind: 'cover', state: 'asked', askedBy: HANA, askedAt: at('10-27T12:00'), from: HANA,
  shift: { rotaId: 'first', rotaName: '1st on call', timeZone: ZONE, startsAt: at('10-31T08:00'), endsAt: at('10-31T20:00') }, to: PRIYA, toEveryone: false, inReturn: null, endsAt: at('10-31T08:00'),
  decidedAt: null, decidedBy: null, warnings: [], may: { accept: true, decline: true, withdraw: false }, ...more,
});

const onCall = (rotaId: string, rotaName: string, staff: RotaPerson, until: string, more: Partial<OnCallView> = {}): OnCallView => ({
  rotaId, rotaName, teamId: 'north', supervises: rotaId === 'lead', staff, until: at(until), reachable: true, unreachable: null, why: 'layer', extras: [], onDutyPhone: false, ...more,
});

export const whoIsOn = (): OnCallView[] => [
  onCall('first', '1st on call', TOMAS, '10-28T08:00', { extras: [{ ...LUCA, until: at('10-28T06:00'), reachable: true }] }),
  onCall('second', '2nd on call', PRIYA, '10-28T08:00', { onDutyPhone: true }),
  onCall('lead', 'Supervisor', AMARA, '10-28T08:00', { reachable: false, unreachable: 'not-verified' }),
];
