import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cleanPhones } from '../../../server/directory/core/phone-number.js';

const one = (cell: string) => cleanPhones(cell, 'US').phones[0];

describe('telephone numbers of imports', () => {
  it.each([
    ['(312) 938-2106', '+13129382106', null], ['650 780-7525', '+16507807525', null], ['618.594.6615', '+16185946615', null], ['3125542000', '+13125542000', null],
    ['(312)750-0730', '+13127500730', null], ['773. 271. 0899', '+17732710899', null], ['1-866-843-2572', '+18668432572', null], ['+1 123-456-7890', '+11234567890', null],
    ['(312) 773-1068 ext. 321', '+13127731068', '321'], ['312-346-9766 x 715', '+13123469766', '715'], ['(312) 201-9740 x331', '+13122019740', '331'],
  ])('dials %s', (written, e164, extension) => { expect(one(written)).toMatchObject({ e164, extension }); });

  it('takes two numbers in one cell apart', () => {
    expect(cleanPhones('(618) 453-3217; (618) 536-7711', 'US')).toMatchObject({ changed: true, phones: [{ e164: '+16184533217' }, { e164: '+16185367711' }] });
  });
  it('reads letters on the keypad, and once when the digits stand behind them', () => {
    expect(one('1-800-LAW-REP-4')).toMatchObject({ e164: '+18005297374', description: '1-800-LAW-REP-4' });
    expect(cleanPhones('844-RIGHTS-9 (844-744-4879)', 'US').phones).toHaveLength(1);
    expect(one('217-525-5297 (LAWS)')).toMatchObject({ e164: '+12175255297', description: 'LAWS' });
  });
  it('keeps the zeros at the head of an extension', () => { expect(one('202-555-0164 ext 007')).toMatchObject({ extension: '007' }); });
  it('reads labels before the number', () => {
    expect(one('main: 305-285-5922')).toMatchObject({ e164: '+13052855922', description: 'main' });
    expect(one('tel:1-800-273-8255')).toMatchObject({ e164: '+18002738255', description: null });
  });
  it('keeps short codes as they are', () => { expect(one('988')).toEqual({ number: '988', e164: null, extension: null, description: null }); });
  it.each(['', 'no phone', 'N/A', 'none', '-'])('says why there is no number in "%s"', (written) => { expect(cleanPhones(written, 'US')).toMatchObject({ phones: [], why: expect.any(String) }); });
  it('refuses what cannot be dialled anywhere', () => { expect(cleanPhones('call the front desk', 'US').phones).toEqual([]); });
  it('takes numbers reserved for fiction, which are possible though never valid', () => {
    expect(one('(202) 555-0164')).toMatchObject({ e164: '+12025550164', number: '(202) 555-0164' });
    expect(cleanPhones('020 7946 0123', 'GB').phones[0]).toMatchObject({ e164: '+442079460123' });
  });
  it('never throws and never makes a number longer than the world allows', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'0123456789()+-. ;/xXextLAWor:,#'.split('')), maxLength: 40 }), (cell) => {
      for (const phone of cleanPhones(cell, 'US').phones) expect(phone.e164 === null || /^\+\d{5,17}$/.test(phone.e164)).toBe(true);
    }), { numRuns: 500 });
  });
});
