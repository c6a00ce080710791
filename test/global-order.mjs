import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import sequencing from '@jest/test-sequencer';

/** Seconds that the long test files took when they were last measured; only their order matters, and a file that is missing here runs late. */
const SECONDS = JSON.parse(readFileSync(new URL('support/long-tests.json', import.meta.url), 'utf8'));

/** Begins with the files that take longest, also on a machine that never ran them: none is then left to run alone at the end. */
export default class LongestFirst extends sequencing {
  sort(tests) {
    const sorted = super.sort(tests);
    if (sorted.every(({ duration }) => duration !== undefined)) return sorted;
    return sorted.map((test, at) => ({ test, at, seconds: secondsOf(test) })).sort((a, b) => b.seconds - a.seconds || a.at - b.at).map(({ test }) => test);
  }
}

function secondsOf({ path, duration, context }) {
  if (duration !== undefined) return duration / 1000;
  return SECONDS[relative(join(context.config.rootDir, 'test'), path).split(sep).join('/')] ?? 0;
}
