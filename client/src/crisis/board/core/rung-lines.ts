import type { AskedView, LadderView, RungView } from '../../../../../server/contract/escalation.js';

/** What is known of one asked person, as a key for words: `said.seen`, or what each channel did: `sms.delivered`. */
export type SaidKey = `said.${AskedView['said']}` | `${AskedView['channels'][number]['channel']}.${AskedView['channels'][number]['state']}`;

/** One step of a ladder, ready to be put into words. */
export interface RungLine {
  key: string;
  current: boolean;
  /** Ids of those who were or will be asked. */
  asked: readonly AskedView[];
  /** What is known, from best to worst news, with how many it is true of. Empty for a step that has not begun. */
  said: readonly { keys: readonly SaidKey[]; count: number }[];
  begun: boolean;
  /** When it was or will be asked. */
  at: string;
}

/** Sent, delivered, seen and answered are four words; an answer outweighs what the channels did. */
const ORDER: readonly AskedView['said'][] = ['have-it', 'seen', 'delivered', 'sent', 'waiting', 'cannot', 'not-reached'];

/** The steps of a ladder in their order. Steps to come beyond the next one are left out: the time to them is long. */
export function rungLines(ladder: LadderView): RungLine[] {
  const firstNext = ladder.rungs.findIndex(({ state }) => state === 'next');
  const shown = firstNext === -1 ? ladder.rungs : ladder.rungs.slice(0, firstNext + 1);
  return shown.map((rung, place) => ({
    key: `${ladder.round}.${rung.index}.${place}`,
    current: rung.state === 'now',
    asked: rung.asked,
    said: rung.state === 'next' ? [] : saidOf(rung),
    begun: rung.state !== 'next',
    at: rung.startsAt,
  }));
}

function saidOf({ asked }: RungView): RungLine['said'] {
  const groups = new Map<string, { keys: readonly SaidKey[]; count: number }>();
  for (const person of asked.toSorted((a, b) => ORDER.indexOf(a.said) - ORDER.indexOf(b.said))) {
    const keys = saidKeys(person);
    const group = groups.get(keys.join()) ?? { keys, count: 0 };
    groups.set(keys.join(), { keys, count: group.count + 1 });
  }
  return [...groups.values()];
}

/** While nobody said anything the channels speak; a word from the person replaces them. */
function saidKeys({ said, channels }: AskedView): readonly SaidKey[] {
  if (said === 'have-it' || said === 'cannot' || said === 'seen' || channels.length === 0) return [`said.${said}`];
  return channels.map(({ channel, state }) => `${channel}.${state}` as const);
}
