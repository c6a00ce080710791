import { createHash } from 'node:crypto';

/** 128 bits as base64url: two keys of any directory that ever was are not alike by chance. */
const LONGEST = 22;

/** A key that may be long (hours, shapes of areas) as one that is not; equal only when they were equal. */
export const shortKey = (key: string): string => (key.length <= LONGEST ? key : createHash('sha256').update(key).digest('base64url').slice(0, LONGEST));
