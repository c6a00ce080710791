/** The words of a text as they are searched: small letters and digits without accents, each once, at most 24. */
export const wordsOf = (text: string): string[] =>
  [...new Set(text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word !== ''))].slice(0, 24);
