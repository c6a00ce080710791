/** "Eastern Time (America/New_York)": a zone by name as people of the reader's language know it, with its IANA name. */
export function zoneName(timeZone: string, readerTag: string): string {
  const name = new Intl.DateTimeFormat(readerTag, { timeZone, timeZoneName: 'longGeneric' }).formatToParts(0).find(({ type }) => type === 'timeZoneName')?.value;
  return name && name !== timeZone ? `${name} (${timeZone})` : timeZone;
}
