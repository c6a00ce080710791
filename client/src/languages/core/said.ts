/** A sentence as the server writes it in English, with `{names}` where it fills something in, and the same in another language. */
export type SaidPair = readonly [english: string, other: string];

const NAME = /\{(\w+)\}/g;
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
const raised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const ownLetters = (english: string): number => english.replace(NAME, '').length;

interface Pattern {
  form: RegExp;
  names: string[];
  other: string;
}

function patternOf([english, other]: SaidPair): Pattern {
  const parts = english.split(NAME);
  const names = parts.filter((_, place) => place % 2 === 1);
  return { form: new RegExp(`^${parts.map((part, place) => (place % 2 === 0 ? escaped(part) : '(.+?)')).join('')}$`, 's'), names, other };
}

/**
 * Says sentences of the server in another language. What nobody has put into words stays as it came, so that nothing is ever lost;
 * what is filled in is said too where it is words ("wheelchair access and quiet space"), and kept where it is a name.
 * @param language BCP 47, for lists
 */
export function sayIn(pairs: readonly SaidPair[], language: string): (english: string) => string {
  const whole = new Map(pairs.filter(([english]) => !english.includes('{')));
  // What says most stands first: a short form fits too much.
  const patterns = pairs.filter(([english]) => english.includes('{')).toSorted(([one], [other]) => ownLetters(other) - ownLetters(one)).map(patternOf);
  const list = new Intl.ListFormat(language);

  const exactly = (text: string): string | undefined => {
    const own = whole.get(text);
    if (own !== undefined) return own;
    const low = whole.get(lowered(text));
    return low === undefined ? undefined : raised(low);
  };
  const filled = (text: string): string => {
    const one = exactly(text);
    if (one !== undefined) return one;
    const parts = text.split(/, and |, | and /);
    const said = parts.map(exactly);
    return parts.length > 1 && said.every((part) => part !== undefined) ? list.format(said) : byPattern(text) ?? text;
  };
  const byPattern = (text: string): string | undefined => {
    for (const { form, names, other } of patterns) {
      const values = form.exec(text)?.slice(1);
      if (values) return other.replace(NAME, (_, name: string) => filled(values[names.indexOf(name)] ?? ''));
    }
    return undefined;
  };
  return (english) => exactly(english) ?? filled(english);
}
