import type { Match, MatchRule } from '../../contract/matching.js';
import type { IntakeContact, OpenState, Phone, Service } from '../../contract/directory.js';
import type { Candidate } from './candidate.js';
import { cautionsFor } from './cautions.js';
import { distanceOf } from './geography.js';
import type { MatchContext } from './match-context.js';
import { isPlaceKnown } from './need.js';
import type { Need } from './need.js';
import { reasonsFor } from './reasons.js';
import { carriesLink, scoreOf, scoreParts } from './soft-terms.js';
import type { Verdict } from './verdict.js';

/** A match as it is shown: score in parts, reasons, cautions, and the way a referral can take. */
export function describeMatch(candidate: Candidate, need: Need, context: MatchContext, verdicts: ReadonlyMap<MatchRule, Verdict>): Match {
  const { service, site, miles, hours, places } = candidate;
  const parts = scoreParts(candidate, need, context, verdicts);
  const { contact, answers } = findIntake(candidate, context) ?? { contact: null, answers: null };
  const told = places.told;
  return {
    serviceId: service.id, serviceName: service.name, organizationName: service.organizationName, kinds: [...service.handrail.kinds],
    place: service.locations.length > 1 ? site?.location.name ?? null : null,
    score: scoreOfParts(parts), parts,
    reasons: reasonsFor(candidate, need, context, verdicts), cautions: cautionsFor(candidate, need, context, verdicts),
    callFirst: mustCallFirst(need, verdicts),
    distance: miles === null ? null : distanceOf(miles, context.network.distanceUnit),
    way: contact ? 'link' : 'phone-first',
    intake: contact?.verified ? { contactId: contact.id, channel: contact.channel, verifiedAt: contact.verified.at.toISOString() } : null,
    opensAt: (openingOf(hours) ?? (answers ? openingOf(answers) : null))?.toISOString() ?? null,
    phone: findPhone(candidate),
    capacity: told && {
      unit: told.unit.name, available: told.available, maximum: told.maximum, updatedAt: told.updatedAt.toISOString(), fresh: places.state !== 'not-confirmed',
    },
    alert: service.alert,
  };
}

/** The score that these parts amount to. */
export function scoreOfParts(parts: Match['parts']): number {
  let weighted = 0;
  let weights = 0;
  for (const { value, weight } of parts) {
    weighted += value * weight;
    weights += weight;
  }
  return scoreOf(weighted, weights);
}

/** What the service left open and only the service can say. What the person can be asked is in the cautions. */
function mustCallFirst(need: Need, verdicts: ReadonlyMap<MatchRule, Verdict>): boolean {
  const open = (rule: MatchRule) => verdicts.get(rule) === 'unknown';
  return open('active') || open('letter') || open('access') || open('entry') || open('hours') || open('capacity')
    || (open('area') && isPlaceKnown(need)) || (open('language') && need.language !== null);
}

/** When it opens, if it is known not to be open now. */
const openingOf = (hours: OpenState): Date | null => (hours.state === 'opens' ? hours.at : hours.state === 'unknown' ? hours.opensAt : null);

const ANSWERING = { open: 0, unknown: 1, 'by-appointment': 1, opens: 2, closed: 3 } as const;

/** The verified contact for a link that is answered soonest; by id when two are alike. Null when none can carry one. */
function findIntake({ service, site, hours }: Candidate, { directory, asOf }: MatchContext): { contact: IntakeContact; answers: OpenState } | null {
  const usable = service.handrail.intake.filter(carriesLink)
    .map((contact) => ({ contact, answers: contact.hours === 'service-hours' ? hours : directory.openState(service, site, contact, asOf).state }));
  return usable.toSorted((a, b) => ANSWERING[a.answers.state] - ANSWERING[b.answers.state] || (a.contact.id < b.contact.id ? -1 : 1))[0] ?? null;
}

/** The number to ring, as people read it: one checked here before any other, and a voice line before one of unknown type. */
export function findPhone({ service, site }: Candidate): string | null {
  const checked = service.handrail.intake.find(({ channel, verified }) => channel === 'voice' && verified !== null);
  const phones = [...site?.phones ?? [], ...service.phones, ...site?.location.phones ?? []];
  const known = phones.find(({ e164 }) => checked !== undefined && e164 === checked.address);
  if (checked) return known ? readable(known) : checked.address;
  const rank = ({ type, e164 }: Phone) => (type === 'voice' ? 0 : type === 'cell' || type === null ? 1 : 9) + (e164 === null ? 2 : 0);
  const best = phones.filter((phone) => rank(phone) < 9).toSorted((a, b) => rank(a) - rank(b))[0];
  return best ? readable(best) : voiceContact(service)?.address ?? null;
}

const readable = ({ number, extension }: Phone): string => (extension ? `${number} ext. ${extension}` : number);

const voiceContact = ({ handrail }: Service): IntakeContact | undefined => handrail.intake.find(({ channel }) => channel === 'voice');
