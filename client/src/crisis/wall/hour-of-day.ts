import { timeOfDay } from '../../app/format.js';

/** The hour, 0 to 23, by the network's clocks. */
export const hourOfDay = (at: number): number => Number(timeOfDay(at).slice(0, 2));
