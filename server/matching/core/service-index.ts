import type { MatchAnswer, MatchRule } from '../../contract/matching.js';
import { MATCH_RULES } from '../../contract/matching.js';
import { answerOf } from './answer.js';
import { makeAreaBook } from './area-book.js';
import { candidateAt, placesOf, sitesOf, travelOf } from './candidate.js';
import type { Candidate } from './candidate.js';
import type { Digested } from './digest.js';
import { declinedAt } from './exclusion-words.js';
import type { Excluded } from './exclusion-words.js';
import { makeFarOff, placeOf, rankRows } from './fast-rank.js';
import type { Chosen, Slot, Special } from './fast-rank.js';
import { findDecline } from './hard-rules.js';
import { hoursKeyOf, makeHoursBook } from './hours-book.js';
import type { Whose } from './hours-book.js';
import { judge } from './judge.js';
import type { Judged } from './judge.js';
import type { DirectoryRules, MatchContext, MatchNetwork, ServiceHistory } from './match-context.js';
import type { MatchingPolicy } from './matching-policy.js';
import type { Need } from './need.js';
import { makeTables } from './query-tables.js';
import { makeRowTable } from './row-table.js';
import { certaintyValue, historyValue } from './soft-terms.js';
import { freshLimits, readTold } from './told-places.js';

export interface ServiceIndexNeeds {
  policy: MatchingPolicy;
  network: () => MatchNetwork;
  /** Opening hours must not change their meaning while the index lives: make a new one when the network's zone changes. */
  directory: DirectoryRules;
}

export type ServiceIndex = ReturnType<typeof makeServiceIndex>;

/**
 * All services in memory, ready to be matched: the same answer as `rankServices`, in milliseconds for 100,000 of them.
 * What it is given is taken as it is and never changed; a service that changed is given again, whole. A service itself is opened
 * each time that it is told of and never kept: what stays in memory has to be carried along by every collection of garbage.
 */
export function makeServiceIndex(services: Iterable<Digested>, { policy, network, directory }: ServiceIndexNeeds) {
  const hours = makeHoursBook(directory.openState);
  const areas = makeAreaBook();
  const table = makeRowTable({ hours, areas, closedAlertBeginnings: policy.closedAlertBeginnings });
  const tablesFor = makeTables({ values: table.values, areas, hours, policy, entryState: directory.entryState });
  const kept: DirectoryRules = {
    ...directory,
    openState(service, site, contact, asOf) {
      // opened anew when it is needed again, so that a page of hours keeps no service
      const [{ open }, at, contactId] = [slots[slotOf.get(service.id) as number] as Slot, sitesOf(service).indexOf(site), contact?.id];
      const whose = (): Whose => {
        const again = open();
        return { service: again, site: sitesOf(again)[at] ?? null, contact: again.handrail.intake.find(({ id }) => id === contactId) ?? null };
      };
      return hours.read(hours.pageOf(hoursKeyOf(service, site, contact), whose), asOf.getTime());
    },
  };
  const freshMinutes = freshLimits(directory);
  const slots: (Slot | undefined)[] = [];
  const slotOf = new Map<string, number>();
  const freeSlots: number[] = [];
  const farOff = makeFarOff();
  const histories = new Map<string, ServiceHistory>();
  const certainty = Float64Array.from({ length: 1 << MATCH_RULES.length }, (_, mask) => certaintyValue((rule) => (mask & (1 << placeOf(rule))) !== 0, policy));

  function writeHistory(slot: Slot, history: ServiceHistory | undefined): void {
    slot.lastOfferedAt = history?.lastOfferedAt?.getTime() ?? -Infinity;
    for (const row of slot.rows) table.setHistoryWorth(row, historyValue(history, policy));
  }

  function remove(id: string): void {
    const slot = slotOf.get(id);
    if (slot === undefined) return;
    for (const row of (slots[slot] as Slot).rows) table.remove(row);
    slots[slot] = undefined;
    slotOf.delete(id);
    freeSlots.push(slot);
  }

  function upsert(service: Digested): void {
    const { id, name, digest, open } = service;
    remove(id);
    const at = freeSlots.pop() ?? slots.length;
    const slot: Slot = { id, name, open, rows: digest.sites.map((_, place) => table.add(at, service, place)), told: digest.told.length > 1 ? digest.told : NONE, running: digest.running, lastOfferedAt: -Infinity };
    slots[at] = slot;
    slotOf.set(id, at);
    writeHistory(slot, histories.get(id));
  }

  /** The few services that this person's own history concerns, by slot. */
  function specialOf(need: Need, context: MatchContext): Map<number, Special> {
    const special = new Map<number, Special>();
    const note = (id: string, failed: MatchRule | null): void => {
      const slot = slotOf.get(id);
      if (slot === undefined) return;
      const before = special.get(slot)?.failed ?? 0;
      special.set(slot, { failed: before | (failed === null ? 0 : 1 << placeOf(failed)), known: need.knownServiceIds.has(id) });
    };
    for (const id of need.knownServiceIds) note(id, null);
    for (const id of need.blockedServiceIds) note(id, 'consent');
    for (const { serviceId } of need.declines) {
      const service = slots[slotOf.get(serviceId) ?? -1]?.open();
      if (service && findDecline(candidateAt(service, sitesOf(service)[0] ?? null, need, context), need, context)) note(serviceId, 'declined');
    }
    return special;
  }

  /** Makes searching fast after many services were added. */
  function arrange(): void {
    const to = table.arrange();
    for (const slot of slots) if (slot) slot.rows = slot.rows.map((row) => to[row] as number);
  }

  for (const service of services) upsert(service);
  arrange();

  return {
    get size(): number { return slotOf.size; },
    upsert,
    remove,
    arrange,
    historyOf: (id: string): ServiceHistory | undefined => histories.get(id),
    /** What is known of a service from earlier referrals, also of one that is not here yet. */
    setHistory(id: string, history: ServiceHistory): void {
      histories.set(id, history);
      const slot = slots[slotOf.get(id) ?? -1];
      if (slot) writeHistory(slot, history);
    },
    /** Which services can help, with reasons, at `asOf`. See `rankServices` for what it promises. */
    match(need: Need, asOf: Date): MatchAnswer {
      const context: MatchContext = { asOf, policy, network: network(), directory: kept, histories };
      const ranked = rankRows({ table, slots, certainty, tables: tablesFor(need, context), special: specialOf(need, context), farOff, need, context });
      const candidate = ({ slot, row, miles }: Chosen): Candidate => {
        const { open, rows } = slots[slot] as Slot;
        const service = open();
        const site = sitesOf(service)[rows.indexOf(row)] ?? null;
        const travel = travelOf(service, site);
        return {
          service, site, travel, miles: milesOf(miles), hours: hours.read(table.pageAt(row), asOf.getTime()).state,
          entry: directory.entryState(service.assuredOn, asOf), places: placesOf(service, travel, context),
        };
      };
      const judged = (chosen: Chosen): Judged => judge(candidate(chosen), need, context);
      /** Told by what the table knows: there may be many, and opening a service is the dearest part of an answer. */
      const excluded = (chosen: Chosen): Excluded => {
        const { id, name, told, running: [status, alert] } = slots[chosen.slot] as Slot;
        return {
          id, name, rule: MATCH_RULES[31 - Math.clz32(chosen.failed & -chosen.failed)] as MatchRule, miles: milesOf(chosen.miles),
          running: () => ({ status, alert }), declinedAt: () => declinedAt(candidate(chosen), need, context),
          ...table.toldOf(chosen.row), hours: () => hours.read(table.pageAt(chosen.row), asOf.getTime()).state,
          fullSince: () => new Date(told.length > 0 ? readTold(told, asOf.getTime(), freshMinutes).told[0] : table.toldAt(chosen.row)),
        };
      };
      return answerOf({
        matches: ranked.matches.map(judged), phoneFirst: ranked.phoneFirst.map(judged), excluded: ranked.excluded.map(excluded),
        counts: ranked.counts, frees: ranked.frees, emergencyPlace: ranked.emergencyPlace && candidate(ranked.emergencyPlace),
      }, need, context);
    },
    /**
     * Works out opening hours from `from` to `to` before anybody asks, a part at a time, so that nobody waits for it.
     * @returns false when all of them are done
     */
    prepare: (from: Date, to: Date, pagesAtOnce: number): boolean => hours.prepare(from.getTime(), to.getTime(), pagesAtOnce),
  };
}

const NONE: readonly never[] = [];
const milesOf = (miles: number): number | null => (miles === Infinity ? null : miles);
