/** A set of small whole numbers, one bit each. */
export interface Bits {
  /** 32 numbers a word; grows with the largest number added. */
  words: Uint32Array;
}

export const makeBits = (): Bits => ({ words: new Uint32Array(64) });

export function addBit(bits: Bits, at: number): void {
  const word = at >>> 5;
  if (word >= bits.words.length) {
    const longer = new Uint32Array(Math.max(word + 1, bits.words.length * 2));
    longer.set(bits.words);
    bits.words = longer;
  }
  bits.words[word] = (bits.words[word] as number) | (1 << (at & 31));
}

export function removeBit(bits: Bits, at: number): void {
  const word = at >>> 5;
  if (word < bits.words.length) bits.words[word] = (bits.words[word] as number) & ~(1 << (at & 31));
}

/** Calls `visit` with every number that is in any of `sets`, rising. */
export function forEachInAny(sets: readonly Bits[], visit: (at: number) => void): void {
  const longest = Math.max(0, ...sets.map(({ words }) => words.length));
  for (let word = 0; word < longest; word++) {
    let left = 0;
    for (const { words } of sets) if (word < words.length) left |= words[word] as number;
    while (left !== 0) {
      const lowest = left & -left;
      visit((word << 5) + (31 - Math.clz32(lowest)));
      left ^= lowest;
    }
  }
}

/** The same numbers, each become what `to` says. */
export function moved(bits: Bits, to: Uint32Array): Bits {
  const next = makeBits();
  forEachInAny([bits], (at) => { addBit(next, to[at] as number); });
  return next;
}
