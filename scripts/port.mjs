import { freePort, isFree } from './processes.mjs';

const DEFAULT = 3000;
const TRIES = 50;

/**
 * The port to serve on: `PORT` or 3000, and the next free one when that is taken. `0` takes any.
 * @returns `{ port, taken }`; `taken` is the wanted port when it could not be had, else null
 * @throws when `PORT` is no port, or when it is taken and `PUBLIC_URL` already names it to the world
 */
export async function choosePort({ PORT, PUBLIC_URL } = process.env) {
  const wanted = Number(PORT || DEFAULT);
  if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65_535) throw new Error(`PORT is "${PORT}", which is no port number.`);
  if (wanted === 0) return { port: await freePort(), taken: null };
  for (let port = wanted; port < wanted + TRIES && port <= 65_535; port += 1) {
    // Both: some systems let a wildcard listener beside a loopback one that would get all the traffic.
    if (await isFree(port) && await isFree(port, '127.0.0.1')) return { port, taken: port === wanted ? null : wanted };
    if (PUBLIC_URL) throw new Error(`Port ${wanted} is taken by another program, and PUBLIC_URL is ${PUBLIC_URL}: free that port, or set PORT and PUBLIC_URL to another.`);
  }
  throw new Error(`Ports ${wanted} to ${wanted + TRIES - 1} are all taken. Set PORT to a free one.`);
}
