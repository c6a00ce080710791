import type { RoomAnswer, RoomSoon } from '../../contract/capacity.js';

/** What a text of this room needs of the network's settings. */
export interface CapacityTextSettings { org: string; dutyPhone: string; emergencyNumber: string }
/** Something a service counts, with its letter for texts. */
export interface TextUnit { letter: string; name: string; available: number }
/** Makes one GSM-7 segment of sentences, the fullest version first; from the messaging room. `goes`: left out when space is short. */
export type Fit = (...versions: readonly [readonly TextSentence[], ...(readonly TextSentence[])[]]) => string;
type TextSentence = string | { words: string; goes: number };

const SOON: Readonly<Record<RoomSoon, string>> = { now: 'now', today: 'today', 'this-week': 'this week' };
const SAID: Readonly<Record<RoomAnswer, string>> = { yes: 'yes', no: 'no', 'ring-us': 'we ring you' };

export type CapacityTexts = ReturnType<typeof capacityTexts>;

/**
 * Every text of this room: to people who work at services, neutral, nothing of a person, no name that says what kind of help is
 * given. Each is one GSM-7 segment. Source: ux.md §7 text 10, domain.md §12.
 */
export function capacityTexts({ org, dutyPhone, emergencyNumber }: CapacityTextSettings, fit: Fit) {
  const how = (units: readonly TextUnit[]): string => {
    const [first] = units;
    if (!first) return 'Open the link.';
    if (units.length === 1) return `Reply ${first.letter} and a number, for example ${first.letter} 2.`;
    return `Reply a letter and a number: ${units.map(({ letter, name }) => `${letter} ${name.toLowerCase()}`).join(', ')}. For example ${first.letter} 2.`;
  };
  const at = (place: string | null): string => (place === null ? '' : ` at ${place}`);

  return {
    /** Text 10: asks for the number of now. `last` is what was told last and how long ago, in words. */
    confirm: ({ place, units, last, link }: { place: string | null; units: readonly TextUnit[]; last: { available: number; age: string } | null; link: string }): string => {
      const version = (where: string | null, many: readonly TextUnit[]): readonly TextSentence[] => [
        `${org}: Please confirm free places${at(where)}.`, how(many), { words: last === null ? '' : `Last told: ${last.available}, ${last.age} ago.`, goes: 1 }, link];
      return fit(version(place, units), version(null, units), version(null, []));
    },
    /** To a telling that was taken. */
    noted: ({ place, unit, available, time }: { place: string | null; unit: string; available: number; time: string }): string =>
      fit([`${org}: Noted${at(place)}, ${time}: ${available} free (${unit.toLowerCase()}).`, { words: 'Thank you.', goes: 1 }], [`${org}: Noted, ${time}: ${available} free.`]),
    /** To a text that could not be read, from a checked contact. */
    menu: ({ units }: { units: readonly TextUnit[] }): string =>
      fit([`${org}: We could not read that.`, how(units), 'Or FULL.', `Or ring ${dutyPhone}.`], [`${org}: We could not read that. Please ring ${dutyPhone}.`]),
    /** One phone speaks for several services. */
    which: ({ places }: { places: readonly string[] }): string => {
      const listed = (count: number): string => places.slice(0, count).map((place, index) => `${index + 1} ${place}`).join(', ');
      return fit([`${org}: Which place?`, `Reply ${listed(places.length)}.`], [`${org}: Which place?`, `Reply ${listed(4)}.`, `For others ring ${dutyPhone}.`], [`${org}: For which place? Please ring ${dutyPhone}.`]);
    },
    /** More than there are. */
    tooMany: ({ maximum, letter }: { maximum: number; letter: string }): string =>
      fit([`${org}: Nothing was changed: there are ${maximum} in all.`, `Reply ${letter} and a number up to ${maximum}, or ring ${dutyPhone}.`]),
    /** To a phone that is no checked contact. It may be anybody's, so it also says whom to call when life is at risk. */
    notChecked: (): string => fit([`${org}: Nothing was changed.`, 'We do not know this phone as a checked contact.', `Please ring ${dutyPhone}.`, `If life may be at risk call ${emergencyNumber}.`]),
    /** "Have you room?": no kind of help, no age, nobody. */
    room: ({ soon, code, link }: { soon: RoomSoon; code: string; link: string }): string =>
      fit([`${org}: Have you room for one person, ${SOON[soon]}?`, 'Reply 1 yes, 2 no, 3 ring us.', { words: `Code ${code}.`, goes: 1 }, link]),
    roomNoted: ({ answer, code }: { answer: RoomAnswer; code: string }): string => fit([`${org}: ${code} noted: ${SAID[answer]}.`, { words: 'This is not yet a referral.', goes: 1 }, 'Thank you.']),
    /** Several questions wait for this phone. */
    roomSeveral: ({ codes }: { codes: readonly string[] }): string =>
      fit([`${org}: ${codes.length} questions wait for you.`, `Reply with the code, for example 1 ${codes[0] ?? ''}.`, `Open: ${codes.slice(0, 6).join(', ')}.`]),
    roomOver: ({ code }: { code: string }): string => fit([`${org}: ${code} no longer needed, thank you.`]),
  };
}
