import type { AuditAction } from '../../../server/contract/audit-actions.js';
import { actionWords } from './audit-action-words.js';

/** What was done, in plain words; the code itself where it is of a release that this page does not know. */
export const saidOf = (action: string): string => (isKnown(action) ? actionWords(action) : action);

const isKnown = (action: string): action is AuditAction => Object.hasOwn(actionWords.english, action);
