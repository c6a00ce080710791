import type { MyChannelsInput, MyChannelsView, MySessionView, NumberKind, StaffLanguage, StaffNumberView } from '../contract/identity.js';
import { newId } from '../kernel/ids.js';
import type { StaffId } from '../kernel/ids.js';
import { problem } from '../platform/http/problem.js';
import type { Actor } from '../platform/http/route.js';
import { hashOf } from './actor.js';
import { MOST_NUMBERS, channelsFor, choiceFaults, choicesWithout, unreachableWhy } from './core/own-channels.js';
import type { StaffNumber } from './core/own-channels.js';
import type { StaffKeeper } from './keep-staff.js';
import type { People } from './people.js';
import type { IdentityStore, Staff } from './store.js';

export interface OwnSettingsNeeds {
  store: IdentityStore;
  people: People;
  keeper: StaffKeeper;
  /** Whether a phone turned our texts off. */
  isOptedOut: (number: string) => boolean;
  /** The rotas that somebody is on, by name. */
  rotasOf: (staffId: StaffId) => string[];
  /** True for a phone that goes with a rota. */
  isDutyPhone: (number: string) => boolean;
}

/** How a sign-in is named to its owner: enough to end it, nothing to use it with. */
const sessionId = (hash: string): string => hashOf(hash).slice(0, 22);

export type OwnSettings = ReturnType<typeof ownSettings>;

/** What staff set for themselves, and numbers of staff, whoever sets them. */
export function ownSettings({ store, people, keeper, isOptedOut, rotasOf, isDutyPhone }: OwnSettingsNeeds) {
  const find = (id: StaffId): Staff => {
    const person = people.find(id);
    if (!person) throw problem('identity/absent');
    return person;
  };
  const numberView = ({ id, number, kind, verifiedAt, verifiedBy }: StaffNumber): StaffNumberView =>
    ({ id, number, kind, verifiedAt: verifiedAt?.toISOString() ?? null, verifiedBy, optedOut: isOptedOut(number) });

  return {
    numberView,
    unreachable: (staffId: StaffId) => unreachableWhy(people.find(staffId), isOptedOut),

    channels(id: StaffId): MyChannelsView {
      const person = find(id);
      const now = (letter: 'A' | 'C' | 'D') => channelsFor(person, letter, isOptedOut).map(({ channel, numberId, afterSeconds }) => ({ channel, numberId, afterSeconds }));
      return {
        version: person.version, numbers: person.numbers.map(numberView), choices: person.choices, quiet: person.quiet,
        now: { emergency: now('A'), urgent: now('C'), soon: now('D') }, unreachable: unreachableWhy(person, isOptedOut), rotas: rotasOf(id),
      };
    },

    /** @throws `identity/changed`, `request/malformed` that names what cannot be kept */
    async saveChannels({ seenVersion, order, choices, quiet }: MyChannelsInput, by: Actor): Promise<void> {
      await keeper.edit(by.staffId, 'channels.changed', by, (before) => {
        const errors = choiceFaults(choices, before.numbers);
        if (errors.length > 0) throw problem('request/malformed', { errors });
        const place = (id: string): number => (order.includes(id) ? order.indexOf(id) : order.length);
        return { ...before, choices, quiet, numbers: [...before.numbers].sort((a, b) => place(a.id) - place(b.id)) };
      }, seenVersion);
    },

    /** In which language they are told, and read on a new device. It changes no version that a form of theirs has seen. */
    saveLanguage: (language: StaffLanguage | null, by: Actor): Promise<Staff> => keeper.edit(by.staffId, 'language.changed', by, (before) => ({ ...before, language })),

    /** A new number, which does not count before it was checked. @throws `identity/number-known`, `identity/phone-in-use`, `identity/too-many-numbers`, `identity/absent` */
    addNumber: (id: StaffId, { number, kind }: { number: string; kind: NumberKind }, by: Actor): Promise<Staff> =>
      keeper.edit(id, 'number.added', by, (before) => {
        if (before.numbers.some((one) => one.number === number)) throw problem('identity/number-known');
        if (before.numbers.length >= MOST_NUMBERS) throw problem('identity/too-many-numbers');
        if (isDutyPhone(number) || (people.byPhone(number)?.id ?? id) !== id) throw problem('identity/phone-in-use');
        return { ...before, numbers: [...before.numbers, { id: newId(), number, kind, verifiedAt: null, verifiedBy: null }] };
      }),

    /** @throws `identity/number-absent`; `identity/last-number` when somebody takes their own last checked one while they are on a rota */
    removeNumber: (id: StaffId, numberId: string, by: Actor): Promise<Staff> =>
      keeper.edit(id, 'number.removed', by, (before) => {
        if (!before.numbers.some((one) => one.id === numberId)) throw problem('identity/number-absent');
        const numbers = before.numbers.filter((one) => one.id !== numberId);
        const hadOne = before.numbers.some(({ verifiedAt }) => verifiedAt !== null);
        if (by.staffId === id && hadOne && !numbers.some(({ verifiedAt }) => verifiedAt !== null) && rotasOf(id).length > 0) throw problem('identity/last-number');
        return { ...before, numbers, choices: choicesWithout(before.choices, numberId) };
      }),

    /** Every sign-in and enrolled phone, the newest first. `currentHashes`: those that the caller uses now. */
    async sessions(id: StaffId, currentHashes: readonly string[], now: Date): Promise<MySessionView[]> {
      return (await store.sessionsOf(id)).filter(({ endsAt }) => endsAt > now).map(({ _id, kind, createdAt, endsAt, about }) => ({
        id: sessionId(_id), kind, about: about ?? null, startedAt: createdAt.toISOString(), endsAt: endsAt.toISOString(), current: currentHashes.includes(_id),
      }));
    },

    /** Ends every sign-in and enrolled phone of one's own but those that the caller uses now. */
    endOthers: (id: StaffId, currentHashes: readonly string[], by: Actor): Promise<void> =>
      keeper.inOne(async (tx) => {
        await keeper.endSessions(tx, (await store.sessionsOf(id, tx)).filter(({ _id }) => !currentHashes.includes(_id)), by);
        await keeper.witness(tx, id, 'sessions.ended', by);
      }),

    /** Ends one sign-in or enrolled phone of one's own, everywhere at once. @throws `identity/session-absent` */
    endSession: (id: StaffId, session: string, by: Actor): Promise<void> =>
      keeper.inOne(async (tx) => {
        const row = (await store.sessionsOf(id, tx)).find(({ _id }) => sessionId(_id) === session);
        if (!row) throw problem('identity/session-absent');
        await keeper.endSessions(tx, [row], by);
        await keeper.witness(tx, id, 'session.ended', by);
      }),
  };
}
