import { useMemo } from 'react';
import type { BoardCard, BoardView } from '../../../../server/contract/crisis.js';
import { useSession } from '../../app/session.js';
import { mayAnswer } from '../board/core/may-answer.js';
import type { Viewer } from './core/card-acts.js';
import type { Watcher } from './core/attention.js';

const WORKS: ReadonlySet<string> = new Set(['clinician', 'supervisor']);

/** Who looks, for the rules about attention. The same object for as long as roles do not change. */
export function useWatcher(): Watcher {
  const { staff, roles } = useSession();
  return useMemo(() => ({ id: staff.id, supervises: (teamId) => roles.some((held) => held.teamId === teamId && held.role === 'supervisor') }), [staff.id, roles]);
}

/** Who looks, for what to offer on a card. */
export function useViewer(onCall: BoardView['onCall']): Viewer {
  const { staff, roles } = useSession();
  const watcher = useWatcher();
  return useMemo(
    () => ({
      ...watcher,
      answers: (card: BoardCard) => mayAnswer(card, { staff, roles }, onCall),
      works: (teamId: string) => roles.some((held) => held.teamId === teamId && WORKS.has(held.role)),
    }),
    [watcher, staff, roles, onCall],
  );
}
