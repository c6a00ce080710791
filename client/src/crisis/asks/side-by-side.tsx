import type { CrisisView } from '../../../../server/contract/crisis.js';
import { timeNear } from '../../app/format.js';
import { useNow } from '../../live/server-clock.js';
import { Table } from '../../ui/table.js';
import { Tag } from '../../ui/tag.js';
import { asksWords } from './asks-words.js';
import { IDENTIFIERS, comparePeople } from './core/same-person.js';

const FIELDS = [...IDENTIFIERS, 'headline', 'place', 'raised', 'owner'] as const;
type Field = (typeof FIELDS)[number];

/** Two crises beside each other: the identifiers first, with whether they agree, then what helps to tell. */
export function SideBySide({ here, there }: { here: CrisisView; there: CrisisView }) {
  const now = useNow(60_000);
  const compared = comparePeople(here.details, there.details);
  const textOf = (crisis: CrisisView, field: Field): string => {
    switch (field) {
      case 'raised':
        return asksWords('join.raised', { name: crisis.raisedBy, time: timeNear(crisis.raisedAt, now) });
      case 'owner':
        return crisis.owner?.name ?? asksWords('join.nobody');
      default:
        return String(crisis.details[field] ?? asksWords('join.unknown'));
    }
  };
  const agreement = (field: Field) => {
    const one = compared.find(({ what }) => what === field);
    if (!one || one.here === null || one.there === null) return null;
    return one.agrees ? <Tag tone="success" icon="check">{asksWords('join.agrees')}</Tag> : <Tag tone="warning" icon="close">{asksWords('join.differs')}</Tag>;
  };
  return (
    <Table
      caption={asksWords('join.caption', { here: here.ref, there: there.ref })}
      captionHidden
      rows={FIELDS}
      rowKey={(field) => field}
      columns={[
        { name: asksWords('join.what'), cell: (field) => asksWords(`join.field.${field}`) },
        { name: here.ref, cell: (field) => textOf(here, field) },
        {
          name: there.ref,
          cell: (field) => (
            <>
              {textOf(there, field)} {agreement(field)}
            </>
          ),
        },
      ]}
    />
  );
}
