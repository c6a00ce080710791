import { readFile, readdir, writeFile } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

/** Text; pictures and the typeface are packed already. */
const TEXT = new Set(['.js', '.css', '.html', '.svg', '.json', '.webmanifest']);
/** Below this, what the packing itself costs is as much as it saves. In bytes. */
const WORTH_IT = 400;

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/**
 * Lays beside every file of text the same packed as tightly as can be (`.br`, `.gz`): done once here, where a slow line gains by it
 * each time and no server spends its processor on it. The server sends them under the file's own name.
 */
export function packedFiles(): Plugin {
  let folder = '';
  return {
    name: 'packed-files',
    apply: 'build',
    configResolved({ root, build }) {
      folder = resolve(root, build.outDir);
    },
    closeBundle: {
      sequential: true,
      order: 'post',
      async handler(error) {
        if (error) return;
        const names = (await readdir(folder, { recursive: true })).filter((name) => TEXT.has(extname(name)));
        await Promise.all(names.map((name) => pack(join(folder, name))));
      },
    },
  };
}

async function pack(path: string): Promise<void> {
  const content = await readFile(path);
  if (content.length < WORTH_IT) return;
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT, BROTLI_MAX_QUALITY } = constants;
  const [br, gz] = await Promise.all([
    brotli(content, { params: { [BROTLI_PARAM_QUALITY]: BROTLI_MAX_QUALITY, [BROTLI_PARAM_SIZE_HINT]: content.length } }),
    gzipped(content, { level: constants.Z_BEST_COMPRESSION }),
  ]);
  await Promise.all([writeFile(`${path}.br`, br), writeFile(`${path}.gz`, gz)]);
}
