import type { UnreachableWhy } from '../contract/oncall.js';
import type { UrgencyLetter } from '../contract/triage.js';
import type { Channel } from '../contract/words.js';
import type { Clock } from '../kernel/clock.js';
import type { StaffId } from '../kernel/ids.js';
import { channelsFor, quietUntil, unreachableWhy, usableWays } from './core/own-channels.js';
import type { People } from './people.js';

export interface ReachNeeds {
  people: Pick<People, 'find'>;
  /** Whether a phone turned our texts off. */
  isOptedOut: (number: string) => boolean;
  /** The shared phone that somebody carries now. It takes the place of their own numbers, and follows nobody's choices. */
  dutyPhoneOf: (staffId: StaffId, at: Date) => string | null;
  clock: Clock;
  /** The channels of one phone by itself. */
  channelsOf: (phone: { phone: string | null; optedOut: boolean }) => Channel[];
}

export type StaffReach = ReturnType<typeof staffReach>;

/** Whether and how somebody is reached, from memory: it is asked on the paging path. */
export function staffReach({ people, isOptedOut, dutyPhoneOf, clock, channelsOf }: ReachNeeds) {
  const dutyNow = (staffId: StaffId): string | null => dutyPhoneOf(staffId, clock.now());

  return {
    /** Why nothing reaches them now; null when something does. */
    unreachable(staffId: StaffId): UnreachableWhy | null {
      const person = people.find(staffId);
      const duty = dutyNow(staffId);
      if (duty === null || person?.active !== true) return unreachableWhy(person, isOptedOut);
      return isOptedOut(duty) ? 'opted-out' : null;
    },

    /** By which channels they can be asked now; none for somebody who left or has no checked number. */
    channels(staffId: StaffId): Channel[] {
      const person = people.find(staffId);
      if (person?.active !== true) return [];
      const duty = dutyNow(staffId);
      return duty === null ? [...new Set(usableWays(person.numbers, isOptedOut).map(({ channel }) => channel))] : channelsOf({ phone: duty, optedOut: isOptedOut(duty) });
    },

    /** What they chose for themselves, for who asks at `at`; nothing while they carry a duty phone. */
    choices(staffId: StaffId, at: Date) {
      const person = people.find(staffId);
      if (!person || dutyNow(staffId) !== null) return {};
      return {
        own: (letter: UrgencyLetter) => ({
          ways: channelsFor(person, letter, isOptedOut).flatMap(({ channel, numberId, afterSeconds, chosen }) => (chosen ? [{ channel, numberId, afterSeconds }] : [])),
          quietUntil: quietUntil(person.quiet, letter, at), all: usableWays(person.numbers, isOptedOut),
        }),
      };
    },

    /** Where a message by this channel goes now: the duty phone, else the number meant, else their first for the channel; null when there is none. */
    numberOf({ staffId, channel, numberId }: { staffId: StaffId; channel: Channel; numberId?: string }): string | null {
      const checked = people.find(staffId)?.numbers.filter(({ verifiedAt, kind }) => verifiedAt !== null && (channel === 'voice' || kind === 'text-and-call')) ?? [];
      const meant = checked.find(({ id }) => id === numberId) ?? checked.find(({ number }) => channel === 'voice' || !isOptedOut(number)) ?? checked[0];
      return dutyNow(staffId) ?? meant?.number ?? null;
    },
  };
}
