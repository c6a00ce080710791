import { HELP_KINDS } from '../../contract/directory.js';
import type { Service } from '../../contract/directory.js';
import type { MatchAnswer, MatchRule } from '../../contract/matching.js';
import { MATCH_RULES } from '../../contract/matching.js';
import { answerOf } from './answer.js';
import { makeAreaBook } from './area-book.js';
import { candidateAt, placesOf, sitesOf, travelOf } from './candidate.js';
import type { Candidate } from './candidate.js';
import { SEVERAL_NUMBERS } from './digest.js';
import type { Digested } from './digest.js';
import { NO_CELL, cellOf } from './geography.js';
import { makeFarOff, placeOf, rankRows } from './fast-rank.js';
import type { Chosen, Slot, Special } from './fast-rank.js';
import { findDecline } from './hard-rules.js';
import { hoursKeyOf, makeHoursBook } from './hours-book.js';
import { judge } from './judge.js';
import type { Judged } from './judge.js';
import type { DirectoryRules, MatchContext, MatchNetwork, ServiceHistory } from './match-context.js';
import type { MatchingPolicy } from './matching-policy.js';
import type { Need } from './need.js';
import { makeTables } from './query-tables.js';
import { makeRowTable } from './row-table.js';
import { certaintyValue, historyValue } from './soft-terms.js';

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
 * only when it is told of, and then kept.
 */
export function makeServiceIndex(services: Iterable<Digested>, { policy, network, directory }: ServiceIndexNeeds) {
  const hours = makeHoursBook(directory.openState);
  const areas = makeAreaBook();
  const table = makeRowTable({ hours, areas, closedAlertBeginnings: policy.closedAlertBeginnings });
  const tablesFor = makeTables({ values: table.values, areas, hours, policy, entryState: directory.entryState });
  const kept: DirectoryRules = { ...directory, openState: (service, site, contact, asOf) => hours.read(hours.pageOf(hoursKeyOf(service, site, contact), () => ({ service, site, contact })), asOf.getTime()) };
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

  function upsert({ id, digest, open }: Digested): void {
    remove(id);
    const at = freeSlots.pop() ?? slots.length;
    const service = { id, digest, open: once(open) };
    // a search reads the numbers of these one by one
    if (digest.sites.some(({ told }) => told === SEVERAL_NUMBERS)) service.open();
    const slot: Slot = { id, open: service.open, rows: digest.sites.map((_, place) => table.add(at, service, place)), lastOfferedAt: -Infinity };
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

  for (const service of inGroundOrder(services)) upsert(service);

  return {
    get size(): number { return slotOf.size; },
    upsert,
    remove,
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
          service, site, travel, miles: miles === Infinity ? null : miles, hours: hours.read(table.pageAt(row), asOf.getTime()).state,
          entry: directory.entryState(service.assuredOn, asOf), places: placesOf(service, travel, context),
        };
      };
      const judged = (chosen: Chosen): Judged => judge(candidate(chosen), need, context);
      // only the reason is told of these, so the rules need not be asked again
      const unjudged = (chosen: Chosen): Judged => ({ candidate: candidate(chosen), verdicts: new Map(), failed: MATCH_RULES.filter((rule) => (chosen.failed & (1 << placeOf(rule))) !== 0) });
      return answerOf({
        matches: ranked.matches.map(judged), phoneFirst: ranked.phoneFirst.map(judged), excluded: ranked.excluded.map(unjudged),
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

/** Neighbours of one kind side by side, because a search for one person reads them together. */
function inGroundOrder(services: Iterable<Digested>): Digested[] {
  const keyed = Array.from(services, (service) => {
    const { kinds, sites: [site] } = service.digest;
    const cell = site?.point ? cellOf({ latitude: site.point[0], longitude: site.point[1] }) : NO_CELL;
    return { service, key: cell * HELP_KINDS.length + (kinds[0] ?? HELP_KINDS.indexOf('community-group')) };
  });
  return keyed.sort((a, b) => a.key - b.key).map(({ service }) => service);
}

/** Opened at most once. */
function once(open: () => Service): () => Service {
  let opened: Service | null = null;
  return () => (opened ??= open());
}
