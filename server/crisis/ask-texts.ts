import { fitsOne, mustFitOne, toGsm7 } from '../messaging/index.js';
import type { Named, Texts } from '../messaging/index.js';
import type { UrgencyShown } from '../contract/triage.js';

export type AskTexts = ReturnType<typeof askTextsOf>;

/** The settings that these texts need. */
export interface AskTextSettings { org: string; dutyPhone: string }

/** A colleague in a text, the fullest first. */
export const namesIn = ({ name, initials }: Named, unnamed = 'A colleague'): string[] => [toGsm7(name.trim().split(/\s+/)[0] ?? ''), toGsm7(initials), unnamed].filter((one) => one !== '' && one.length <= 20);

/** The first version that is one GSM-7 segment; a shorter name is taken before a sentence goes. @throws TextDoesNotFit */
export function first(versions: readonly string[]): string {
  const fits = versions.find((version) => fitsOne(toGsm7(version)));
  return fits === undefined ? mustFitOne(toGsm7(versions.at(-1) ?? '')) : toGsm7(fits);
}

/** The same of versions that name a colleague: each name in each version, a shorter name before a shorter version. @throws TextDoesNotFit */
export function eachName(who: Named, version: (name: string) => readonly string[], unnamed?: string): string {
  const versions = namesIn(who, unnamed).map(version);
  const longest = Math.max(...versions.map((one) => one.length));
  return first(Array.from({ length: longest }, (_, shorter) => versions.map((one) => one[Math.min(shorter, one.length - 1)] as string)).flat());
}

const spaced = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');

/**
 * The texts of asks outside the ladder. Like all our texts they are one segment, name no person in crisis and say nothing of
 * health. Text 11 is `ux.md` §7's own, with the reply digits where there is room.
 */
export function askTextsOf({ org, dutyPhone }: AskTextSettings, say: Texts) {
  const each = eachName;
  return {
    /** Text 11: to whom a hand-over is offered. */
    handOver({ ref, from, link }: { ref: string; from: Named; link: string }): string {
      const text = say.handOver({ ref, from, link });
      const more = text.replace(link, `Reply 1 to accept, 2 if you cannot. ${link}`);
      return fitsOne(more) ? more : text;
    },
    /** To one person who is asked now, while the ladder runs on. */
    assignment: ({ ref, shows, from, link }: { ref: string; shows: UrgencyShown; from: Named; link: string }): string => each(from, (name) => [
      `${org}: ${name} asks you to take ${ref}, ${shows.toLowerCase()}, now. Others are asked too. Reply 1 I have it, 2 I cannot. ${link}`,
      `${org}: ${name} asks you to take ${ref} now. Reply 1 I have it, 2 I cannot. ${link}`,
    ]),
    /** To the lead, when the owner's shift ends. */
    shift: ({ ref, shows, from, link }: { ref: string; shows: UrgencyShown; from: Named; link: string }): string => each(from, (name) => [
      `${org}: ${name} ends the shift. Take over ${ref}, ${shows.toLowerCase()}? Everyone is asked in 10 min. Reply 1 ${ref} yes, 2 ${ref} no. ${link}`,
      `${org}: ${name} ends the shift. Take over ${ref}? Reply 1 ${ref} yes, 2 ${ref} no. ${link}`,
    ]),
    /** To those who may be backup. `phone` is the owner's. */
    backup: ({ ref, from, phone, link }: { ref: string; from: Named; phone: string; link: string }): string => each(from, (name) => [
      `${org}: ${name} asks for backup on ${ref}. Ring ${phone}. Reply 1 I can help, 2 I cannot. ${link}`, `${org}: ${name} asks for backup on ${ref}. Reply 1 or 2. ${link}`,
    ]),
    /** To those who may help a whole team while too much comes in at once. `phone` is that of whoever asks. */
    teamBackup: ({ from, phone }: { from: Named; phone: string }): string => each(from, (name) => [
      `${org}: ${name} asks for backup, too much comes in at once. Please open the board and take what waits, or ring ${phone}.`,
      `${org}: ${name} asks for backup, too much comes in at once. Ring ${phone}.`,
    ]),
    /** To the owner: somebody helps. */
    backupIs: ({ ref, who, phone }: { ref: string; who: Named; phone: string }): string => each(who, (name) => [`${org}: ${name} is your backup on ${ref}. Ring ${phone}.`]),
    /** To somebody who is backup now. */
    backupYours: ({ ref, owner, phone }: { ref: string; owner: Named; phone: string }): string => each(owner, (name) => [`${org}: You are backup on ${ref}. ${name} stays responsible. Ring ${phone}.`]),
    /** To the backup, and whoever was asked, when it is not needed any more. */
    backupOver: ({ ref }: { ref: string }): string => first([`${org}: Backup on ${ref} is no longer needed. Thank you.`]),
    /** To the supervisors: nobody came to help. */
    backupNobody: ({ ref, owner, phone }: { ref: string; owner: Named; phone: string }): string => each(owner, (name) => [`${org}: NO BACKUP YET for ${name} on ${ref}. Ring ${phone}.`]),
    /** To the sender, loudly: silence. */
    returned: ({ ref, to, minutes }: { ref: string; to: Named; minutes: number }): string => each(to, (name) => [
      `${org}: NOBODY TOOK ${ref}. ${name} has not answered in ${minutes} min. It is still yours. Ask somebody else, or ring ${dutyPhone}.`,
      `${org}: NOBODY TOOK ${ref}. It is still yours. Or ring ${dutyPhone}.`,
    ]),
    /** To the supervisors, when a hand-over came back. */
    returnedLead: ({ ref, from, to }: { ref: string; from: Named; to: Named }): string => each(from, (name) => [
      spaced(`${org}: ${name} could not hand over ${ref}: ${namesIn(to)[0] ?? ''} did not answer. ${name} still has it. Please look.`), `${org}: ${ref} could not be handed over. Please look.`,
    ]),
    /** To the sender: a no. */
    declined: ({ ref, to }: { ref: string; to: Named }): string => each(to, (name) => [`${org}: ${name} cannot take ${ref}. It is still yours. Ask somebody else, or ring ${dutyPhone}.`]),
    /** To whoever assigned: a no, or silence. The ladder runs on. */
    notAssigned: ({ ref, to }: { ref: string; to: Named }): string => each(to, (name) => [`${org}: ${name} does not take ${ref}. The others are still being asked.`]),
    /** To the former owner, when nobody took it at the end of their shift. */
    shiftOver: ({ ref }: { ref: string }): string => first([`${org}: Nobody has taken ${ref} from you, so everyone is asked anew. You can stand down. Thank you.`]),
    /** To whoever said no to an ask. */
    noted: ({ ref }: { ref: string }): string => first([`${org}: ${ref}: noted, you cannot. Thank you.`]),
    /** To the owner, when the clock after the answer is over. */
    withThemYet: ({ ref, minutes }: { ref: string; minutes: number }): string => first([
      `${org}: ${ref}: WITH THEM YET? Reply 4 when with them, 5 for backup. Without word we ask others in ${minutes} min. Or ring ${dutyPhone}.`,
    ]),
    /** To the supervisors: a crisis had neither owner nor running escalation. */
    unowned: ({ ref }: { ref: string }): string => first([`${org}: NOBODY HAD ${ref} and nobody was being asked. Asking has begun again. Please look.`]),
    /** To the owner: half of the time to contact is over. */
    lookAgain: ({ ref }: { ref: string }): string => first([`${org}: ${ref}: half of the time to contact is over. Please look at it again.`]),
    /** To the owner of a crisis that was added to another. */
    joined: ({ ref, to }: { ref: string; to: string }): string => first([`${org}: ${ref} is now part of ${to}. Nobody acts on ${ref} any more. Thank you.`]),
  };
}

/** Which of these texts could not be sent with these settings and links of this length, by name; asked at start. */
export function askTextsThatDoNotFit(settings: AskTextSettings, say: Texts, linkLength: number): string[] {
  const texts = askTextsOf(settings, say);
  const [ref, link, phone, who] = ['482100', 'x'.repeat(linkLength), '+000000000000000', { name: 'Maximiliane', initials: 'MM' }];
  const tries: Record<string, () => string> = {
    handOver: () => texts.handOver({ ref, from: who, link }), assignment: () => texts.assignment({ ref, shows: 'Emergency', from: who, link }), shift: () => texts.shift({ ref, shows: 'Emergency', from: who, link }),
    backup: () => texts.backup({ ref, from: who, phone, link }), teamBackup: () => texts.teamBackup({ from: who, phone }), returned: () => texts.returned({ ref, to: who, minutes: 10 }), withThemYet: () => texts.withThemYet({ ref, minutes: 120 }),
    declined: () => texts.declined({ ref, to: who }), backupYours: () => texts.backupYours({ ref, owner: who, phone }), unowned: () => texts.unowned({ ref }),
  };
  return Object.entries(tries).flatMap(([name, make]) => { try { make(); return []; } catch { return [name]; } });
}
