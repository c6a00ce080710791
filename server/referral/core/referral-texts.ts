import type { StaffLanguage } from '../../contract/identity.js';

/** The texts of this room that `ux.md` §7 does not number: they name no service, no person and no reason. Each is checked to be one segment, without the accents that GSM-7 lacks, before it is queued. */

/** To the owner: something about their referral waits for them. */
export const needsYou = (org: string, ref: string, language: StaffLanguage = 'en'): string =>
  (language === 'es' ? `${org}: La derivación ${ref} necesita su atención: abra Handrail.` : `${org}: Referral ${ref} needs you: open Handrail.`);

/** To the owner: a service said yes. */
export const acceptedNotice = (org: string, ref: string, language: StaffLanguage = 'en'): string =>
  (language === 'es' ? `${org}: Aceptaron la derivación ${ref}. Abra Handrail para ver lo que sigue.` : `${org}: Referral ${ref} was accepted. Open Handrail for what comes next.`);

/** To another verified contact of the service. `phone` is the owner's or the duty phone. */
export const codeText = (org: string, ref: string, code: string, validMinutes: number, phone: string): string =>
  `${org}: ${code} is the code for referral ${ref}. It works for ${validMinutes} min. Did nobody there ask for it? Ring ${phone}.`;
