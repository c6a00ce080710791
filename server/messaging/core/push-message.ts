import type { PushMessage } from '../../contract/notices.js';
import type { UrgencyShown } from '../../contract/triage.js';

/** Why somebody is told who was asked before. */
export type PushTells = 'yours' | 'taken' | 'stood-down' | 'over';

export interface PushAbout { ref: string; crisisId: string; at: Date; link: string }

const base = ({ crisisId, at, link }: PushAbout) => ({ v: 1 as const, tag: `crisis-${crisisId}`, at: at.toISOString(), path: `/crises/${encodeURIComponent(crisisId)}`, link });

/** Asks, in the words of the text. Source: ux.md §5, "Emergency 4821 needs someone". */
export const pushAsks = (about: PushAbout, shows: UrgencyShown, stays: boolean): PushMessage =>
  ({ ...base(about), kind: 'asks', title: `${shows} ${about.ref} needs someone`, body: 'A person is waiting. Open to answer.', stays });

const TELLS: Readonly<Record<PushTells, { title: (ref: string) => string; body: string }>> = {
  yours: { title: (ref) => `${ref} is yours`, body: 'Open to see it.' },
  taken: { title: (ref) => `${ref} is taken`, body: 'You can stand down. Thank you.' },
  'stood-down': { title: (ref) => `${ref} was stood down`, body: 'You do not need to act. Thank you.' },
  over: { title: (ref) => `${ref} no longer needs an answer`, body: 'Thank you.' },
};

/** Takes the place of what asked. */
export const pushTells = (about: PushAbout, what: PushTells): PushMessage =>
  ({ ...base(about), kind: 'tells', title: TELLS[what].title(about.ref), body: TELLS[what].body, stays: false });

/** A test somebody asked for. */
export const pushTest = (org: string, at: Date): PushMessage => ({
  v: 1, kind: 'test', title: `${org}: test`, body: 'This browser is told when you are asked. You need not do anything.', tag: 'test', at: at.toISOString(), stays: false, path: '/me/settings', link: '/me/settings',
});
