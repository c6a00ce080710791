import { SHOWS, type TriageProfile, type Urgency, type UrgencyLetter } from '../../contract/triage.js';
import { hintsAtRisk, needsHumanNow } from './attention.js';
import { contactDue, earlier } from './contact-clock.js';
import { evidenceIn, marksOf, type Known } from './evidence.js';
import { judgeUrgency, setByPersonRule } from './judge-urgency.js';
import { isMoreUrgent } from './letters.js';
import { RULES_VERSION } from './rules.js';

/** Somebody's wish to lower a letter. */
export interface Lowering {
  readonly from: UrgencyLetter;
  readonly to: UrgencyLetter;
  readonly reason: string;
  /** Staff id; null when no person asks, as for any rule or job. */
  readonly by: string | null;
  readonly secondPerson: { readonly id: string; readonly isSupervisor: boolean } | null;
}

/** Yes, or the problem slug that says what is missing. */
export type MayLower = { readonly ok: true } | {
  readonly ok: false;
  readonly refusal: 'triage/lowering-needs-a-person' | 'triage/lowering-needs-a-reason' | 'triage/lowering-needs-a-supervisor';
};

/**
 * Whether the letter may go from `from` to `to`. Only a person lowers, with a reason that is not blank; from A or B
 * somebody else, a supervisor, agrees. Keeping or raising lowers nothing and is always allowed.
 * Source: domain.md §2.3 "Ratchet".
 */
export function mayLower({ from, to, reason, by, secondPerson }: Lowering): MayLower {
  if (!isMoreUrgent(from, to)) return { ok: true };
  if (by === null) return { ok: false, refusal: 'triage/lowering-needs-a-person' };
  if (reason.trim() === '') return { ok: false, refusal: 'triage/lowering-needs-a-reason' };
  const agreed = secondPerson !== null && secondPerson.isSupervisor && secondPerson.id !== by;
  if ((from === 'A' || from === 'B') && !agreed) return { ok: false, refusal: 'triage/lowering-needs-a-supervisor' };
  return { ok: true };
}

/** A person's decision on the letter of a crisis, whose reason the timeline keeps. */
export interface SetByPerson {
  readonly current: Urgency;
  readonly to: UrgencyLetter;
  /** Staff id. */
  readonly by: string;
  /** What is known of the crisis now, and so was weighed. */
  readonly known: Known;
  readonly profile: TriageProfile;
  readonly now: Date;
}

/**
 * The urgency after a person set the letter, up or down; ask `mayLower` first. The same letter keeps its clock,
 * a more urgent one never gets a later `contactBy`, a less urgent one gets its own full clock from `now`.
 * What is known now does not raise the letter again by itself; anything new does.
 */
export function setUrgencyByPerson({ current, to, by, known, profile, now }: SetByPerson): Urgency {
  const evidence = evidenceIn(known);
  const kept = current.letter === to ? current : null;
  const due = contactDue(profile, to, now);
  const toCallBack = (to === 'F' || to === 'G') && hintsAtRisk(to, evidence, known.screeners);
  return {
    letter: to,
    shows: SHOWS[to],
    profileId: kept?.profileId ?? profile.id,
    profileVersion: kept?.profileVersion ?? profile.version,
    rulesVersion: RULES_VERSION,
    rules: [setByPersonRule(current.letter, to)],
    rulesGive: judgeUrgency({ ...known, previous: null, profile, now }).letter,
    floorFrom: 'person',
    raisedBy: [],
    since: kept?.since ?? now.toISOString(),
    contactBy: kept ? kept.contactBy : isMoreUrgent(to, current.letter) ? earlier(current.contactBy, due) : due,
    needsHumanNow: needsHumanNow(to, evidence, known.screeners),
    ...(toCallBack ? { callbackForInfoDueInMinutes: profile.callbackForInfoWithinMinutes } : {}),
    byPerson: { from: current.letter, to, by, at: now.toISOString(), weighed: marksOf(evidence) },
  };
}
