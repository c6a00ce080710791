import type { SaidPair } from '../core/said.js';

/** Who did something by which right, as the audit keeps it, and what drills are called. */
export const saidAudit: readonly SaidPair[] = [
  // Roles, as the audit keeps them.
  ['support-worker', 'trabajo de apoyo'],
  ['peer-worker', 'apoyo entre pares'],
  ['clinician', 'personal clínico'],
  ['supervisor', 'supervisor'],
  ['directory-manager', 'encargado del directorio'],
  ['rota-manager', 'encargado de guardias'],
  ['auditor', 'auditor'],
  ['administrator', 'administrador'],
  ['provider', 'servicio'],
  ['staff', 'personal'],
  ['machine', 'programa'],
  ['set-up', 'puesta en marcha'],
  ['system', 'sistema'],
  ['clock', 'reloj'],
  ['push service', 'servicio de avisos'],
  ['wall screen', 'pantalla mural'],
  ['by link', 'por enlace'],
  ['person by link', 'persona por enlace'],
  ['service by link', 'servicio por enlace'],
  ['responder by link', 'quien responde, por enlace'],
  ['responder by sms', 'quien responde, por mensaje'],
  ['responder by voice', 'quien responde, por llamada'],
  ['responder by push', 'quien responde, por aviso'],
  ['{role} by enrolled phone', '{role}, con un teléfono registrado'],
  ['A screen on a wall', 'Una pantalla mural'],
  // Drills.
  ['A night of 100 crises', 'Una noche de 100 crisis'],
];
