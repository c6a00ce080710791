/**
 * How things in the directory are classified and where their facts came from, in HSDS terms. `null` and a missing entry mean *unknown*.
 */

/** A list of terms that things are classified by. */
export interface Taxonomy { id: string; name: string; description: string | null; uri: string | null; version: string | null; metadata?: ChangeRecord[] }

/** A classification of anything in the directory: an attribute with its term. */
export interface TaxonomyTerm {
  id: string; code: string | null; name: string; description: string | null; parentId: string | null;
  taxonomy: string | null; taxonomyId: string | null; language: string | null; uri: string | null;
  /** The taxonomy itself, where whoever told the term told it too. */
  detail?: Taxonomy;
  metadata?: ChangeRecord[];
}
export interface Attribute {
  id: string; linkType: string | null; value: string | null; label: string | null; term: TaxonomyTerm | null;
  /** The kind of thing it belongs to, as the source calls it. */
  linkEntity?: string;
  metadata?: ChangeRecord[];
}

/** One earlier value of one field, as HSDS exchanges provenance. */
export interface ChangeRecord {
  id: string; resourceId: string | null; resourceType: string | null;
  changedOn: string; action: string; field: string; previous: string; replacement: string; by: string;
}

/** Every HSDS object may be classified and may carry its history. */
export interface Described { id: string; attributes?: Attribute[]; metadata?: ChangeRecord[] }
