import type { Progress } from './referral.js';

/**
 * Service and person do not say the same of whether it helped: both answers stay, and somebody looks. "Not known" contradicts
 * nobody; who "did not get help" there and says it helped does.
 */
export const disagree = ({ serviceOutcome, personOutcome }: Pick<Progress, 'serviceOutcome' | 'personOutcome'>): boolean =>
  serviceOutcome !== null && personOutcome !== null && serviceOutcome !== 'not-known' && personOutcome !== 'not-known' && serviceOutcome !== personOutcome;
