import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findMongod } from '../../scripts/mongod.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A script that runs: what it has printed so far, and how it ended. */
export interface Run {
  readonly pid: number;
  printed(): string;
  /** Resolves once it has printed this. @throws with all it printed, when it ends before or takes too long */
  prints(words: string): Promise<void>;
  readonly ended: Promise<number | null>;
  signal(name: NodeJS.Signals): void;
}

export type SmallHouse = Awaited<ReturnType<typeof smallHouse>>;

/**
 * A copy of our scripts in a temporary folder, around whatever sources a test puts there, so that the
 * scripts are run whole without touching this repository's own data, build or packages.
 * @param files what else is in it: path to text
 * @param packages those of our packages it can see
 */
export async function smallHouse({ files, packages }: { files: Record<string, string>; packages: readonly string[] }) {
  const dir = await mkdtemp(join(tmpdir(), 'handrail-house-'));
  await cp(join(root, 'scripts'), join(dir, 'scripts'), { recursive: true, filter: (path) => !path.endsWith('.ts') || path.endsWith('.d.ts') });
  for (const name of packages) {
    await mkdir(dirname(join(dir, 'node_modules', name)), { recursive: true });
    await symlink(join(root, 'node_modules', name), join(dir, 'node_modules', name));
  }
  // A lock that names nothing is satisfied by what is there: nothing is ever installed here.
  const lock = JSON.stringify({ packages: {} });
  for (const [path, text] of Object.entries({ ...files, 'package-lock.json': lock, 'node_modules/.package-lock.json': lock, 'package.json': '{"type":"module"}' })) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), text);
  }
  const { path: MONGOD_BINARY } = await findMongod();
  const { PATH, HOME } = process.env;

  return {
    dir,
    /** Starts one of the scripts as a person would, with no settings but these. */
    run(script: string, { env = {}, args = [] }: { env?: Record<string, string>; args?: readonly string[] } = {}): Run {
      const child = spawn(process.execPath, [join('scripts', script), ...args], { cwd: dir, env: { PATH, HOME, MONGOD_BINARY, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
      let text = '';
      let over = false;
      const keep = (chunk: Buffer) => { text += chunk.toString(); };
      child.stdout.on('data', keep);
      child.stderr.on('data', keep);
      const ended = new Promise<number | null>((done) => { child.once('exit', (code) => { over = true; done(code); }); });
      return {
        pid: child.pid ?? 0,
        printed: () => text,
        async prints(words) {
          for (const until = Date.now() + 12_000; !text.includes(words);) {
            if (over || Date.now() > until) throw new Error(`never printed "${words}":\n${text}`);
            await new Promise((done) => { setTimeout(done, 20); });
          }
        },
        ended,
        signal: (name) => { child.kill(name); },
      };
    },
    read: (path: string) => readFile(join(dir, path), 'utf8'),
    remove: () => rm(dir, { recursive: true, force: true }),
  };
}
