/** How a service's word about free places is judged. */
export interface KeptWordRules {
  /** Refusals longer ago do not count. */
  countsForDays: number;
  /** Fewer are chance. */
  countsFrom: number;
}

/** What a service did after it was asked for a place. */
export interface Refusal {
  at: Date;
  /** The reason code of its no. */
  reason: string;
  /** The places it had told, and whether that was fresh, when it said no; null when it had told none. */
  told: { available: number; fresh: boolean } | null;
}

/**
 * A refusal for want of room although the service itself had freshly told that it has room. An honest "full" (nothing free was told), an
 * old number, and every other reason, "risk too high" first among them, are none: they must never cost a service its place in the list.
 */
export const brokeWord = ({ reason, told }: Omit<Refusal, 'at'>): boolean => reason === 'AT_CAPACITY' && told !== null && told.fresh && told.available > 0;

/** How often a service said that it has room and then had none, lately; 0 while it is so seldom that it may be chance. */
export function brokenWords(refusals: readonly Refusal[], { countsForDays, countsFrom }: KeptWordRules, now: Date): number {
  const since = now.getTime() - countsForDays * 86_400_000;
  const broken = refusals.filter((refusal) => refusal.at.getTime() > since && refusal.at <= now && brokeWord(refusal)).length;
  return broken < countsFrom ? 0 : broken;
}
