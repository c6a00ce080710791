import { randomBytes } from 'node:crypto';
import { chmodSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The keys that personal fields are encrypted with on the embedded database: `k1:<32 bytes, base64>`,
 * made once and kept in `dir/field-keys`, readable by its owner only.
 * @throws when there is data but no key file: a new key would make all of it unreadable for good
 */
export function embeddedFieldKeys(dir) {
  const path = join(dir, 'field-keys');
  if (existsSync(path)) {
    chmodSync(path, 0o600);
    const keys = readFileSync(path, 'utf8').trim();
    if (!keys) throw new Error(`${path} is empty. Put the key back that the data was written with, or set FIELD_KEYS.`);
    return keys;
  }
  if (existsSync(join(dir, 'db')) && readdirSync(join(dir, 'db')).length > 0) {
    throw new Error(`${dir} holds data, but its key ${path} is missing. Put that file back, or set FIELD_KEYS to the keys it was written with. `
      + 'To begin anew, move the folder away.');
  }
  mkdirSync(dir, { recursive: true });
  const keys = `k1:${randomBytes(32).toString('base64')}`;
  // Exclusive: when two programs begin together, the second fails here instead of taking another key.
  const file = openSync(path, 'wx', 0o600);
  writeSync(file, `${keys}\n`);
  fsyncSync(file);
  closeSync(file);
  return keys;
}
