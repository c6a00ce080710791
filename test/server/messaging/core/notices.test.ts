import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SHOWS, URGENCY_LETTERS } from '../../../../server/contract/triage.js';
import { emailWords } from '../../../../server/messaging/core/email-words.js';
import { isBounce, isGone, mailOutcome, pushOutcome } from '../../../../server/messaging/core/notice-outcomes.js';
import { pushAsks, pushTells } from '../../../../server/messaging/core/push-message.js';

const about = { ref: '4821', crisisId: '0b9c', at: new Date('2026-11-22T02:14:00Z'), link: '/a#secret' };

describe('what a browser is told', () => {
  it('ref, urgency and that somebody waits; the words are the same for everybody of that urgency', () => {
    expect(pushAsks(about, 'Emergency', true)).toEqual({
      v: 1, kind: 'asks', title: 'Emergency 4821 needs someone', body: 'A person is waiting. Open to answer.', tag: 'crisis-0b9c', at: '2026-11-22T02:14:00.000Z', stays: true, path: '/crises/0b9c', link: '/a#secret',
    });
    fc.assert(fc.property(fc.constantFrom(...URGENCY_LETTERS), fc.stringMatching(/^\d{4,6}$/), (letter, ref) => {
      const { title, body } = pushAsks({ ...about, ref }, SHOWS[letter], false);
      expect(title.replace(ref, '').replace(SHOWS[letter], '')).toBe('  needs someone');
      expect(`${title}${body}`).not.toMatch(/suicid|harm|mental|crisis|drug|patient|client/i);
    }));
  });

  it('that it is over takes the place of what asked, by the same tag', () => {
    for (const what of ['yours', 'taken', 'stood-down', 'over'] as const) expect(pushTells(about, what)).toMatchObject({ kind: 'tells', tag: pushAsks(about, 'Urgent', true).tag, stays: false, title: expect.stringContaining('4821') });
  });
});

describe('what a push service answers', () => {
  it('taken, gone for good, refused for good, or again later', () => {
    expect(pushOutcome({ status: 201, retryAfterSeconds: null }, 'a')).toEqual({ kind: 'accepted', sid: 'a' });
    for (const status of [404, 410]) expect(isGone(pushOutcome({ status, retryAfterSeconds: null }, 'a'))).toBe(true);
    for (const status of [400, 401, 403, 413]) {
      expect(pushOutcome({ status, retryAfterSeconds: null }, 'a')).toEqual({ kind: 'refused', code: status, reason: 'permanent' });
      expect(isGone(pushOutcome({ status, retryAfterSeconds: null }, 'a'))).toBe(false);
    }
    for (const status of [429, 500, 502, 503, 504]) expect(pushOutcome({ status, retryAfterSeconds: 7 }, 'a')).toEqual({ kind: 'passing', retryAfterSeconds: 7, code: status });
    expect(pushOutcome('no-answer', 'a')).toMatchObject({ kind: 'passing' });
  });
});

describe('what a mail server answers', () => {
  it('only a refusal of the address or of the mail blames the address', () => {
    expect(isBounce({ code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550 })).toBe(true);
    expect(isBounce({ code: 'EMESSAGE', command: 'DATA', responseCode: 554 })).toBe(true);
    expect(isBounce({ code: 'EENVELOPE', command: 'RCPT TO', responseCode: 450 })).toBe(false);
    expect(isBounce({ code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 550 })).toBe(false);
    expect(isBounce({ code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535 })).toBe(false);
    expect(isBounce({ code: 'ECONNECTION' })).toBe(false);
    expect(mailOutcome({ code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550 }, 1)).toEqual({ kind: 'refused', code: 550, reason: 'permanent' });
  });

  it('what passes is tried again, slower each time, within a quarter of an hour', () => {
    const pauses = [1, 2, 3, 4, 5, 6, 7, 12].map((tries) => mailOutcome({ code: 'ECONNECTION' }, tries)).map((one) => (one.kind === 'passing' ? one.retryAfterSeconds : null));
    expect(pauses).toEqual([30, 60, 120, 240, 480, 900, 900, 900]);
  });
});

describe('what an e-mail says', () => {
  it('what the text says, where to look, how to end it; and that nobody is asked by e-mail', () => {
    const { subject, body } = emailWords({ org: 'NORTH', publicUrl: 'https://h.example' }).notice('hand-off', 'NORTH: You are on call now, First.');
    expect(subject).toBe('NORTH: Hand-over on the rota');
    expect(body).toMatch(/^You are on call now, First\./);
    expect(body).toContain('https://h.example/rota');
    expect(body).toContain('https://h.example/me/settings');
    expect(body).toContain('never by e-mail');
  });

  it('the same in Spanish to whoever reads that', () => {
    const { subject, body } = emailWords({ org: 'NORTH', publicUrl: 'https://h.example' }).notice('hand-off', 'NORTH: Usted está de guardia desde ahora, First.', 'es');
    expect(subject).toBe('NORTH: Relevo de guardia');
    expect(body).toBe('Usted está de guardia desde ahora, First.\n\nLas guardias: https://h.example/rota\n\nLos correos solo avisan. Por una crisis se le pregunta por mensaje y llamada, nunca por correo.\nPara dejar de recibir estos correos: https://h.example/me/settings\n');
  });

  it('nothing of the rota where it is not about that', () => {
    const { subject, body } = emailWords({ org: 'NORTH', publicUrl: 'https://h.example' }).notice('sign-in', 'NORTH: Your passkeys were removed.');
    expect(subject).toBe('NORTH: Your sign-in');
    expect(body).not.toContain('rota');
  });

  it('a subject says nothing of who or what', () => {
    for (const purpose of ['hand-off', 'rota-alarm', 'rota-swap', 'rota-change', 'leave', 'sign-in', 'emergency-review', 'unheard-of']) {
      for (const language of ['en', 'es'] as const) expect(emailWords({ org: 'NORTH', publicUrl: '' }).notice(purpose, 'Ana takes Ben’s shift', language).subject).not.toMatch(/Ana|Ben/);
    }
  });
});
