import type { BoardCard, CrisisSearchInput } from '../../../../../server/contract/crisis.js';
import type { CrisisState } from '../../../../../server/contract/words.js';

/** Which crises by how they stand: those that are open in any way, one kind of them, or those that are closed. */
export const STANDS = ['open', 'waiting', 'owned', 'follow-up', 'closed', 'all'] as const;
export type Stands = (typeof STANDS)[number];

/** The form as it is filled in; an empty field narrows nothing. */
export interface SearchForm {
  ref: string;
  stands: Stands;
  level: BoardCard['shows'] | '';
  /** A member of staff, `nobody`, or anyone. */
  owner: string;
  teamId: string;
  fromOn: string;
  untilOn: string;
  personName: string;
  phone: string;
}

export const NEW_SEARCH: SearchForm = { ref: '', stands: 'open', level: '', owner: '', teamId: '', fromOn: '', untilOn: '', personName: '', phone: '' };

const STATES: Readonly<Record<Stands, CrisisState[] | undefined>> = {
  open: ['OPEN', 'ACTIVE', 'FOLLOW_UP'], waiting: ['OPEN'], owned: ['ACTIVE'], 'follow-up': ['FOLLOW_UP'], closed: ['CLOSED'], all: undefined,
};

/** What is wrong with a form, field by field. */
export type SearchFault = 'ref' | 'days' | 'name' | 'phone';

/** What a search cannot be sent with; empty when it can. */
export function faultsOf({ ref, fromOn, untilOn, personName, phone }: SearchForm): SearchFault[] {
  const faults: SearchFault[] = [];
  if (ref.trim() !== '' && !/^\d{4,6}$/.test(ref.trim())) faults.push('ref');
  if (fromOn !== '' && untilOn !== '' && fromOn > untilOn) faults.push('days');
  if (personName.trim().length === 1) faults.push('name');
  if (phone.trim() !== '' && phone.replace(/\D/g, '').length < 7) faults.push('phone');
  return faults;
}

/** What is sent for a form without faults. */
export function inputOf({ ref, stands, level, owner, teamId, fromOn, untilOn, personName, phone }: SearchForm): CrisisSearchInput {
  const states = STATES[stands];
  const given = (text: string) => text.trim() !== '';
  return {
    ...(given(ref) && { ref: ref.trim() }), ...(states && { states }), ...(level !== '' && { shows: [level] }), ...(given(owner) && { owner }), ...(given(teamId) && { teamId }),
    ...(given(fromOn) && { raisedFromOn: fromOn }), ...(given(untilOn) && { raisedUntilOn: untilOn }), ...(given(personName) && { personName: personName.trim() }), ...(given(phone) && { phone: phone.trim() }),
  };
}

/** Whether the fields that are seldom used hold anything, and so are to be seen. */
export const usesMore = ({ teamId, fromOn, untilOn, personName, phone }: SearchForm): boolean => [teamId, fromOn, untilOn, personName, phone].some((text) => text !== '');

/** How many fields narrow the list, more than at first. */
export const narrowedBy = (form: SearchForm): number => (Object.keys(NEW_SEARCH) as (keyof SearchForm)[]).filter((field) => form[field] !== NEW_SEARCH[field]).length;

/** Whether only a ref is looked for: then its one hit is what was meant. */
export const isForRef = (form: SearchForm): boolean => form.ref.trim() !== '' && JSON.stringify({ ...form, ref: '', stands: 'open' }) === JSON.stringify(NEW_SEARCH);
