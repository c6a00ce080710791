import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { closingLine, summarize } from '../../scripts/test-report.mjs';
import { smallHouse } from './small-house.js';
import type { SmallHouse } from './small-house.js';

let house: SmallHouse;

beforeAll(async () => {
  house = await smallHouse({
    packages: ['jest', 'typescript', 'oxlint', 'oxlint-tsgolint'],
    files: {
      'tsconfig.json': '{ "files": [], "references": [{ "path": "server" }] }',
      'server/tsconfig.json': '{ "compilerOptions": { "composite": true }, "include": ["."] }',
      'server/sum.ts': 'export const sum = (a: number, b: number): number => a + b;\n',
      'client/src/page.ts': 'export {};\n',
      'config/oxlint.json': '{ "rules": { "no-debugger": "error" } }',
      'config/jest.config.mjs': 'export default { rootDir: "..", roots: ["<rootDir>/test"], testMatch: ["**/*.test.mjs"], transform: {} };\n',
      'test/good.test.mjs': 'test("adds", () => {});\ntest.skip("reads the directory (skipped: no data here)", () => {});\n',
      'test/bad.test.mjs': 'test("breaks", () => { throw new Error("broken on purpose"); });\n',
      'test/unlit.test.mjs': 'export const flaw = () => { debugger; };\ntest("stands", () => {});\n',
    },
  });
});

afterAll(() => house.remove());

const lastLines = (text: string, n: number) => text.trimEnd().split('\n').slice(-n);
const run = async (...args: string[]) => {
  const started = house.run('test.mjs', { args, env: { CHROMIUM: process.execPath, MONGODB_URI: 'mongodb://production.invalid/' } });
  return { code: await started.ended, printed: started.printed() };
};

it('ends with one plain line of counts, failures and reasons above it, and an honest exit code', async () => {
  const { code, printed } = await run();
  expect(code).toBe(1);
  expect(printed).toContain('broken on purpose');
  // One broken test, and one finding of the linter.
  expect(lastLines(printed, 3)).toEqual(['failed: lint', 'skipped: reads the directory (skipped: no data here)', '2 passed, 2 failed, 1 skipped']);
});

it('hands what follows its name to jest, and counts a file that is not there as a failure', async () => {
  const { code, printed } = await run('nothing-of-that-name');
  expect(code).toBe(1);
  expect(lastLines(printed, 1)).toEqual(['0 passed, 2 failed, 0 skipped']);
});

it('counts a test file that cannot be loaded as failed, though no test in it ran', () => {
  const summary = summarize({
    results: { testResults: [{ name: 'lost.test.ts', status: 'failed', assertionResults: [] }] }, jestPassed: false, checks: [],
  });
  expect(summary).toMatchObject({ failed: 1, lines: ['failed to run: lost.test.ts'] });
});

it('does not call a run good when jest died on the way', () => {
  expect(summarize({ results: null, jestPassed: false, checks: [{ name: 'types', ok: true }] })).toMatchObject({ failed: 1 });
  expect(closingLine({ passed: 0, failed: 1, skipped: 0 })).toBe('0 passed, 1 failed, 0 skipped');
});

it('points at a skipped test that gives no reason', () => {
  const summary = summarize({
    results: { testResults: [{ name: 'a', status: 'passed', assertionResults: [{ fullName: 'imports', status: 'pending' }] }] }, jestPassed: true, checks: [],
  });
  expect(summary).toMatchObject({ skipped: 1, lines: ['skipped: imports (no reason given)'] });
});
