import type { Taxonomy, TaxonomyTerm } from '../contract/directory.js';
import type { Connection } from '../platform/mongo/connect.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';
import type { Tx } from '../platform/mongo/transact.js';
import { wordsOf } from './core/search-words.js';

/** Collections and indexes of taxonomies. */
export const taxonomyPlans: readonly CollectionPlan[] = [
  { name: 'taxonomies', indexes: [{ key: { name: 1 }, name: 'by_name' }] },
  { name: 'taxonomyTerms', indexes: [
    { key: { name: 1, _id: 1 }, name: 'by_name' }, { key: { taxonomyId: 1, name: 1 }, name: 'by_taxonomy' }, { key: { parentId: 1 }, name: 'by_parent' }, { key: { words: 1 }, name: 'by_word' },
  ] },
];

interface TaxonomyRow { _id: string; name: string; words: string[]; taxonomy: Taxonomy }
interface TermRow { _id: string; name: string; words: string[]; taxonomyId: string | null; parentId: string | null; term: TaxonomyTerm }

/** Which terms or taxonomies to list. */
export interface TermQuery { search?: string; taxonomyId?: string; parentId?: string; topOnly?: boolean }

export type TaxonomyStore = ReturnType<typeof taxonomyStoreOn>;

/** Alone knows the collections `taxonomies` and `taxonomyTerms`. */
export function taxonomyStoreOn(db: Connection) {
  const database = db.getClient().db(db.name);
  const taxonomies = database.collection<TaxonomyRow>('taxonomies');
  const terms = database.collection<TermRow>('taxonomyTerms');
  const byWords = (search: string | undefined) => {
    // letters and digits only, so that nothing in it can be a pattern
    const words = wordsOf(search ?? '');
    return words.length === 0 ? {} : { $and: words.map((word) => ({ words: { $regex: `^${word}` } })) };
  };
  const withSession = (tx?: Tx) => (tx ? { session: tx.session } : {});

  return {
    async taxonomies({ search }: TermQuery, skip: number, limit: number): Promise<{ found: Taxonomy[]; total: number }> {
      const filter = byWords(search);
      const [rows, total] = await Promise.all([taxonomies.find(filter).sort({ name: 1, _id: 1 }).skip(skip).limit(limit).toArray(), taxonomies.countDocuments(filter)]);
      return { found: rows.map(({ taxonomy }) => taxonomy), total };
    },
    findTaxonomy: async (id: string): Promise<Taxonomy | null> => (await taxonomies.findOne({ _id: id }))?.taxonomy ?? null,
    /** A page of terms by name. `topOnly` are those without a parent. */
    async terms({ search, taxonomyId, parentId, topOnly }: TermQuery, skip: number, limit: number): Promise<{ found: TaxonomyTerm[]; total: number }> {
      const filter = { ...byWords(search), ...(taxonomyId === undefined ? {} : { taxonomyId }), ...(parentId !== undefined ? { parentId } : topOnly === true ? { parentId: null } : {}) };
      const [rows, total] = await Promise.all([terms.find(filter).sort({ name: 1, _id: 1 }).skip(skip).limit(limit).toArray(), terms.countDocuments(filter)]);
      return { found: rows.map(({ term }) => term), total };
    },
    findTerm: async (id: string): Promise<TaxonomyTerm | null> => (await terms.findOne({ _id: id }))?.term ?? null,
    /** Writes taxonomies and terms, new or known; those that are only `implied` never replace what is known. */
    async put({ taxonomies: told, terms: list, implied }: { taxonomies: readonly Taxonomy[]; terms: readonly TaxonomyTerm[]; implied: readonly Taxonomy[] }, tx?: Tx): Promise<void> {
      const rowOf = (taxonomy: Taxonomy) => ({ name: taxonomy.name, words: wordsOf(taxonomy.name), taxonomy });
      if (told.length + implied.length > 0) {
        await taxonomies.bulkWrite([
          ...told.map((taxonomy) => ({ replaceOne: { filter: { _id: taxonomy.id }, replacement: rowOf(taxonomy), upsert: true } })),
          ...implied.map((taxonomy) => ({ updateOne: { filter: { _id: taxonomy.id }, update: { $setOnInsert: rowOf(taxonomy) }, upsert: true } })),
        ], withSession(tx));
      }
      if (list.length > 0) {
        await terms.bulkWrite(list.map((term) => ({
          replaceOne: { filter: { _id: term.id }, replacement: { name: term.name, words: wordsOf(`${term.name} ${term.code ?? ''}`), taxonomyId: term.taxonomyId, parentId: term.parentId, term }, upsert: true },
        })), withSession(tx));
      }
    },
  };
}
