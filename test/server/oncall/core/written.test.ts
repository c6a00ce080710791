import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { calendarOf, folded } from '../../../../server/oncall/core/calendar.js';
import { onCallAt } from '../../../../server/oncall/core/on-call-at.js';
import { ROTA_TEXTS_EN, askedText, comesOnText, gapText } from '../../../../server/oncall/core/rota-texts.js';
import type { RotaTexts } from '../../../../server/oncall/core/rota-texts.js';
import { ROTA_TEXTS_ES } from '../../../../server/oncall/core/rota-texts-es.js';
import { readRota } from '../../../../server/oncall/core/stored-rota.js';
import { fitsOne, toGsm7 } from '../../../../server/messaging/index.js';

describe('a rota of the first release', () => {
  it('is read as one layer with the very same turns', () => {
    const rota = readRota({ _id: 'first', teamId: 'north', name: 'First', version: 3, timeZone: 'America/New_York', turn: 'weekly', startsOn: '2026-01-01', handOverAt: '08:00', staffIds: ['ana', 'ben'], supervises: false });
    expect(rota).toMatchObject({ id: 'first', version: 3, mustCover: [], handOffNotices: true, dutyPhone: null, layers: [{ staffIds: ['ana', 'ben'], turn: { unit: 'weeks', count: 1 }, hours: [] }] });
    const who = (at: string) => onCallAt({ rota, changes: [], away: [] }, new Date(at)).staffId;
    expect([who('2026-01-01T12:59:59Z'), who('2026-01-01T13:00:00Z'), who('2026-01-08T12:59:59Z'), who('2026-01-08T13:00:00Z')]).toEqual([null, 'ana', 'ana', 'ben']);
  });
});

describe('the texts of rotas', () => {
  const now = new Date('2026-10-28T06:14:00Z');
  const names = fc.constantFrom('Ana', 'Dr Amara Adeyemi-Featherstonehaugh', 'Şebnem Łukasz', 'Наталья Иванова', 'Maximiliane von und zu Hohenstein');
  const rotas = fc.constantFrom('First on call', 'Second on call for the whole of the northern and eastern area', '夜勤');
  const links = fc.constantFrom('https://h.example/rota', `https://${'long-'.repeat(15)}name.example/rota`);

  it.each<[string, RotaTexts]>([['English', ROTA_TEXTS_EN], ['Spanish', ROTA_TEXTS_ES]])('always have a version that is one GSM-7 segment, whatever names and links, in %s', (_, say) => {
    const { gapText, warningText, comesOnText, goesOffText, askedText, decidedText, putOnText, needsYou } = say;
    fc.assert(fc.property(names, rotas, links, fc.integer({ min: -5, max: 20 * 24 }), (name, rotaName, link, hours) => {
      const speak = { org: 'NORTHSIDE', link, timeZone: 'America/New_York', now };
      const startsAt = new Date(now.getTime() + hours * 3_600_000);
      const shift = { rotaName, startsAt, endsAt: new Date(startsAt.getTime() + 12 * 3_600_000) };
      const all = [
        gapText(speak, shift, 2), gapText(speak, { ...shift, endsAt: null }, 0), ...(['rest', 'hours', 'double', 'unreachable'] as const).map((kind) => warningText(speak, { kind, rotaName, name, startsAt }, 3)),
        comesOnText(speak, { rotaName, until: shift.endsAt, from: name }), goesOffText(speak, { rotaName, to: name }), goesOffText(speak, { rotaName, to: null }), askedText(speak, shift, name, true), askedText(speak, shift, name, false),
        ...(['accepted', 'declined', 'ended'] as const).map((state) => decidedText(speak, shift, state, name)), putOnText(speak, shift, true), needsYou(speak),
      ];
      for (const versions of all) expect(versions.map(toGsm7).some(fitsOne)).toBe(true);
    }), { numRuns: 200 });
  });

  it('say it in Spanish to whoever reads that, with the days in Spanish too', () => {
    const speak = { org: 'NORTHSIDE', link: 'https://h.example/rota', timeZone: 'America/New_York', now };
    const shift = { rotaName: 'Second on call', startsAt: new Date('2026-10-31T00:00:00Z'), endsAt: new Date('2026-10-31T12:00:00Z') };
    expect(ROTA_TEXTS_ES.gapText(speak, shift, 2)[0]).toBe('NORTHSIDE: NADIE DE GUARDIA en Second on call, vie 20:00 hasta sáb 08:00, 12 h. Y 2 más. Busque quien cubra: https://h.example/rota');
    expect(ROTA_TEXTS_ES.comesOnText(speak, { rotaName: 'First on call', until: new Date('2026-10-28T12:00:00Z'), from: 'Luca Weiss' })[0]).toBe('NORTHSIDE: Usted está de guardia desde ahora, First on call, hasta mié 08:00. Releva a Luca. Gracias.');
    expect(ROTA_TEXTS_ES.leaveWords(speak, { name: 'Ana Test', startsAt: new Date('2026-11-09T05:00:00Z'), endsAt: shift.endsAt }, false)).toBe('Ausencia de Ana Test, lun 9 nov 00:00 hasta sáb 08:00.');
    for (const state of ['accepted', 'declined', 'ended'] as const) expect(ROTA_TEXTS_ES.decidedText(speak, shift, state, null).join(' ')).not.toMatch(/shift|call\.|your/);
  });

  it('say what is the matter, when, and where to go', () => {
    const speak = { org: 'NORTHSIDE', link: 'https://h.example/rota', timeZone: 'America/New_York', now };
    const shift = { rotaName: 'Second on call', startsAt: new Date('2026-10-31T00:00:00Z'), endsAt: new Date('2026-10-31T12:00:00Z') };
    expect(gapText(speak, shift, 0)[0]).toBe('NORTHSIDE: NOBODY ON CALL on Second on call, Fri 20:00 to Sat 08:00, 12 h. Find cover: https://h.example/rota');
    expect(comesOnText(speak, { rotaName: 'First on call', until: new Date('2026-10-28T12:00:00Z'), from: 'Luca Weiss' })[0]).toBe('NORTHSIDE: You are on call now, First on call, until Wed 08:00. You follow Luca. Thank you.');
    expect(askedText(speak, shift, 'Ana Test', false)[0]).toBe('NORTHSIDE: Ana Test asks for cover, Second on call, Fri 20:00 to Sat 08:00. It counts once you accept: https://h.example/rota');
  });
});

describe('a calendar', () => {
  it('has every line in 75 octets, folded between characters', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const line = `SUMMARY:${text.replace(/[\r\n]/g, '')}`;
      const lines = folded(line).split('\r\n');
      for (const one of lines) expect(Buffer.byteLength(one)).toBeLessThanOrEqual(75);
      expect(lines.map((one, index) => (index === 0 ? one : one.slice(1))).join('')).toBe(line);
    }));
  });

  it('escapes what people write, and writes instants in UTC', () => {
    const written = calendarOf({ name: 'North; team', now: new Date('2026-10-28T06:14:00Z'), entries: [{ uid: 'a@handrail', startsAt: new Date('2026-11-01T05:30:00Z'), endsAt: new Date('2026-11-01T13:00:00Z'), summary: 'Ana, Ben\nand \\', description: '', isGap: false }] });
    expect(written).toContain('X-WR-CALNAME:North\\; team\r\n');
    expect(written).toContain('DTSTART:20261101T053000Z\r\nDTEND:20261101T130000Z\r\nSUMMARY:Ana\\, Ben\\nand \\\\\r\n');
    expect(written.startsWith('BEGIN:VCALENDAR\r\nVERSION:2.0\r\n')).toBe(true);
    expect(written.endsWith('END:VCALENDAR\r\n')).toBe(true);
  });
});
