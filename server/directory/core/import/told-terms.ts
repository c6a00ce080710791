import type { Taxonomy, TaxonomyTerm } from '../../../contract/directory.js';
import { KINDS_TAXONOMY } from '../kinds-taxonomy.js';

/** Terms and taxonomies that were told, and taxonomies of which only the id and a name are known. */
export interface ToldTerms { taxonomies: Taxonomy[]; terms: TaxonomyTerm[]; implied: Taxonomy[] }

/** Every term that classifies any of these things, however deep it stands. */
function* termsIn(thing: unknown): Generator<TaxonomyTerm> {
  if (typeof thing !== 'object' || thing === null || thing instanceof Date) return;
  for (const [key, value] of Object.entries(thing)) {
    if (key === 'attributes' && Array.isArray(value)) for (const { term } of value as { term: TaxonomyTerm | null }[]) { if (term) yield term; }
    if (typeof value === 'object') yield* termsIn(value);
  }
}

/**
 * What an import tells of taxonomies: those it brought as such, and those that only occur where something is classified. Our own kinds of
 * help are known already and never stored.
 */
export function toldTerms(brought: { taxonomies: readonly Taxonomy[]; terms: readonly TaxonomyTerm[] }, things: readonly unknown[]): ToldTerms {
  const terms = new Map<string, TaxonomyTerm>();
  for (const term of termsIn(things)) if (!terms.has(term.id)) terms.set(term.id, term);
  for (const term of brought.terms) terms.set(term.id, term);
  for (const [id, { taxonomyId }] of terms) if (taxonomyId === KINDS_TAXONOMY.id) terms.delete(id);
  const taxonomies = new Map<string, Taxonomy>();
  for (const { detail } of terms.values()) if (detail) taxonomies.set(detail.id, detail);
  for (const one of brought.taxonomies) taxonomies.set(one.id, one);
  taxonomies.delete(KINDS_TAXONOMY.id);
  const implied = new Map<string, Taxonomy>();
  for (const { taxonomyId, taxonomy } of terms.values()) {
    if (taxonomyId !== null && !taxonomies.has(taxonomyId)) implied.set(taxonomyId, { id: taxonomyId, name: taxonomy ?? 'Unnamed taxonomy', description: null, uri: null, version: null });
  }
  return { taxonomies: [...taxonomies.values()], terms: [...terms.values()], implied: [...implied.values()] };
}
