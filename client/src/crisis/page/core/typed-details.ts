import type { ReportDetails } from '../../../../../server/contract/crisis.js';

/** The facts that are written in a form, as text; access needs as a list with commas. */
export const DETAIL_FIELDS = [
  'headline', 'whatHelps', 'theySaid', 'place', 'postcode', 'personName', 'ageYears', 'language', 'accessNeeds', 'safeToContact', 'narrative',
] as const satisfies readonly (keyof ReportDetails)[];
export type DetailField = (typeof DETAIL_FIELDS)[number];
export type TypedDetails = Record<DetailField, string>;

/** Longest texts that the server takes. Numbers and lists have their own checks. */
export const LONGEST: Readonly<Record<DetailField, number>> = {
  headline: 140, whatHelps: 2000, theySaid: 2000, place: 300, postcode: 12, personName: 120, ageYears: 3, language: 60, accessNeeds: 600, safeToContact: 300, narrative: 8000,
};

/** The facts as the form shows them. */
export function typedDetails(details: ReportDetails): TypedDetails {
  return Object.fromEntries(DETAIL_FIELDS.map((field) => [field, textOf(details[field])])) as TypedDetails;
}

const textOf = (value: string | number | string[] | undefined): string => (Array.isArray(value) ? value.join(', ') : String(value ?? ''));

/** The fields in which two forms differ. */
export function differingFields(a: TypedDetails, b: TypedDetails): DetailField[] {
  return DETAIL_FIELDS.filter((field) => a[field].trim() !== b[field].trim());
}

/**
 * What to send: only what was changed and is not empty, because nothing that was once told is erased. `wrong` names what
 * cannot be read.
 */
export function changedDetails(before: TypedDetails, now: TypedDetails): { details: ReportDetails; wrong: DetailField[] } {
  const details: ReportDetails = {};
  const wrong: DetailField[] = [];
  for (const field of differingFields(before, now)) {
    const text = now[field].trim();
    if (text === '') continue;
    if (field === 'ageYears') {
      if (/^\d{1,3}$/.test(text) && Number(text) <= 130) details.ageYears = Number(text);
      else wrong.push(field);
    } else if (field === 'accessNeeds') {
      details.accessNeeds = /^none$/i.test(text) ? [] : text.split(',').map((need) => need.trim()).filter(Boolean);
    } else {
      details[field] = text;
    }
  }
  return { details, wrong };
}
