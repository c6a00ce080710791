import { createECDH } from 'node:crypto';
import { chmodSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Whom push services could write to; a demo has nobody. */
const SUBJECT = 'mailto:demo@handrail.example';

/**
 * The keys with which browser push is signed on the embedded database, as environment: made once and kept in `dir/vapid-keys`,
 * readable by its owner only. A new pair would silence every browser that was turned on with the old one.
 */
export function embeddedVapidKeys(dir) {
  const path = join(dir, 'vapid-keys');
  if (!existsSync(path)) {
    mkdirSync(dir, { recursive: true });
    const curve = createECDH('prime256v1');
    const publicKey = curve.generateKeys();
    const privateKey = curve.getPrivateKey();
    const text = `${publicKey.toString('base64url')}:${Buffer.concat([Buffer.alloc(32 - privateKey.length), privateKey]).toString('base64url')}\n`;
    // Exclusive: when two programs begin together, the second fails here instead of taking another pair.
    const file = openSync(path, 'wx', 0o600);
    writeSync(file, text);
    fsyncSync(file);
    closeSync(file);
  }
  chmodSync(path, 0o600);
  const [publicKey, privateKey] = readFileSync(path, 'utf8').trim().split(':');
  if (!publicKey || !privateKey) throw new Error(`${path} holds no keys. Remove it to have new ones made; browsers must then be turned on again.`);
  return { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey, VAPID_SUBJECT: SUBJECT };
}
