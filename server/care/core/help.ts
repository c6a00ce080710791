import type { HelpView, HelpWay } from '../../contract/care.js';
import type { Outcome } from '../../contract/words.js';
import type { CrisisId, HelpId, ServiceId, StaffId, TeamId } from '../../kernel/ids.js';

/** Something that was given, or told of, without a referral. Never altered; only the word that it was obtained is added. */
export interface Help {
  id: HelpId;
  crisisId: CrisisId;
  teamId: TeamId;
  dataKeyId: string;
  way: HelpWay;
  what: string;
  serviceId: ServiceId | null;
  serviceName: string | null;
  at: Date;
  byId: StaffId;
  obtained: { from: 'service' | 'person'; outcome: Outcome; at: Date; byId: StaffId } | null;
  key: string | null;
  body: string;
}

/** Of a referral, what these lists and the person's receipt say. */
export interface ReferredService {
  referralId: string;
  serviceName: string;
  need: string;
  at: Date;
  /** The service said that they got help there, and what. */
  served: { at: Date; delivered: string[]; outcome: Outcome | null } | null;
  personSaid: { at: Date; outcome: Outcome } | null;
}

const iso = (at: Date): string => at.toISOString();

/**
 * What became of the needs of a crisis: what was given, of what the person was told, where they were referred, and what they
 * really obtained. No list is filled from another: obtained is only what the service or the person said.
 */
export function fourLists(helps: readonly Help[], referred: readonly ReferredService[], nameOf: (id: StaffId) => string): HelpView {
  const line = ({ id, what, serviceName, at, byId, obtained }: Help): HelpView['given'][number] =>
    ({ id, what, serviceName, at: iso(at), by: nameOf(byId), obtained: obtained && { from: obtained.from, outcome: obtained.outcome, at: iso(obtained.at) } });
  return {
    given: helps.filter(({ way }) => way === 'given').map(line),
    informed: helps.filter(({ way }) => way === 'informed').map(line),
    referred: referred.map(({ referralId, need, serviceName, at }) => ({ referralId, what: need, serviceName, at: iso(at) })),
    obtained: [
      ...helps.flatMap(({ what, serviceName, obtained }) => (obtained && obtained.outcome !== 'not-helped' ? [{ what, serviceName, from: obtained.from, outcome: obtained.outcome, at: iso(obtained.at) }] : [])),
      ...referred.flatMap(({ need, serviceName, served, personSaid }) => [
        ...(served ? [{ what: served.delivered.length > 0 ? served.delivered.join(', ') : need, serviceName, from: 'service' as const, outcome: served.outcome ?? 'not-known', at: iso(served.at) }] : []),
        ...(personSaid?.outcome === 'helped' ? [{ what: need, serviceName, from: 'person' as const, outcome: personSaid.outcome, at: iso(personSaid.at) }] : []),
      ]),
    ],
  };
}
