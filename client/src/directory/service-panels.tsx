import { Suspense, lazy } from 'react';
import type { CostOption, Phone, ServiceArea, ServiceView } from '../../../server/contract/directory.js';
import { day, figure } from '../app/format.js';
import { languageTag } from '../app/words.js';
import { PhoneLink } from '../ui/button.js';
import { Panel } from '../ui/card.js';
import { FactList, FactMark } from '../ui/fact-list.js';
import type { Fact } from '../ui/fact-list.js';
import { accessWords, ageWords, checkedWords, languagesWords, listed, notForWords } from './describe.js';
import { Skeleton } from '../ui/states.js';
import { areasOf, shapesOf } from './core/service-areas.js';
import { directoryWords } from './directory-words.js';

/** The map with its lines comes only for an area that can be drawn. */
const AreaMap = lazy(async () => ({ default: (await import('./map/area-map.js')).AreaMap }));

interface Part {
  service: ServiceView;
}

/** A fact only when there is one. */
const told = (name: string, value: string | null | undefined): Fact[] => (value ? [{ name, value }] : []);

/** Whom it takes, whom it turns away, and what they can count on. */
export function WhoPanel({ service }: Part) {
  const { handrail } = service;
  const { from, to } = handrail.urgency === 'unknown' ? { from: null, to: null } : handrail.urgency;
  const goodToKnow = [
    ...handrail.traits.map((trait) => directoryWords(`trait.${trait}`)),
    ...(handrail.walkIn === null ? [] : [directoryWords(handrail.walkIn ? 'walk-in' : 'no-walk-in')]),
    ...(handrail.accepts.pets ? [directoryWords('pets')] : []),
    ...(handrail.accepts.dependants ? [directoryWords('dependants')] : []),
    ...(handrail.waitlist ? [directoryWords('waitlist')] : []),
  ];
  return (
    <Panel title={directoryWords('who')}>
      <FactList
        layout="beside"
        facts={[
          { name: directoryWords('for'), value: ageWords(service.age) },
          { name: directoryWords('not-for'), value: notForWords(service) ?? directoryWords('not-for.none') },
          {
            name: directoryWords('urgency'),
            value: from === null ? <FactMark>{directoryWords('urgency.unknown')}</FactMark> : from === to ? directoryWords('urgency.one', { from }) : directoryWords('urgency.range', { from, to }),
          },
          { name: directoryWords('languages'), value: languagesWords(service) ?? <FactMark>{directoryWords('languages.unknown')}</FactMark> },
          { name: directoryWords('access'), value: accessWords(service) ?? <FactMark>{directoryWords('access.unknown')}</FactMark> },
          ...told(directoryWords('traits'), listed(goodToKnow)),
          ...told(directoryWords('eligibility'), service.eligibilityDescription),
        ]}
      />
    </Panel>
  );
}

/** Its places, and the area it serves. */
export function WherePanel({ service }: Part) {
  const areas = areasOf(service);
  const shapes = shapesOf(areas);
  return (
    <Panel title={directoryWords('where')}>
      <div className="stack">
        {service.locations.length === 0 && <p className="muted">{directoryWords('where.none')}</p>}
        <ul className="stack">
          {service.locations.map((place) => (
            <li key={place.id}>
              <Place place={place} />
            </li>
          ))}
        </ul>
        <FactList
          layout="beside"
          facts={[
            {
              name: directoryWords('where.areas'),
              value: areas.length === 0 ? <FactMark>{directoryWords('where.areas-unknown')}</FactMark> : listed([...new Set(areas.map(areaWords).filter(Boolean))]),
            },
          ]}
        />
        {shapes.length > 0 && (
          <Suspense fallback={<Skeleton label={directoryWords('where.map')} lines={4} />}>
            <AreaMap label={directoryWords('where.map')} circle={null} polygons={shapes} />
          </Suspense>
        )}
      </div>
    </Panel>
  );
}

function Place({ place: { location, description } }: { place: ServiceView['locations'][number] }) {
  const address = location.addresses.find(({ type }) => type === 'physical') ?? location.addresses[0];
  return (
    <>
      {location.name && <b>{location.name}</b>}
      {address && (
        <address>
          {[address.address1, address.address2, [address.city, address.stateProvince].filter(Boolean).join(', '), address.postalCode].filter(Boolean).join(', ')}
        </address>
      )}
      {!address && location.type === 'virtual' && <p className="muted">{directoryWords('where.virtual')}</p>}
      {description && <p className="muted">{description}</p>}
      {location.transportation && (
        <p className="muted">
          {directoryWords('where.transport')}: {location.transportation}
        </p>
      )}
    </>
  );
}

/** Above this many postcodes their number says more than the list. */
const SOME_POSTCODES = 5;

function areaWords({ name, description, handrail, polygons }: ServiceArea): string {
  if (name ?? description) return (name ?? description) as string;
  const codes = handrail.postalCodes ?? [];
  if (codes.length === 0 && handrail.circle) return directoryWords('where.circle', { km: figure(handrail.circle.meters / 1000) });
  if (codes.length === 0 && polygons) return directoryWords('where.shape');
  return codes.length === 0 ? '' : directoryWords('where.postcodes', { count: codes.length, some: listed(codes.slice(0, SOME_POSTCODES)) });
}

/** What it costs, what to bring, how to come in. */
export function CostPanel({ service }: Part) {
  const costs = service.costOptions.map(costWords).filter(Boolean);
  const papers = service.requiredDocuments.flatMap(({ document }) => (document ? [document] : []));
  return (
    <Panel title={directoryWords('costs')}>
      <FactList
        layout="beside"
        facts={[
          {
            name: directoryWords('costs.cost'),
            value: costs.length > 0 ? listed(costs) : (service.feesDescription ?? <FactMark>{directoryWords('costs.unknown')}</FactMark>),
          },
          { name: directoryWords('costs.papers'), value: papers.length > 0 ? listed(papers) : directoryWords('costs.papers-none') },
          ...told(directoryWords('costs.apply'), service.applicationProcess),
        ]}
      />
    </Panel>
  );
}

function costWords({ option, amount, currency, amountDescription }: CostOption): string {
  const money = amount === null || amount === 0 ? null : currency === null ? String(amount) : new Intl.NumberFormat(languageTag(), { style: 'currency', currency }).format(amount);
  return [option, money, amountDescription].filter(Boolean).join(', ');
}

/** Numbers to ring or text, and links. */
export function PhonesPanel({ service }: Part) {
  const phones = [...service.phones, ...service.locations.flatMap((place) => [...place.phones, ...place.location.phones])];
  const once = phones.filter((phone, place) => phones.findIndex(({ number, type }) => number === phone.number && type === phone.type) === place);
  return (
    <Panel title={directoryWords('phones')}>
      <div className="stack">
        {once.length === 0 && <p className="muted">{directoryWords('phones.none')}</p>}
        <ul className="stack">
          {once.map((phone) => (
            <li key={phone.id}>
              <PhoneLine phone={phone} />
            </li>
          ))}
        </ul>
        {service.email && (
          <p>
            <a href={`mailto:${service.email}`}>{service.email}</a>
          </p>
        )}
        {isWebAddress(service.url) && (
          <p>
            <a href={service.url} target="_blank" rel="noreferrer">
              {directoryWords('website')}
            </a>
          </p>
        )}
      </div>
    </Panel>
  );
}

/** An imported address may be anything; only the web becomes a link. */
function isWebAddress(url: string | null): url is string {
  return url !== null && /^https?:\/\//i.test(url);
}

function PhoneLine({ phone: { number, type, extension, description, handrail } }: { phone: Phone<string> }) {
  const { checked } = handrail;
  const about = [type && directoryWords(`phone.${type}`), extension && directoryWords('phones.extension', { extension }), description].filter(Boolean).join(', ');
  return (
    <>
      <PhoneLink number={number} />
      {about && <small className="phone-about">{about}</small>}
      <small className="phone-about muted">{checked ? directoryWords('phones.checked', { day: day(checked.at), by: checked.by, how: checked.how }) : directoryWords('phones.not-checked')}</small>
    </>
  );
}

/** Where the entry comes from and how old it is. */
export function AboutPanel({ service }: Part) {
  return (
    <Panel title={directoryWords('about')}>
      <FactList
        layout="beside"
        facts={[
          { name: directoryWords('about.organization'), value: service.organizationName },
          ...told(directoryWords('about.program'), service.program?.name),
          { name: directoryWords('about.checked'), value: checkedWords(service.entry).words },
          ...told(directoryWords('about.modified'), service.lastModifiedAt && day(service.lastModifiedAt)),
          ...told(directoryWords('about.licenses'), service.licenses),
        ]}
      />
    </Panel>
  );
}
