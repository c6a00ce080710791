import type { SaidPair } from '../core/said.js';

/** Why a service fits or does not, and what was looked for, as `server/matching/core` words it. */
export const saidMatches: readonly SaidPair[] = [
  ['wheelchair access', 'acceso para silla de ruedas'], ['step-free access', 'entrada sin escalones'], ['elevator', 'ascensor'], ['accessible restroom', 'baño accesible'], ['accessible parking', 'estacionamiento accesible'],
  ['American Sign Language', 'lengua de señas americana'], ['British Sign Language', 'lengua de señas británica'], ['hearing loop', 'bucle magnético'], ['text relay', 'retransmisión de texto'], ['quiet space', 'espacio tranquilo'],
  ['large print', 'letra grande'], ['braille', 'braille'], ['assistance animals', 'animales de asistencia'],
  ['Peer-run', 'Atendido por pares'], ['A woman to talk to', 'Una mujer con quien hablar'], ['A man to talk to', 'Un hombre con quien hablar'], ['Faith-based', 'Religioso'], ['Not faith-based', 'No religioso'], ['No police on site', 'Sin policía en el lugar'],
  ['LGBTQ+ affirming', 'Afirmativo LGBTQ+'], ['Trauma-informed', 'Con enfoque en el trauma'],
  ['Women only', 'Solo mujeres'], ['Men only', 'Solo hombres'], ['Adults only', 'Solo adultos'], ['Under 18 only', 'Solo menores de 18'], ['Families only', 'Solo familias'], ['No children', 'Sin niños'], ['No pets', 'Sin mascotas'],
  ['Must be sober on arrival', 'Hay que llegar en sobriedad'], ['No recent violence', 'Sin violencia reciente'], ['Must be medically stable', 'Hay que estar médicamente estable'], ['Only in pregnancy and the year after birth', 'Solo en el embarazo y el año después del parto'],
  ['Veterans only', 'Solo veteranos'], ['Only through a professional', 'Solo por medio de un profesional'],
  ['Spanish', 'español'], ['English', 'inglés'], ['Somali', 'somalí'], ['Arabic', 'árabe'], ['Vietnamese', 'vietnamita'], ['Chinese', 'chino'], ['Korean', 'coreano'], ['French', 'francés'], ['Portuguese', 'portugués'], ['Russian', 'ruso'], ['Amharic', 'amárico'],
  ['Haitian Creole', 'criollo haitiano'], ['Tagalog', 'tagalo'], ['Ukrainian', 'ucraniano'],

  // Rules, in the counts of what is not shown.
  ['not running', 'sin funcionar'], ['not wanted by the person', 'que la persona no quiere'], ['declined before', 'que no aceptaron antes'], ['another area', 'de otra zona'], ['not for this urgency', 'no para esta urgencia'], ['age', 'edad'],
  ['for other people', 'para otras personas'], ['language', 'idioma'], ['access', 'acceso'], ['entry too old', 'con ficha demasiado antigua'], ['closed', 'cerrados'], ['full', 'sin cupo'],
  ['if those that declined are asked again', 'si se pregunta otra vez a los que no aceptaron'], ['if a service from outside the area can take them', 'si puede recibirle un servicio de fuera de la zona'],
  ['if a service for less urgent needs can take them', 'si puede recibirle un servicio para necesidades menos urgentes'], ['if a service for another age makes an exception', 'si un servicio para otra edad hace una excepción'],
  ['if a service makes an exception to its own rules', 'si un servicio hace una excepción a sus reglas'], ['if somebody interprets', 'si alguien interpreta'], ['if the access needs can be met in another way', 'si las necesidades de acceso se cubren de otra forma'],
  ['if somebody rings to check the entry', 'si alguien llama para comprobar la ficha'], ['if they can wait until it opens', 'si la persona puede esperar a que abra'], ['if a full service finds a place', 'si un servicio sin cupo encuentra un lugar'],
  ['{count} more if {what}', '{count} más si {what}'],

  // Why not.
  ['The person does not want it told', 'La persona no quiere que se le diga'], ['Too far away', 'Demasiado lejos'], ['Serves another area', 'Atiende otra zona'], ['No interpreter', 'Sin intérprete'], ['Entry not checked for more than a year', 'Ficha sin comprobar desde hace más de un año'],
  ['Opens {time}, later than needed', 'Abre {time}, más tarde de lo necesario'], ['Closed: {why}', 'Cerrado: {why}'], ['Closed', 'Cerrado'], ['Full, told {time}', 'Sin cupo, informado {time}'], ['Full', 'Sin cupo'], ['Full, keeps a waiting list', 'Sin cupo, con lista de espera'],
  ['Declined {time}', 'No aceptó {time}'], ['Declined', 'No aceptó'], ['Inactive', 'No está funcionando'], ['Defunct', 'Cerrado para siempre'], ['Temporarily closed', 'Cerrado por ahora'], ['Takes other urgencies', 'Recibe otras urgencias'], ['Takes other ages', 'Recibe otras edades'],

  // What to mind.
  ['Takes {ages}: ask their age', 'Recibe {ages}: pregunte la edad'], ['some ages', 'algunas edades'], ['Takes urgency {from} to {to}', 'Recibe urgencia {from} a {to}'], ['Takes urgency {letter}', 'Recibe urgencia {letter}'],
  ['Has not said whether it serves where they are', 'No dijo si atiende donde está la persona'], ['May cost money', 'Puede costar dinero'], ['Has not said whether it takes urgency {letter}', 'No dijo si recibe urgencia {letter}'],
  ['Meant for urgency {from} to {to}', 'Pensado para urgencia {from} a {to}'], ['Meant for urgency {letter}', 'Pensado para urgencia {letter}'], ['Places not confirmed. Last told: {free}', 'Cupos sin confirmar. Último informe: {free}'], ['Free places not known', 'Cupos libres desconocidos'],
  ['Lately told free places {count} times and then had none: ring first', 'Últimamente informó cupos {count} veces y luego no tenía: llame primero'], ['Further than they wished: {distance}', 'Más lejos de lo que deseaba: {distance}'], ['Distance not known', 'Distancia desconocida'],
  ['Opening hours not known', 'Horario desconocido'], ['Hours today not known. Opens {time}', 'Horario de hoy desconocido. Abre {time}'], ['By appointment', 'Con cita'], ['Closes {time}', 'Cierra {time}'],
  ['Tells of other languages, not of {language}', 'Informa de otros idiomas, no de {language}'], ['Find out which language first', 'Primero averigüe qué idioma habla'], ['{language} by phone interpreter only', '{language} solo con intérprete por teléfono'],
  ['No step-free access, none needed', 'Sin entrada sin escalones, no hace falta'], ['Ask about: {what}', 'Pregunte por: {what}'], ['Only for the person alone', 'Solo para la persona, sin acompañantes'], ['Entry not checked for a long time', 'Ficha sin comprobar desde hace mucho'],
  ['Entry never checked', 'Ficha nunca comprobada'], ['Somebody still has to look through this entry', 'Alguien todavía debe revisar esta ficha'], ['What it does was only read from keywords', 'Lo que hace solo se leyó de palabras clave'], ['Asks for: {papers}', 'Pide: {papers}'],
  ['Takes referrals by phone only', 'Recibe derivaciones solo por teléfono'], ['Intake contact never checked here', 'Contacto de ingreso nunca comprobado aquí'], ['No intake contact known', 'No se conoce ningún contacto de ingreso'],

  // Why this one.
  ['Says it takes urgency {letter}', 'Dice que recibe urgencia {letter}'], ['Serves where they are', 'Atiende donde está la persona'], ['Knows them already', 'Ya le conoce'], ['Takes pets', 'Acepta mascotas'], ['Takes those who depend on them', 'Recibe a quienes dependen de la persona'],
  ['Free of charge', 'Sin costo'], ['No appointment needed', 'Sin cita'], ['No journey', 'Sin traslado'], ['Comes to them', 'Va a donde está la persona'], ['Open day and night', 'Abierto día y noche'], ['Open until {time}', 'Abierto hasta {time}'], ['Opens {time}', 'Abre {time}'],
  ['{language} on site', '{language} en el lugar'], ['{language} with an interpreter', '{language} con intérprete'], ['{free} of {of} free', '{free} de {of} libres'],

  // What was looked for.
  ['Usual for urgency {letter}: {kinds}', 'Lo usual en urgencia {letter}: {kinds}'], ['Age not known', 'Edad desconocida'], ['Age {from} to {to}', 'Edad {from} a {to}'], ['Age {age}', 'Edad {age}'], ['Language: {language}, ask for it', 'Idioma: {language}, pregunte por él'],
  ['Language not known', 'Idioma desconocido'], ['Access needs not known', 'Necesidades de acceso desconocidas'], ['No access needs', 'Sin necesidades de acceso'], ['Needs {what}', 'Necesita {what}'], ['Place not known, so no distances', 'Lugar desconocido, sin distancias'],
  ['Near the point on the map', 'Cerca del punto en el mapa'], ['Near {postcode}, so no distances', 'Cerca de {postcode}, sin distancias'], ['Near {postcode}', 'Cerca de {postcode}'], ['With them by {time}', 'Con la persona antes de {time}'],
  ['Now: the time to be with them is over', 'Ahora: pasó el tiempo para estar con la persona'], ['A woman', 'Una mujer'], ['A man', 'Un hombre'], ['Non-binary', 'Persona no binaria'], ['Up to {distance}', 'Hasta {distance}'], ['A veteran', 'Veterano'], ['Brings a pet', 'Lleva una mascota'],
  ['Brings somebody who depends on them', 'Lleva a alguien que depende de la persona'], ['Would like: {what}', 'Le gustaría: {what}'], ['{what}, no {language}', '{what}, no {language}'],
  ['Emergency number', 'Número de emergencias'], ['Nearest emergency department', 'Sala de emergencias más cercana'],

  // What is filled in above.
  ['{from} and over', '{from} o más'], ['up to {to}', 'hasta {to}'], ['Under {age}', 'Menos de {age}'], ['Takes {ages}', 'Recibe {ages}'], ['{what} not known', '{what}: no se sabe'], ['No {what}', 'Sin {what}'], ['{count} free', '{count} libres'],
  ['Mon {time}', 'lun {time}'], ['Tue {time}', 'mar {time}'], ['Wed {time}', 'mié {time}'], ['Thu {time}', 'jue {time}'], ['Fri {time}', 'vie {time}'], ['Sat {time}', 'sáb {time}'], ['Sun {time}', 'dom {time}'],
  ['Jan {day} {time}', '{day} ene {time}'], ['Feb {day} {time}', '{day} feb {time}'], ['Mar {day} {time}', '{day} mar {time}'], ['Apr {day} {time}', '{day} abr {time}'], ['May {day} {time}', '{day} may {time}'], ['Jun {day} {time}', '{day} jun {time}'],
  ['Jul {day} {time}', '{day} jul {time}'], ['Aug {day} {time}', '{day} ago {time}'], ['Sep {day} {time}', '{day} sep {time}'], ['Oct {day} {time}', '{day} oct {time}'], ['Nov {day} {time}', '{day} nov {time}'], ['Dec {day} {time}', '{day} dic {time}'],
];
