/** Times that a service often offers, in minutes from now. */
export const OFFERED_MINUTES = [30, 60, 120] as const;

/** What a date-and-time field shows for this instant, in the device's own zone. Seconds are dropped. */
export function fieldTime(at: number): string {
  const date = new Date(at);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The instant in a date-and-time field, as ISO 8601; `empty` without one, `past` when it is not after `now` (milliseconds). */
export function proposedAt(typed: string, now: number): { at: string } | 'empty' | 'past' {
  const at = Date.parse(typed);
  if (!Number.isFinite(at)) return 'empty';
  return at > now ? { at: new Date(at).toISOString() } : 'past';
}
