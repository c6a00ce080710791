import { HELP_KIND_LABELS, HELP_KINDS } from '../../../../server/contract/directory.js';
import type { Message } from '../../app/core/message.js';
import type { SaidPair } from '../core/said.js';
import { helpKinds } from './help-kinds.js';

/** A message without plurals; the English where there is none. */
const fillable = (message: Message | undefined, english: string): string => (typeof message === 'string' ? message : english);

/** Kinds of help, where a sentence of the server names them. */
export const saidKinds: readonly SaidPair[] = HELP_KINDS.map((kind) => [HELP_KIND_LABELS[kind], fillable(helpKinds['directory.kind']?.[kind], HELP_KIND_LABELS[kind])]);
