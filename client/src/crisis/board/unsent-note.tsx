import { Link } from 'wouter';
import { Note } from '../../ui/tag.js';
import { isWaiting } from '../raise/core/sending.js';
import { useDrafts } from '../raise/drafts.js';
import { boardWords } from './board-words.js';

/** A report written on this device that nobody has been told of yet must be seen here too, where its writer looks next. */
export function UnsentNote() {
  const { list } = useDrafts();
  const count = list.filter(isWaiting).length;
  if (count === 0) return null;
  return (
    <Note tone="critical" icon="offline">
      {boardWords('unsent', { count })}{' '}
      <Link href="/" className="page-link">
        {boardWords('unsent.open')}
      </Link>
    </Note>
  );
}
