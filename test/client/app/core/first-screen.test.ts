import { describe, expect, it, jest } from '@jest/globals';
import { isAt } from '../../../../client/src/app/core/address.js';
import { atMost } from '../../../../client/src/app/core/at-most.js';
import { sortFiles, stillToKeep } from '../../../../client/src/app/core/kept-files.js';

describe('the page that is fetched ahead of its drawing', () => {
  it.each([
    ['/', '/', true],
    ['/raise', '/raise', true],
    ['/raise', '/raise/', true],
    ['/raise/:id/q/:n', '/raise/4a/q/2', true],
    ['/raise/:id/q/:n', '/raise/4a/check', false],
    ['/crises/:id/:panel?', '/crises/4a', true],
    ['/crises/:id/:panel?', '/crises/4a/plan/more', false],
    ['/', '/raise', false],
    ['/raise', '/', false],
  ])('%s is the address of %s: %s', (pattern, path, is) => {
    expect(isAt(pattern, path)).toBe(is);
  });

  it('is not waited for longer than a moment', async () => {
    jest.useFakeTimers();
    try {
      let drawn = false;
      const drawing = atMost(300, new Promise(() => undefined)).then(() => { drawn = true; });
      await jest.advanceTimersByTimeAsync(299);
      expect(drawn).toBe(false);
      await jest.advanceTimersByTimeAsync(1);
      await drawing;
      await atMost(300, Promise.resolve());
      expect(jest.getTimerCount()).toBe(0);
    } finally {
      jest.useRealTimers();
    }
  });
});

describe('what a phone keeps', () => {
  const files = [
    { url: 'index.html', revision: 'r1' },
    { url: 'assets/worker-1.js', revision: null, first: true },
    { url: 'assets/board-page-1.js', revision: null },
    { url: 'assets/words-es-first-1.js', revision: null, first: true },
    { url: 'assets/rota-page-1.js', revision: null },
  ];

  it('first is what raising stands on, and whatever keeps its name when it changes', () => {
    const { first, words, rest } = sortFiles(files);
    expect(first.map(({ url }) => url)).toEqual(['index.html', 'assets/worker-1.js']);
    expect(words).toEqual(['/assets/words-es-first-1.js']);
    expect(rest).toEqual(['/assets/board-page-1.js', '/assets/rota-page-1.js']);
  });

  it('next is the page that is open, then the others, each once', () => {
    const { rest } = sortFiles(files);
    const here = ['/assets/rota-page-1.js', '/assets/worker-1.js'];
    expect(stillToKeep(rest, new Set(), here, false)).toEqual(['/assets/rota-page-1.js']);
    expect(stillToKeep(rest, new Set(), here, true)).toEqual(['/assets/rota-page-1.js', '/assets/board-page-1.js']);
    expect(stillToKeep(rest, new Set(['/assets/rota-page-1.js']), here, true)).toEqual(['/assets/board-page-1.js']);
  });
});
