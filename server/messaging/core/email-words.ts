import type { StaffLanguage } from '../../contract/identity.js';

/** One e-mail as it is written. Staff and rotas by name, as in the text; never a person in crisis, nothing of health (I12). */
export interface EmailWords { subject: string; body: string }

/** The subject of a notice by its purpose; nothing in it that a stranger should not read on a locked screen. */
const SUBJECTS: Readonly<Record<StaffLanguage, Readonly<Record<string, string>>>> = {
  en: {
    'hand-off': 'Hand-over on the rota', 'rota-alarm': 'The rota needs you', 'rota-swap': 'A shift to swap or cover', 'rota-change': 'Your shifts changed', leave: 'Leave on the rota',
    'sign-in': 'Your sign-in', 'emergency-review': 'A review is overdue',
  },
  es: {
    'hand-off': 'Relevo de guardia', 'rota-alarm': 'Las guardias necesitan su atención', 'rota-swap': 'Un turno para cambiar o cubrir', 'rota-change': 'Sus turnos cambiaron', leave: 'Ausencia en las guardias',
    'sign-in': 'Su inicio de sesión', 'emergency-review': 'Una revisión está atrasada',
  },
};

/** What stands below the words of every notice. */
const BELOW: Readonly<Record<StaffLanguage, { other: string; rota: string; only: string; end: string }>> = {
  en: { other: 'News of the rota', rota: 'The rota', only: 'E-mail only tells. You are asked for a crisis by text and call, never by e-mail.', end: 'To end these e-mails' },
  es: { other: 'Noticias de las guardias', rota: 'Las guardias', only: 'Los correos solo avisan. Por una crisis se le pregunta por mensaje y llamada, nunca por correo.', end: 'Para dejar de recibir estos correos' },
};
/** Not about the rota: these send nobody there. */
const ELSEWHERE = new Set(['sign-in', 'emergency-review']);

export const emailWords = ({ org, publicUrl }: { org: string; publicUrl: string }) => ({
  /** The same words as the text, with room for where to look and how to end it. @param text in `language` */
  notice: (purpose: string, text: string, language: StaffLanguage = 'en'): EmailWords => {
    const { other, rota, only, end } = BELOW[language];
    return {
      subject: `${org}: ${SUBJECTS[language][purpose] ?? other}`,
      body: `${text.startsWith(`${org}: `) ? text.slice(org.length + 2) : text}\n\n${ELSEWHERE.has(purpose) ? '' : `${rota}: ${publicUrl}/rota\n\n`}${only}\n${end}: ${publicUrl}/me/settings\n`,
    };
  },
  code: (code: string, minutes: number, language: StaffLanguage = 'en'): EmailWords => (language === 'es' ? {
    subject: `${org}: su código`,
    body: `${code} es su código para comprobar esta dirección. Vale ${minutes} minutos. Nadie de nosotros se lo pedirá.\n\nSi no lo pidió, no tiene que hacer nada.\n`,
  } : {
    subject: `${org}: your code`,
    body: `${code} is your code to check this address. Good for ${minutes} minutes. Nobody of us ever asks for it.\n\nIf you did not ask for it, you need not do anything.\n`,
  }),
  test: (language: StaffLanguage = 'en'): EmailWords => (language === 'es' ? { subject: `${org}: prueba`, body: 'Esta es una prueba que usted pidió. A esta dirección llegan noticias de las guardias. No tiene que responder.\n' } : { subject: `${org}: test`, body: 'This is a test you asked for. News of the rota comes to this address. You need not answer.\n' }),
});
