/**
 * What a test run came to, from jest's JSON results and the checks before it.
 * @param results jest's `--json` output, or null when jest ended without any
 * @param jestPassed whether jest's own exit code was 0
 * @param checks `[{ name, ok }]`: build, types, lint, browser; each counts as one failure when not ok
 * @param byName only tests of a certain name were asked for: the others need no reason
 * @returns `{ passed, failed, skipped, lines }`; `lines` says what failed to run and why tests were skipped
 */
export function summarize({ results, jestPassed, checks, byName = false }) {
  const broken = checks.filter(({ ok }) => !ok);
  const suites = results?.testResults ?? [];
  // A file that could not even be loaded has no failed test, yet it has failed.
  const unloaded = suites.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.every((test) => test.status !== 'failed'));
  const tests = suites.flatMap((suite) => suite.assertionResults);
  const skips = tests.filter(({ status }) => status === 'pending' || status === 'skipped' || status === 'disabled' || status === 'todo');

  const counted = broken.length + unloaded.length + tests.filter(({ status }) => status === 'failed').length;
  const silent = !jestPassed && counted === broken.length;
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed: counted + (silent ? 1 : 0),
    skipped: skips.length,
    lines: [
      ...broken.map(({ name }) => `failed: ${name}`),
      ...unloaded.map(({ name }) => `failed to run: ${name}`),
      ...(silent ? [results ? 'failed: jest found no test, or stopped early' : 'failed: jest ended without results'] : []),
      ...(byName ? [] : skips).map((test) => `skipped: ${nameOf(test)}`),
    ],
  };
}

/** The line that closes every run. */
export const closingLine = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;

/** A skipped test carries its reason in its title or its group's: `(skipped: no ../shared/data here)`. */
const nameOf = ({ fullName }) => (/\(skipped: .+\)/.test(fullName) ? fullName : `${fullName} (no reason given)`);
