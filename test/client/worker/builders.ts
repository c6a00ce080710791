import type { ReportView } from '../../../server/contract/crisis.js';
import { beginDraft, sendOff } from '../../../client/src/crisis/raise/core/draft.js';
import type { Draft } from '../../../client/src/crisis/raise/core/draft.js';

export const AT = Date.parse('2026-10-28T02:10:55.000Z');

/** A draft with "life at risk" chosen, not sent off yet. */
export const aDraft = (more: Partial<Draft> = {}): Draft =>
  ({ ...beginDraft({ id: 'draft-1', key: 'key-1', code: 'K7QD', now: AT }), choice: 'life-at-risk', ...more });

/** The same after Send was pressed. */
export const aSentOffDraft = (more: Partial<Draft> = {}): Draft => sendOff(aDraft(more), AT);

/** A report as the server tells its raiser. */
export const aReport = (more: Partial<ReportView> = {}): ReportView => ({
  id: 'report-1', crisisId: 'crisis-1', ref: '4821', version: 1, teamId: 'north', state: 'OPEN', choice: 'life-at-risk',
  urgency: {
    letter: 'A', shows: 'Emergency', profileId: 'uk-mhts', profileVersion: 1, rulesVersion: 1, rules: [], rulesGive: 'A', floorFrom: 'choice', raisedBy: [],
    since: '2026-10-28T02:10:55.000Z', contactBy: null, needsHumanNow: true, byPerson: null,
  },
  sentAt: '2026-10-28T02:10:55.000Z', delayed: false, answerBy: '2026-10-28T02:12:55.000Z', owner: null, withThemSince: null, ladder: null, emergencyCall: null,
  emergencyAskAt: '2026-10-28T02:11:55.000Z', standDownUntil: '2026-10-28T02:12:55.000Z', details: {}, mine: true, similar: [], joinedFrom: null, ...more,
});
