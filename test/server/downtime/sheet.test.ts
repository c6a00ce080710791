import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sheetOf } from '../../../server/downtime/core/sheet.js';
import type { SheetCrisis, SheetFacts } from '../../../server/downtime/core/sheet.js';
import { sheetName, sheetOfName, sheetsOf } from '../../../server/downtime/core/sheet-name.js';

const AT = new Date('2026-11-22T20:00:00Z');
const hours = (count: number): Date => new Date(AT.getTime() + count * 3_600_000);
const ANA = { name: 'Ana Test', phone: '+12025550101' };

const someFacts = (more: Partial<SheetFacts> = {}): SheetFacts => ({
  network: { name: 'North Crisis Team', dutyPhone: '(202) 555-0100', emergencyNumber: '911', crisisLine: '988', timeZone: 'America/New_York', locale: 'en-US' },
  teamName: 'North', validAt: AT, printedAt: AT, rotas: [{ name: 'First', supervises: false, shifts: [{ startsAt: AT, endsAt: hours(24), why: 'on-call', who: ANA }] }],
  supervisors: [{ name: 'Sue Test', phone: null }], crises: [], ...more,
});
const aCrisis = (more: Partial<SheetCrisis> = {}): SheetCrisis => ({ ref: '4821', letter: 'A', raisedAt: hours(-2), owner: ANA, referralWaits: false, ...more });

describe('a downtime sheet', () => {
  it('says whose it is, of when in the network’s zone, and every number', () => {
    const text = sheetOf(someFacts());
    for (const part of ['North Crisis Team: North', 'Sun, Nov 22, 15:00 EST', '(202) 555-0100', '911', '988', 'Ana Test', '+12025550101', 'Sue Test', 'no number known', 'Now, until Mon, Nov 23, 15:00']) expect(text).toContain(part);
  });

  it('says all of it in Spanish too, with times as they are written there, and no English left', () => {
    const facts = someFacts({
      supervisors: [{ name: 'Sue Test', phone: null }], crises: [aCrisis(), aCrisis({ ref: '2222', letter: 'C', owner: 'asked', referralWaits: true }), aCrisis({ ref: '3333', letter: 'D', owner: 'follow-up' })],
      rotas: [{ name: 'First', supervises: true, shifts: [{ startsAt: AT, endsAt: hours(2), why: 'beside', who: ANA }, { startsAt: hours(2), endsAt: hours(4), why: 'gap', who: null }, { startsAt: hours(4), endsAt: hours(24), why: 'off', who: null }] }, { name: 'Empty', supervises: false, shifts: [] }],
    });
    const text = sheetOf(facts, 'es');
    for (const part of ['<html lang="es">', 'Hoja de contingencia', 'dom, 22 de nov, 15:00', '(202) 555-0100', 'Ana Test (además)', 'First (supervisa)', 'Ahora, hasta 17:00', 'Urgente', 'Formulario de reporte 3 de 3', 'Página', 'sin número conocido']) expect(text).toContain(part);
    const wordsIn = (sheet: string): Set<string> => new Set(sheet.replace(/<style>.*<\/style>/s, (style) => [...style.matchAll(/content: ([^;]*)/g)].join(' ')).replace(/<[^>]*>/g, ' ').match(/\p{L}{3,}/gu) ?? []);
    const [english, spanish] = [wordsIn(sheetOf(facts)), wordsIn(text)];
    // Names, the zone, and words that both languages have.
    const both = new Set(['North', 'Crisis', 'Team', 'Ana', 'Sue', 'Test', 'First', 'Empty', 'Handrail', 'America', 'New', 'York', 'EST', 'crisis', 'supervisor', 'counter', 'page', 'pages', 'content']);
    expect([...spanish].filter((word) => english.has(word) && !both.has(word))).toEqual([]);
    expect(sheetOf(someFacts({ rotas: [], supervisors: [] }), 'es')).toContain('Este equipo no tiene guardias');
  });

  it('brings three blank forms and a blank log', () => {
    const text = sheetOf(someFacts());
    expect([1, 2, 3].filter((number) => text.includes(`Report form ${number} of 3`))).toHaveLength(3);
    expect(text).toContain('<h2>Log</h2>');
  });

  it('says it when there is no rota, no supervisor and no open crisis', () => {
    const text = sheetOf(someFacts({ rotas: [], supervisors: [] }));
    for (const part of ['This team has no rota', 'This team has no supervisor', 'No crisis was open']) expect(text).toContain(part);
    expect(sheetOf(someFacts({ rotas: [{ name: 'Empty', supervises: false, shifts: [] }] }))).toContain('Nobody for the next 24 hours');
  });

  it('tells a gap from hours in which nobody need be there', () => {
    const text = sheetOf(someFacts({ rotas: [{ name: 'First', supervises: false, shifts: [{ startsAt: AT, endsAt: hours(2), why: 'gap', who: null }, { startsAt: hours(2), endsAt: hours(24), why: 'off', who: null }] }] }));
    expect(text).toContain('Now, until 17:00</td><td colspan="2" class="nobody">Nobody is on call. Ring a supervisor.');
    expect(text).toContain('17:00 to Mon, Nov 23, 15:00</td><td colspan="2">Nobody, as planned.');
  });

  it('lists every open crisis, the most urgent and then the oldest first, with who has it', () => {
    const many = Array.from({ length: 300 }, (_, index) => aCrisis({ ref: String(5000 + index), letter: 'D', raisedAt: hours(-index) }));
    const text = sheetOf(someFacts({ crises: [...many, aCrisis({ ref: '1111', owner: 'asked', referralWaits: true }), aCrisis({ ref: '2222', letter: 'B', owner: 'follow-up' })] }));
    const refs = [...text.matchAll(/<tr><td><bdi>(\d{4})<\/bdi>/g)].map(([, ref]) => ref);
    expect(refs).toHaveLength(302);
    expect(refs.slice(0, 3)).toEqual(['1111', '2222', '5299']);
    expect(text).toContain('Emergency</td>');
    expect(text).toContain('Nobody yet, being asked.');
    expect(text).toContain('<td>yes</td>');
  });

  it('holds no script and nothing from outside, whatever a name is', () => {
    const plain = sheetOf(someFacts({ crises: [aCrisis({})] })).match(/<[a-z/!]/g)?.length;
    fc.assert(fc.property(fc.constantFrom('<script>', '"><img src=x>', "'&lt;", '</style>', '`${x}`', '&#39;<b>'), fc.string(), (trap, rest) => {
      const name = `${trap}${rest}`;
      const text = sheetOf(someFacts({
        network: { ...someFacts().network, name, dutyPhone: name, emergencyNumber: name, crisisLine: name }, teamName: name, supervisors: [{ name, phone: name }],
        rotas: [{ name, supervises: false, shifts: [{ startsAt: AT, endsAt: hours(24), why: 'on-call', who: { name, phone: name } }] }], crises: [aCrisis({ ref: name, owner: { name, phone: name } })],
      }));
      // The one supervisor of the plain sheet has no number: a span instead of a bdi, so the count is the same.
      expect(text.match(/<[a-z/!]/g)?.length).toBe(plain);
      expect(text).not.toMatch(/<(script|img|link|iframe|a)\b/);
    }));
  });
});

describe('the names of sheets', () => {
  it('are no path, are read back, and sort by time, whatever the team’s id is', () => {
    fc.assert(fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), fc.integer({ min: 0, max: 4_000_000_000 }), (id, other, seconds) => {
      const at = new Date(seconds * 1000);
      const name = sheetName(id, at);
      expect(name).not.toMatch(/[/\\]/);
      expect(sheetOfName(id, name)).toEqual({ at, language: 'en' });
      if (other !== id) expect(sheetOfName(other, name)).toBeNull();
      const spanish = sheetName(id, at, 'es');
      expect([sheetOfName(id, spanish), spanish < name]).toEqual([{ at, language: 'es' }, true]);
      const later = sheetName(id, new Date(at.getTime() + 1000));
      expect(sheetsOf(id, [name, spanish, 'else.html', later])).toEqual([later, name]);
      expect(sheetsOf(id, [name, spanish, later], 'es')).toEqual([spanish]);
    }));
  });
});
