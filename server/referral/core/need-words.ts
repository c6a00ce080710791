/** A need without case, marks and spaces: "A safe bed, tonight" and "a safe bed tonight" are one need, asked for once at a time. */
export const sameNeed = (need: string): string =>
  need.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
