import { describe, expect, it } from '@jest/globals';
import { TEXT_WORDINGS } from '../../../../server/contract/wording.js';
import { askTextsFor, askTextsInSpanish } from '../../../../server/crisis/ask-texts-es.js';
import { askTextsOf } from '../../../../server/crisis/ask-texts.js';
import { pushAsks, pushTells } from '../../../../server/messaging/core/push-message.js';
import { segmentsOf, toGsm7 } from '../../../../server/messaging/core/segments.js';
import { textsThatCannotBeSent, textsWith } from '../../../../server/messaging/core/texts.js';
import { WORDING_RULES, namesIn } from '../../../../server/messaging/core/wording.js';
import { SEEDED, SEEDED_ES } from '../../../../server/messaging/seeded-words.js';

const SETTINGS = { org: 'NORTHSIDE CT', dutyPhone: '(202) 555-0100', emergencyNumber: '911', crisisLine: '988', timeZone: 'America/New_York' };
/** These go to services, to the public or to the carrier, never to staff as such. */
const NOT_STAFF = new Set(['referral', 'publicReply', 'carrierStopped', 'carrierStarted', 'carrierHelp']);
const words = { now: SEEDED_ES, seeded: SEEDED_ES };

describe('texts to staff in Spanish', () => {
  it('there is one for every text that staff can get', () => {
    expect(TEXT_WORDINGS.filter((key) => !NOT_STAFF.has(key) && SEEDED_ES[key].map((one) => one.words).join() === SEEDED[key].map((one) => one.words).join())).toEqual([]);
  });

  it('each names what must be named, where it is never left out, and offers the same digits', () => {
    for (const key of TEXT_WORDINGS) {
      const kept = SEEDED_ES[key].filter(({ goes }) => goes === 0).map((one) => one.words).join(' ');
      const { needed, digits, names } = WORDING_RULES[key];
      expect([key, needed.filter((name) => !namesIn(kept).includes(name)), digits.filter((digit) => !new RegExp(`(^|[^0-9])${digit}([^0-9]|$)`).test(kept))]).toEqual([key, [], []]);
      expect(SEEDED_ES[key].flatMap((one) => namesIn(one.words)).filter((name) => !names.includes(name))).toEqual([]);
    }
  });

  it('each is one segment of GSM-7, also with the longest names, numbers and links, and says nothing of health', () => {
    expect(textsThatCannotBeSent(SETTINGS, words, { answer: 60, referral: 60 }, 'es')).toEqual([]);
    const page = textsWith(SETTINGS, words, 'es').page({ ref: '4821', shows: 'Emergency', nextInSeconds: 120, link: 'x'.repeat(32) });
    expect([segmentsOf(page).encoding, segmentsOf(page).parts, page === toGsm7(page)]).toEqual(['gsm-7', 1, true]);
    expect(TEXT_WORDINGS.flatMap((key) => SEEDED_ES[key].map((one) => one.words)).join(' ')).not.toMatch(/suicid|salud|mental|paciente|enferm|medic/i);
  });

  it('what is filled in is Spanish too', () => {
    const say = textsWith(SETTINGS, words, 'es');
    expect(say.severalOpen({ open: [{ ref: '4821', shows: 'Emergency' }, { ref: '3067', shows: 'Urgent' }] })).toContain('4821 emergencia, 3067 urgente');
    expect(say.taken({ ref: '4821', by: { name: 'Лука', initials: 'Л' }, at: new Date(0) })).toContain('se encarga Un colega');
  });

  it('pushes too', () => {
    const about = { ref: '4821', crisisId: 'c', at: new Date(0), link: '/a#x' };
    expect(pushAsks(about, 'Emergency', true, 'es')).toMatchObject({ title: 'Emergencia 4821 necesita a alguien', body: 'Una persona espera. Abra para responder.' });
    expect(pushTells(about, 'taken', 'es').title).toBe('4821 ya tiene responsable');
  });
});

describe('asks outside the ladder in Spanish', () => {
  const NETWORK = { org: 'NORTHSIDE CT', dutyPhone: '(202) 555-0100' };
  const [ref, link, phone, who] = ['482100', 'x'.repeat(60), '+000000000000000', { name: 'Maximiliane', initials: 'MM' }];
  const spanish = askTextsInSpanish(NETWORK, textsWith(SETTINGS, words, 'es'));
  const english = askTextsOf(NETWORK, textsWith(SETTINGS, { now: SEEDED, seeded: SEEDED }));
  const about = { ref, link, phone, from: who, who, to: who, owner: who, shows: 'Emergency', minutes: 120 } as never;

  it('each is one segment of GSM-7 with the longest that can come, and is not the English one', () => {
    for (const name of Object.keys(english) as (keyof typeof english)[]) {
      const body = name === 'joined' ? spanish.joined({ ref, to: ref }) : spanish[name](about);
      expect([name, segmentsOf(body).encoding, segmentsOf(body).parts]).toEqual([name, 'gsm-7', 1]);
      expect(body).not.toBe(name === 'joined' ? english.joined({ ref, to: ref }) : english[name](about));
    }
  });

  it('offers the same digits as the English one', () => {
    const short = { ...(about as object), link: 'x'.repeat(32) } as never;
    for (const name of ['handOver', 'assignment', 'shift', 'withThemYet'] as const) {
      const digits = (body: string): string[] => [...new Set([...body.matchAll(/(?:^|[ ¿])([1-5])(?= )/g)].map(([, digit]) => digit ?? ''))].sort();
      expect([name, digits(spanish[name](short))]).toEqual([name, digits(english[name](short))]);
    }
  });

  it('one that does not fit goes out in English: nothing that is to be told is lost', () => {
    const said = (length: number) => {
      const network = { org: 'NORTHSIDE CT', dutyPhone: '5'.repeat(length) };
      const tried = (make: () => string): string | null => { try { return make(); } catch { return null; } };
      const say = textsWith(SETTINGS, words, 'es');
      return [askTextsOf(network, say), askTextsFor('es', network, say), askTextsInSpanish(network, say)].map((texts) => tried(() => texts.declined({ ref, to: who })));
    };
    const all = Array.from({ length: 100 }, (_, length) => said(length));
    expect(all.filter(([inEnglish, given]) => inEnglish !== null && given === null)).toEqual([]);
    expect(all.filter(([inEnglish, , inSpanish]) => inEnglish !== null && inSpanish === null).every(([inEnglish, given]) => given === inEnglish)).toBe(true);
  });
});
