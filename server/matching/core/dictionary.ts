/**
 * Values that many services share, each kept once under a small number, so that a rule is asked once for each value
 * instead of once for each service. Values are never taken out: there are few, and numbers must stay what they are.
 */
export interface Dictionary<T> {
  readonly values: readonly T[];
  /** The number of the value with this key; `make` is asked for it the first time. */
  idOf(key: string, make: () => T): number;
}

export function makeDictionary<T>(): Dictionary<T> {
  const ids = new Map<string, number>();
  const values: T[] = [];
  return {
    values,
    idOf(key, make) {
      let id = ids.get(key);
      if (id === undefined) {
        id = values.length;
        values.push(make());
        ids.set(key, id);
      }
      return id;
    },
  };
}
