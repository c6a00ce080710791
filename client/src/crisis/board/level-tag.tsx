import type { BoardCard } from '../../../../server/contract/crisis.js';
import type { Shape } from '../../ui/shape-mark.js';
import { Tag } from '../../ui/tag.js';
import type { Tone } from '../../ui/tone.js';
import { boardWords } from './board-words.js';

type Level = BoardCard['shows'];

const LOOK: Readonly<Record<Level, { tone: Tone; shape: Shape }>> = {
  Emergency: { tone: 'critical', shape: 'octagon' },
  Urgent: { tone: 'warning', shape: 'triangle' },
  Soon: { tone: 'info', shape: 'diamond' },
  Planned: { tone: 'neutral', shape: 'ring' },
};

/** The tone of a level, for what stands beside its tag. */
export const toneOf = (level: Level): Tone => LOOK[level].tone;

/** A level by shape, colour and word. An emergency that nobody has is filled; once somebody has it, it is a tint. */
export function LevelTag({ level, unowned = false }: { level: Level; unowned?: boolean | undefined }) {
  return (
    <Tag tone={LOOK[level].tone} shape={LOOK[level].shape} solid={unowned && level === 'Emergency'}>
      {boardWords(`level.${level}`)}
    </Tag>
  );
}
