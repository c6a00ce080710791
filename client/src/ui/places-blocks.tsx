import { classNames } from './class-names.js';
import './places-blocks.css';

/** Above this many, blocks say less than the number beside them. */
const MOST_BLOCKS = 12;

/**
 * Free places as blocks, for the eye alone: the number stands in words beside them. `confirmed` false draws them dashed
 * and empty, because what is old is not known. Draws nothing for more than 12 places or when the total is not known.
 */
export function PlacesBlocks({ free, total, confirmed = true }: { free: number; total: number | null; confirmed?: boolean | undefined }) {
  if (total === null || total < 1 || total > MOST_BLOCKS) return null;
  return (
    <span className={classNames('places', !confirmed && 'places-old')} aria-hidden="true">
      {Array.from({ length: total }, (_, place) => (
        <span key={place} className={confirmed && place < free ? 'place-free' : undefined} />
      ))}
    </span>
  );
}
