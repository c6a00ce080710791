import type { StaffLanguage } from '../../contract/identity.js';

/** A code as it is spoken, with pauses. */
const spoken = (code: string): string => [...code].join(', ');

/** The words of codes and tests: neutral, for a stranger may read or hear them. `org` is the short name of the network. */
export const checkWords = ({ org }: { org: string }) => ({
  codeText: (code: string, minutes: number, language: StaffLanguage = 'en'): string => (language === 'es'
    ? `${org}: ${code} es su codigo para comprobar este telefono. Vale ${minutes} min. Nadie de nosotros se lo pedira.`
    : `${org}: ${code} is your code to check this phone. Good for ${minutes} min. Nobody of us ever asks for it.`),
  codeCall: (code: string, language: StaffLanguage = 'en'): string => (language === 'es'
    ? `${org}. Su código para comprobar este teléfono es ${spoken(code)}. Otra vez: ${spoken(code)}. Y una vez más: ${spoken(code)}. Adiós.`
    : `${org}. Your code to check this phone is ${spoken(code)}. Once more: ${spoken(code)}. And again: ${spoken(code)}. Goodbye.`),
  testText: (language: StaffLanguage = 'en'): string => (language === 'es'
    ? `${org}: Esta es una prueba que usted pidio. Este telefono recibe nuestros mensajes. No tiene que responder.`
    : `${org}: This is a test you asked for. This phone gets our texts. You need not answer.`),
  testCall: (language: StaffLanguage = 'en'): string => (language === 'es'
    ? `${org}. Esta es una llamada de prueba que usted pidió. Este teléfono recibe nuestras llamadas. No tiene que hacer nada. Adiós.`
    : `${org}. This is a test call that you asked for. This phone gets our calls. You need not do anything. Goodbye.`),
  goneCall: (language: StaffLanguage = 'en'): string => (language === 'es' ? `${org}. Esta llamada ya no hace falta. Adiós.` : `${org}. This call is no longer needed. Goodbye.`),
});

/** A code is good for so long, and for so many tries. */
export const CODE = { validMinutes: 10, mostTries: 5 } as const;
/** So many may be asked for: codes cost money, and can be used to pester a phone. */
export const CHECK_LIMITS = { code: { count: 5, withinSeconds: 3600 }, test: { count: 12, withinSeconds: 3600 } } as const;
