import type { PolicyLetter } from '../../../../server/contract/escalation.js';
import type { Shape } from '../../ui/shape-mark.js';
import type { Tone } from '../../ui/tone.js';

/** How each letter shows: its shape and tone, as on the board. Source: product design guide §5. */
export const LETTER_LOOK: Readonly<Record<PolicyLetter, { shape: Shape; tone: Tone }>> = {
  A: { shape: 'octagon', tone: 'critical' },
  B: { shape: 'triangle', tone: 'warning' },
  C: { shape: 'triangle-outline', tone: 'warning' },
  D: { shape: 'diamond', tone: 'info' },
};
