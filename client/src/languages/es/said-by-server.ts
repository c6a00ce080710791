import type { SaidPair } from '../core/said.js';
import { saidMatches } from './said-matches.js';
import { saidRules } from './said-rules.js';
import { saidTimeline } from './said-timeline.js';

/** Everything that the server writes out itself, for pages of staff. */
export const saidByServer: readonly SaidPair[] = [...saidTimeline, ...saidRules, ...saidMatches];
