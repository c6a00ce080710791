import { queryOptions } from '@tanstack/react-query';
import type { PeopleView, StaffRecordView } from '../../../server/contract/identity.js';
import { call } from '../app/api.js';
import { queries } from '../app/queries.js';

/** All staff and teams, as administrators see them. */
export const peopleQuery = queryOptions({ queryKey: ['people'], queryFn: ({ signal }): Promise<PeopleView> => call('GET /api/v1/people', {}, { signal }) });

/** Takes a member of staff as the server just answered. */
export function hearPerson(person: StaffRecordView): void {
  queries.setQueryData(peopleQuery.queryKey, (view) => view && { ...view, people: [...view.people.filter(({ id }) => id !== person.id), person].sort((a, b) => a.name.localeCompare(b.name)) });
  void queries.invalidateQueries({ queryKey: ['staff'] });
}
