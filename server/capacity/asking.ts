import type { CapacityLine } from '../contract/capacity.js';
import type { IntakeContact, Service } from '../contract/directory.js';
import { freshUntil, hoursOf, intakeOpenAt } from '../directory/index.js';
import type { DirectoryActor, Stored } from '../directory/index.js';
import { addHours, addMinutes, secondsBetween } from '../kernel/durations.js';
import type { ServiceId } from '../kernel/ids.js';
import { fitOne, mustFitOne, span, timeOfDay } from '../messaging/index.js';
import { problem } from '../platform/http/problem.js';
import type { JobHandler } from '../platform/jobs/index.js';
import type { Tx } from '../platform/mongo/transact.js';
import { boardLine } from './core/board-line.js';
import { capacityTexts } from './core/capacity-texts.js';
import type { TextUnit } from './core/capacity-texts.js';
import { canBeTexted, contactFor } from './core/contact-for.js';
import type { KnownContact } from './core/contact-for.js';
import { placeWord } from './core/place-word.js';
import { lettersOf } from './core/read-telling.js';
import { afterNight } from './core/reminder.js';
import { hashOf, newToken } from './links.js';
import type { CapacityNeeds } from './needs.js';
import { UNSET } from './settings.js';
import type { CapacitySettings } from './settings.js';
import { reminderJob } from './told.js';

/** A text that asks for a number is worth nothing after two hours: by then a newer one may have gone out. */
const ASK_VALID_SECONDS = 7200;
/** Texts of this room wait for everything that is about a crisis. */
const LEAST_URGENT = 6;
const byClock: DirectoryActor = { staffId: null, name: 'reminder', role: 'clock' };

export type Asking = ReturnType<typeof askingFor>;

/** Asking services for their number of now: by one press, and by reminders. */
export function askingFor(needs: CapacityNeeds) {
  const { settings, links, policy, directory, services, messages, events, audit, jobs, transact, clock, people, isOptedOut } = needs;
  const texts = () => capacityTexts(people.network(), fitOne);
  const zone = (): string => people.network().timeZone;

  const contactsOf = (service: Service): KnownContact[] => {
    const hours = hoursOf(service, service.locations[0] ?? null);
    return service.handrail.intake.map((contact) => ({ contact, open: intakeOpenAt(contact, hours, clock.now(), zone()).state, optedOut: isOptedOut(contact.address) }));
  };
  const unitsOf = ({ capacities }: Pick<Service, 'capacities'>): TextUnit[] => {
    const letters = lettersOf(capacities);
    return capacities.map(({ id, unit, available }) => ({ letter: letters.get(id) ?? '?', name: unit.name, available }));
  };

  const line = (service: Service, known: CapacitySettings): CapacityLine => {
    const { lastAskedAt, ...told } = known;
    return boardLine(service, { freshUntil: (capacity) => freshUntil(capacity, policy.freshMinutes), canText: contactsOf(service).some(canBeTexted), askedAt: lastAskedAt, settings: told });
  };

  /** A text with a link goes to a contact, and every board hears that it did. */
  async function send(tx: Tx, { service, version }: Stored, contact: IntakeContact, by: DirectoryActor): Promise<void> {
    const now = clock.now();
    const token = newToken();
    const hash = hashOf(token);
    links.add(tx, { hash, serviceId: service.id, contactId: contact.id, asks: 'places', roomAskId: null, createdAt: now, expiresAt: addHours(now, policy.linkHours), revokedAt: null });
    const [first] = service.capacities.toSorted((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime());
    const body = texts().confirm({
      place: placeWord(service), units: unitsOf(service), link: links.url(token),
      last: service.capacities.length === 1 && first ? { available: first.available, age: span(secondsBetween(first.updatedAt, now)) } : null,
    });
    await messages.queue(tx, {
      key: `capacity-ask:${hash}`, to: contact.address, body: mustFitOne(body), sender: 'staff', purpose: 'capacity-ask', about: service.id, teamId: 'network', crisisId: null, urgency: LEAST_URGENT, validitySeconds: ASK_VALID_SECONDS,
    });
    await events.append(tx, [{ at: now, kind: 'service.changed', teamId: 'network', actorId: by.staffId, data: { service: service.id, version, what: 'capacity-asked' } }]);
    await audit.append(tx, [{ at: now, actorId: by.staffId, role: by.role, action: 'service.capacity-asked', object: `service:${service.id}`, teamId: 'network' }]);
  }

  return {
    contactsOf, unitsOf, texts,
    time: (at: Date): string => timeOfDay(at, zone()),

    /** The board's lines: every running service that tells free places, or only this one. */
    async lines(id?: ServiceId): Promise<CapacityLine[]> {
      const found = await services.withCapacity(id);
      const known = await settings.findMany(found.map(({ service }) => service.id));
      return found.map(({ service }) => line(service, known.get(service.id) ?? UNSET));
    },

    /**
     * Asks a service for its number of now by one text with a link.
     * @throws `directory/absent`, `capacity/phone-first` without a checked contact that takes texts, `capacity/asked-already`
     */
    async ask(id: ServiceId, by: DirectoryActor): Promise<CapacityLine> {
      return transact(async (tx) => {
        const stored = await directory.get(id, tx);
        const contact = contactFor(contactsOf(stored.service), { alsoClosed: true });
        if (!contact || stored.service.capacities.length === 0) throw problem('capacity/phone-first');
        const now = clock.now();
        if (!await settings.claimAsk(tx, id, now, addMinutes(now, -policy.askAgainMinutes))) throw problem('capacity/asked-already');
        await send(tx, stored, contact, by);
        return line(stored.service, { ...await settings.find(id, tx), lastAskedAt: now });
      });
    },

    /** Ends all links of a service that ask for its places. @throws `directory/absent` */
    revoke: (id: ServiceId, by: DirectoryActor): Promise<number> => transact(async (tx) => {
      await directory.get(id, tx);
      const count = await links.revoke(tx, id, clock.now());
      await audit.append(tx, [{ at: clock.now(), actorId: by.staffId, role: by.role, action: 'service.capacity-links-revoked', object: `service:${id}`, teamId: 'network' }]);
      return count;
    }),

    /** Whether it is reminded, and may be by night. @throws `directory/absent`, `capacity/settings-changed` */
    async saveSettings(id: ServiceId, input: { remind: boolean; byNight: boolean; seenVersion: number }, by: DirectoryActor): Promise<CapacityLine> {
      return transact(async (tx) => {
        const { service, version } = await directory.get(id, tx);
        await settings.save(tx, id, input);
        const now = clock.now();
        if (input.remind) for (const capacity of service.capacities) await jobs.add(tx, reminderJob(service, capacity, input, { policy, networkZone: zone }, `s${input.seenVersion + 1}v${version}`));
        await events.append(tx, [{ at: now, kind: 'service.changed', teamId: 'network', actorId: by.staffId, data: { service: id, version, what: 'capacity-settings' } }]);
        await audit.append(tx, [{ at: now, actorId: by.staffId, role: by.role, action: 'service.capacity-settings', object: `service:${id}`, teamId: 'network' }]);
        return line(service, await settings.find(id, tx));
      });
    },

    /** A number grows old: its service is asked, unless it told a newer one, was asked a moment ago, or does not want to be. */
    reminder: (async (job) => {
      const [id, capacityId] = [String(job.data['serviceId']), String(job.data['capacityId'])];
      const before = await directory.find(id);
      const wish = await settings.find(id);
      const capacity = before?.service.capacities.find((one) => one.id === capacityId);
      if (!before || !wish.remind || before.service.status !== 'active' || capacity?.updatedAt.getTime() !== job.data['toldAt']) return 'done';
      const now = clock.now();
      if (!wish.byNight) {
        const later = afterNight(now, policy.night, before.service.handrail.timeZone ?? zone());
        if (later > now) return later;
      }
      return transact(async (tx) => {
        const stored = await directory.get(id, tx);
        const contact = contactFor(contactsOf(stored.service), { alsoClosed: false });
        if (contact && await settings.claimAsk(tx, id, now, addMinutes(now, -policy.askAgainMinutes))) await send(tx, stored, contact, byClock);
        return await jobs.finish(job, tx) ? 'finished' : 'done';
      });
    }) satisfies JobHandler,
  };
}
