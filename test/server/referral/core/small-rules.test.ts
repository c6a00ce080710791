import { describe, expect, it } from '@jest/globals';
import { addMinutes } from '../../../../server/kernel/durations.js';
import { fitsOne, toGsm7 } from '../../../../server/messaging/index.js';
import { checkCode, partlyHidden } from '../../../../server/referral/core/code.js';
import { chooseIntake, codeContact } from '../../../../server/referral/core/intake.js';
import { sameNeed } from '../../../../server/referral/core/need-words.js';
import { onCard } from '../../../../server/referral/core/on-card.js';
import { oneFewer, toldPlaces } from '../../../../server/referral/core/places.js';
import { acceptedNotice, codeText, needsYou } from '../../../../server/referral/core/referral-texts.js';
import { NIGHT, aReferral, aService, anIntake } from '../builders.js';

const opens = (minutes: number) => ({ state: 'opens' as const, at: addMinutes(NIGHT, minutes), byAppointment: false });
const open = { state: 'open' as const, until: null, byAppointment: false };

describe('where the text goes', () => {
  it('only to a phone for texts that somebody here checked', () => {
    const unchecked = anIntake({ verified: null });
    expect(chooseIntake([{ contact: unchecked, open }, { contact: anIntake({ channel: 'voice' }), open }, { contact: anIntake({ channel: 'email' }), open }], NIGHT)).toBeNull();
  });

  it('to the one that is open, else to the one that opens first; unknown hours are not closed hours', () => {
    const [a, b, c] = [anIntake(), anIntake(), anIntake()];
    expect(chooseIntake([{ contact: a, open: opens(60) }, { contact: b, open: opens(20) }], NIGHT)).toEqual({ contact: b, leavesAt: addMinutes(NIGHT, 20) });
    expect(chooseIntake([{ contact: a, open: { state: 'unknown', opensAt: null } }, { contact: b, open }, { contact: c, open: opens(5) }], NIGHT)?.contact).toBe(b);
    expect(chooseIntake([{ contact: a, open: { state: 'unknown', opensAt: null } }], NIGHT)?.leavesAt).toEqual(NIGHT);
    expect(chooseIntake([{ contact: a, open: { state: 'closed' } }], NIGHT)).toBeNull();
  });

  it('the code goes to another checked phone, or nowhere', () => {
    const link = anIntake();
    const other = anIntake({ address: '+12025550164' });
    const of = { contactId: link.id, address: link.address };
    expect(codeContact([link, other], of)).toBe(other);
    expect(codeContact([link, anIntake({ address: link.address }), anIntake({ address: '+12025550165', verified: null })], of)).toBeNull();
    expect(partlyHidden('+12025550164')).toBe('••• 0164');
  });
});

describe('a code', () => {
  const rules = { validMinutes: 15, wrongTries: 5 };
  const code = { hash: 'right', contactId: 'c', sentAt: NIGHT, wrong: 0 };
  it('is good for 15 minutes and five wrong tries', () => {
    expect(checkCode(code, 'right', rules, addMinutes(NIGHT, 14))).toBe('right');
    expect(checkCode(code, 'wrong', rules, NIGHT)).toBe('wrong');
    expect(checkCode(code, 'right', rules, addMinutes(NIGHT, 15))).toBe('new-one-needed');
    expect(checkCode({ ...code, wrong: 5 }, 'right', rules, NIGHT)).toBe('new-one-needed');
    expect(checkCode(null, 'right', rules, NIGHT)).toBe('new-one-needed');
  });
});

describe('free places', () => {
  it('are one fewer after a yes, and never less than none', () => {
    const service = aService();
    expect(oneFewer(service)).toMatchObject({ available: 1, capacityId: service.capacities[0]?.id, method: 'acceptance' });
    expect(oneFewer({ capacities: [] })).toBeNull();
    expect(oneFewer({ capacities: service.capacities.map((one) => ({ ...one, available: 0 })) })).toBeNull();
  });
  it('can be told by a service that never told any', () => {
    expect(toldPlaces({ capacities: [] }, 0, 'link')).toEqual({ available: 0, method: 'link', unit: 'Place' });
  });
});

it('one need asked for in other marks and letters is the same need', () => {
  expect(sameNeed('  A safe bed, tonight! ')).toBe(sameNeed('a SAFE bed tonight'));
  expect(sameNeed('Cama segura')).not.toBe(sameNeed('a safe bed'));
});

describe('the card', () => {
  it('shows what needs its owner first, then what waits, then what is under way', () => {
    const waits = aReferral({ needIndex: 'food', state: 'SENT', order: 2 });
    const taken = aReferral({ needIndex: 'bed', state: 'ACCEPTED', order: 1 });
    const declined = aReferral({ needIndex: 'talk', state: 'DECLINED', order: 3 });
    expect(onCard([taken, waits, declined])).toBe(declined);
    expect(onCard([taken, waits])).toBe(waits);
    expect(onCard([taken])).toBe(taken);
  });
  it('a no is over as soon as somebody else was asked, and an end shows nothing', () => {
    const declined = aReferral({ state: 'DECLINED', order: 1 });
    const next = aReferral({ state: 'SENT', order: 2 });
    expect(onCard([declined, next])).toBe(next);
    expect(onCard([declined, aReferral({ state: 'COMPLETED_SERVED', order: 2 })])).toBeNull();
    expect(onCard([aReferral({ state: 'CANCELLED_BY_SENDER' })])).toBeNull();
  });
});

it('I12: the texts of this room name no service, no person and no reason, and are one segment each', () => {
  const texts = [needsYou('NORTHSIDE CC', '482100'), acceptedNotice('NORTHSIDE CC', '482100'), codeText('NORTHSIDE CC', '482100', '407123', 15, '+123456789012345'),
    ...[needsYou('NORTHSIDE CC', '482100', 'es'), acceptedNotice('NORTHSIDE CC', '482100', 'es')].map(toGsm7)];
  for (const text of texts) {
    expect(fitsOne(text)).toBe(true);
    expect(text.toLowerCase()).not.toMatch(/crisis house|mental|suicid|health|salud|detox|patient|paciente|urgent/);
  }
});
