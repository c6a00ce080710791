import type { StaffLanguage } from '../../contract/identity.js';

/**
 * The text with the link to the person's own page. It names nobody and no matter, because somebody else may read it: a code word,
 * where one was agreed, stands in place of our name.
 */
export const receiptText = (opening: string, link: string): string => `${opening}: Here is the page that you asked for. It is yours alone: ${link}`;

/** To the owner: the person took an agreement back by their own page, so that something they asked for has ended. It says no more than that. */
export const tookBackText = (org: string, ref: string, language: StaffLanguage = 'en'): string =>
  (language === 'es' ? `${org}: ${ref} necesita su atención: abra Handrail.` : `${org}: ${ref} needs you: open Handrail.`);
