import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TextDoesNotFit, fitsOne } from '../../../../server/messaging/core/segments.js';
import { textsOf, textsThatDoNotFit } from '../../../../server/messaging/seeded-words.js';
import type { Texts } from '../../../../server/messaging/core/texts.js';

const settings = { org: 'NORTHSIDE', dutyPhone: '(202) 555-0100', emergencyNumber: '911', crisisLine: '988', timeZone: 'America/New_York' };
const say = textsOf(settings);
const at = new Date('2026-10-28T06:14:05Z');
const link = 'hr.example/a#7Kq2';
const priya = { name: 'Priya Nair', initials: 'PN' };
const minutes = (count: number): Date => new Date(at.getTime() + count * 60_000);

describe('the texts of the product guide', () => {
  it.each<[string, string, string]>([
    ['1, who is asked', say.page({ ref: '4821', shows: 'Emergency', nextInSeconds: 120, link }),
      'NORTHSIDE: EMERGENCY 4821. A person is waiting. Reply 1 I have it, 2 I cannot, 3 call me. Next person alerted in 2 min. hr.example/a#7Kq2'],
    ['1, for a less urgent crisis', say.page({ ref: '3067', shows: 'Urgent', nextInSeconds: 900, link }),
      'NORTHSIDE: URGENT 3067. A person is waiting. Reply 1 I have it, 2 I cannot, 3 call me. Next person alerted in 15 min. hr.example/a#7Kq2'],
    ['1, when nobody comes next', say.page({ ref: '4821', shows: 'Soon', nextInSeconds: null, link }),
      'NORTHSIDE: SOON 4821. A person is waiting. Reply 1 I have it, 2 I cannot, 3 call me. hr.example/a#7Kq2'],
    ['2, the new owner', say.yours({ ref: '4821', at, phone: '(202) 555-0142', link }),
      'NORTHSIDE: 4821 is yours, 02:14. Worker is being told. Call (202) 555-0142. Reply 4 when with them, 5 for backup. hr.example/a#7Kq2'],
    ['2, when the worker has no phone', say.yours({ ref: '4821', at, phone: null, link }),
      'NORTHSIDE: 4821 is yours, 02:14. Worker is being told. Reply 4 when with them, 5 for backup. hr.example/a#7Kq2'],
    ['3, the others', say.taken({ ref: '4821', by: priya, at }), 'NORTHSIDE: 4821 taken by Priya at 02:14. You can stand down. Thank you.'],
    ['4, several open', say.severalOpen({ open: [{ ref: '4821', shows: 'Emergency' }, { ref: '3067', shows: 'Urgent' }] }),
      'NORTHSIDE: You have 2 open. Reply with the code, for example 1 4821. Open: 4821 emergency, 3067 urgent.'],
    ['5, not understood', say.notRead(),
      'NORTHSIDE: We could not read that. Reply 1 I have it, 2 I cannot, 3 call me. Or call the on-call lead: (202) 555-0100'],
    ['6, the last step', say.lastStep({ ref: '4821', waitedSeconds: 600, link }),
      'NORTHSIDE: NO ONE HAS ANSWERED 4821, 10 min. You are the last step. Reply 1 to take it or call (202) 555-0100. hr.example/a#7Kq2'],
    ['7, the raiser', say.ownerIs({ ref: '4821', owner: priya, phone: '(202) 555-0142' }),
      'NORTHSIDE: Priya has 4821. To speak now ring (202) 555-0142. If life may be at risk call 911.'],
    ['8, the raiser while nobody answers', say.nobodyYet({ ref: '4821' }),
      'NORTHSIDE: NO ONE HAS ANSWERED 4821 YET. We keep trying. Ring (202) 555-0100. If life may be at risk call 911 now.'],
    ['9, a service', say.referral({ ref: '8275', answerBy: minutes(16), now: at, link: 'hr.example/p#7Kq2' }),
      'NORTHSIDE: New referral 8275. We stay responsible until you accept. Answer by 02:30, no account needed: hr.example/p#7Kq2'],
    ['11, a hand-over', say.handOver({ ref: '9406', from: { name: 'Luca Weber', initials: 'LW' }, link }),
      'NORTHSIDE: Luca asks you to take over 9406. Luca stays responsible until you accept. hr.example/a#7Kq2'],
    ['12, which the carrier sends', say.carrierStopped(),
      'NORTHSIDE: Stopped. We will NOT alert you on this phone. Your rota manager has been told. Text START to turn on again.'],
    ['to the public', say.publicReply(), 'Texts here are not read straight away. To talk now: 988. If life may be at risk: 911.'],
  ])('says text %s, word for word', (_, text, words) => {
    expect(text).toBe(words);
    expect(fitsOne(text)).toBe(true);
  });

  it('names the day when a referral is not due today', () => {
    expect(say.referral({ ref: '8275', answerBy: minutes(24 * 60), now: at, link })).toContain('Answer by Thu 02:14, no');
    expect(say.referral({ ref: '8275', answerBy: minutes(20 * 24 * 60), now: at, link })).toContain('Answer by 17 Nov 01:14, no');
  });

  it('says seconds, minutes and hours as people do', () => {
    const next = (nextInSeconds: number): string => say.page({ ref: '4821', shows: 'Soon', nextInSeconds, link });
    expect(next(2)).toContain('in 2 s.');
    expect(next(90)).toContain('in 90 s.');
    expect(next(300)).toContain('in 5 min.');
    expect(next(4 * 3600)).toContain('in 4 h.');
  });
});

describe('when space is short', () => {
  it('leaves the next person out first, and nothing else', () => {
    const long = `https://handrail.northside.example/a#${'x'.repeat(14)}`;
    expect(say.page({ ref: '4821', shows: 'Emergency', nextInSeconds: 120, link: long }))
      .toBe(`NORTHSIDE: EMERGENCY 4821. A person is waiting. Reply 1 I have it, 2 I cannot, 3 call me. ${long}`);
  });

  it('keeps the next person with a link of 32 characters', () => {
    expect(say.page({ ref: '482100', shows: 'Emergency', nextInSeconds: 900, link: 'x'.repeat(32) })).toContain('Next person alerted in 15 min.');
  });

  it('shortens a long first name to initials before it leaves anything out', () => {
    const wide = textsOf({ ...settings, org: 'NORTHSIDE-CT' });
    const from = { name: 'Wilhelmina-Charlotte Oyelaran', initials: 'WO' };
    expect(wide.handOver({ ref: '940600', from, link: 'x'.repeat(40) })).toBe(`NORTHSIDE-CT: WO asks you to take over 940600. WO stays responsible until you accept. ${'x'.repeat(40)}`);
  });

  it('keeps a title with the name, and does without a name it cannot write', () => {
    expect(say.taken({ ref: '4821', by: { name: 'Dr Amara Osei', initials: 'AO' }, at })).toContain('taken by Dr Amara at');
    expect(say.taken({ ref: '4821', by: { name: 'Łukasz Żak', initials: 'ŁŻ' }, at })).toContain('taken by Lukasz at');
    expect(say.taken({ ref: '4821', by: { name: 'Ольга Петрова', initials: 'ОП' }, at })).toContain('taken by A colleague at');
  });

  it('counts the open pages that it cannot list', () => {
    const open = Array.from({ length: 12 }, (_, index) => ({ ref: String(4800 + index), shows: 'Emergency' as const }));
    const text = say.severalOpen({ open: [{ ref: '4821', shows: 'Emergency' }, ...open] });
    expect(text).toMatch(/^NORTHSIDE: You have 13 open\. .* Open: 4821 emergency, 4800 emergency.* and \d+ more\.$/);
  });

  it('refuses by name when even the shortest form is too long, and never cuts', () => {
    expect(() => say.page({ ref: '4821', shows: 'Emergency', nextInSeconds: 120, link: 'x'.repeat(90) })).toThrow(TextDoesNotFit);
    expect(textsThatDoNotFit(settings, { answer: 90, referral: 90 })).toEqual(['page', 'yours', 'lastStep', 'referral']);
    expect(textsThatDoNotFit(settings, { answer: 60, referral: 60 })).toEqual([]);
    expect(textsThatDoNotFit({ ...settings, org: 'Ж' }, { answer: 30, referral: 30 })).toContain('page');
  });
});

const gsm = (longest: number): fc.Arbitrary<string> => fc.string({ unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ -0123456789'.split('')), minLength: 1, maxLength: longest });
const person = fc.record({ name: fc.string({ unit: 'grapheme', maxLength: 60 }), initials: fc.string({ unit: 'grapheme', maxLength: 6 }) });
const phone = fc.constantFrom<string>('(202) 555-0142', '+12025550142', '+000000000000000');
const anything = fc.record({
  org: gsm(12), ref: fc.integer({ min: 1000, max: 999_999 }).map(String), shows: fc.constantFrom('Emergency' as const, 'Urgent' as const, 'Soon' as const, 'Planned' as const),
  nextInSeconds: fc.option(fc.integer({ min: 1, max: 100_000 })), who: person, phone, dutyPhone: phone, emergencyNumber: fc.constantFrom('911', '112', '999', '000'),
  link: fc.integer({ min: 10, max: 60 }).map((length) => 'x'.repeat(length)), after: fc.integer({ min: 0, max: 30 * 24 * 3600 }),
  open: fc.array(fc.record({ ref: fc.integer({ min: 1000, max: 999_999 }).map(String), shows: fc.constantFrom('Emergency' as const, 'Planned' as const) }), { maxLength: 30 }),
});
type Anything = typeof anything extends fc.Arbitrary<infer T> ? T : never;

function everyText(texts: Texts, { ref, shows, nextInSeconds, who, phone: ring, link: to, after, open }: Anything): string[] {
  return [
    texts.page({ ref, shows, nextInSeconds, link: to }), texts.yours({ ref, at, phone: ring, link: to }), texts.yours({ ref, at, phone: null, link: to }),
    texts.taken({ ref, by: who, at }), texts.severalOpen({ open: [{ ref, shows }, ...open] }), texts.notRead(), texts.lastStep({ ref, waitedSeconds: after, link: to }),
    texts.ownerIs({ ref, owner: who, phone: ring }), texts.nobodyYet({ ref }), texts.referral({ ref, answerBy: new Date(at.getTime() + after * 1000), now: at, link: to }),
    texts.handOver({ ref, from: who, link: to }), texts.stoodDown({ ref, at }), texts.over({ ref }), texts.raised({ ref }), texts.cannotNoted({ ref }),
    texts.callMeNoted({ ref }), texts.ringThem({ ref, who, phone: ring }), texts.withThemNoted({ ref, at }), texts.backupNoted({ ref }),
    texts.backupWanted({ ref, who, phone: ring }), texts.nothingOpen(), texts.wrongCode({ code: ref }), texts.publicReply(), texts.carrierStopped(),
    texts.carrierStarted(), texts.carrierHelp(),
  ];
}

describe('every text, whatever is put into it', () => {
  it('is one GSM-7 segment, and no link or phone number is cut', () => {
    fc.assert(fc.property(anything, (given) => {
      const texts = textsOf({ ...settings, org: given.org, dutyPhone: given.dutyPhone, emergencyNumber: given.emergencyNumber });
      for (const text of everyText(texts, given)) expect(fitsOne(text)).toBe(true);
      expect(texts.page({ ...given }).endsWith(` ${given.link}`)).toBe(true);
      expect(texts.yours({ ref: given.ref, at, phone: given.phone, link: given.link })).toContain(`Call ${given.phone}.`);
      expect(texts.notRead().endsWith(given.dutyPhone)).toBe(true);
      expect(texts.nobodyYet({ ref: given.ref })).toContain(`call ${given.emergencyNumber} now.`);
    }), { numRuns: 300 });
  });

  it('I12: says nothing of health and nothing of the person', () => {
    const words = /suicid|self.?harm|overdos|mental|psych|crisis|drug|alcohol|substance|depress|anxi|patient|client|risk of|diagnos|medic|hospital|ward|detox|rehab|abuse|attempt|injur/i;
    fc.assert(fc.property(anything, (given) => {
      for (const text of everyText(textsOf({ ...settings, org: given.org }), { ...given, who: priya })) {
        expect(text).not.toMatch(words);
        expect(text).not.toMatch(/[^\s@]+@[^\s@]+/);
      }
    }), { numRuns: 50 });
  });

  it('I12: uses no word that a carrier takes for itself as something to reply', () => {
    for (const text of everyText(say, { org: 'X', ref: '4821', shows: 'Urgent', nextInSeconds: 60, who: priya, phone: '911', dutyPhone: '911', emergencyNumber: '911', link, after: 60, open: [] })) {
      expect(text).not.toMatch(/\breply (stop|end|cancel|quit|yes|start|help|info)\b/i);
    }
  });
});
