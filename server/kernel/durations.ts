/** The instant `seconds` after `at`. */
export const addSeconds = (at: Date, seconds: number): Date => new Date(at.getTime() + seconds * 1000);

/** The instant `minutes` after `at`. */
export const addMinutes = (at: Date, minutes: number): Date => addSeconds(at, minutes * 60);

/** The instant `hours` after `at`. */
export const addHours = (at: Date, hours: number): Date => addSeconds(at, hours * 3600);

/** Seconds from `from` to `to`; negative when `to` lies before. */
export const secondsBetween = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / 1000;
