import type { Address, Contact, ImportFileReport, Phone, PhoneType } from '../../../contract/directory.js';
import { languageCodeOf } from '../languages.js';
import { cleanPhones } from '../phone-number.js';
import { namedId } from '../named-id.js';
import type { Owner } from './csv-owners.js';
import { IN_WORDS, ownersOf } from './csv-owners.js';
import type { Cells, Says, Table } from './csv-table.js';
import { readRows } from './csv-table.js';
import type { Draft } from './import-draft.js';
import { idIn, newLocation } from './import-draft.js';

/** The words of older directories for what RFC 6350 calls otherwise. */
const TYPES: Readonly<Record<string, PhoneType>> = {
  voice: 'voice', hotline: 'voice', main: 'voice', fax: 'fax', sms: 'text', text: 'text', tty: 'textphone', tdd: 'textphone', textphone: 'textphone', cell: 'cell', mobile: 'cell', video: 'video', pager: 'pager',
};

/** Phones of anybody. They are numbers to ring, never intake contacts: those are checked by a person here. */
export const readPhones = (draft: Draft, table: Table): ImportFileReport => readRows(table, (cells, says) => {
  const owners = ownersOf(draft, cells, says);
  if (owners.length === 0) return;
  const prefix = cells('country_prefix');
  const clean = cleanPhones(prefix === '' ? cells('number') : `${prefix} ${cells('number')}`, draft.options.country);
  if ('why' in clean) { says.refused('number', clean.why); return; }
  if (clean.changed) says.repaired('number', clean.phones.length > 1 ? 'several numbers in one cell, taken apart' : 'number made dialable');
  const kind = cells('number_type') || cells('type');
  const type = TYPES[kind.toLowerCase()] ?? null;
  const language = cells('language');
  const said = [cells('department'), cells('description'), type === 'voice' && kind !== 'voice' ? kind : '', cells('vanity_number')].filter((text) => text !== '');
  for (const owner of owners) {
    for (const phone of clean.phones) {
      const id = namedId(owner.is.id, 'phone', phone.number, cells('extension') || phone.extension || '', type ?? '');
      if (owner.is.phones.some((one) => one.id === id)) continue;
      owner.is.phones.push({
        id, number: phone.number, e164: phone.e164, extension: cells('extension') || phone.extension, type,
        description: [...said, ...(phone.description === null ? [] : [phone.description])].join(', ') || null,
        languages: language === '' ? [] : [{ id: namedId(id, 'language', language), name: language, code: languageCodeOf(language), note: null }], handrail: { checked: null },
      } satisfies Phone);
    }
  }
});

/** People behind a service, location or organization. */
export const readContacts = (draft: Draft, table: Table): ImportFileReport => readRows(table, (cells, says) => {
  const owners = ownersOf(draft, cells, says).filter((owner): owner is Exclude<Owner, { kind: 'contact' }> => owner.kind !== 'contact');
  const own = cells('id');
  if (owners.length === 0) { if (own !== '') draft.refused.contact.add(own); return; }
  for (const owner of owners) {
    const contact: Contact = { id: own === '' ? namedId(owner.is.id, 'contact', cells('name'), cells('email')) : idIn(draft, 'contact', own),
      name: cells('name') || null, title: cells('title') || null, department: cells('department') || null, email: cells('email') || null, phones: [] };
    owner.is.contacts.push(contact);
    if (own !== '') draft.contacts.set(own, contact);
  }
});

/** Cut what an export glued together: the town behind the street, and `StreetSuite 500`. */
function streetOf(glued: string, city: string | null): string {
  const end = city !== null && glued.toLowerCase().endsWith(city.toLowerCase()) ? glued.length - city.length : glued.length;
  return glued.slice(0, end).trim()
    .replaceAll(/([a-z.])((?:Suite|Ste|STE|Floor|Room|Unit)\b)/g, '$1, $2')
    .replaceAll(/([a-z.])(\d+(?:st|nd|rd|th) Floor\b)/gi, '$1, $2');
}

/** Addresses of locations, and of organizations, which HSDS 3 gives a postal location of their own. */
export const readAddresses = (draft: Draft, table: Table, type: Address['type']): ImportFileReport => readRows(table, (cells, says) => {
  const owners = ownersOf(draft, cells, says);
  if (owners.length === 0) return;
  const address = addressOf(draft, cells, says, type);
  if (address === null) { says.refused('address_1', 'there is no address in it'); return; }
  for (const owner of owners) {
    const id = namedId(owner.is.id, 'address', type, address.address1, address.postalCode);
    if (owner.kind === 'location') owner.is.addresses.push({ ...address, id });
    else if (owner.kind === 'organization') {
      const key = `postal address of ${owner.is.id}`;
      const location = draft.locations.get(key) ?? newLocation(idIn(draft, 'location', key), owner.is.id, 'postal');
      location.name = `${owner.is.name}, postal address`;
      location.addresses.push({ ...address, id });
      draft.locations.set(key, location);
      says.repaired('organization_id', 'HSDS 3 keeps addresses at locations: a postal location was made');
    } else says.refused(null, `an address of ${IN_WORDS[owner.kind]} has no place in HSDS`);
  }
});

function addressOf(draft: Draft, cells: Cells, says: Says, type: Address['type']): Omit<Address, 'id'> | null {
  const [first, postalCode] = [cells('address_1') || cells('street_1'), cells('postal_code')];
  if (first === '' && postalCode === '') return null;
  const town = cells('city') === '' ? draft.options.cityOf(postalCode) : null;
  const address1 = cells('city') === '' ? streetOf(first, town) : first;
  if (town !== null) says.repaired('city', 'town taken from the postcode');
  else if (cells('city') === '') says.noted('city', 'no town is told');
  if (address1 !== first) says.repaired('address_1', 'street and town were written as one word');
  return { attention: cells('attention') || null, address1, address2: cells('address_2') || cells('street_2') || null, city: cells('city') || (town ?? ''), region: cells('region') || null,
    stateProvince: cells('state_province') || cells('state'), postalCode, country: (cells('country') || draft.options.country).toUpperCase(), type };
}
