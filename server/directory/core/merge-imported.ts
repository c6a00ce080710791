import type { Capacity, IntakeContact, Phone, Service, ServiceExtension } from '../../contract/directory.js';

const sameContact = (a: IntakeContact, b: IntakeContact): boolean => a.id === b.id || (a.channel === b.channel && a.address === b.address);
const samePhone = (a: Phone, b: Phone): boolean => a.e164 !== null && a.e164 === b.e164 && a.extension === b.extension;

/** What was verified here stays verified, unless the file carries a later check that was believed; new contacts are added as they came. */
const mergeIntake = (known: readonly IntakeContact[], told: readonly IntakeContact[]): IntakeContact[] => [
  ...known.map((one) => {
    const later = told.find((other) => sameContact(other, one) && other.verified !== null && (one.verified === null || other.verified.at > one.verified.at));
    return later ?? one;
  }),
  ...told.filter((contact) => !known.some((one) => sameContact(one, contact))),
];

/** The younger telling of each capacity; one that was told to us directly is never dropped because a file lacks it. */
function mergeCapacities(known: readonly Capacity[], told: readonly Capacity[]): Capacity[] {
  const kept = known.filter((one) => one.handrail.method !== 'import' && !told.some((other) => other.id === one.id));
  return [...told.map((one) => {
    const before = known.find((other) => other.id === one.id);
    return before && before.updatedAt > one.updatedAt ? before : one;
  }), ...kept];
}

const some = <T>(told: T[], known: T[]): T[] => (told.length > 0 ? told : known);

function mergeExtension(known: ServiceExtension, told: ServiceExtension): ServiceExtension {
  const byKeywords = told.kindsFrom === 'keywords' && known.kindsFrom === 'stated' && known.kinds.length > 0;
  return {
    kinds: byKeywords ? known.kinds : some(told.kinds, known.kinds), kindsFrom: byKeywords ? 'stated' : told.kindsFrom,
    urgency: told.urgency === 'unknown' ? known.urgency : told.urgency, timeZone: told.timeZone ?? known.timeZone, exclusions: some(told.exclusions, known.exclusions),
    traits: some(told.traits, known.traits), languagesInterpreted: told.languagesInterpreted ?? known.languagesInterpreted, walkIn: told.walkIn ?? known.walkIn,
    alwaysOpen: told.alwaysOpen || known.alwaysOpen, byAppointment: told.byAppointment || known.byAppointment,
    scheduleExceptions: some(told.scheduleExceptions, known.scheduleExceptions), virtualArea: told.virtualArea ?? known.virtualArea,
    accepts: { pets: told.accepts.pets ?? known.accepts.pets, dependants: told.accepts.dependants ?? known.accepts.dependants }, waitlist: told.waitlist ?? known.waitlist,
    setting: told.setting ?? known.setting, intake: mergeIntake(known.intake, told.intake), review: told.review,
  };
}

/**
 * A service after another import of it: the file's facts win, but what the file does not know is kept, and nothing
 * that was checked or told here is lost: verified intake contacts, checked phones, younger capacities, stated kinds of help,
 * the later assurance.
 */
export function mergeImported(known: Service, told: Service): Service {
  const assured = [known.assuredOn, told.assuredOn].filter((one) => one !== null).toSorted();
  return {
    ...told,
    phones: told.phones.map((phone) => ({ ...phone, handrail: known.phones.find((one) => samePhone(one, phone))?.handrail ?? phone.handrail })),
    capacities: mergeCapacities(known.capacities, told.capacities), assuredOn: assured.at(-1) ?? null, handrail: mergeExtension(known.handrail, told.handrail),
  };
}
