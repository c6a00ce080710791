import type { Contact, Location, Organization, Service, ServiceLocation } from '../../../contract/directory.js';
import type { Cells, Says } from './csv-table.js';
import type { Draft } from './import-draft.js';

/** What a row of phones, hours or contacts can belong to. */
export type Owner =
  | { kind: 'contact'; is: Contact }
  | { kind: 'place'; is: ServiceLocation }
  | { kind: 'service'; is: Service }
  | { kind: 'location'; is: Location }
  | { kind: 'organization'; is: Organization };

/** The ids in one cell: exports join several by commas, and name what they could not resolve in words. */
export const idsIn = (cell: string): string[] => cell.split(/[,;|]/).map((part) => part.trim()).filter((part) => part !== '');

/** What each is called in a reason. */
export const IN_WORDS: Readonly<Record<Owner['kind'], string>> = { contact: 'a contact', place: 'a service at a location', service: 'a service', location: 'a location', organization: 'an organization' };

/** The closest owner comes first: a phone of a contact at a location is the contact's. */
const COLUMNS = [['contact_id', 'contact'], ['service_at_location_id', 'place'], ['service_id', 'service'], ['location_id', 'location'], ['organization_id', 'organization']] as const;

/**
 * The owners that a row names, most often one. Refuses the row when it names none, or only such as are not there;
 * says which of several could not be found.
 */
export function ownersOf(draft: Draft, cells: Cells, says: Says): Owner[] {
  const named = COLUMNS.find(([column]) => cells(column) !== '');
  if (!named) { says.refused(null, 'does not say what it belongs to'); return []; }
  const [column, kind] = named;
  const ids = idsIn(cells(column));
  const owners = ids.flatMap((id): Owner[] => {
    if (kind === 'contact') { const is = draft.contacts.get(id); return is ? [{ kind, is }] : []; }
    if (kind === 'place') { const is = draft.places.get(id); return is ? [{ kind, is }] : []; }
    if (kind === 'service') { const is = draft.services.get(id); return is ? [{ kind, is }] : []; }
    if (kind === 'location') { const is = draft.locations.get(id); return is ? [{ kind, is }] : []; }
    const is = draft.organizations.get(id);
    return is ? [{ kind, is }] : [];
  });
  const missing = ids.length - owners.length;
  if (owners.length === 0) {
    const refused = kind === 'place' ? false : ids.some((id) => draft.refused[kind].has(id));
    says.refused(column, refused ? `belongs to a refused ${kind}` : `belongs to ${IN_WORDS[kind]} that is not told`);
  } else if (missing > 0) says.repaired(column, 'names several, of which some are not told; those were left out');
  else if (ids.length > 1) says.repaired(column, 'names several; it was given to each of them');
  return owners;
}
