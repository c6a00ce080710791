import { exactTime } from '../../app/format.js';
import type { Draft } from './core/draft.js';
import { notYetSent } from './core/draft.js';
import { tellSame } from './core/told.js';
import { useDrafts } from './drafts.js';
import { raiseWords } from './raise-words.js';

/** Where what was typed is now: on this phone, or sent. `only` leaves out the words when all is well. */
export function SavedLine({ draft, only }: { draft: Draft; only?: 'not-sent' | undefined }) {
  const { kept } = useDrafts();
  const waits = notYetSent(draft) !== null;
  if (!waits) return only ? null : <span className="num">{draft.knownAt === null ? raiseWords('saved.sent') : raiseWords('saved.sent-at', { time: exactTime(draft.knownAt) })}</span>;
  const time = exactTime(draft.changedAt);
  const handedOver = tellSame(draft.typed, draft.given);
  return <span className="saved-line num">{kept ? raiseWords(handedOver ? 'saved.sends' : 'saved.not-sent', { time }) : raiseWords('saved.not-kept')}</span>;
}
