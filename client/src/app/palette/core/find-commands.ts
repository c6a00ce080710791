/** One thing that the palette can do or open. */
export interface Command {
  id: string;
  /** What it is, as it is read and looked for. */
  label: string;
  /** Its kind: "On this page", "Go to", "Crises". */
  group: string;
  /** Keys that do the same, as drawn. */
  caps?: readonly string[] | undefined;
  act: () => void;
}

/** So many are shown: more is a list nobody reads. */
const MOST = 12;

/**
 * The commands that fit what was typed: each word stands somewhere in the label or group, those whose label begins with the first
 * word before the others, else in the order given. Nothing typed: the first ones.
 */
export function findCommands(all: readonly Command[], typed: string): Command[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const first = words[0] ?? '';
  const fits = all.filter(({ label, group }) => words.every((word) => `${label} ${group}`.toLowerCase().includes(word)));
  const begins = ({ label }: Command) => label.toLowerCase().startsWith(first);
  return [...fits.filter(begins), ...fits.filter((command) => !begins(command))].slice(0, MOST);
}

/** The ref that was typed, where it is one and nothing else. */
export const refIn = (typed: string): string | null => (/^\d{4,6}$/.test(typed.trim()) ? typed.trim() : null);

/** The place that is chosen after a key: one further, around both ends. */
export const moved = (place: number, by: 1 | -1, count: number): number => (count === 0 ? 0 : (place + by + count) % count);
