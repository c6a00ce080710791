import type { StaffLanguage } from '../../contract/identity.js';
import { hoursOf } from './wall-clock.js';

/**
 * The texts of this room. Each is a list of versions that say the same, the fullest first: the first that is one GSM-7 segment is
 * sent. They name staff and rotas, never a person in crisis.
 */
export type Versions = readonly string[];

/** What every text needs. `link` leads to the rota. */
export interface Speaking { org: string; link: string; timeZone: string; now: Date }

const LOCALES: Readonly<Record<StaffLanguage, string>> = { en: 'en-GB', es: 'es' };
const clocks = new Map<string, Intl.DateTimeFormat>();
function partsOf(at: Date, timeZone: string, language: StaffLanguage): Record<string, string> {
  const key = `${language} ${timeZone}`;
  let clock = clocks.get(key);
  if (!clock) {
    clock = new Intl.DateTimeFormat(LOCALES[language], { timeZone, hourCycle: 'h23', hour: '2-digit', minute: '2-digit', weekday: 'short', day: 'numeric', month: 'short' });
    clocks.set(key, clock);
  }
  return Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]));
}

const DAY_MS = 24 * 3600 * 1000;

/** "Fri 20:00", from six days on "Fri 6 Nov 20:00". Always with the day: a rota speaks of other days. */
export function when(at: Date, { timeZone, now }: Pick<Speaking, 'timeZone' | 'now'>, language: StaffLanguage = 'en'): string {
  const { weekday, day, month, hour, minute } = partsOf(at, timeZone, language);
  return Math.abs(at.getTime() - now.getTime()) < 6 * DAY_MS ? `${weekday} ${hour}:${minute}` : `${weekday} ${day} ${month} ${hour}:${minute}`;
}

/** The first name, or with its title where that is all there is of it. */
export const firstName = (name: string): string => (name.trim().split(/\s+/)[0]?.length ?? 0) <= 3 ? name.trim().split(/\s+/).slice(0, 2).join(' ') : name.trim().split(/\s+/)[0] ?? name;
/** Sentences before a link, and as many of them as fit without it. */
export const withLink = ({ link }: Speaking, sentences: readonly string[]): Versions => [`${sentences.join(' ')} ${link}`, ...sentences.map((_, fewer) => sentences.slice(0, sentences.length - fewer).join(' '))];

interface Gap { rotaName: string; startsAt: Date; endsAt: Date | null }

/** To who keeps the rota: nobody is on call then, or now. `others`: how many more gaps of this rota come with it. */
export function gapText(speak: Speaking, { rotaName, startsAt, endsAt }: Gap, others: number): Versions {
  const begun = startsAt <= speak.now;
  const time = `${begun ? 'now' : when(startsAt, speak)}${endsAt ? ` to ${when(endsAt, speak)}, ${hoursOf({ startsAt, endsAt })} h` : ', no end in sight'}`;
  const more = others > 0 ? [`And ${others} more.`] : [];
  return [
    ...withLink(speak, [`${speak.org}: NOBODY ON CALL on ${rotaName}, ${time}.`, ...more, 'Find cover:']),
    `${speak.org}: NOBODY ON CALL on a rota, ${begun ? 'now' : when(startsAt, speak)}. Open Handrail.`,
  ];
}

/** To who keeps the rota: one shift is not as it should be. */
export function warningText(speak: Speaking, { kind, rotaName, name, startsAt }: { kind: 'rest' | 'hours' | 'double' | 'unreachable'; rotaName: string; name: string; startsAt: Date }, others: number): Versions {
  const what = {
    unreachable: 'cannot be reached by text', rest: 'has less than 11 h rest before', hours: 'is on too long from', double: 'is on two rotas from',
  }[kind];
  const time = startsAt <= speak.now ? 'now' : when(startsAt, speak);
  const more = others > 0 ? [`And ${others} more.`] : [];
  const said = (who: string): string => (kind === 'unreachable' ? `${who} is on call on ${rotaName} ${time} but ${what}.` : `${who} ${what} ${rotaName}, ${time}.`);
  return [...withLink(speak, [`${speak.org}: ${said(name)}`, ...more]), `${speak.org}: ${said(firstName(name))}`, `${speak.org}: A shift on a rota needs you, ${time}. Open Handrail.`];
}

/** To who comes on call. `until` null: no end in sight. */
export const comesOnText = (speak: Speaking, { rotaName, until, from }: { rotaName: string; until: Date | null; from: string | null }): Versions => [
  `${speak.org}: You are on call now, ${rotaName}${until ? `, until ${when(until, speak)}` : ''}.${from === null ? '' : ` You follow ${firstName(from)}.`} Thank you.`,
  `${speak.org}: You are on call now${until ? `, until ${when(until, speak)}` : ''}.`,
];

/** To who goes off call. `to` null: nobody follows. */
export const goesOffText = (speak: Speaking, { rotaName, to }: { rotaName: string; to: string | null }): Versions => [
  `${speak.org}: Your time on call, ${rotaName}, is over. ${to === null ? 'Nobody follows you; your rota manager is told.' : `${firstName(to)} is on call now.`} Thank you.`,
  `${speak.org}: Your time on call is over. Thank you.`,
];

interface AskedFor { rotaName: string; startsAt: Date; endsAt: Date }

/** To who is asked to take a shift. */
export const askedText = (speak: Speaking, { rotaName, startsAt, endsAt }: AskedFor, from: string, inReturn: boolean): Versions => [
  `${speak.org}: ${firstName(from)} asks ${inReturn ? 'you to swap' : 'for cover'}, ${rotaName}, ${when(startsAt, speak)} to ${when(endsAt, speak)}. It counts once you accept: ${speak.link}`,
  `${speak.org}: ${firstName(from)} asks ${inReturn ? 'you to swap' : 'for cover'}, ${when(startsAt, speak)} to ${when(endsAt, speak)}. Answer in Handrail.`,
  `${speak.org}: You are asked to take a shift, ${when(startsAt, speak)}. Answer in Handrail.`,
];

/** To whose shift it is, once it is decided. */
export const decidedText = (speak: Speaking, { rotaName, startsAt }: AskedFor, state: 'accepted' | 'declined' | 'ended', by: string | null): Versions => {
  const shift = `${rotaName}, ${when(startsAt, speak)}`;
  const said = state === 'accepted' ? `${firstName(by ?? 'A colleague')} takes your shift, ${shift}.`
    : state === 'declined' ? `${firstName(by ?? 'A colleague')} cannot take your shift, ${shift}. You stay on call.` : `Nobody took your shift, ${shift}. You are on call.`;
  return [`${speak.org}: ${said}`, `${speak.org}: ${state === 'accepted' ? 'Your shift is taken' : 'You stay on call'}, ${when(startsAt, speak)}.`];
};

/** To whoever was put on call or taken off by somebody else. */
export const putOnText = (speak: Speaking, { rotaName, startsAt, endsAt }: AskedFor, beside: boolean): Versions => [
  `${speak.org}: You were put on call${beside ? ', beside who is on' : ''}, ${rotaName}, ${when(startsAt, speak)} to ${when(endsAt, speak)}. ${speak.link}`,
  `${speak.org}: You were put on call, ${rotaName}, ${when(startsAt, speak)} to ${when(endsAt, speak)}.`,
  `${speak.org}: You were put on call, ${when(startsAt, speak)}. Open Handrail.`,
];

/** By e-mail only, to who keeps the rota and to whose leave it is when somebody else took or ended it. Without a reason: none is kept. */
export const leaveWords = ({ timeZone, now }: Speaking, { name, startsAt, endsAt }: { name: string; startsAt: Date; endsAt: Date }, ended: boolean): string =>
  `${name} is ${ended ? 'not on leave any more' : 'on leave'}, ${when(startsAt, { timeZone, now })} to ${when(endsAt, { timeZone, now })}.`;

/** When nothing else fits one segment. */
export const needsYou = ({ org }: Speaking): Versions => [`${org}: The rota needs you. Open Handrail.`];

/** All of them in English; there is the same in every language. */
export const ROTA_TEXTS_EN = { gapText, warningText, comesOnText, goesOffText, askedText, decidedText, putOnText, leaveWords, needsYou };
export type RotaTexts = Readonly<typeof ROTA_TEXTS_EN>;
