import type { SaidPair } from '../core/said.js';

/** What the screeners of `config/policies/screeners` ask, and under which licence. */
export const saidScreeners: readonly SaidPair[] = [
  ['Columbia screener, last month', 'Cuestionario de Columbia, último mes'], ['Columbia screener, since we last spoke', 'Cuestionario de Columbia, desde la última vez que hablamos'],
  ['ASQ, four questions and one more', 'ASQ, cuatro preguntas y una más'], ['Four things to listen for', 'Cuatro cosas que escuchar'],
  ['Wishes to be dead, or not to wake up', 'Desea morir, o no despertar'], ['Has had thoughts of suicide', 'Ha tenido pensamientos de suicidio'], ['Has thought about how, without plan or intent', 'Ha pensado en cómo, sin plan ni intención'],
  ['Has meant, at least a little, to act on the thoughts', 'Ha tenido, al menos un poco, la intención de actuar'], ['Has worked out a plan and means to carry it out', 'Ha elaborado un plan y piensa llevarlo a cabo'],
  ['Has ever tried, started, stopped on the way, or prepared', 'Alguna vez lo intentó, lo empezó, se detuvo a medio camino o lo preparó'], ['Was any of that in the last 3 months', 'Algo de eso fue en los últimos 3 meses'],
  ['Has tried, started, stopped on the way, or prepared', 'Lo intentó, lo empezó, se detuvo a medio camino o lo preparó'],
  ['Has wished to be dead', 'Ha deseado morir'], ['Has felt that the family would be better off without them', 'Ha sentido que su familia estaría mejor sin su presencia'], ['Has ever tried', 'Alguna vez lo intentó'],
  ['Has thoughts of suicide at this moment', 'Tiene pensamientos de suicidio en este momento'],
  ['Do they want to die, or see no way on?', '¿Quiere morir, o no ve cómo seguir?'], ['Do they mean to act?', '¿Tiene la intención de actuar?'],
  ['Could they act: means, earlier attempts, nothing that stops them?', '¿Podría actuar: medios, intentos anteriores, nada que lo impida?'], ['Is there little that holds them: people, plans, reasons to live?', '¿Hay poco que le sostenga: personas, planes, razones para vivir?'],
  ['last month', 'último mes'], ['since we last spoke', 'desde la última vez que hablamos'], ['ever', 'alguna vez'], ['last 3 months', 'últimos 3 meses'], ['last few weeks', 'últimas semanas'], ['last week', 'última semana'], ['right now', 'en este momento'], ['now', 'ahora'],
  [
    'The instrument is copyrighted and free for use in care. These labels are our own short paraphrase, not its questions: load the official wording, unchanged, before showing it under its name.',
    'El instrumento tiene derechos de autor y es gratuito en la atención. Estos textos son nuestra propia paráfrasis breve, no sus preguntas: cargue la redacción oficial, sin cambios, antes de mostrarlo con su nombre.',
  ],
  [
    'Columbia protocol, screener for triage: structure, branch and high threshold. The middle and low bands follow usual triage colouring and may be adapted; the high band may not.',
    'Protocolo de Columbia, cuestionario para triaje: estructura, ramas y umbral alto. Las bandas media y baja siguen el uso habitual y se pueden adaptar; la banda alta no.',
  ],
  [
    'A free resource of the US National Institute of Mental Health. These labels are our own short paraphrase: load the official wording before showing it under its name.',
    'Un recurso gratuito del Instituto Nacional de Salud Mental de EE. UU. Estos textos son nuestra propia paráfrasis breve: cargue la redacción oficial antes de mostrarlo con su nombre.',
  ],
  [
    'NIMH, Ask Suicide-Screening Questions. Counting a declined question as positive, and the names acute and non-acute, are to be confirmed.',
    'NIMH, Ask Suicide-Screening Questions. Por confirmar: contar como positiva una pregunta sin respuesta, y los nombres agudo y no agudo.',
  ],
  ['The four domains are published; these prompts are our own words. Nothing here is an instrument with a fixed wording.', 'Los cuatro ámbitos están publicados; estas preguntas son palabras nuestras. Nada de esto es un instrumento con redacción fija.'],
  ['US Lifeline network, safety assessment domains: desire, intent, capability, buffers and connectedness.', 'Red Lifeline de EE. UU., ámbitos de la evaluación de seguridad: deseo, intención, capacidad, apoyos y vínculos.'],
];
