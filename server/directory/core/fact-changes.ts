import type { Service } from '../../contract/directory.js';
import type { FactChange, ServiceFacts } from '../../contract/directory-edit.js';
import { FACT_NAMES } from '../../contract/directory-edit.js';
import { factsOf } from './facts.js';
import { same } from './same.js';

/** What differs between two states of a service, fact by fact in reading order; ids of parts that are otherwise the same do not count. */
export function factChanges(before: ServiceFacts | null, after: ServiceFacts | null): FactChange[] {
  return FACT_NAMES.flatMap((field) => {
    const [from, to] = [before?.[field] ?? null, after?.[field] ?? null];
    return same(withoutIds(from), withoutIds(to)) ? [] : [{ field, from, to } as FactChange];
  });
}

/** The same between two services. */
export const serviceChanges = (before: Service, after: Service): FactChange[] => factChanges(factsOf(before), factsOf(after));

function withoutIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutIds);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'id').map(([key, inner]) => [key, withoutIds(inner)]));
}

/**
 * An earlier state of a service made the present one. Free places stay as they were told last, also where the earlier state counted none, and an intake contact counts
 * as verified only when it is verified today: a check is not put back, it is made again.
 */
export function putBack(earlier: Service, now: Service): Service {
  const verified = (channel: string, address: string) => now.handrail.intake.find((one) => one.channel === channel && one.address === address)?.verified ?? null;
  const told = new Map(now.capacities.map((one) => [one.id, one]));
  const known = new Set(earlier.capacities.map(({ id }) => id));
  return {
    ...earlier,
    capacities: [
      ...earlier.capacities.map((one) => {
        const latest = told.get(one.id);
        return latest ? { ...one, available: latest.available, updatedAt: latest.updatedAt, handrail: { ...latest.handrail, kind: one.handrail.kind } } : one;
      }),
      ...now.capacities.filter(({ id }) => !known.has(id)),
    ],
    handrail: { ...earlier.handrail, intake: earlier.handrail.intake.map((one) => ({ ...one, verified: verified(one.channel, one.address) })) },
  };
}
