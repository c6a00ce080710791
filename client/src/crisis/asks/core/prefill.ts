import type { CrisisView } from '../../../../../server/contract/crisis.js';
import { FACTS, FACT_NAMES } from '../../../../../server/contract/triage.js';
import type { Answer } from '../../../../../server/contract/triage.js';
import { BOX_LONGEST, BOXES } from './boxes.js';
import type { Boxes } from './boxes.js';

/** How what is known is put into words; the screens' words stay in the screens. */
export interface Saying {
  urgency: (crisis: CrisisView) => string;
  raised: (crisis: CrisisView) => string;
  risk: (question: string, answer: Exclude<Answer, 'not-asked'>) => string;
  emergencyCall: (call: NonNullable<CrisisView['emergencyCall']>) => string;
  emergencyContact: (contact: CrisisView['emergencyContacts'][number]) => string;
  answered: (owner: NonNullable<CrisisView['owner']>) => string;
  withThem: (since: string) => string;
  where: (crisis: CrisisView) => string;
  referral: (referral: CrisisView['referrals'][number]) => string;
  quote: (words: string) => string;
  nextStep: (crisis: CrisisView) => string;
}

/** So many of the newest notes and calls go into "done so far". */
const NEWEST_NOTES = 3;

/** The five boxes as far as they are known already, one line for each thing. Nothing is invented: a box without a fact stays empty. */
export function prefilled(crisis: CrisisView, say: Saying): Boxes {
  const { details, headline, owner, withThemSince, emergencyCall, emergencyContacts, referrals, timeline } = crisis;
  const asked = FACT_NAMES.flatMap((fact) => {
    const answer = details.facts?.[fact];
    return answer === undefined || answer === 'not-asked' ? [] : [{ fact, answer }];
  }).sort((a, b) => Number(b.answer === 'yes') - Number(a.answer === 'yes'));
  const notes = timeline.filter(({ group }) => group === 'notes').slice(0, NEWEST_NOTES).toReversed();
  const lines: Record<keyof Boxes, (string | null | undefined)[]> = {
    whyNow: [headline, say.urgency(crisis), say.raised(crisis)],
    riskAndSafety: [
      ...asked.map(({ fact, answer }) => say.risk(FACTS[fact], answer)),
      emergencyCall && say.emergencyCall(emergencyCall), ...emergencyContacts.map(say.emergencyContact), details.safeToContact,
    ],
    doneSoFar: [owner && say.answered(owner), withThemSince && say.withThem(withThemSince), say.where(crisis), ...referrals.map(say.referral), ...notes.map(({ more, words }) => more ?? words)],
    theyWant: [details.whatHelps, details.theySaid && say.quote(details.theySaid)],
    mustHappen: [say.nextStep(crisis)],
  };
  return Object.fromEntries(BOXES.map((box) => [box, lines[box].filter(Boolean).join('\n').slice(0, BOX_LONGEST)])) as Boxes;
}
