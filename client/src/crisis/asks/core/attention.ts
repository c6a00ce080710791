import type { AttentionView, BoardCard } from '../../../../../server/contract/crisis.js';
import { asksMe } from './card-acts.js';

/** For whom it is decided whether a card wants to be looked at. */
export interface Watcher {
  id: string;
  supervises: (teamId: string) => boolean;
}

type Looked = Pick<BoardCard, 'id' | 'teamId' | 'attention'>;

/** The reasons to look at a card that are for this person: for everyone, for them, or for those who supervise its team. */
export function attentionFor({ teamId, attention }: Looked, { id, supervises }: Watcher): AttentionView[] {
  return attention.filter(({ forId }) => forId === null || forId === id || supervises(teamId));
}

/** One name for each thing that calls somebody to a card, so that each is heard once: `c1 with-them-yet 2026-10-28T…`. */
export function callsOf(card: Looked & Pick<BoardCard, 'handOver' | 'backupAsk'>, watcher: Watcher): string[] {
  const asked = [card.handOver, card.backupAsk].flatMap((ask) => (ask && asksMe(ask, watcher.id) ? [`${card.id} asked ${ask.id} ${ask.round}`] : []));
  return [...attentionFor(card, watcher).map(({ why, at }) => `${card.id} ${why} ${at}`), ...asked];
}

/** Whether a card is quiet at `now` (milliseconds): it returns by itself, also when no news comes. */
export const isSnoozed = ({ snooze }: Pick<BoardCard, 'snooze'>, now: number): boolean => snooze !== null && Date.parse(snooze.until) > now;
