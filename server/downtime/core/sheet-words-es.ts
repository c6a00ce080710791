import type { SheetWords } from './sheet-words.js';

/** A sheet in Spanish, in the words of the screens. */
export const SHEET_WORDS_ES: SheetWords = {
  title: 'Hoja de contingencia', staffOnly: 'Hoja de contingencia. Solo para el personal.', page: 'Página', of: 'de',
  purpose: 'para cuando no se pueda usar Handrail.', validAt: 'Válida el', printedAt: 'Impresa el', zone: (timeZone) => `Las horas son de ${timeZone}.`, foot: (whose, at) => `${whose}. Impresa el ${at}.`,
  emergency: 'Emergencias', dutyPhone: 'Teléfono de guardia', crisisLine: 'Línea de crisis', notSet: 'sin indicar',
  steps: (emergency) => [
    `Peligro de muerte ahora: llame primero al ${emergency || 'número de emergencias'}.`, 'Llame a quien esté de guardia. Si no contesta: a la siguiente persona de esta hoja, luego a un supervisor.',
    'Anote cada crisis en un formulario y cada llamada en el registro.', 'Cuando Handrail vuelva a funcionar, pase todo, con las horas del papel.',
  ],
  onCall: 'De guardia', noRota: 'Este equipo no tiene guardias. Llame a un supervisor.', supervises: (rota) => `${rota} (supervisa)`, nobodyAhead: 'Nadie en las próximas 24 horas.',
  when: 'Cuándo', who: 'Quién', name: 'Nombre', phone: 'Teléfono', noNumber: 'sin número conocido',
  now: (until) => `Ahora, hasta ${until}`, span: (from, until) => `${from} a ${until}`, beside: (name) => `${name} (además)`, off: 'Nadie, como está previsto.', gap: 'No hay nadie de guardia. Llame a un supervisor.',
  supervisors: 'Supervisores', noSupervisor: 'Este equipo no tiene supervisor. Llame al teléfono de guardia.',
  crises: (count) => `Crisis abiertas (${count})`, noCrisis: 'No había ninguna crisis abierta.', ref: 'Código', urgency: 'Urgencia', since: 'Desde', owner: 'Responsable', referralWaits: 'Derivación en espera', yes: 'sí', no: 'no',
  asked: 'Todavía nadie, se está preguntando. Mientras Handrail no funcione, llame a quien esté de guardia.', followUp: 'Nadie. Está en seguimiento.',
  shows: { Emergency: 'Emergencia', Urgent: 'Urgente', Soon: 'Pronto', Planned: 'Planificada' },
  form: (number, of) => `Formulario de reporte ${number} de ${of}`,
  fields: [
    ['Fecha y hora', 'one'], ['Quién nos avisa, y su teléfono', 'one'], ['La persona, como quiere que la llamen', 'one'], ['Cómo contactar a la persona', 'one'], ['Dónde está la persona ahora', 'two'], ['Qué está pasando', 'many'],
    ['¿Peligro de muerte ahora? (sí / no)', 'one'], ['¿Se llamó a emergencias? (cuándo, quién)', 'one'], ['A quién se llamó, cuándo, si contestó', 'two'], ['Quién se encarga, desde cuándo', 'one'], ['Qué sigue, y cuándo', 'two'], ['Pasado a Handrail (código, hora, quién)', 'one'],
  ],
  log: 'Registro', time: 'Hora', refOrForm: 'Código o formulario', done: 'Qué se hizo o se acordó',
};
