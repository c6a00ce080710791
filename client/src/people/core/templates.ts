/** Files to begin with. The people in them are invented, and their numbers are kept for fiction. */
export const TEMPLATES = {
  staff: 'name,email,mobile,landline,team,roles\nAna Example,ana@example.org,(202) 555-0150,,Northside,clinician\nBo Example,bo@example.org,(202) 555-0151,(202) 555-0152,Northside,"supervisor, rota manager"\n',
  teams: 'team,received by\nNorthside,\nOutreach,Northside\n',
} as const;

/** A file of the browser's own making. */
export const fileAddress = (csv: string): string => `data:text/csv;charset=utf-8,${encodeURIComponent(`\uFEFF${csv}`)}`;

/** As much as one request takes, in characters. */
export const LONGEST_CSV = 60_000;

/** A file's text: UTF-8, else as older spreadsheets save it; null when it is no text. */
export function textOf(bytes: ArrayBuffer): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    const text = new TextDecoder('windows-1252').decode(bytes);
    return text.includes('\0') ? null : text;
  }
}
