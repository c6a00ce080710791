import { readdirSync } from 'node:fs';
import { extname } from 'node:path';
import type { RequestHandler } from 'express';

/** Endings of packed files and how they are packed, the smaller first. */
const PACKED = [['.br', 'br'], ['.gz', 'gzip']] as const;

/**
 * Lets the next handler send a file of `folder` as the build packed it, under the name and type of the file itself, to whoever reads that
 * kind of packing; every other request goes on as it is. What lies in the folder is looked at once, now.
 */
export function packedFiles(folder: string): RequestHandler {
  const there = new Set((readdirSync(folder, { recursive: true }) as string[]).map((path) => `/${path.replaceAll('\\', '/')}`));
  return (request, response, next) => {
    const { path } = request;
    const kinds = PACKED.filter(([ending]) => there.has(path + ending));
    if (kinds.length > 0) response.vary('Accept-Encoding');
    const best = kinds.find(([, coding]) => request.acceptsEncodings(coding) === coding);
    if (best) {
      const [ending, coding] = best;
      request.url = path + ending;
      response.setHeader('Content-Encoding', coding);
      response.type(extname(path));
    }
    next();
  };
}
