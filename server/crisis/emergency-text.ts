import type { StaffLanguage } from '../contract/identity.js';
import { fitsOne, mustFitOne, toGsm7 } from '../messaging/index.js';

interface Opened { org: string; ref: string; name: string; language: StaffLanguage }

/** One segment that names whoever it was as fully as there is room for. @throws TextDoesNotFit */
function naming(name: string, language: StaffLanguage, say: (who: string) => string): string {
  const unnamed = language === 'es' ? 'Un colega' : 'A colleague';
  const versions = [name, name.trim().split(/\s+/)[0] ?? '', unnamed].map((who) => toGsm7(say(who)));
  return versions.find(fitsOne) ?? mustFitOne(versions.at(-1) ?? '');
}

/** To the owner and the supervisors: somebody opened a crisis that is not theirs to see. One segment, and nothing of health. */
export function emergencyText({ org, timeZone, ref, name, until, language }: Opened & { timeZone: string; until: Date }): string {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(until);
  return naming(name, language, language === 'es'
    ? (who) => `${org}: ${who} abrió ${ref} por acceso de emergencia, hasta las ${time}. El motivo está en su cronología.`
    : (who) => `${org}: ${who} opened ${ref} by emergency access, until ${time}. Why is in its timeline.`);
}

/** To who must look at it: nobody has within 72 hours. As a text one segment, and nothing of health. */
export function overdueText({ org, ref, name, language }: Opened): { text: string; email: string } {
  const say = language === 'es'
    ? (who: string) => `${org}: Revisión atrasada. ${who} abrió ${ref} por acceso de emergencia hace más de 3 días. Por favor mire en Handrail, en Auditoría.`
    : (who: string) => `${org}: Review overdue. ${who} opened ${ref} by emergency access over 3 days ago. Please look at it in Handrail, under Audit.`;
  return { text: naming(name, language, say), email: say(name) };
}
