import { firstName, when, withLink } from './rota-texts.js';
import type { RotaTexts, Speaking } from './rota-texts.js';
import { hoursOf } from './wall-clock.js';

const on = (at: Date, speak: Pick<Speaking, 'timeZone' | 'now'>): string => when(at, speak, 'es');
const first = (name: string | null): string => (name === null ? 'Un colega' : firstName(name));

/** The texts of this room for staff who read Spanish, under the same rules. Accents that GSM-7 lacks are left off when they leave. */
export const ROTA_TEXTS_ES: RotaTexts = {
  gapText(speak, { rotaName, startsAt, endsAt }, others) {
    const begins = startsAt <= speak.now ? 'ahora' : on(startsAt, speak);
    const time = `${begins}${endsAt ? ` hasta ${on(endsAt, speak)}, ${hoursOf({ startsAt, endsAt })} h` : ', sin fin previsto'}`;
    const more = others > 0 ? [`Y ${others} más.`] : [];
    return [
      ...withLink(speak, [`${speak.org}: NADIE DE GUARDIA en ${rotaName}, ${time}.`, ...more, 'Busque quien cubra:']),
      `${speak.org}: NADIE DE GUARDIA, ${begins}. Abra Handrail.`,
    ];
  },
  warningText(speak, { kind, rotaName, name, startsAt }, others) {
    const time = startsAt <= speak.now ? 'ahora' : on(startsAt, speak);
    const more = others > 0 ? [`Y ${others} más.`] : [];
    const said = (who: string): string => ({
      unreachable: `${who} está de guardia en ${rotaName}, ${time}, y no se le puede avisar por mensaje.`,
      rest: `${who} tiene menos de 11 h de descanso antes de ${rotaName}, ${time}.`,
      hours: `${who} está demasiadas horas de guardia desde ${rotaName}, ${time}.`,
      double: `${who} está en dos guardias a la vez desde ${rotaName}, ${time}.`,
    })[kind];
    return [...withLink(speak, [`${speak.org}: ${said(name)}`, ...more]), `${speak.org}: ${said(first(name))}`, `${speak.org}: Un turno necesita su atención, ${time}. Abra Handrail.`];
  },
  comesOnText: (speak, { rotaName, until, from }) => [
    `${speak.org}: Usted está de guardia desde ahora, ${rotaName}${until ? `, hasta ${on(until, speak)}` : ''}.${from === null ? '' : ` Releva a ${first(from)}.`} Gracias.`,
    `${speak.org}: Usted está de guardia desde ahora${until ? `, hasta ${on(until, speak)}` : ''}.`,
  ],
  goesOffText: (speak, { rotaName, to }) => [
    `${speak.org}: Su turno de guardia, ${rotaName}, terminó. ${to === null ? 'No le releva nadie; se avisa a los encargados de guardias.' : `Ahora está de guardia ${first(to)}.`} Gracias.`,
    `${speak.org}: Su turno de guardia terminó. Gracias.`,
  ],
  askedText: (speak, { rotaName, startsAt, endsAt }, from, inReturn) => {
    const asks = `${first(from)} le pide ${inReturn ? 'cambiar de turno' : 'que cubra su turno'}`;
    return [
      `${speak.org}: ${asks}, ${rotaName}, ${on(startsAt, speak)} hasta ${on(endsAt, speak)}. Vale cuando usted acepte: ${speak.link}`,
      `${speak.org}: ${asks}, ${on(startsAt, speak)} hasta ${on(endsAt, speak)}. Conteste en Handrail.`,
      `${speak.org}: Le piden tomar un turno, ${on(startsAt, speak)}. Conteste en Handrail.`,
    ];
  },
  decidedText: (speak, { rotaName, startsAt }, state, by) => {
    const shift = `${rotaName}, ${on(startsAt, speak)}`;
    const said = state === 'accepted' ? `${first(by)} toma su turno, ${shift}.`
      : state === 'declined' ? `${first(by)} no puede tomar su turno, ${shift}. Usted sigue de guardia.` : `Nadie tomó su turno, ${shift}. Usted está de guardia.`;
    return [`${speak.org}: ${said}`, `${speak.org}: ${state === 'accepted' ? 'Su turno ya está cubierto' : 'Usted sigue de guardia'}, ${on(startsAt, speak)}.`];
  },
  putOnText: (speak, { rotaName, startsAt, endsAt }, beside) => [
    `${speak.org}: Le pusieron de guardia${beside ? ', junto a quien ya está' : ''}, ${rotaName}, ${on(startsAt, speak)} hasta ${on(endsAt, speak)}. ${speak.link}`,
    `${speak.org}: Le pusieron de guardia, ${rotaName}, ${on(startsAt, speak)} hasta ${on(endsAt, speak)}.`,
    `${speak.org}: Le pusieron de guardia, ${on(startsAt, speak)}. Abra Handrail.`,
  ],
  leaveWords: (speak, { name, startsAt, endsAt }, ended) =>
    `${ended ? 'Ya no hay ausencia de' : 'Ausencia de'} ${name}, ${on(startsAt, speak)} hasta ${on(endsAt, speak)}.`,
  needsYou: ({ org }) => [`${org}: Las guardias necesitan su atención. Abra Handrail.`],
};
