/** One stretch in which one person is on call. Instants in UTC. */
export interface ShiftView { staffId: string; name: string; startsAt: string; endsAt: string }

/**
 * A simple rota: people take turns of equal length. `startsOn` and `handOverAt` are wall-clock in `timeZone`,
 * so a hand-over at 08:00 stays at 08:00 across a clock change.
 */
export interface RotaView {
  id: string;
  teamId: string;
  name: string;
  version: number;
  timeZone: string;
  turn: 'daily' | 'weekly';
  /** Local date of the first hand-over, YYYY-MM-DD. */
  startsOn: string;
  /** Local time of each hand-over, HH:MM. */
  handOverAt: string;
  staffIds: string[];
  /** True for the rota that supervises. */
  supervises: boolean;
  upcoming: ShiftView[];
}

/** `seenVersion: 0` makes a new rota; only then do `teamId` and `supervises` count. */
export interface RotaInput { seenVersion: number; teamId?: string; supervises?: boolean; name: string; timeZone: string; turn: 'daily' | 'weekly'; startsOn: string; handOverAt: string; staffIds: string[] }

export interface OnCallView {
  rotaId: string;
  rotaName: string;
  teamId: string;
  supervises: boolean;
  staff: { id: string; name: string; initials: string } | null;
  until: string | null;
  /** False when nothing can reach them: no number, or the number is opted out. */
  reachable: boolean;
}
