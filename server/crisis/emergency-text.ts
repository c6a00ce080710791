import { fitsOne, mustFitOne, toGsm7 } from '../messaging/index.js';

/** To the owner and the supervisors: somebody opened a crisis that is not theirs to see. One segment, and nothing of health. */
export function emergencyText({ org, timeZone, ref, name, until }: { org: string; timeZone: string; ref: string; name: string; until: Date }): string {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(until);
  const say = (who: string): string => toGsm7(`${org}: ${who} opened ${ref} by emergency access, until ${time}. Why is in its timeline.`);
  return [name, name.trim().split(/\s+/)[0] ?? '', 'A colleague'].map(say).find(fitsOne) ?? mustFitOne(say('A colleague'));
}
