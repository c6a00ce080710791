import type { StaffLanguage } from '../../contract/identity.js';
import type { PushMessage } from '../../contract/notices.js';
import type { UrgencyShown } from '../../contract/triage.js';
import { LEVELS } from './texts.js';

/** Why somebody is told who was asked before. */
export type PushTells = 'yours' | 'taken' | 'stood-down' | 'over';

export interface PushAbout { ref: string; crisisId: string; at: Date; link: string }

const base = ({ crisisId, at, link }: PushAbout) => ({ v: 1 as const, tag: `crisis-${crisisId}`, at: at.toISOString(), path: `/crises/${encodeURIComponent(crisisId)}`, link });

/** Asks, in the words of the text. Source: ux.md §5, "Emergency 4821 needs someone". */
export const pushAsks = (about: PushAbout, shows: UrgencyShown, stays: boolean, language: StaffLanguage = 'en'): PushMessage =>
  ({ ...base(about), kind: 'asks', ...ASKS[language](shows, about.ref), stays });

const ASKS: Readonly<Record<StaffLanguage, (shows: UrgencyShown, ref: string) => Pick<PushMessage, 'title' | 'body'>>> = {
  en: (shows, ref) => ({ title: `${shows} ${ref} needs someone`, body: 'A person is waiting. Open to answer.' }),
  es: (shows, ref) => ({ title: `${LEVELS.es[shows]} ${ref} necesita a alguien`, body: 'Una persona espera. Abra para responder.' }),
};

type Told = Readonly<Record<PushTells, { title: (ref: string) => string; body: string }>>;
const TELLS: Readonly<Record<StaffLanguage, Told>> = { en: {
  yours: { title: (ref) => `${ref} is yours`, body: 'Open to see it.' },
  taken: { title: (ref) => `${ref} is taken`, body: 'You can stand down. Thank you.' },
  'stood-down': { title: (ref) => `${ref} was stood down`, body: 'You do not need to act. Thank you.' },
  over: { title: (ref) => `${ref} no longer needs an answer`, body: 'Thank you.' },
}, es: {
  yours: { title: (ref) => `${ref} está a su cargo`, body: 'Abra para verla.' },
  taken: { title: (ref) => `${ref} ya tiene responsable`, body: 'Usted no tiene que actuar. Gracias.' },
  'stood-down': { title: (ref) => `${ref} se anuló`, body: 'Usted no tiene que actuar. Gracias.' },
  over: { title: (ref) => `${ref} ya no necesita respuesta`, body: 'Gracias.' },
} };

/** Takes the place of what asked. */
export const pushTells = (about: PushAbout, what: PushTells, language: StaffLanguage = 'en'): PushMessage =>
  ({ ...base(about), kind: 'tells', title: TELLS[language][what].title(about.ref), body: TELLS[language][what].body, stays: false });

/** A test somebody asked for. */
export const pushTest = (org: string, at: Date, language: StaffLanguage = 'en'): PushMessage => ({
  v: 1, kind: 'test', title: language === 'es' ? `${org}: prueba` : `${org}: test`,
  body: language === 'es' ? 'Este navegador avisa cuando se le pregunta. No tiene que hacer nada.' : 'This browser is told when you are asked. You need not do anything.', tag: 'test', at: at.toISOString(), stays: false, path: '/me/settings', link: '/me/settings',
});
