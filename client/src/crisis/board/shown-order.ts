/** The cards of one column as they stand, and how to bring one of them into view that is not on the page. */
interface ShownColumn {
  ids: readonly string[];
  reveal: (id: string) => void;
}

const columns = new Map<string, ShownColumn>();

/** Tells the order of a column until the answered function is called. Columns keep the place in which they were first told. */
export function showOrder(name: string, column: ShownColumn): () => void {
  columns.set(name, column);
  return () => {
    if (columns.get(name) === column) columns.delete(name);
  };
}

/** The ids of all cards, column by column in the order given. */
export function shownOrder(names: readonly string[]): (readonly string[])[] {
  return names.flatMap((name) => (columns.has(name) ? [columns.get(name)?.ids ?? []] : []));
}

/** Brings a card into view. @returns false where it stands in no column */
export function revealCard(id: string): boolean {
  const column = [...columns.values()].find(({ ids }) => ids.includes(id));
  column?.reveal(id);
  return column !== undefined;
}
