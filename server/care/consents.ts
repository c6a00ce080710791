import type { AuditAction } from '../contract/audit-actions.js';
import type { ConsentInput } from '../contract/crisis.js';
import { HELP_KIND_LABELS } from '../contract/directory.js';
import type { HelpKind } from '../contract/directory.js';
import type { WithdrawalInput } from '../contract/referral.js';
import type { DataClass } from '../contract/words.js';
import { byActor, guard, keeper } from '../crisis/index.js';
import type { By, Crisis } from '../crisis/index.js';
import { newId } from '../kernel/ids.js';
import type { ConsentId, CrisisId, ServiceId } from '../kernel/ids.js';
import { problem } from '../platform/http/problem.js';
import type { Actor } from '../platform/http/route.js';
import { duplicateOf } from '../platform/mongo/transact.js';
import type { Tx } from '../platform/mongo/transact.js';
import { EMERGENCY_SHARES, consentFor, dateIn, isStanding, refusedServices, usualExpiry } from './core/consent.js';
import type { Consent, Withdrawal } from './core/consent.js';
import type { CareNeeds } from './needs.js';

export type Consents = ReturnType<typeof consentUse>;

/** What a person agreed to, said no to, or took back. */
export function consentUse(needs: Omit<CareNeeds, 'followUps' | 'finishFollowUpIn' | 'tellSupervisors' | 'jobs' | 'personSaid'>) {
  const { consents, crises, audit, transact, clock, people, serviceNameOf, onWithdrawn } = needs;
  const { record } = keeper({ ...needs, store: crises });
  const zone = (): string => people.network().timeZone;

  async function witness(tx: Tx, { id, teamId }: Pick<Consent, 'id' | 'teamId'>, by: By, action: AuditAction): Promise<void> {
    await audit.append(tx, [{ at: clock.now(), actorId: by.staffId, role: by.role, action, object: `consent:${id}`, teamId }]);
  }

  async function withdrawThese(tx: Tx, crisisId: CrisisId, these: readonly Consent[], by: By, asked: Withdrawal | null = null): Promise<void> {
    for (const consent of these) {
      if (!await consents.withdraw(consent, clock.now(), asked, tx)) continue;
      await record(tx, { crisisId, teamId: consent.teamId }, by.staffId, [{ kind: 'consent.withdrawn', data: { consentId: consent.id, serviceId: consent.serviceId } }]);
      await witness(tx, consent, by, 'consent.withdrawn');
    }
    await onWithdrawn(tx, crisisId, these.map(({ id }) => id), by);
  }

  const blank = (crisis: Crisis, id: ConsentId, before: readonly Consent[], by: By): Pick<Consent, 'id' | 'crisisId' | 'teamId' | 'dataKeyId' | 'at' | 'order' | 'recordedById' | 'withdrawnAt' | 'withdrawal'> =>
    ({ id, order: before.length + 1, crisisId: crisis.id, teamId: crisis.teamId, dataKeyId: crisis.dataKeyId, at: clock.now(), recordedById: by.staffId ?? '', withdrawnAt: null, withdrawal: null });

  async function keep(tx: Tx, consent: Consent, by: By): Promise<void> {
    await consents.insert(consent, tx);
    await record(tx, { crisisId: consent.crisisId, teamId: consent.teamId }, by.staffId,
      [{ kind: 'consent.recorded', data: { consentId: consent.id, serviceId: consent.serviceId, refused: consent.refused, emergency: consent.emergencyBasis !== null } }]);
    await witness(tx, consent, by, 'consent.recorded');
  }

  return {
    /**
     * Records a yes or a no for one service. A no takes back what was agreed for that service before, and with it any open
     * referral that rested on it. The same key gives the same record.
     * @throws `crisis/absent`, `crisis/closed`, `directory/absent`, `request/malformed` (a last day in the past), `request/key-reused`
     */
    async record(crisisId: CrisisId, input: ConsentInput, actor: Actor, { key, body }: { key: string | null; body: string }): Promise<Consent> {
      const serviceName = input.serviceId === undefined ? input.category && HELP_KIND_LABELS[input.category] : await serviceNameOf(input.serviceId);
      if (!serviceName) throw problem('directory/absent');
      const id = newId<ConsentId>();
      const by = byActor(actor);
      try {
        return await transact(async (tx) => {
          const crisis = guard(needs, await crises.find(crisisId, tx), actor, 'work');
          if (crisis.state === 'CLOSED') throw problem('crisis/closed');
          const now = clock.now();
          const today = dateIn(now, zone());
          if (input.expiresOn !== undefined && input.expiresOn < today) throw problem('request/malformed', { errors: [{ pointer: '/expiresOn', detail: 'is over' }] });
          const before = await consents.ofCrisis(crisisId, tx);
          const consent: Consent = {
            ...blank(crisis, id, before, by), serviceId: input.serviceId ?? null, category: input.serviceId === undefined ? input.category ?? null : null, serviceName,
            witness: input.witness ?? null, guardian: input.guardian ?? null, purpose: input.purpose ?? null, personTold: null, dataClasses: [...input.dataClasses], method: input.method, givenBy: input.givenBy,
            language: input.language ?? null, expiresOn: input.expiresOn ?? usualExpiry(now, zone()), refused: input.refused ?? false, emergencyBasis: null, key, body,
          };
          if (consent.refused) {
            await withdrawThese(tx, crisisId, before.filter((one) => one.serviceId === consent.serviceId && one.category === consent.category && isStanding(one, today)), by);
          }
          await keep(tx, consent, by);
          return consent;
        });
      } catch (error) {
        const index = duplicateOf(error);
        const repeated = index === '_id_' ? await consents.find(id) : key !== null && index === 'one_per_key' ? await consents.findByKey(key) : null;
        if (!repeated) throw error;
        if (repeated.body !== body) throw problem('request/key-reused');
        return repeated;
      }
    },

    /**
     * Takes a yes back, whatever the crisis's state: open referrals that rest on it end. Twice is once. `asked` is left out for one
     * that was only recorded by mistake.
     * @throws `care/consent-absent`
     */
    withdraw: (crisisId: CrisisId, consentId: ConsentId, actor: Actor, asked: WithdrawalInput | null = null): Promise<Consent> => transact(async (tx) => {
      const crisis = guard(needs, await crises.find(crisisId, tx), actor, 'work');
      const consent = (await consents.ofCrisis(crisis.id, tx)).find(({ id }) => id === consentId);
      if (!consent) throw problem('care/consent-absent');
      if (consent.withdrawnAt !== null) return consent;
      const withdrawal: Withdrawal | null = asked && { ...asked, byId: actor.staffId };
      await withdrawThese(tx, crisis.id, [consent], byActor(actor), withdrawal);
      return { ...consent, withdrawnAt: clock.now(), withdrawal };
    }),

    /**
     * The person takes a yes back by their own page, in the caller's transaction. Only their own standing yes; a no and a disclosure
     * are nothing to take back. Twice is once.
     * @returns whether something was taken back now
     * @throws `care/consent-absent`
     */
    async withdrawByPerson(tx: Tx, crisisId: CrisisId, consentId: ConsentId): Promise<boolean> {
      const consent = (await consents.ofCrisis(crisisId, tx)).find(({ id }) => id === consentId);
      if (!consent || consent.refused || consent.emergencyBasis !== null) throw problem('care/consent-absent');
      if (consent.withdrawnAt !== null) return false;
      await withdrawThese(tx, crisisId, [consent], { staffId: null, role: 'person by link' }, { askedBy: 'person', how: 'own-page', byId: null });
      return true;
    },

    /** The standing yes on which a referral to this service may rest, or null. In the referral's own transaction. */
    async find(tx: Tx, crisisId: CrisisId, asked: { serviceId: ServiceId; kinds: readonly HelpKind[]; classes: readonly DataClass[]; consentId?: ConsentId | undefined }): Promise<Consent | null> {
      return consentFor(await consents.ofCrisis(crisisId, tx), asked, dateIn(clock.now(), zone()));
    },

    /** Records that a service is told without agreement: why, who decided, and the least that is shared. It carries this one referral. */
    async discloseInEmergency(tx: Tx, crisis: Crisis, service: { id: ServiceId; name: string }, basis: string, by: By): Promise<Consent> {
      const now = clock.now();
      const consent: Consent = {
        ...blank(crisis, newId<ConsentId>(), await consents.ofCrisis(crisis.id, tx), by), serviceId: service.id, category: null, serviceName: service.name, witness: null, guardian: null, purpose: null, personTold: null, dataClasses: [...EMERGENCY_SHARES], method: null, givenBy: null,
        language: null, expiresOn: usualExpiry(now, zone()), refused: false, emergencyBasis: basis, key: null, body: '',
      };
      await keep(tx, consent, by);
      return consent;
    },

    /**
     * After an emergency the person is told, when it is safe, what was shared: how and when is kept. Twice is once.
     * @throws `care/consent-absent`, `care/not-an-emergency`
     */
    personTold: (crisisId: CrisisId, consentId: ConsentId, how: string, actor: Actor): Promise<Consent> => transact(async (tx) => {
      const crisis = guard(needs, await crises.find(crisisId, tx), actor, 'work');
      const consent = (await consents.ofCrisis(crisis.id, tx)).find(({ id }) => id === consentId);
      if (!consent) throw problem('care/consent-absent');
      if (consent.emergencyBasis === null) throw problem('care/not-an-emergency');
      const personTold = { at: clock.now(), byId: actor.staffId, how };
      if (consent.personTold || !await consents.tell(consent, personTold, tx)) return consent;
      const by = byActor(actor);
      await record(tx, { crisisId, teamId: consent.teamId }, by.staffId, [{ kind: 'consent.person-told', data: { consentId } }]);
      await witness(tx, consent, by, 'consent.person-told');
      return { ...consent, personTold };
    }),

    /** Services that must not be told of this person, for matching. */
    refusedServiceIds: async (crisisId: CrisisId): Promise<ServiceId[]> => refusedServices(await consents.ofCrisis(crisisId)),
  };
}
