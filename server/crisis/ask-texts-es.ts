import type { StaffLanguage } from '../contract/identity.js';
import type { UrgencyShown } from '../contract/triage.js';
import { TextDoesNotFit, fitsOne } from '../messaging/index.js';
import type { Texts } from '../messaging/index.js';
import { askTextsOf, eachName, first, namesIn } from './ask-texts.js';
import type { AskTextSettings, AskTexts } from './ask-texts.js';

const LEVELS: Readonly<Record<UrgencyShown, string>> = { Emergency: 'emergencia', Urgent: 'urgente', Soon: 'pronto', Planned: 'planificada' };
const UNNAMED = 'Un colega';

/** The same texts for staff who read Spanish, under the same rules. Accents that GSM-7 lacks are left off when they leave. @param say in Spanish too */
export function askTextsInSpanish({ org, dutyPhone }: AskTextSettings, say: Texts): AskTexts {
  const each: (typeof eachName) = (who, version) => eachName(who, version, UNNAMED);
  return {
    handOver({ ref, from, link }) {
      const text = say.handOver({ ref, from, link });
      const more = text.replace(link, `Responda 1 acepto, 2 no puedo. ${link}`);
      return fitsOne(more) ? more : text;
    },
    assignment: ({ ref, shows, from, link }) => each(from, (name) => [
      `${org}: ${name} le pide tomar ${ref}, ${LEVELS[shows]}, ahora. También se pregunta a otros. Responda 1 me encargo, 2 no puedo. ${link}`,
      `${org}: ${name} le pide tomar ${ref}. Responda 1 me encargo, 2 no puedo. ${link}`,
    ]),
    shift: ({ ref, shows, from, link }) => each(from, (name) => [
      `${org}: ${name} termina su turno. ¿Toma ${ref}, ${LEVELS[shows]}? En 10 min se pregunta a todos. Responda 1 ${ref} sí, 2 ${ref} no. ${link}`,
      `${org}: ${name} termina su turno. ¿Toma ${ref}? Responda 1 ${ref} sí, 2 ${ref} no. ${link}`,
      `${org}: ¿Toma ${ref} de ${name}? Responda 1 ${ref} sí, 2 ${ref} no. ${link}`,
    ]),
    backup: ({ ref, from, phone, link }) => each(from, (name) => [
      `${org}: ${name} pide refuerzo en ${ref}. Llame al ${phone}. Responda 1 ayudo, 2 no puedo. ${link}`, `${org}: ${name} pide refuerzo en ${ref}. Responda 1 o 2. ${link}`,
    ]),
    teamBackup: ({ from, phone }) => each(from, (name) => [
      `${org}: ${name} pide refuerzo, llega demasiado a la vez. Abra el tablero y tome lo que espera, o llame al ${phone}.`, `${org}: ${name} pide refuerzo, llega demasiado a la vez. Llame al ${phone}.`,
    ]),
    backupIs: ({ ref, who, phone }) => each(who, (name) => [`${org}: ${name} es su refuerzo en ${ref}. Llame al ${phone}.`]),
    backupYours: ({ ref, owner, phone }) => each(owner, (name) => [`${org}: Usted es refuerzo en ${ref}. ${name} sigue a cargo. Llame al ${phone}.`]),
    backupOver: ({ ref }) => first([`${org}: Ya no hace falta refuerzo en ${ref}. Gracias.`]),
    backupNobody: ({ ref, owner, phone }) => each(owner, (name) => [`${org}: TODAVIA SIN REFUERZO para ${name} en ${ref}. Llame al ${phone}.`]),
    returned: ({ ref, to, minutes }) => each(to, (name) => [
      `${org}: NADIE TOMO ${ref}. ${name} no respondió en ${minutes} min. Sigue a su cargo. Pregunte a otra persona, o llame al ${dutyPhone}.`,
      `${org}: NADIE TOMO ${ref}. Sigue a su cargo. O llame al ${dutyPhone}.`,
    ]),
    returnedLead: ({ ref, from, to }) => each(from, (name) => [
      `${org}: ${name} no pudo traspasar ${ref}: ${namesIn(to, UNNAMED)[0] ?? ''} no respondió. ${name} sigue a cargo. Por favor mire.`, `${org}: ${ref} no se pudo traspasar. Por favor mire.`,
    ]),
    declined: ({ ref, to }) => each(to, (name) => [`${org}: ${name} no puede tomar ${ref}. Sigue a su cargo. Pregunte a otra persona, o llame al ${dutyPhone}.`]),
    notAssigned: ({ ref, to }) => each(to, (name) => [`${org}: ${name} no toma ${ref}. Se sigue preguntando a los demás.`]),
    shiftOver: ({ ref }) => first([`${org}: Nadie tomó ${ref}, así que se pregunta otra vez a todos. Usted no tiene que actuar. Gracias.`]),
    noted: ({ ref }) => first([`${org}: ${ref}: anotado, no puede. Gracias.`]),
    withThemYet: ({ ref, minutes }) => first([
      `${org}: ${ref}: ¿YA ESTA CON LA PERSONA? Responda 4 al estar ahí, 5 refuerzo. Sin respuesta, en ${minutes} min preguntamos a otros. O llame al ${dutyPhone}.`,
      `${org}: ${ref}: ¿YA ESTA AHI? Responda 4 si está, 5 refuerzo. Si no, en ${minutes} min preguntamos a otros. O llame al ${dutyPhone}.`,
    ]),
    unowned: ({ ref }) => first([`${org}: NADIE TENIA ${ref} y no se preguntaba a nadie. Se pregunta otra vez. Por favor mire.`]),
    lookAgain: ({ ref }) => first([`${org}: ${ref}: pasó la mitad del tiempo para el contacto. Por favor revísela.`]),
    joined: ({ ref, to }) => first([`${org}: ${ref} ahora es parte de ${to}. Nadie actúa ya en ${ref}. Gracias.`]),
  };
}

/** The texts for whoever reads `language`; a Spanish one that does not fit gives way to the English. @param say in that language */
export function askTextsFor(language: StaffLanguage, settings: AskTextSettings, say: Texts): AskTexts {
  const english = askTextsOf(settings, say);
  if (language === 'en') return english;
  const spanish = askTextsInSpanish(settings, say);
  const both = (name: keyof AskTexts) => (about: never): string => {
    try {
      return spanish[name](about);
    } catch (error) {
      if (error instanceof TextDoesNotFit) return english[name](about);
      throw error;
    }
  };
  return Object.fromEntries((Object.keys(english) as (keyof AskTexts)[]).map((name) => [name, both(name)])) as unknown as AskTexts;
}
