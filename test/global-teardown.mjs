import { rm } from 'node:fs/promises';

/** Ends the replica set that `global-setup.mjs` started, at once: nothing in it is wanted any more. */
export default async function teardown() {
  if (!globalThis.testMongod) return;
  const { mongod, dir } = globalThis.testMongod;
  await mongod.kill();
  await rm(dir, { recursive: true, force: true });
}
