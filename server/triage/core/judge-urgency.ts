import {
  FACTS, SHOWS, type FiredRule, type Modifier, type TriageProfile, type Urgency, type UrgencyByPerson, type UrgencyLetter,
} from '../../contract/triage.js';
import { evidenceIn, withoutWeighed, type Evidence, type Known } from './evidence.js';
import { hintsAtRisk, needsHumanNow } from './attention.js';
import { contactDue, earlier } from './contact-clock.js';
import { isMoreUrgent, mostUrgent, oneLetterUp } from './letters.js';
import { firstMatch, NOT_ENOUGH_KNOWN, RULES_VERSION } from './rules.js';

/** What a judgement needs: what is known, what was promised before, the clocks, and the time. */
export interface JudgeInput extends Known {
  /** The crisis's urgency so far; null for a new crisis. */
  readonly previous: Urgency | null;
  readonly profile: TriageProfile;
  readonly now: Date;
  /**
   * `new-report` (also when left out): everything counts. `more-known`: the same crisis judged again, when what a
   * person weighed as they set the letter does not raise it once more, and only what is new can.
   */
  readonly occasion?: 'new-report' | 'more-known';
}

/**
 * How fast somebody must be with the person, and why. Never less urgent than `previous`: automation raises,
 * only a person lowers. Unknown is never read as no. While the letter stays, so do its profile, its clock and
 * the instant it was given; when it rises, `contactBy` comes from `profile` and is never later than before.
 * Total: every input has an answer. Source: domain.md §2.3; design.md §9 "Raising".
 */
export function judgeUrgency(input: JudgeInput): Urgency {
  const { previous, profile, now } = input;
  const all = evidenceIn(input);
  const personal = input.occasion === 'more-known' ? previous?.byPerson ?? null : null;
  const given = letterGiven(withoutWeighed(all, personal?.weighed ?? []), personal);

  const held = previous !== null && isMoreUrgent(previous.letter, given.letter);
  const letter = held ? previous.letter : given.letter;
  const kept = previous?.letter === letter ? previous : null;
  const toCallBack = (letter === 'F' || letter === 'G')
    && (hintsAtRisk(letter, all, input.screeners) || previous?.callbackForInfoDueInMinutes !== undefined);

  return {
    letter,
    shows: SHOWS[letter],
    profileId: kept?.profileId ?? profile.id,
    profileVersion: kept?.profileVersion ?? profile.version,
    rulesVersion: held ? previous.rulesVersion : RULES_VERSION,
    rules: held ? rulesOfHeld(previous, given.rules) : given.rules,
    rulesGive: given.letter,
    floorFrom: held ? (previous.floorFrom === 'person' ? 'person' : 'previous') : given.floorFrom,
    raisedBy: held ? previous.raisedBy : given.raisedBy,
    since: kept?.since ?? now.toISOString(),
    contactBy: kept ? kept.contactBy : earlier(previous?.contactBy ?? null, contactDue(profile, letter, now)),
    needsHumanNow: needsHumanNow(letter, all, input.screeners),
    ...(toCallBack ? { callbackForInfoDueInMinutes: previous?.callbackForInfoDueInMinutes ?? profile.callbackForInfoWithinMinutes } : {}),
    byPerson: previous?.byPerson ?? null,
  };
}

type Given = Pick<Urgency, 'letter' | 'rules' | 'floorFrom' | 'raisedBy'>;

/** The letter that the evidence asks for, whatever went before. */
function letterGiven(evidence: Evidence, personal: UrgencyByPerson | null): Given {
  const first = firstMatch(evidence.rules);
  const base = mostUrgent(lettersOf([...first, ...evidence.floors], personal?.to));
  const raised = evidence.modifiers.length > 0 ? oneLetterUp(base) : base;
  const letter = mostUrgent(lettersOf(evidence.floorsByCircumstance, raised));
  const raisedBy = raised !== base && raised === letter ? [...evidence.modifiers] : [];
  const rules = [
    ...(personal ? [setByPersonRule(personal.from, personal.to)] : []),
    ...first, ...evidence.floors, ...evidence.floorsByCircumstance,
    ...raisedBy.map((name) => modifierRule(name, raised)),
  ];
  return {
    letter, raisedBy,
    rules: rules.length > 0 ? rules : [NOT_ENOUGH_KNOWN],
    floorFrom: letter !== raised ? 'screener' : holderOf(base, first, evidence.floors, personal),
  };
}

/** Who holds the letter before modifiers; the facts alone (null) come first, then a person, the choice, a screener. */
function holderOf(
  letter: UrgencyLetter, first: readonly FiredRule[], floors: readonly FiredRule[], personal: UrgencyByPerson | null,
): Urgency['floorFrom'] {
  if (letter === mostUrgent(lettersOf(first))) return null;
  if (letter === personal?.to) return 'person';
  return floors.some((floor) => floor.letter === letter && floor.id.startsWith('choice-')) ? 'choice' : 'screener';
}

const lettersOf = (rules: readonly FiredRule[], another: UrgencyLetter = 'G'): UrgencyLetter[] => [another, ...rules.map(({ letter }) => letter)];

const modifierRule = (name: Modifier, letter: UrgencyLetter): FiredRule => ({
  id: `modifier-${name}`, words: `One letter up: ${FACTS[name]}.`, letter, inputs: [{ name, value: 'yes' }],
});

/** The line that explains a letter set by a person. */
export const setByPersonRule = (from: UrgencyLetter, to: UrgencyLetter): FiredRule => ({
  id: 'set-by-person', words: 'A person set this urgency.', letter: to, inputs: [{ name: 'from', value: from }, { name: 'to', value: to }],
});

const HELD_ID = 'held-from-before';

/** Why the letter was given, what speaks now, and that only a person can lower it. Judging again adds nothing twice. */
function rulesOfHeld(previous: Urgency, now: readonly FiredRule[]): FiredRule[] {
  const before = previous.rules.filter(({ id }) => id !== HELD_ID);
  const known = new Set(before.map(({ id }) => id));
  return [
    ...before,
    ...now.filter(({ id }) => !known.has(id) && id !== NOT_ENOUGH_KNOWN.id),
    { id: HELD_ID, words: 'It was more urgent before. Only a person can lower it.', letter: previous.letter, inputs: [] },
  ];
}
