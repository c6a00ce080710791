/** Words with `{names}` to fill in, or one such text for each plural form of the language. */
export type Message = string | ({ readonly other: string } & { readonly [Form in Intl.LDMLPluralRule]?: string });

type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type TextsOf<M> = M extends string ? M : Extract<M[keyof M], string>;
type NeededBy<M> = Names<TextsOf<M>> | (M extends string ? never : 'count');

/** The values a message needs: none at all when it names nothing. */
export type ValuesFor<M, Value> = [NeededBy<M>] extends [never] ? [] : [values: { [Name in NeededBy<M>]: Name extends 'count' ? number : Value }];

const NAME = /\{(\w+)\}/g;

let known: { language: string; rules: Intl.PluralRules } | null = null;

/** Made once for a language: pages that tick pick many. */
function rulesOf(language: string): Intl.PluralRules {
  if (known?.language !== language) known = { language, rules: new Intl.PluralRules(language) };
  return known.rules;
}

/** The form of `message` for this count in this language. Without a count, or without that form, the general one. */
export function pickPlural(message: Message, count: unknown, language: string): string {
  if (typeof message === 'string') return message;
  if (typeof count !== 'number') return message.other;
  return message[rulesOf(language).select(count)] ?? message.other;
}

/** `text` with every `{name}` replaced; one without a value stays as it is, so that it is seen. */
export function fillIn(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(NAME, (whole, name: string) => String(values[name] ?? whole));
}

/** `text` cut at its names, in order, for filling in something other than text. */
export function splitAtNames(text: string): readonly ({ text: string } | { name: string })[] {
  return text.split(NAME).map((part, place) => (place % 2 === 0 ? { text: part } : { name: part }));
}
