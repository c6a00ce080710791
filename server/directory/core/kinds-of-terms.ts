import type { Attribute, HelpKind } from '../../contract/directory.js';
import { kindOfOwnTerm } from './kinds-taxonomy.js';

/**
 * Which of our kinds of help the terms of other taxonomies mean, by the term's name in small letters. Only what is beyond doubt: a term that
 * may be several things, or help that we have no kind for, stands for none. Names as in Open Eligibility (both editions).
 */
export const KINDS_OF_TERMS: Readonly<Record<string, readonly HelpKind[]>> = {
  '12-step': ['substance-use'], 'addiction & recovery': ['substance-use'], 'addiction and recovery': ['substance-use'], 'advocacy & legal aid': ['legal'], bereavement: ['bereavement'],
  counseling: ['counselling'], counselling: ['counselling'], detox: ['detox'], 'disability benefits': ['benefits'], 'domestic violence survivors': ['domestic-abuse'], 'emergency cash': ['benefits'],
  'emergency food': ['food'], 'emergency payments': ['benefits'], 'emergency shelter': ['shelter'], 'financial assistance': ['benefits'], 'food benefits': ['food', 'benefits'], 'food delivery': ['food'],
  'food pantry': ['food'], 'free meals': ['food'], 'government benefits': ['benefits'], 'help escape violence': ['domestic-abuse'], 'help find housing': ['housing'],
  'help pay for food': ['food', 'benefits'], 'help pay for housing': ['housing', 'benefits'], 'help pay for utilities': ['benefits'], 'housing advice': ['housing'], 'housing vouchers': ['housing', 'benefits'],
  'long-term housing': ['housing'], 'maternity care': ['perinatal'], 'peer support': ['peer-support'],
  'public housing': ['housing'], representation: ['legal'], 'safe housing': ['domestic-abuse', 'shelter'], 'sexual assault survivors': ['sexual-violence'],
  'short-term housing': ['housing'], 'sober living': ['substance-use', 'housing'], 'support groups': ['community-group'], 'unemployment benefits': ['benefits'],
};

/** The kinds that attributes speak of: our own terms say so themselves, those of others by the cross-walk. */
export function kindsOfAttributes(attributes: readonly Attribute[]): { stated: HelpKind[]; read: HelpKind[] } {
  const terms = attributes.flatMap(({ term }) => (term ? [term] : []));
  const unique = (kinds: readonly HelpKind[]): HelpKind[] => [...new Set(kinds)];
  return {
    stated: unique(terms.flatMap(({ id }) => kindOfOwnTerm(id) ?? [])),
    read: unique(terms.flatMap(({ name }) => KINDS_OF_TERMS[name.trim().toLowerCase()] ?? [])),
  };
}
