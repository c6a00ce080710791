import type { HelpInput, HelpView, ObtainedInput } from '../contract/care.js';
import { byActor, guard, keeper } from '../crisis/index.js';
import { newId } from '../kernel/ids.js';
import type { CrisisId, HelpId } from '../kernel/ids.js';
import { problem } from '../platform/http/problem.js';
import type { Actor } from '../platform/http/route.js';
import { duplicateOf } from '../platform/mongo/transact.js';
import { fourLists } from './core/help.js';
import type { Help, ReferredService } from './core/help.js';
import type { HelpStore } from './help-store.js';
import type { CareNeeds } from './needs.js';

export interface HelpNeeds extends Pick<CareNeeds, 'crises' | 'events' | 'audit' | 'transact' | 'clock' | 'people' | 'onCallIn' | 'serviceNameOf'> {
  helps: HelpStore;
  /** Where the person was referred, and what was said of it; from the referral room. */
  referredOf: (crisisId: CrisisId) => Promise<ReferredService[]>;
}

export type Helps = ReturnType<typeof helpUse>;

/** What was given, of what the person was told, and what they obtained: four lists kept apart. */
export function helpUse(needs: HelpNeeds) {
  const { helps, crises, audit, transact, clock, people, serviceNameOf, referredOf } = needs;
  const { record } = keeper({ ...needs, store: crises });

  const listsOf = async (crisisId: CrisisId): Promise<HelpView> => {
    const [kept, referred] = await Promise.all([helps.ofCrisis(crisisId), referredOf(crisisId)]);
    return fourLists(kept, referred, people.nameOf);
  };

  return {
    /** The four lists of a crisis; reading them is on record. @throws `crisis/absent` */
    async read(crisisId: CrisisId, actor: Actor): Promise<HelpView> {
      const crisis = guard(needs, await crises.find(crisisId), actor, 'see');
      await audit.read({ at: clock.now(), actorId: actor.staffId, role: actor.role, action: 'help.read', object: `crisis:${crisisId}`, teamId: crisis.teamId });
      return listsOf(crisisId);
    },

    /** Something was given, or told of. It is no referral and obtains nothing by itself. @throws `crisis/absent`, `directory/absent`, `request/key-reused` */
    async record(crisisId: CrisisId, { way, what, serviceId }: HelpInput, actor: Actor, { key, body }: { key: string | null; body: string }): Promise<HelpView> {
      const serviceName = serviceId === undefined ? null : await serviceNameOf(serviceId);
      if (serviceId !== undefined && serviceName === null) throw problem('directory/absent');
      const id = newId<HelpId>();
      try {
        await transact(async (tx) => {
          const crisis = guard(needs, await crises.find(crisisId, tx), actor, 'work');
          const help: Help = { id, crisisId, teamId: crisis.teamId, dataKeyId: crisis.dataKeyId, way, what, serviceId: serviceId ?? null, serviceName, at: clock.now(), byId: actor.staffId, obtained: null, key, body };
          await helps.insert(help, tx);
          await record(tx, { crisisId, teamId: crisis.teamId }, actor.staffId, [{ kind: 'help.recorded', data: { helpId: id, way, serviceId: serviceId ?? null } }]);
          await audit.append(tx, [{ at: clock.now(), actorId: actor.staffId, role: byActor(actor).role, action: 'help.recorded', object: `help:${id}`, teamId: crisis.teamId }]);
        });
      } catch (error) {
        const index = duplicateOf(error);
        if (index !== '_id_' && !(index === 'one_per_key' && key !== null)) throw error;
        if (index === 'one_per_key' && key !== null && await helps.bodyOfKey(key) !== body) throw problem('request/key-reused');
      }
      return listsOf(crisisId);
    },

    /** The service or the person said what came of it. @throws `crisis/absent`, `care/help-absent` */
    async obtained(crisisId: CrisisId, helpId: HelpId, { from, outcome }: ObtainedInput, actor: Actor): Promise<HelpView> {
      await transact(async (tx) => {
        const crisis = guard(needs, await crises.find(crisisId, tx), actor, 'work');
        if (!(await helps.ofCrisis(crisisId, tx)).some(({ id }) => id === helpId)) throw problem('care/help-absent');
        await helps.obtain(helpId, { from, outcome, at: clock.now(), byId: actor.staffId }, tx);
        await record(tx, { crisisId, teamId: crisis.teamId }, actor.staffId, [{ kind: 'help.obtained', data: { helpId, from, outcome } }]);
        await audit.append(tx, [{ at: clock.now(), actorId: actor.staffId, role: actor.role, action: 'help.obtained', object: `help:${helpId}`, teamId: crisis.teamId, reason: `${from} ${outcome}` }]);
      });
      return listsOf(crisisId);
    },
  };
}
