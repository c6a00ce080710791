/** Written before a name, and not a name by itself. */
const TITLES = new Set(['dr', 'dr.', 'mr', 'mr.', 'mrs', 'mrs.', 'ms', 'ms.', 'mx', 'mx.', 'prof', 'prof.', 'sr', 'sr.']);

function parts(name: string): readonly [first: string, rest: string] {
  const words = name.trim().split(/\s+/);
  const titled = words.length > 1 && TITLES.has((words[0] ?? '').toLowerCase());
  const first = words.slice(0, titled ? 2 : 1).join(' ');
  return [first, words.slice(titled ? 2 : 1).at(-1) ?? ''];
}

/**
 * The shortest name for each of these people that no other of them shares: "Noor", "Noor K." where there are two, else the
 * whole name. By whole name.
 */
export function shortNames(names: readonly string[]): ReadonlyMap<string, string> {
  const whole = [...new Set(names)];
  const shapes: readonly ((name: string) => string)[] = [
    (name) => parts(name)[0],
    (name) => {
      const [first, rest] = parts(name);
      return rest === '' ? first : `${first} ${[...rest][0] ?? ''}.`;
    },
  ];
  return new Map(
    whole.map((name) => {
      const shape = shapes.find((shorten) => whole.filter((other) => shorten(other) === shorten(name)).length === 1);
      return [name, shape ? shape(name) : name];
    }),
  );
}
