/**
 * Values that many services share, each kept once under a small number, so that a rule is asked once for each value
 * instead of once for each service. Values are never taken out: there are few, and numbers must stay what they are.
 */
export interface Dictionary<K, T> {
  readonly values: readonly T[];
  /** The number of the value with this key; `make` is asked for it the first time. */
  idOf(key: K, make: (key: K) => T): number;
}

export function makeDictionary<K extends string | number, T>(): Dictionary<K, T> {
  const ids = new Map<K, number>();
  const values: T[] = [];
  return {
    values,
    idOf(key, make) {
      let id = ids.get(key);
      if (id === undefined) {
        id = values.length;
        values.push(make(key));
        ids.set(key, id);
      }
      return id;
    },
  };
}
