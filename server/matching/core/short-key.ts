import { createHash } from 'node:crypto';

const LONGEST = 64;

/** A key that may be long (hours, shapes of areas) as one that is not; equal only when they were equal. */
export const shortKey = (key: string): string => (key.length <= LONGEST ? key : createHash('sha256').update(key).digest('base64url'));
