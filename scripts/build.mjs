import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { HALVES, isBuilt, sourceHash, stampBuilt } from './build-stamp.mjs';
import { root } from './places.mjs';
import { sayWhy, seconds } from './screen.mjs';

/** Programs of the server side, each bundled to `dist/<name>.js`. */
const PROGRAMS = ['server/main.ts', 'server/watchdog.ts', 'scripts/import-directory.ts', 'scripts/add-administrator.ts', 'scripts/verify-audit.ts'];

async function buildServer() {
  const { build } = await import('esbuild');
  await build({
    absWorkingDir: root,
    entryPoints: PROGRAMS.filter((path) => existsSync(join(root, path))).map((path) => ({ in: path, out: path.replace(/^.*\//, '').replace(/\.ts$/, '') })),
    outdir: 'dist',
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  });
}

async function buildClient() {
  // React's development build would be taken under any other name, as when this runs inside the tests.
  process.env.NODE_ENV = 'production';
  const { build } = await import('vite');
  await build({
    root: join(root, 'client'),
    configFile: join(root, 'client', 'vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: join(root, 'dist', 'client'), emptyOutDir: true },
  });
}

/** `node scripts/build.mjs [--server | --client] [--force]`: builds what changed since it was built last. */
async function main(args) {
  const builders = { server: buildServer, client: buildClient };
  const wanted = ['server', 'client'].filter((name) => !args.some((arg) => arg === '--server' || arg === '--client') || args.includes(`--${name}`));
  for (const name of wanted) {
    const half = HALVES[name];
    if (!existsSync(join(root, half.entry))) {
      console.log(`No ${half.entry}: no ${name} to build.`);
    } else if (isBuilt(half) && !args.includes('--force')) {
      console.log(`The ${name} is built already.`);
    } else {
      const startedAt = performance.now();
      // Hashed first: a file saved while the build runs must be built again next time.
      const hash = sourceHash(half);
      await builders[name]();
      stampBuilt(half, hash);
      console.log(`Built the ${name} in ${seconds(performance.now() - startedAt)}.`);
    }
  }
}

await main(process.argv.slice(2)).catch((error) => {
  sayWhy(error);
  process.exitCode = 1;
});
