import type { AskView } from '../../../../../server/contract/asks.js';
import type { BoardCard, CrisisView } from '../../../../../server/contract/crisis.js';

/** Everything that can be done about who has a crisis and where the person is, in the order in which it is offered. */
export const ACTS = ['hand-over', 'assign', 'backup', 'offer-backup', 'end-backup', 'escalate', 'locate', 'snooze', 'end-snooze', 'join', 'release'] as const;
export type Act = (typeof ACTS)[number];

/** What the caller may do, as a crisis tells it and as a card lets it be guessed. */
export type ActMay = Omit<CrisisView['may'], 'work'>;

/** Who looks at the board. */
export interface Viewer {
  id: string;
  /** Supervises this team. */
  supervises: (teamId: string) => boolean;
  /** Was asked, is on call, or supervises. */
  answers: (card: BoardCard) => boolean;
  /** Works on crises of this team at all. */
  works: (teamId: string) => boolean;
}

/** Whether an ask still waits for this person. */
export const asksMe = (ask: AskView | null, staffId: string): boolean => ask?.state === 'asked' && ask.to.some(({ id, said }) => id === staffId && said === 'waiting');

/** What to offer on a card, which is the same for everyone and so does not carry it. The server decides again. */
export function mayOnCard(card: BoardCard, viewer: Viewer): ActMay {
  const { state, owner, handOver, backup, backupAsk } = card;
  const owns = owner?.id === viewer.id;
  const supervise = viewer.supervises(card.teamId);
  const leads = owns || supervise;
  const active = state === 'ACTIVE';
  const live = active || state === 'OPEN';
  const answer = viewer.answers(card);
  return {
    answer, supervise,
    handOver: active && leads && !handOver,
    acceptHandOver: asksMe(handOver, viewer.id),
    withdrawHandOver: handOver !== null && (leads || handOver.by.id === viewer.id),
    assign: live && leads && !handOver,
    askBackup: active && leads && !backupAsk && !backup,
    offerBackup: active && answer && !owns && !backup,
    answerBackup: asksMe(backupAsk, viewer.id),
    endBackup: (backupAsk !== null || backup !== null) && (leads || backup?.id === viewer.id),
    snooze: leads && owner !== null && (active || state === 'FOLLOW_UP') && card.letter !== 'A',
    locate: leads && owner !== null && state !== 'CLOSED',
    join: live && (owns || supervise || viewer.works(card.teamId)),
  };
}

/**
 * What to offer for a crisis as it stands. An emergency, and one that nobody has, are never offered to be snoozed,
 * whatever `may` says.
 */
export function actsOf(card: BoardCard, may: ActMay, staffId: string): Act[] {
  const mayQuiet = may.snooze && card.owner !== null && card.state !== 'OPEN' && card.letter !== 'A' && card.shows !== 'Emergency';
  const offered: Record<Act, boolean> = {
    'hand-over': may.handOver,
    'assign': may.assign,
    'backup': may.askBackup,
    'offer-backup': may.offerBackup,
    'end-backup': may.endBackup && card.backup !== null,
    'escalate': card.state === 'OPEN' && (may.answer || may.supervise),
    'locate': may.locate,
    'snooze': mayQuiet && card.snooze === null,
    'end-snooze': card.snooze !== null && may.snooze,
    'join': may.join,
    'release': card.state === 'ACTIVE' && (card.owner?.id === staffId || may.supervise),
  };
  return ACTS.filter((act) => offered[act]);
}

/** The second button of a card that waits, for whoever is not asked themselves: to ask one person, or the next step. */
export function actOnCard(card: BoardCard, may: ActMay): Extract<Act, 'assign' | 'escalate'> | null {
  if (card.column !== 'needs-someone' || may.acceptHandOver) return null;
  return may.supervise && may.assign ? 'assign' : may.answer ? 'escalate' : null;
}
