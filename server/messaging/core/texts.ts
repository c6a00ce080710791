import type { UrgencyShown } from '../../contract/triage.js';
import type { StaffLanguage } from '../../contract/identity.js';
import type { WordingKey } from '../../contract/wording.js';
import { fitOne } from './fit.js';
import type { Sentence } from './fit.js';
import { TextDoesNotFit } from './segments.js';
import { dayAndTime, namesFor, span, timeOfDay } from './spoken.js';
import type { Named } from './spoken.js';
import { WORDING_RULES, filled } from './wording.js';
import type { Fill, Wordings } from './wording.js';

/** What every text needs of the network's settings. `org` has at most 12 characters of GSM-7. */
export interface TextSettings { org: string; dutyPhone: string; emergencyNumber: string; crisisLine: string; timeZone: string }

/** How an urgency is said in each language. */
export const LEVELS: Readonly<Record<StaffLanguage, Readonly<Record<UrgencyShown, string>>>> = {
  en: { Emergency: 'Emergency', Urgent: 'Urgent', Soon: 'Soon', Planned: 'Planned' },
  es: { Emergency: 'Emergencia', Urgent: 'Urgente', Soon: 'Pronto', Planned: 'Planificada' },
};

/** What is put into the sentences of each language beside that. */
const SAID: Readonly<Record<StaffLanguage, { more: (count: number) => string; unnamed: string }>> = {
  en: { more: (count) => ` and ${count} more`, unnamed: 'A colleague' },
  es: { more: (count) => ` y ${count} más`, unnamed: 'Un colega' },
};

/** A page that waits for an answer. */
export interface OpenPage { ref: string; shows: UrgencyShown }

export interface AboutRef { ref: string }

export type Texts = ReturnType<typeof textsWith>;

/** The words that hold now, and those it came with, which are sent where the others do not fit. */
export interface WordsOfTexts { now: Wordings; seeded: Wordings }

/** The sentences of one text, filled in, as `fitOne` takes them. */
export function sentencesOf(wordings: Wordings, key: WordingKey, org: string, fill: Fill): Sentence[] {
  const sentences = wordings[key].flatMap(({ words, goes }): Sentence[] => {
    const text = filled(words, fill);
    return text === null ? [] : [goes === 0 ? text : { words: text, goes }];
  });
  return WORDING_RULES[key].beginsWithOrg ? [`${org}:`, ...sentences] : sentences;
}

/**
 * Every text that leaves by SMS, in the words that hold now. Each is one GSM-7 segment, says nothing of the person and nothing
 * of health, and never cuts a phone number. Links of up to 32 characters fit whole; up to 60 the least needed sentence
 * goes ("Next person alerted…" first). Words of an administrator that turn out too long give way to those it came with.
 * @param language of whoever gets them @throws TextDoesNotFit when even that is too long
 */
export function textsWith({ org, dutyPhone, emergencyNumber, crisisLine, timeZone }: TextSettings, { now, seeded }: WordsOfTexts, language: StaffLanguage = 'en') {
  const levels = LEVELS[language];
  const { more: andMore, unnamed } = SAID[language];
  const lines: Fill = { duty: dutyPhone, emergency: emergencyNumber, line: crisisLine };
  const time = (at: Date): string => timeOfDay(at, timeZone);
  const made = (wordings: Wordings, key: WordingKey, fills: readonly [Fill, ...Fill[]]): string => {
    const [fullest, ...shorter] = fills.map((fill) => sentencesOf(wordings, key, org, { ...lines, ...fill })) as [Sentence[], ...Sentence[][]];
    return fitOne(fullest, ...shorter);
  };
  const say = (key: WordingKey, ...fills: readonly [Fill, ...Fill[]]): string => {
    if (now[key] === seeded[key]) return made(seeded, key, fills);
    try {
      return made(now, key, fills);
    } catch (error) {
      if (error instanceof TextDoesNotFit) return made(seeded, key, fills);
      throw error;
    }
  };
  const naming = (key: WordingKey, who: Named, fill: Fill): string => {
    const [fullest, ...shorter] = namesFor(who, unnamed);
    return say(key, { ...fill, name: fullest }, ...shorter.map((name): Fill => ({ ...fill, name })));
  };

  return {
    /** Text 1, to a responder who is asked. `nextInSeconds` is null when nobody comes after them. */
    page: ({ ref, shows, nextInSeconds, link }: AboutRef & { shows: UrgencyShown; nextInSeconds: number | null; link: string }): string =>
      say('page', { urgency: levels[shows].toUpperCase(), ref, next: nextInSeconds === null ? null : span(nextInSeconds), link }),

    /** Text 2, to the new owner. `phone` is the worker's who raised it, null when there is none to ring. */
    yours: ({ ref, at, phone, link }: AboutRef & { at: Date; phone: string | null; link: string }): string => say('yours', { ref, time: time(at), phone, link }),

    /** Text 3, to everyone else who was asked. */
    taken: ({ ref, by, at }: AboutRef & { by: Named; at: Date }): string => naming('taken', by, { ref, time: time(at) }),

    /** Text 4, to a bare digit when several pages of that phone are open, the most urgent first. Those that do not fit are counted. */
    severalOpen({ open }: { open: readonly [OpenPage, ...OpenPage[]] }): string {
      const listing = (shown: number): Fill => {
        const listed = open.slice(0, shown).map(({ ref, shows }) => `${ref} ${levels[shows].toLowerCase()}`).join(', ');
        const more = open.length - shown;
        return { count: String(open.length), ref: open[0].ref, list: `${listed}${more > 0 ? andMore(more) : ''}` };
      };
      return say('severalOpen', listing(open.length), ...open.slice(1).map((_, fewer) => listing(open.length - 1 - fewer)));
    },

    /** Text 5, to a text that could not be read. */
    notRead: (): string => say('notRead', {}),

    /** Text 6, to the last rung. */
    lastStep: ({ ref, waitedSeconds, link }: AboutRef & { waitedSeconds: number; link: string }): string => say('lastStep', { ref, waited: span(waitedSeconds), link }),

    /** Text 7, to the worker who raised it. `phone` is the owner's, or the duty phone. */
    ownerIs: ({ ref, owner, phone }: AboutRef & { owner: Named; phone: string }): string => naming('ownerIs', owner, { ref, phone }),

    /** Text 8, to the worker who raised it, while nobody answers. */
    nobodyYet: ({ ref }: AboutRef): string => say('nobodyYet', { ref }),

    /** Text 9, to a service's intake contact. */
    referral: ({ ref, answerBy, now: at, link }: AboutRef & { answerBy: Date; now: Date; link: string }): string => say('referral', { ref, time: dayAndTime(answerBy, at, timeZone), link }),

    /** Text 11, to whom ownership is offered. */
    handOver: ({ ref, from, link }: AboutRef & { from: Named; link: string }): string => naming('handOver', from, { ref, link }),

    /** To everyone who was asked, when the worker stood the crisis down. */
    stoodDown: ({ ref, at }: AboutRef & { at: Date }): string => say('stoodDown', { ref, time: time(at) }),

    /** To everyone who was asked, when asking ended for another reason. */
    over: ({ ref }: AboutRef): string => say('over', { ref }),

    /** To a text `EM`: the crisis is open and people are being asked. Says nothing of who texted. */
    raised: ({ ref }: AboutRef): string => say('raised', { ref }),

    /** To `2`. */
    cannotNoted: ({ ref }: AboutRef): string => say('cannotNoted', { ref }),

    /** To `3`: the call is on its way. It is not yet an answer to the page. */
    callMeNoted: ({ ref }: AboutRef): string => say('callMeNoted', { ref }),

    /** To `3`, when no call can be made: the duty lead is told. */
    leadRings: ({ ref }: AboutRef): string => say('leadRings', { ref }),

    /** To the duty lead, when a responder replied `3` and our own call did not reach them. */
    ringThem: ({ ref, who, phone }: AboutRef & { who: Named; phone: string }): string => naming('ringThem', who, { ref, phone }),

    /** To `4`. */
    withThemNoted: ({ ref, at }: AboutRef & { at: Date }): string => say('withThemNoted', { ref, time: time(at) }),

    /** To `5`. */
    backupNoted: ({ ref }: AboutRef): string => say('backupNoted', { ref }),

    /** To the duty lead, when the owner replied `5`. */
    backupWanted: ({ ref, who, phone }: AboutRef & { who: Named; phone: string }): string => naming('backupWanted', who, { ref, phone }),

    /** To an answer when nothing is open for that phone. */
    nothingOpen: (): string => say('nothingOpen', {}),

    /** To an answer with a code that is not open for that phone. */
    wrongCode: ({ code }: { code: string }): string => say('wrongCode', { code }),

    /** To anybody who is not staff. No name of ours: somebody else may see it. Source: design.md §9. */
    publicReply: (): string => say('publicReply', {}),

    /** Text 12 and its companions are set at the carrier, which answers these keywords itself; the simulated carrier uses them. */
    carrierStopped: (): string => say('carrierStopped', {}),
    carrierStarted: (): string => say('carrierStarted', {}),
    carrierHelp: (): string => say('carrierHelp', {}),
  };
}

const WIDEST = { ref: '482100', at: new Date(0), phone: '+000000000000000', who: { name: 'Maximiliane', initials: 'MM' } } as const;

/**
 * Which texts could not be sent with these settings and links of these lengths, by name; asked at start, so that a long
 * `PUBLIC_URL` is found then and not by night.
 */
export function textsThatCannotBeSent(settings: TextSettings, wordings: WordsOfTexts, links: { answer: number; referral: number }, language: StaffLanguage = 'en'): string[] {
  const say = textsWith(settings, wordings, language);
  const { ref, at, phone, who } = WIDEST;
  const answer = 'x'.repeat(links.answer);
  const tries: Record<string, () => string> = {
    page: () => say.page({ ref, shows: 'Emergency', nextInSeconds: 900, link: answer }),
    yours: () => say.yours({ ref, at, phone, link: answer }),
    taken: () => say.taken({ ref, by: who, at }),
    severalOpen: () => say.severalOpen({ open: [{ ref, shows: 'Emergency' }, { ref, shows: 'Emergency' }] }),
    notRead: () => say.notRead(),
    lastStep: () => say.lastStep({ ref, waitedSeconds: 7000, link: answer }),
    ownerIs: () => say.ownerIs({ ref, owner: who, phone }),
    nobodyYet: () => say.nobodyYet({ ref }),
    referral: () => say.referral({ ref, answerBy: new Date(7 * 24 * 3600 * 1000), now: at, link: 'x'.repeat(links.referral) }),
    handOver: () => say.handOver({ ref, from: who, link: answer }),
    raised: () => say.raised({ ref }),
    callMeNoted: () => say.callMeNoted({ ref }),
    leadRings: () => say.leadRings({ ref }),
    backupNoted: () => say.backupNoted({ ref }),
    nothingOpen: () => say.nothingOpen(),
    wrongCode: () => say.wrongCode({ code: ref }),
    publicReply: () => say.publicReply(),
  };
  return Object.entries(tries).flatMap(([name, make]) => {
    try { make(); return []; } catch (error) { if (error instanceof TextDoesNotFit) return [name]; throw error; }
  });
}
