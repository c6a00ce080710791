import type { UrgencyShown } from '../../contract/triage.js';
import { fitOne } from './fit.js';
import type { Sentence } from './fit.js';
import { TextDoesNotFit } from './segments.js';
import { dayAndTime, namesFor, span, timeOfDay } from './spoken.js';
import type { Named } from './spoken.js';

/** What every text needs of the network's settings. `org` has at most 12 characters of GSM-7. */
export interface TextSettings { org: string; dutyPhone: string; emergencyNumber: string; crisisLine: string; timeZone: string }

/** A page that waits for an answer. */
export interface OpenPage { ref: string; shows: UrgencyShown }

export interface AboutRef { ref: string }

export type Texts = ReturnType<typeof textsOf>;

/**
 * Every text that leaves by SMS, in the words of ux.md §7. Each is one GSM-7 segment, says nothing of the person and nothing
 * of health, and never cuts a phone number. Links of up to 32 characters fit whole; up to 60 the least needed sentence
 * goes ("Next person alerted…" first). @throws TextDoesNotFit when even that is too long
 */
export function textsOf({ org, dutyPhone, emergencyNumber, crisisLine, timeZone }: TextSettings) {
  const time = (at: Date): string => timeOfDay(at, timeZone);
  const atRisk = `If life may be at risk call ${emergencyNumber}`;
  const one = (...sentences: readonly Sentence[]): string => fitOne([`${org}:`, ...sentences]);
  const naming = (who: Named, say: (name: string) => readonly Sentence[]): string => {
    const [fullest, ...shorter] = namesFor(who);
    const version = (name: string): readonly Sentence[] => [`${org}:`, ...say(name)];
    return fitOne(version(fullest), ...shorter.map(version));
  };
  const menu = 'Reply 1 I have it, 2 I cannot, 3 call me.';

  return {
    /** Text 1, to a responder who is asked. `nextInSeconds` is null when nobody comes after them. */
    page: ({ ref, shows, nextInSeconds, link }: AboutRef & { shows: UrgencyShown; nextInSeconds: number | null; link: string }): string => one(
      `${shows.toUpperCase()} ${ref}.`, 'A person is waiting.', menu,
      { words: nextInSeconds === null ? '' : `Next person alerted in ${span(nextInSeconds)}.`, goes: 1 }, link),

    /** Text 2, to the new owner. `phone` is the worker's who raised it, null when there is none to ring. */
    yours: ({ ref, at, phone, link }: AboutRef & { at: Date; phone: string | null; link: string }): string => one(
      `${ref} is yours, ${time(at)}.`, { words: 'Worker is being told.', goes: 1 }, phone === null ? '' : `Call ${phone}.`,
      'Reply 4 when with them, 5 for backup.', link),

    /** Text 3, to everyone else who was asked. */
    taken: ({ ref, by, at }: AboutRef & { by: Named; at: Date }): string => naming(by, (name) => [
      `${ref} taken by ${name} at ${time(at)}.`, 'You can stand down.', { words: 'Thank you.', goes: 1 }]),

    /** Text 4, to a bare digit when several pages of that phone are open, the most urgent first. Those that do not fit are counted. */
    severalOpen({ open }: { open: readonly [OpenPage, ...OpenPage[]] }): string {
      const listing = (shown: number): readonly Sentence[] => {
        const listed = open.slice(0, shown).map(({ ref, shows }) => `${ref} ${shows.toLowerCase()}`).join(', ');
        const more = open.length - shown;
        return [`${org}: You have ${open.length} open.`, `Reply with the code, for example 1 ${open[0].ref}.`, `Open: ${listed}${more > 0 ? ` and ${more} more` : ''}.`];
      };
      return fitOne(listing(open.length), ...open.slice(1).map((_, fewer) => listing(open.length - 1 - fewer)));
    },

    /** Text 5, to a text that could not be read. */
    notRead: (): string => one('We could not read that.', menu, `Or call the on-call lead: ${dutyPhone}`),

    /** Text 6, to the last rung. */
    lastStep: ({ ref, waitedSeconds, link }: AboutRef & { waitedSeconds: number; link: string }): string => one(
      `NO ONE HAS ANSWERED ${ref}, ${span(waitedSeconds)}.`, { words: 'You are the last step.', goes: 1 },
      `Reply 1 to take it or call ${dutyPhone}.`, link),

    /** Text 7, to the worker who raised it. `phone` is the owner's, or the duty phone. */
    ownerIs: ({ ref, owner, phone }: AboutRef & { owner: Named; phone: string }): string => naming(owner, (name) => [
      `${name} has ${ref}.`, `To speak now ring ${phone}.`, `${atRisk}.`]),

    /** Text 8, to the worker who raised it, while nobody answers. */
    nobodyYet: ({ ref }: AboutRef): string => one(`NO ONE HAS ANSWERED ${ref} YET.`, 'We keep trying.', `Ring ${dutyPhone}.`, `${atRisk} now.`),

    /** Text 9, to a service's intake contact. */
    referral: ({ ref, answerBy, now, link }: AboutRef & { answerBy: Date; now: Date; link: string }): string => one(
      `New referral ${ref}.`, { words: 'We stay responsible until you accept.', goes: 1 },
      `Answer by ${dayAndTime(answerBy, now, timeZone)}, no account needed: ${link}`),

    /** Text 11, to whom ownership is offered. */
    handOver: ({ ref, from, link }: AboutRef & { from: Named; link: string }): string => naming(from, (name) => [
      `${name} asks you to take over ${ref}.`, { words: `${name} stays responsible until you accept.`, goes: 1 }, link]),

    /** To everyone who was asked, when the worker stood the crisis down. */
    stoodDown: ({ ref, at }: AboutRef & { at: Date }): string => one(`${ref} was stood down at ${time(at)}.`, 'You do not need to act.', 'Thank you.'),

    /** To everyone who was asked, when asking ended for another reason. */
    over: ({ ref }: AboutRef): string => one(`${ref} no longer needs an answer.`, 'Thank you.'),

    /** To a text `EM`: the crisis is open and people are being asked. Says nothing of who texted. */
    raised: ({ ref }: AboutRef): string => one(`Received, ${ref}.`, 'We are asking the on-call team now.', `To speak now ring ${dutyPhone}.`, `${atRisk}.`),

    /** To `2`. */
    cannotNoted: ({ ref }: AboutRef): string => one(`${ref}: noted, you cannot.`, 'We ask the next person.', 'Thank you.'),

    /** To `3`: the call is on its way. It is not yet an answer to the page. */
    callMeNoted: ({ ref }: AboutRef): string => one(`${ref}: we ring you now.`, `To take it press 1 in the call, or reply 1 ${ref}.`, `Or ring ${dutyPhone}.`),

    /** To `3`, when no call can be made: the duty lead is told. */
    leadRings: ({ ref }: AboutRef): string => one(`${ref}: the on-call lead is told to ring you.`, `Or ring ${dutyPhone}.`, `To take it reply 1 ${ref}.`),

    /** To the duty lead, when a responder replied `3` and our own call did not reach them. */
    ringThem: ({ ref, who, phone }: AboutRef & { who: Named; phone: string }): string => naming(who, (name) => [
      `${name} was asked about ${ref} and wants a call.`, `Ring ${phone}.`]),

    /** To `4`. */
    withThemNoted: ({ ref, at }: AboutRef & { at: Date }): string => one(`${ref}: noted, with them at ${time(at)}.`, 'Reply 5 for backup.'),

    /** To `5`. */
    backupNoted: ({ ref }: AboutRef): string => one(`${ref}: the on-call lead is told you want backup.`, `To speak now ring ${dutyPhone}.`, `${atRisk}.`),

    /** To the duty lead, when the owner replied `5`. */
    backupWanted: ({ ref, who, phone }: AboutRef & { who: Named; phone: string }): string => naming(who, (name) => [
      `${name} asks for backup on ${ref}.`, `Ring ${phone}.`]),

    /** To an answer when nothing is open for that phone. */
    nothingOpen: (): string => one('Nothing is open for this phone now.', `To speak to somebody ring ${dutyPhone}.`, `${atRisk}.`),

    /** To an answer with a code that is not open for that phone. */
    wrongCode: ({ code }: { code: string }): string => one(`${code} is not open for this phone.`, `Check the code, or ring ${dutyPhone}.`),

    /** To anybody who is not staff. No name of ours: somebody else may see it. Source: design.md §9. */
    publicReply: (): string => fitOne(['Texts here are not read straight away.', `To talk now: ${crisisLine}.`, `If life may be at risk: ${emergencyNumber}.`]),

    /** Text 12 and its companions are set at the carrier, which answers these keywords itself; the simulated carrier uses them. */
    carrierStopped: (): string => one('Stopped. We will NOT alert you on this phone.', 'Your rota manager has been told.', 'Text START to turn on again.'),
    carrierStarted: (): string => one('On again. We alert you on this phone.', 'Text STOP to turn off.'),
    carrierHelp: (): string => one('We text you here when you are on call.', `To speak to somebody ring ${dutyPhone}.`, 'Text STOP to turn off.'),
  };
}

const WIDEST = { ref: '482100', at: new Date(0), phone: '+000000000000000', who: { name: 'Maximiliane', initials: 'MM' } } as const;

/**
 * Which texts could not be sent with these settings and links of these lengths, by name; asked at start, so that a long
 * `PUBLIC_URL` is found then and not by night.
 */
export function textsThatDoNotFit(settings: TextSettings, links: { answer: number; referral: number }): string[] {
  const say = textsOf(settings);
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
