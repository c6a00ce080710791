import type { Service } from '../../contract/directory.js';

/** Longer ones leave no room in a text. */
const LONGEST = 20;

/** The street without its number, if it can stand in a text. */
function streetOf({ locations }: Pick<Service, 'locations'>): string | null {
  for (const { location } of locations) {
    for (const { type, address1 } of location.addresses) {
      const street = address1.replace(/^\s*\d+[a-z]?\b[\s,-]*/i, '').split(',')[0]?.trim() ?? '';
      if (type === 'physical' && street.length >= 3 && street.length <= LONGEST && /^[A-Za-z0-9 .']+$/.test(street)) return street;
    }
  }
  return null;
}

const initialsOf = (name: string): string => (name.normalize('NFD').match(/\b[A-Za-z]/g) ?? []).join('').toUpperCase().slice(0, 6);

/**
 * How each of several services is called in a text, so that somebody who works there knows it and whoever reads over their
 * shoulder learns nothing: by street, else by the initials of its name, else by number. All differ. Never the name itself, which
 * may say what kind of help it gives. Source: domain.md §12, content.
 */
export function placeWords(services: readonly Pick<Service, 'id' | 'name' | 'locations'>[]): ReadonlyMap<string, string> {
  const chosen = new Map<string, string>();
  const tries = [(service: Pick<Service, 'name' | 'locations'>) => streetOf(service), (service: Pick<Service, 'name'>) => initialsOf(service.name)];
  for (const [place, service] of services.entries()) {
    const free = tries.map((tryOf) => tryOf(service)).find((words): words is string => words !== null && words !== '' && services.every((other) => other.id === service.id || !tries.some((tryOf) => tryOf(other) === words)));
    chosen.set(service.id, free ?? `place ${place + 1}`);
  }
  return chosen;
}

/** The street of one service; null when it has none that a text can say. */
export const placeWord = (service: Pick<Service, 'locations'>): string | null => streetOf(service);
