import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const SOURCE = new URL('../../../client/src/', import.meta.url).pathname;
const read = (folder: string): string[] => readdirSync(join(SOURCE, folder)).filter((name) => name.endsWith('.tsx')).map((name) => readFileSync(join(SOURCE, folder, name), 'utf8'));

/** Drawn by the frame around every page, the gallery's own among them. */
const IN_THE_FRAME = ['KeyHints', 'LiveRegion', 'ToastRegion'];

describe('the gallery', () => {
  it('shows every component of the design system', () => {
    const components = read('ui').flatMap((file) => [...file.matchAll(/^export function ([A-Z]\w*)/gm)].map(([, name = '']) => name));
    const gallery = read('gallery').join('\n');
    expect(components.length).toBeGreaterThan(40);
    expect(components.filter((name) => !IN_THE_FRAME.includes(name) && !new RegExp(`<${name}\\b`).test(gallery))).toEqual([]);
  });
});
