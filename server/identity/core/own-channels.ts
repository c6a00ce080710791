import { CHOICE_GROUPS, OWN_DELAYS } from '../../contract/identity.js';
import type { ChannelChoices, ChoiceGroup, NumberKind, OwnWay, QuietHours } from '../../contract/identity.js';
import type { UnreachableWhy } from '../../contract/oncall.js';
import { SHOWS } from '../../contract/triage.js';
import type { UrgencyLetter } from '../../contract/triage.js';
import type { Channel } from '../../contract/words.js';

/** A number in E.164. It is paged only once it was checked. */
export interface StaffNumber { id: string; number: string; kind: NumberKind; verifiedAt: Date | null; verifiedBy: 'code' | 'set-up' | null }

/** What somebody has and chose. Numbers stand in their own order. */
export interface Channelled { numbers: readonly StaffNumber[]; choices: ChannelChoices; quiet: QuietHours | null }

/** One message of a page: by which channel, to which number, how long after they are asked. `chosen`: their own choice, not what everybody gets. */
export interface PersonalWay extends OwnWay { number: string; chosen: boolean }

/** What everybody has who chose nothing. */
export const AS_THE_LADDER: ChannelChoices = { emergency: null, urgent: null, soon: null };
export const MOST_NUMBERS = 5;
const MOST_WAYS = 6;
const LONGEST_DELAY = Math.max(...OWN_DELAYS);

/** A and B: what holds nothing back. Source: design.md §9, "For A and B each rung texts and rings together". */
export const neverWaits = (letter: UrgencyLetter): boolean => letter === 'A' || letter === 'B';

/** Which of somebody's choices is for crises of this letter. */
export function groupOf(letter: UrgencyLetter): ChoiceGroup {
  const shows = SHOWS[letter];
  return shows === 'Emergency' ? 'emergency' : shows === 'Urgent' ? 'urgent' : 'soon';
}

/** The number for texts and calls to somebody where nothing more is said: the first checked one that takes texts, else the first checked one. */
export const mainNumber = (numbers: readonly StaffNumber[]): string | null => {
  const checked = numbers.filter(({ verifiedAt }) => verifiedAt !== null);
  return (checked.find(({ kind }) => kind === 'text-and-call') ?? checked[0])?.number ?? null;
};

/** Every pair of channel and number that works: first the texts, then the calls, in the order of the numbers. */
export function usableWays(numbers: readonly StaffNumber[], isOptedOut: (number: string) => boolean): Omit<OwnWay, 'afterSeconds'>[] {
  const checked = numbers.filter(({ verifiedAt }) => verifiedAt !== null);
  return [
    ...checked.filter(({ kind, number }) => kind === 'text-and-call' && !isOptedOut(number)).map(({ id }) => ({ channel: 'sms' as const, numberId: id })),
    ...checked.map(({ id }) => ({ channel: 'voice' as const, numberId: id })),
  ];
}

/**
 * How somebody is told when they are asked for a crisis of this letter, soonest first. Whoever has a checked number is told
 * by something at once; for A and B a text goes at once wherever a text can; nothing twice; nothing to a number that is not
 * checked, nor a text to one that takes none or turned them off. Without a choice of their own: their first text and their
 * first call, of which the ladder takes what it wants.
 */
export function channelsFor({ numbers, choices }: Channelled, letter: UrgencyLetter, isOptedOut: (number: string) => boolean): PersonalWay[] {
  const usable = usableWays(numbers, isOptedOut);
  const numberOf = (id: string): string => numbers.find((one) => one.id === id)?.number ?? '';
  const own = (choices[groupOf(letter)] ?? []).filter((way, place, all) => usable.some((one) => isSame(one, way)) && all.findIndex((one) => isSame(one, way)) === place);
  if (own.length === 0) {
    const firsts = (['sms', 'voice'] as const).flatMap((channel) => usable.find((one) => one.channel === channel) ?? []);
    return firsts.map((way) => ({ ...way, afterSeconds: 0, number: numberOf(way.numberId), chosen: false }));
  }
  return atOnceWhereItMust(own, usable, letter)
    .map((way) => ({ ...way, afterSeconds: Math.min(Math.max(way.afterSeconds, 0), LONGEST_DELAY), number: numberOf(way.numberId), chosen: true }))
    .sort((a, b) => a.afterSeconds - b.afterSeconds);
}

function atOnceWhereItMust(own: readonly OwnWay[], usable: readonly Omit<OwnWay, 'afterSeconds'>[], letter: UrgencyLetter): OwnWay[] {
  const hastened = (at: OwnWay): OwnWay[] => own.map((way) => (way === at ? { ...way, afterSeconds: 0 } : way));
  if (neverWaits(letter)) {
    const text = own.filter(({ channel }) => channel === 'sms').sort((a, b) => a.afterSeconds - b.afterSeconds)[0];
    if (text) return hastened(text);
    const first = usable.find(({ channel }) => channel === 'sms');
    if (first) return [{ ...first, afterSeconds: 0 }, ...own];
  }
  const soonest = [...own].sort((a, b) => a.afterSeconds - b.afterSeconds)[0];
  return soonest ? hastened(soonest) : [];
}

const isSame = (a: { channel: Channel; numberId: string }, b: { channel: Channel; numberId: string }): boolean => a.channel === b.channel && a.numberId === b.numberId;

/** What is wrong with choices as somebody sent them, by JSON pointer; empty when they can be kept. */
export function choiceFaults(choices: ChannelChoices, numbers: readonly StaffNumber[]): { pointer: string; detail: string }[] {
  return CHOICE_GROUPS.flatMap((group) => {
    const ways = choices[group];
    const pointer = `/choices/${group}`;
    if (ways === null) return [];
    if (ways.length === 0 || ways.length > MOST_WAYS) return [{ pointer, detail: `name 1 to ${MOST_WAYS} ways` }];
    if (!ways.some(({ afterSeconds }) => afterSeconds === 0)) return [{ pointer, detail: 'one of them must be at once' }];
    if (group === 'emergency' && !ways.some(({ channel, afterSeconds }) => channel === 'sms' && afterSeconds === 0)) return [{ pointer, detail: 'a text at once is always sent' }];
    return ways.flatMap((way, place) => {
      const number = numbers.find(({ id }) => id === way.numberId);
      const at = `${pointer}/${place}`;
      if (!number) return [{ pointer: at, detail: 'there is no such number' }];
      if (way.channel === 'sms' && number.kind === 'call-only') return [{ pointer: at, detail: 'this number takes calls only' }];
      return ways.findIndex((one) => isSame(one, way)) === place ? [] : [{ pointer: at, detail: 'this is named twice' }];
    });
  });
}

const DAY_MINUTES = 1440;
const MINUTE_MS = 60_000;
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** The minute of the day that clocks in `timeZone` show. */
function clockAt(at: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
  return minutesOf(parts);
}

/**
 * When the quiet hours end that hold at `at`; null outside of them, and always null for A and B. Their beginning counts, their
 * end does not. On a night on which clocks change they end when the clock shows their end.
 */
export function quietUntil(quiet: QuietHours | null, letter: UrgencyLetter, at: Date): Date | null {
  if (quiet === null || neverWaits(letter)) return null;
  const [from, until, now] = [minutesOf(quiet.from), minutesOf(quiet.until), clockAt(at, quiet.timeZone)];
  const since = (now - from + DAY_MINUTES) % DAY_MINUTES;
  const length = (until - from + DAY_MINUTES) % DAY_MINUTES;
  if (length === 0 || since >= length) return null;
  const whole = new Date(Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS);
  const end = new Date(whole.getTime() + (length - since) * MINUTE_MS);
  // The clock was set meanwhile: by how much the guess is wrong, between half a day too early and too late.
  const off = ((clockAt(end, quiet.timeZone) - until + DAY_MINUTES * 1.5) % DAY_MINUTES) - DAY_MINUTES / 2;
  const mended = new Date(end.getTime() - off * MINUTE_MS);
  return mended > at ? mended : end;
}

/** Why no page reaches somebody; null when one does. A phone that turned texts off counts as not reached: a call alone is not what a ladder promises. */
export function unreachableWhy(person: { active: boolean; numbers: readonly StaffNumber[] } | null, isOptedOut: (number: string) => boolean): UnreachableWhy | null {
  if (!person?.active) return 'left';
  const checked = person.numbers.filter(({ verifiedAt }) => verifiedAt !== null);
  if (checked.length === 0) return person.numbers.length === 0 ? 'no-number' : 'not-verified';
  return checked.every(({ number }) => isOptedOut(number)) ? 'opted-out' : null;
}

/** The choices without a number that is gone; what then asks for nothing at once is as the ladder says again. */
export function choicesWithout(choices: ChannelChoices, numberId: string): ChannelChoices {
  const left = (ways: OwnWay[] | null): OwnWay[] | null => {
    const kept = ways?.filter((way) => way.numberId !== numberId) ?? null;
    return kept?.some(({ afterSeconds }) => afterSeconds === 0) === true ? kept : null;
  };
  return { emergency: left(choices.emergency), urgent: left(choices.urgent), soon: left(choices.soon) };
}
