import type { TellingReason } from '../contract/capacity.js';
import type { Capacity, Service } from '../contract/directory.js';
import { capacityState, freshUntil } from '../directory/index.js';
import type { CapacityTelling } from '../directory/index.js';
import type { Jobs, NewJob } from '../platform/jobs/index.js';
import type { Tx } from '../platform/mongo/transact.js';
import { remindAt } from './core/reminder.js';
import type { ReminderWish } from './core/reminder.js';
import type { TellingStore } from './history.js';
import type { CapacityPolicy } from './policy.js';
import type { CapacitySettingsStore } from './settings.js';

/** The kind of job that reminds a service before its number grows old. */
export const REMINDER_JOB = 'capacity-reminder';
/** A reminder waits for everything else. */
const LEAST_URGENT = 6;

export interface ToldNeeds {
  tellings: TellingStore; settings: CapacitySettingsStore; jobs: Jobs; policy: CapacityPolicy;
  networkZone: () => string;
}

const zoneOf = ({ handrail }: Pick<Service, 'handrail'>, networkZone: string): string => handrail.timeZone ?? networkZone;

/** Why a number changed. A referral that brings it without a yes brings a no for want of room. */
function whyOf({ method, about, before, after }: Pick<CapacityTelling, 'method' | 'about' | 'before' | 'after'>): TellingReason {
  if (method === 'acceptance') return before !== null && after.available > before.available ? 'put-back' : 'acceptance';
  return about !== null && after.available === 0 ? 'refused' : 'told';
}

/** The job that reminds of one number; none when it is not wanted. `mark` keeps one number to one reminder for each setting. */
export function reminderJob(service: Service, capacity: Capacity, wish: ReminderWish, { policy, networkZone }: Pick<ToldNeeds, 'policy' | 'networkZone'>, mark: string): NewJob[] {
  const dueAt = remindAt(freshUntil(capacity, policy.freshMinutes), capacity.handrail.kind, wish, policy, zoneOf(service, networkZone()));
  if (dueAt === null) return [];
  return [{ key: `${REMINDER_JOB}:${capacity.id}:${mark}`, kind: REMINDER_JOB, teamId: 'network', urgency: LEAST_URGENT, dueAt, data: { serviceId: service.id, capacityId: capacity.id, toldAt: capacity.updatedAt.getTime() } }];
}

/**
 * What follows from each telling of free places, in its own transaction: it is kept for good, and its reminder is planned. A place
 * that a yes took makes no number younger, so it plans none.
 */
export function tellingsOf({ tellings, settings, jobs, policy, networkZone }: ToldNeeds) {
  return async (tx: Tx, told: CapacityTelling, serviceVersion: number): Promise<void> => {
    const { service, before, after, by, method, about, at } = told;
    const why = whyOf(told);
    tellings.add(tx, {
      serviceId: service.id, serviceVersion, capacityId: after.id, unit: after.unit.name, available: after.available, maximum: after.maximum, at, method, why, about,
      before: before && { available: before.available, fresh: capacityState(before, at, policy.freshMinutes).state === 'fresh' },
      by: why === 'acceptance' || why === 'put-back' ? null : by.fullName ?? by.name,
    });
    if (method === 'acceptance') return;
    const wish = await settings.find(service.id, tx);
    await jobs.add(tx, reminderJob(service, after, wish, { policy, networkZone }, `v${serviceVersion}`));
  };
}
