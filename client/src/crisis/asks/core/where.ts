import { LOCATION_STATES } from '../../../../../server/contract/words.js';
import type { LocationState } from '../../../../../server/contract/words.js';

/** States that a person can choose; "closed" follows from closing. */
export const CHOOSABLE = LOCATION_STATES.filter((state): state is Exclude<LocationState, 'CLOSED'> => state !== 'CLOSED');

/** A person nobody is with, and one who waits, is shown with how long already. Source: domain.md §6. */
const SHOWS_ELAPSED: ReadonlySet<LocationState> = new Set<LocationState>(['UNKNOWN_SEARCHING', 'AT_FACILITY_WAITING', 'AWAITING_RESPONSE', 'TEAM_EN_ROUTE', 'IN_TRANSIT']);

/** Whether the time since must stand beside the state. */
export const showsElapsed = (state: LocationState): boolean => SHOWS_ELAPSED.has(state);

/** "Since when", in minutes ago. */
const SINCE_MINUTES = [0, 5, 10, 15, 30, 60, 120] as const;

/** The moments to choose from, in minutes ago: none before it was raised. Milliseconds. */
export const sinceToOffer = (raisedAt: string, now: number): number[] => SINCE_MINUTES.filter((minutes) => minutes === 0 || now - minutes * 60_000 >= Date.parse(raisedAt));
