import type { Urgency } from '../../../../server/contract/triage.js';
import { Tag } from '../../ui/tag.js';
import type { Shape } from '../../ui/shape-mark.js';
import type { Tone } from '../../ui/tone.js';
import { reportWords } from './report-words.js';

const LOOK: Readonly<Record<Urgency['shows'], { tone: Tone; shape: Shape; words: 'shows.emergency' | 'shows.urgent' | 'shows.soon' | 'shows.planned' }>> = {
  Emergency: { tone: 'critical', shape: 'octagon', words: 'shows.emergency' },
  Urgent: { tone: 'warning', shape: 'triangle', words: 'shows.urgent' },
  Soon: { tone: 'info', shape: 'diamond', words: 'shows.soon' },
  Planned: { tone: 'neutral', shape: 'ring', words: 'shows.planned' },
};

/** How urgent it is, in shape, colour and word; filled only while nobody has it. */
export function UrgencyTag({ urgency, unowned }: { urgency: Pick<Urgency, 'letter' | 'shows'>; unowned?: boolean | undefined }) {
  const { tone, shape, words } = LOOK[urgency.shows];
  return (
    <Tag tone={tone} shape={urgency.letter === 'C' ? 'triangle-outline' : shape} solid={unowned}>
      {reportWords(words)}
    </Tag>
  );
}
