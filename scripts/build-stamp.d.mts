/** A half of what is built: what it is made from, its entry, and the files that prove it was made. */
export interface Half { from: string[]; entry: string; made: string; stamp: string }
export const HALVES: { server: Half; client: Half };
export function sourceHash(half: Pick<Half, 'from'>): string;
export function isBuilt(half: Half): boolean;
export function stampBuilt(half: Half, hash: string): void;
