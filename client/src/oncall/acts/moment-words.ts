import { momentIn } from '../time-words.js';

/** "Fri, Oct 30, 20:00" of a local time as a field holds it (`2026-10-30T20:00`), whatever the zone. */
export const localMomentWords = (local: string): string => momentIn(Date.parse(`${local}Z`), 'UTC');
