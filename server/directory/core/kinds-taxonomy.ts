import { HELP_KINDS, HELP_KIND_LABELS } from '../../contract/directory.js';
import type { Attribute, HelpKind, Taxonomy, TaxonomyTerm } from '../../contract/directory.js';
import { namedId } from './named-id.js';

/** Our kinds of help as an HSDS taxonomy, so that others can ask by them. Its ids never change. */
export const KINDS_TAXONOMY: Taxonomy = {
  id: namedId('handrail', 'taxonomy', 'kinds-of-help'), name: 'Handrail kinds of help',
  description: 'What a service does for a person in crisis, in the words of Handrail.', uri: null, version: '1',
};

const termOf = (kind: HelpKind): TaxonomyTerm => ({
  id: namedId('handrail', 'term', kind), code: kind, name: HELP_KIND_LABELS[kind], description: HELP_KIND_LABELS[kind], parentId: null,
  taxonomy: KINDS_TAXONOMY.name, taxonomyId: KINDS_TAXONOMY.id, language: 'en', uri: null,
});
const TERMS = new Map(HELP_KINDS.map((kind) => [kind, termOf(kind)]));
const KINDS = new Map([...TERMS].map(([kind, { id }]) => [id, kind]));

/** Every kind of help as a term, in our order. */
export const kindTerms = (): TaxonomyTerm[] => [...TERMS.values()];

/** The kind of help that one of our own terms stands for; null for any other term. */
export const kindOfOwnTerm = (termId: string): HelpKind | null => KINDS.get(termId) ?? null;

/** The kinds of a service as HSDS says it: attributes with terms. Ids are always the same for the same service. */
export const kindAttributes = (serviceId: string, kinds: readonly HelpKind[]): Attribute[] => kinds.map((kind) => ({
  id: namedId('handrail', 'kind', serviceId, kind), linkType: 'kind of help', linkEntity: 'service', value: null, label: HELP_KIND_LABELS[kind], term: TERMS.get(kind) ?? null,
}));
