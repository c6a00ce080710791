export const TIME_UNITS = ['s', 'min', 'h'] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];
const SECONDS: Readonly<Record<TimeUnit, number>> = { s: 1, min: 60, h: 3600 };

/** A time as it is typed: the largest unit in which it is a whole number, "2 min" and not "120 s". */
export function typedTime(seconds: number): { amount: string; unit: TimeUnit } {
  if (!Number.isFinite(seconds)) return { amount: '', unit: 'min' };
  const unit = seconds > 0 && seconds % 3600 === 0 ? 'h' : seconds > 0 && seconds % 60 === 0 ? 'min' : 's';
  return { amount: String(seconds / SECONDS[unit]), unit };
}

/** The seconds that were typed; NaN when it is no number above nought. */
export function secondsTyped(amount: string, unit: TimeUnit): number {
  const value = Number(amount.trim().replace(',', '.'));
  return amount.trim() === '' || !Number.isFinite(value) || value <= 0 ? Number.NaN : Math.round(value * SECONDS[unit]);
}

/**
 * A time as it is read, with nothing dropped: `2 min`, `1 min 30 s`, `4 h`, `1 d 12 h`. The letters are SI symbols, the same in
 * every language here.
 * @param seconds zero or more, whole
 */
export function timeWords(seconds: number): string {
  const parts = ([['d', 86_400, Infinity], ['h', 3600, 24], ['min', 60, 60], ['s', 1, 60]] as const)
    .map(([unit, size, most]) => [most === Infinity ? Math.floor(seconds / size) : Math.floor(seconds / size) % most, unit] as const)
    .filter(([amount]) => amount > 0);
  return parts.length === 0 ? '0 s' : parts.map(([amount, unit]) => `${amount} ${unit}`).join(' ');
}
