/** `list` with the entry at `place` moved by `by`; the same list when that leads out of it. */
export function moved<Entry>(list: readonly Entry[], place: number, by: number): readonly Entry[] {
  const to = place + by;
  const entry = list[place];
  if (entry === undefined || to < 0 || to >= list.length) return list;
  return list.toSpliced(place, 1).toSpliced(to, 0, entry);
}
