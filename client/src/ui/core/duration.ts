/**
 * A stretch of time as a clock reads it: `1:12` under an hour, `3 h 41` under a day, `2 d 4 h` beyond.
 * The letters are SI symbols, the same in every language here.
 * @param seconds zero or more; parts of a second are dropped
 */
export function clockDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 3600) return `${Math.floor(whole / 60)}:${twoDigits(whole % 60)}`;
  return coarseDuration(whole);
}

/**
 * A stretch of time in words short enough for a card: `45 s`, `9 min`, `3 h 41`, `2 d 4 h`; `8 h` and `1 d` where nothing is over.
 * @param seconds zero or more; what is below the shown unit is dropped
 */
export function coarseDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min`;
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  if (whole < 86_400) return minutes === 0 ? `${hours} h` : `${hours} h ${twoDigits(minutes)}`;
  return hours % 24 === 0 ? `${Math.floor(hours / 24)} d` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

export interface Remaining {
  over: boolean;
  /** Seconds left, rounded up, or seconds over, rounded down: never "0:00 left" while there is time. */
  seconds: number;
}

/** How much is left until a deadline. A deadline is over at its exact instant. Both in milliseconds on one clock. */
export function remainingUntil(deadline: number, now: number): Remaining {
  const left = deadline - now;
  return left > 0 ? { over: false, seconds: Math.ceil(left / 1000) } : { over: true, seconds: Math.floor((now - deadline) / 1000) };
}

function twoDigits(part: number): string {
  return String(part).padStart(2, '0');
}
