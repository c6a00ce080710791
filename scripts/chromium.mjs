import { execFile } from 'node:child_process';
import { access, constants, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/**
 * A Chromium that runs here: `CHROMIUM`, one on PATH, else the one inside the package
 * `@sparticuz/chromium` (Linux x64, a headless shell), which unpacks itself on first use.
 * @param packagedFirst take the package's before one on PATH: the same for everybody, and a page of it costs a third less
 * @returns its path, or null when there is none
 */
export async function findChromium({ packagedFirst = false } = {}) {
  if (process.env.CHROMIUM) return runs(process.env.CHROMIUM);
  const ownFirst = packagedFirst ? await packaged().catch(() => null) : null;
  if (ownFirst) return ownFirst;
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of NAMES) {
      const path = folder && await runs(join(folder, name));
      if (path) return path;
    }
  }
  return packaged();
}

async function packaged() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const { default: chromium } = await import('@sparticuz/chromium');
  const path = await chromium.executablePath();
  if (await runs(path)) return path;
  // It unpacks in place: a run that was killed meanwhile leaves half a browser.
  await rm(path, { force: true });
  return runs(await chromium.executablePath());
}

async function runs(path) {
  try {
    await access(path, constants.X_OK);
    await run(path, ['--version'], { timeout: 20_000 });
    return path;
  } catch {
    return null;
  }
}
