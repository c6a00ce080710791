import type { Translation } from '../translations.js';
import { answerLink } from './answer-link.js';
import { capacity } from './capacity.js';
import { helpKinds } from './help-kinds.js';
import { providerLink } from './provider-link.js';
import { receipt } from './receipt.js';
import { saidFacts } from './said-facts.js';

/** The pages behind links, for people without an account. */
export const links: Translation = {
  words: { ...answerLink, ...capacity, ...helpKinds, ...providerLink, ...receipt },
  said: saidFacts,
};
