/** How many sheets of a team are kept: two days. */
export const SHEETS_KEPT = 48;

const ENDS = /\.(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ)\.html$/;

/** The name of a team's sheet of an instant: by name they stand in order of time, and whatever a team's id is, it is no path. */
export const sheetName = (teamId: string, at: Date): string => `${encodeURIComponent(teamId)}.${at.toISOString().slice(0, 19).replaceAll(':', '-')}Z.html`;

/** When this sheet of this team was made; null when it is none of theirs. */
export function sheetAt(teamId: string, name: string): Date | null {
  const [ending, stamp] = ENDS.exec(name) ?? [];
  if (ending === undefined || stamp === undefined || name.slice(0, -ending.length) !== encodeURIComponent(teamId)) return null;
  const at = new Date(stamp.replace(/T(\d\d)-(\d\d)-(\d\d)Z$/, 'T$1:$2:$3Z'));
  return Number.isNaN(at.getTime()) ? null : at;
}

/** A team's sheets among these names, newest first. */
export const sheetsOf = (teamId: string, names: readonly string[]): string[] => names.filter((name) => sheetAt(teamId, name) !== null).toSorted().toReversed();
