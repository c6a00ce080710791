import { Link } from 'wouter';
import type { ServiceView } from '../../../server/contract/directory.js';
import { Card } from '../ui/card.js';
import { FactList, FactMark } from '../ui/fact-list.js';
import { Note } from '../ui/tag.js';
import { accessWords, ageWords, languagesWords, notForWords } from './describe.js';
import { directoryWords } from './directory-words.js';
import { CheckedLine, KindTags, OpenTag, PlacesLines } from './service-tags.js';

/** One service in the list: enough to know whether to look closer. */
export function ServiceCard({ service, distance = null }: { service: ServiceView; distance?: string | null }) {
  const town = service.locations.flatMap(({ location }) => location.addresses.map(({ city }) => city)).find((city) => city !== '');
  return (
    <Card as="li" className="service-card">
      <div className="service-who">
        <h2>
          <Link href={`/services/${service.id}`}>{service.name}</Link>
        </h2>
        <p className="muted">{[service.organizationName, town, distance].filter(Boolean).join(', ')}</p>
        <KindTags service={service} />
        {service.alert && (
          <Note tone="warning" icon="warning">
            {service.alert}
          </Note>
        )}
      </div>
      <FactList
        layout="tight"
        facts={[
          { name: directoryWords('for'), value: ageWords(service.age) },
          { name: directoryWords('not-for'), value: notForWords(service) ?? <span className="muted">{directoryWords('not-for.none')}</span> },
          { name: directoryWords('languages'), value: languagesWords(service) ?? <FactMark>{directoryWords('languages.unknown')}</FactMark> },
          { name: directoryWords('access'), value: accessWords(service) ?? <FactMark>{directoryWords('access.unknown')}</FactMark> },
        ]}
      />
      <div className="service-now">
        <OpenTag service={service} />
        <PlacesLines service={service} />
        <CheckedLine entry={service.entry} />
      </div>
    </Card>
  );
}
