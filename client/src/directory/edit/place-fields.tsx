import { ACCESS_CODES, LOCATION_TYPES } from '../../../../server/contract/directory.js';
import type { Access, AccessCode } from '../../../../server/contract/directory.js';
import type { AddressFacts, AreaFacts, LocationFacts } from '../../../../server/contract/directory-edit.js';
import { directoryWords } from '../directory-words.js';
import { BLANK } from './core/drafts.js';
import type { Checks } from './contact-fields.js';
import { PhoneFields } from './contact-fields.js';
import { AreaOnMap } from './area-on-map.js';
import { editWords } from './edit-words.js';
import { Choice, Figure, Parts, Text, TextList, YesNo } from './form-parts.js';
import { HoursFields } from './hours-fields.js';

const NO_ADDRESS: AddressFacts = { id: null, address1: '', address2: null, city: '', stateProvince: '', postalCode: '', country: 'US' };

/** Its places: where they are, how one gets in, and what is only so there. */
export function PlaceFields({ places, checks, onChange }: { places: readonly LocationFacts[]; checks: Checks; onChange: (places: LocationFacts[]) => void }) {
  return (
    <Parts at="/locations" legend={editWords('fact.locations')} nameOf={(n) => editWords('place.one', { n })} parts={places} blank={BLANK.place} addLabel={editWords('place.add')} onChange={onChange}>
      {(place, change, at) => (
        <>
          <div className="edit-line">
            <Choice at={`${at}/type`} label={editWords('place.type')} value={place.type} options={LOCATION_TYPES.map((type) => [type, editWords(`place.${type}`)] as const)} onChange={(type) => change({ type })} />
            <Text at={`${at}/name`} label={editWords('place.name')} value={place.name} onChange={(name) => change({ name })} />
          </div>
          {place.type !== 'virtual' && <AddressFields at={`${at}/address`} address={place.address} onChange={(address) => change({ address })} />}
          {place.type !== 'virtual' && <YesNo at={`${at}/addressHidden`} label={editWords('place.hidden')} hint={editWords('place.hidden-hint')} value={place.addressHidden} onChange={(addressHidden) => change({ addressHidden })} />}
          <AccessFields at={`${at}/access`} access={place.access} onChange={(access) => change({ access })} />
          <Text at={`${at}/description`} lines={2} label={editWords('place.description')} value={place.description} onChange={(description) => change({ description })} />
          <HoursFields at={`${at}/schedules`} legend={editWords('place.own-hours')} schedules={place.schedules} onChange={(schedules) => change({ schedules })} />
          <PhoneFields at={`${at}/phones`} legend={editWords('place.own-phones')} phones={place.phones} checks={checks} onChange={(phones) => change({ phones })} />
          <details className="edit-more">
            <summary>{editWords('place.its')}</summary>
            <p className="muted">{editWords('place.its-hint')}</p>
            <Text at={`${at}/transportation`} lines={2} label={editWords('place.transport')} value={place.transportation} onChange={(transportation) => change({ transportation })} />
            <div className="edit-line">
              <Figure at={`${at}/latitude`} label={editWords('place.latitude')} value={place.latitude} onChange={(latitude) => change({ latitude })} />
              <Figure at={`${at}/longitude`} label={editWords('place.longitude')} value={place.longitude} onChange={(longitude) => change({ longitude })} />
            </div>
            <HoursFields at={`${at}/placeSchedules`} legend={editWords('place.hours')} schedules={place.placeSchedules} onChange={(placeSchedules) => change({ placeSchedules })} />
            <PhoneFields at={`${at}/placePhones`} legend={editWords('place.phones')} phones={place.placePhones} checks={checks} onChange={(placePhones) => change({ placePhones })} />
          </details>
        </>
      )}
    </Parts>
  );
}

const LINES = [['address1', 'place.address1'], ['address2', 'place.address2'], ['city', 'place.city'], ['stateProvince', 'place.state'], ['postalCode', 'place.postcode'], ['country', 'place.country']] as const;

function AddressFields({ at, address, onChange }: { at: string; address: AddressFacts | null; onChange: (address: AddressFacts | null) => void }) {
  const told = address ?? NO_ADDRESS;
  const set = (name: (typeof LINES)[number][0], value: string | null) => {
    const next = { ...told, [name]: name === 'address2' ? value : (value ?? '') };
    const empty = LINES.every(([line]) => line === 'country' || (next[line] ?? '') === '');
    onChange(empty ? null : next);
  };
  return (
    <div className="edit-line edit-line-three">
      {LINES.map(([name, words]) => (
        <Text key={name} at={`${at}/${name}`} label={editWords(words)} value={name === 'country' && address === null ? null : told[name]} onChange={(value) => set(name, value)} />
      ))}
    </div>
  );
}

/** Of every kind of access: has it, lacks it, or nobody told. */
function AccessFields({ at, access, onChange }: { at: string; access: Access; onChange: (access: Access) => void }) {
  const state = (code: AccessCode) => (access.has.includes(code) ? 'has' : access.lacks.includes(code) ? 'lacks' : 'unknown');
  const set = (code: AccessCode, to: 'has' | 'lacks' | 'unknown') => {
    const others = (list: readonly AccessCode[], mine: boolean) => [...list.filter((one) => one !== code), ...(mine ? [code] : [])];
    onChange({ has: others(access.has, to === 'has'), lacks: others(access.lacks, to === 'lacks') });
  };
  const options = [['unknown', editWords('unknown')], ['has', editWords('place.access.has')], ['lacks', editWords('place.access.lacks')]] as const;
  return (
    <details className="edit-more" open={access.has.length + access.lacks.length > 0}>
      <summary>{editWords('place.access')}</summary>
      <div className="edit-line edit-line-three">
        {ACCESS_CODES.map((code) => (
          <Choice key={code} at={`${at}/${code}`} label={directoryWords(`access.${code}`)} value={state(code)} options={options} onChange={(to) => set(code, to)} />
        ))}
      </div>
    </details>
  );
}

/** The areas it serves, by name or by postcodes. */
export function AreaFields({ areas, onChange }: { areas: readonly AreaFacts[]; onChange: (areas: AreaFacts[]) => void }) {
  return (
    <Parts at="/areas" legend={editWords('fact.areas')} nameOf={(n) => editWords('areas.one', { n })} parts={areas} blank={BLANK.area} addLabel={editWords('areas.add')} onChange={onChange}>
      {(area, change, at) => (
        <>
          <div className="edit-line">
            <Text at={`${at}/name`} label={editWords('areas.name')} value={area.name} onChange={(name) => change({ name })} />
            <Text at={`${at}/description`} label={editWords('areas.description')} value={area.description} onChange={(description) => change({ description })} />
          </div>
          <TextList at={`${at}/postalCodes`} lines={2} label={editWords('areas.postcodes')} hint={editWords('list.hint')} value={area.postalCodes} onChange={(postalCodes) => change({ postalCodes })} />
          <AreaOnMap at={at} area={area} change={change} />
        </>
      )}
    </Parts>
  );
}
