import type { SaidPair } from '../core/said.js';
import { saidAudit } from './said-audit.js';
import { saidFields } from './said-fields.js';
import { saidImports } from './said-imports.js';
import { saidKinds } from './said-kinds.js';
import { saidMatches } from './said-matches.js';
import { saidRules } from './said-rules.js';
import { saidScreeners } from './said-screeners.js';
import { saidTimeline } from './said-timeline.js';

/** Everything that the server writes out itself, for pages of staff. */
export const saidByServer: readonly SaidPair[] = [...saidTimeline, ...saidScreeners, ...saidRules, ...saidKinds, ...saidMatches, ...saidFields, ...saidImports, ...saidAudit];
