/** The zone in which most people of a US state or Canadian province live; for imports that name none. */
const ZONE_OF: Readonly<Record<string, string>> = Object.fromEntries(Object.entries({
  'America/New_York': 'CT DC DE FL GA IN KY MA MD ME MI NC NH NJ NY OH PA RI SC VA VT WV', 'America/Chicago': 'AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI',
  'America/Denver': 'CO MT NM UT WY', 'America/Boise': 'ID', 'America/Phoenix': 'AZ', 'America/Los_Angeles': 'CA NV OR WA', 'America/Anchorage': 'AK', 'Pacific/Honolulu': 'HI',
  'America/Puerto_Rico': 'PR VI', 'America/Toronto': 'ON QC', 'America/Vancouver': 'BC', 'America/Edmonton': 'AB', 'America/Winnipeg': 'MB', 'America/Halifax': 'NS NB PE',
  'America/St_Johns': 'NL', 'America/Regina': 'SK',
}).flatMap(([zone, states]) => states.split(' ').map((state) => [state, zone])));

/** The IANA zone of a US or Canadian postal abbreviation such as `IL`; null for every other text. */
export const zoneOfState = (state: string): string | null => ZONE_OF[state.trim().toUpperCase()] ?? null;

/** Whether this process knows `name` as an IANA time zone. */
export function isTimeZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch { return false; }
}
