import type { UrgencyLetter } from '../../contract/triage.js';
import type { Channel } from '../../contract/words.js';
import { addSeconds } from '../../kernel/durations.js';
import type { StaffId } from '../../kernel/ids.js';

/** One message of a page. Without `numberId` it goes to the first number of theirs for the channel. */
export interface Way { channel: Channel; numberId?: string; afterSeconds: number }

/** What somebody chose for themselves; the limits of such choices are in `server/identity`. */
export interface Own {
  /** Empty: as the ladder says. */
  ways: readonly Way[];
  /** Nothing reaches them sooner while somebody else on the rung can be asked; null: no quiet hours now. */
  quietUntil: Date | null;
  /** Every way to them, best first: what is tried when the others come to nothing. */
  all: readonly Pick<Way, 'channel' | 'numberId'>[];
}

/** Somebody who can be reached. Without `own` they have one number for each channel and chose nothing. */
export interface Askable { staffId: StaffId; channels: readonly Channel[]; own?: (letter: UrgencyLetter) => Own }

/** For A and B nothing waits. Source: design.md §9. */
export const holdsNothingBack = (letter: UrgencyLetter): boolean => letter === 'A' || letter === 'B';

/**
 * How somebody is asked on a rung that wants these channels: as they chose, else on those they have; whom none of these reaches,
 * on the first that does (an opt-out stops messages, never the duty; design.md §9). For A and B what the rung wants at once goes
 * at once whatever they chose. Nobody's own delay takes more than half of the time to answer.
 * @param withinSeconds how long the rung waits for an answer
 */
export function waysOn({ channels, own }: Askable, wanted: readonly Channel[], letter: UrgencyLetter, withinSeconds: number): Way[] {
  const both = wanted.filter((channel) => channels.includes(channel));
  const atOnce = both.length > 0 ? both : channels.slice(0, 1);
  const chosen = own?.(letter).ways ?? [];
  if (chosen.length === 0) return atOnce.map((channel) => ({ channel, afterSeconds: 0 }));
  const mine = chosen.map((way): Way => ({ ...way, afterSeconds: Math.min(way.afterSeconds, Math.floor(withinSeconds / 2)) }));
  return holdsNothingBack(letter) ? atOnce.reduce(withAtOnce, mine) : mine;
}

function withAtOnce(ways: readonly Way[], channel: Channel): Way[] {
  const first = ways.find((way) => way.channel === channel);
  return first ? ways.map((way) => (way === first ? { ...way, afterSeconds: 0 } : way)) : [...ways, { channel, afterSeconds: 0 }];
}

/** Who of these is left in peace until when: those in their quiet hours, as long as somebody else of them is not. */
export function quietOf(people: readonly Askable[], letter: UrgencyLetter): ReadonlyMap<StaffId, Date> {
  const quiet = people.flatMap(({ staffId, own }) => {
    const until = own?.(letter).quietUntil ?? null;
    return until === null ? [] : [[staffId, until] as const];
  });
  return new Map(quiet.length < people.length ? quiet : []);
}

/** Before which a message does not leave; undefined when it leaves at once. */
export const notBeforeOf = ({ afterSeconds }: Way, quietUntil: Date | undefined, now: Date): Date | undefined =>
  (quietUntil !== undefined || afterSeconds > 0 ? addSeconds(quietUntil ?? now, afterSeconds) : undefined);
