import type { ChannelChoices, ChoiceGroup, OwnWay, StaffNumberView } from '../../../../server/contract/identity.js';

/** A number with a channel, as it can be chosen: texts first, then calls, in the order of the numbers. Only checked numbers. */
export interface Place { channel: OwnWay['channel']; numberId: string; number: string }

/** What can be chosen from. A phone that turned texts off keeps its place: the choice counts again when they are on. */
export function placesOf(numbers: readonly StaffNumberView[]): Place[] {
  const checked = numbers.filter(({ verifiedAt }) => verifiedAt !== null);
  return [
    ...checked.filter(({ kind }) => kind === 'text-and-call').map(({ id, number }) => ({ channel: 'sms' as const, numberId: id, number })),
    ...checked.map(({ id, number }) => ({ channel: 'voice' as const, numberId: id, number })),
  ];
}

const isAt = (way: OwnWay, { channel, numberId }: Pick<Place, 'channel' | 'numberId'>): boolean => way.channel === channel && way.numberId === numberId;

/** The delay chosen for a place, null for not at all. */
export const delayAt = (ways: readonly OwnWay[], place: Place): number | null => ways.find((way) => isAt(way, place))?.afterSeconds ?? null;

/** The ways with another delay for one place. */
export const withDelay = (ways: readonly OwnWay[], { channel, numberId }: Place, afterSeconds: number | null): OwnWay[] =>
  [...ways.filter((way) => !isAt(way, { channel, numberId })), ...(afterSeconds === null ? [] : [{ channel, numberId, afterSeconds }])];

/** Where somebody begins who chooses for the first time: the first text, or else the first call, at once. */
export const firstChoice = (places: readonly Place[]): OwnWay[] => places.slice(0, 1).map(({ channel, numberId }) => ({ channel, numberId, afterSeconds: 0 }));

export type ChoiceFault = { group: ChoiceGroup; kind: 'emergency' | 'at-once' };

/** What the server would refuse, known beforehand. */
export function choiceFaultsOf(choices: ChannelChoices): ChoiceFault[] {
  return (['emergency', 'urgent', 'soon'] as const).flatMap((group): ChoiceFault[] => {
    const ways = choices[group];
    if (ways === null) return [];
    if (group === 'emergency' && !ways.some(({ channel, afterSeconds }) => channel === 'sms' && afterSeconds === 0)) return [{ group, kind: 'emergency' }];
    return ways.some(({ afterSeconds }) => afterSeconds === 0) ? [] : [{ group, kind: 'at-once' }];
  });
}
