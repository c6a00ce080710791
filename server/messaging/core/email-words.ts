import type { StaffLanguage } from '../../contract/identity.js';

/** One e-mail as it is written. Staff and rotas by name, as in the text; never a person in crisis, nothing of health (I12). */
export interface EmailWords { subject: string; body: string }

/** The subject of a notice by its purpose; nothing in it that a stranger should not read on a locked screen. */
const SUBJECTS: Readonly<Record<string, string>> = {
  'hand-off': 'Hand-over on the rota', 'rota-alarm': 'The rota needs you', 'rota-swap': 'A shift to swap or cover', 'rota-change': 'Your shifts changed', leave: 'Leave on the rota',
};

export const emailWords = ({ org, publicUrl }: { org: string; publicUrl: string }) => ({
  /** The same words as the text, with room for where to look and how to end it. */
  notice: (purpose: string, text: string): EmailWords => ({
    subject: `${org}: ${SUBJECTS[purpose] ?? 'News of the rota'}`,
    body: `${text.startsWith(`${org}: `) ? text.slice(org.length + 2) : text}\n\nThe rota: ${publicUrl}/rota\n\n`
      + `E-mail only tells. You are asked for a crisis by text and call, never by e-mail.\nTo end these e-mails: ${publicUrl}/me/settings\n`,
  }),
  code: (code: string, minutes: number, language: StaffLanguage = 'en'): EmailWords => (language === 'es' ? {
    subject: `${org}: su código`,
    body: `${code} es su código para comprobar esta dirección. Vale ${minutes} minutos. Nadie de nosotros se lo pedirá.\n\nSi no lo pidió, no tiene que hacer nada.\n`,
  } : {
    subject: `${org}: your code`,
    body: `${code} is your code to check this address. Good for ${minutes} minutes. Nobody of us ever asks for it.\n\nIf you did not ask for it, you need not do anything.\n`,
  }),
  test: (language: StaffLanguage = 'en'): EmailWords => (language === 'es' ? { subject: `${org}: prueba`, body: 'Esta es una prueba que usted pidió. A esta dirección llegan noticias de las guardias. No tiene que responder.\n' } : { subject: `${org}: test`, body: 'This is a test you asked for. News of the rota comes to this address. You need not answer.\n' }),
});
