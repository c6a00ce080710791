import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cleanSitting, cleanTime, minutesOf } from '../../../server/directory/core/time-of-day.js';

describe('clock times of imports', () => {
  it.each([
    ['9:00', '09:00'], ['09:00', '09:00'], ['9am', '09:00'], ['3pm', '15:00'], ['4:00 PM', '16:00'], ['12:30 a.m.', '00:30'], ['12pm', '12:00'], ['0900', '09:00'], ['9.30', '09:30'],
    ['23:59:59', '23:59:59'], ['10:00:00', '10:00'], ['24:00', '24:00'], ['noon', '12:00'], ['midnight', '24:00'],
  ])('reads %s as %s', (written, clean) => { expect(cleanTime(written)?.time).toBe(clean); });

  it('keeps the offset that HSDS asks for behind a time', () => {
    expect(cleanTime('09:00-05:00')).toEqual({ time: '09:00', saidHalf: false, offsetHours: -5 });
    expect(cleanTime('14:00Z')?.offsetHours).toBe(0);
  });

  it.each(['', '9', '25:00', '24:01', '10:60', '13pm', '0am', 'by appointment', '9-5'])('does not guess at "%s"', (written) => { expect(cleanTime(written)).toBeNull(); });

  it('reads every minute of the day back as it was written', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1439 }), (minute) => {
      const written = `${Math.trunc(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
      expect(minutesOf(cleanTime(written)?.time ?? '')).toBe(minute);
    }));
  });
});

describe('pairs of times of imports', () => {
  it('writes a plain pair with leading zeros and says that it did', () => {
    expect(cleanSitting('9:00', '17:00')).toEqual({ kind: 'sitting', opensAt: '09:00', closesAt: '17:00', changed: true });
    expect(cleanSitting('09:00', '17:00')).toMatchObject({ changed: false });
  });
  it('does not decide whether 10:00 to 4:00 is an afternoon, a night or a slip', () => {
    expect(cleanSitting('10:00', '4:00')).toMatchObject({ kind: 'unknown', why: expect.stringContaining('before it opens') });
    expect(cleanSitting('23:00', '17:00').kind).toBe('unknown');
    expect(cleanSitting('9am', '03:00').kind).toBe('unknown');
  });
  it('takes an evening that ends in the morning as a night', () => {
    expect(cleanSitting('18:00', '02:00')).toMatchObject({ kind: 'sitting', opensAt: '18:00', closesAt: '02:00' });
  });
  it('believes a closing that says am or pm', () => {
    expect(cleanSitting('14:00', '4:00 PM')).toMatchObject({ kind: 'sitting', opensAt: '14:00', closesAt: '16:00' });
    expect(cleanSitting('10:00', '3pm')).toMatchObject({ kind: 'sitting', closesAt: '15:00' });
  });
  it('leaves a day without times unknown, which is not closed', () => { expect(cleanSitting('', '')).toEqual({ kind: 'unknown', why: null }); });
});
