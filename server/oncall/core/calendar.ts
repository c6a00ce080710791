/** One entry of a calendar. `uid` stays the same for the same shift, so that a calendar replaces it. */
export interface CalendarEntry { uid: string; startsAt: Date; endsAt: Date; summary: string; description: string; isGap: boolean }

const stamp = (at: Date): string => `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

/** Source: RFC 5545 §3.3.11, text: backslash, semicolon, comma and line breaks are escaped. Other control characters are left out. */
// eslint-disable-next-line no-control-regex
const text = (words: string): string => words.replace(/[\\;,]/g, (one) => `\\${one}`).replace(/\r\n|\r|\n/g, '\\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');

/** Source: RFC 5545 §3.1: lines of at most 75 octets; a longer one goes on after CRLF and a space, never within a character. */
export function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > 75) { parts.push(part); part = ' '; octets = 1; }
    part += character;
    octets += size;
  }
  return [...parts, part].join('\r\n');
}

/**
 * A calendar as iCalendar (RFC 5545): every instant in UTC, so that no reader needs our zones. Readers are asked to come again
 * every hour.
 */
export function calendarOf({ name, entries, now }: { name: string; entries: readonly CalendarEntry[]; now: Date }): string {
  const lines = [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Handrail//Rota//EN', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH', `X-WR-CALNAME:${text(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H', 'X-PUBLISHED-TTL:PT1H',
    ...entries.flatMap(({ uid, startsAt, endsAt, summary, description, isGap }) => [
      'BEGIN:VEVENT', `UID:${text(uid)}`, `DTSTAMP:${stamp(now)}`, `DTSTART:${stamp(startsAt)}`, `DTEND:${stamp(endsAt)}`, `SUMMARY:${text(summary)}`,
      ...(description === '' ? [] : [`DESCRIPTION:${text(description)}`]), `TRANSP:${isGap ? 'TRANSPARENT' : 'OPAQUE'}`, 'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}
