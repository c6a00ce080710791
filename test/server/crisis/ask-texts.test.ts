import { describe, expect, it } from '@jest/globals';
import { segmentsOf, textsOf } from '../../../server/messaging/index.js';
import { askTextsOf, askTextsThatDoNotFit } from '../../../server/crisis/ask-texts.js';

const SETTINGS = { org: 'NORTHSIDE CT', name: 'x', dutyPhone: '(202) 555-0100', emergencyNumber: '911', crisisLine: '988', timeZone: 'America/New_York' };
const say = textsOf(SETTINGS);
const texts = askTextsOf(SETTINGS, say);
const LINK = `https://handrail.example/a#${'x'.repeat(14)}`;
const long = { name: 'Maximilianehenriettecharlotte Vanderbilt', initials: 'MV' };

describe('texts of asks outside the ladder', () => {
  it('each is one segment with the longest names, refs and links that are let in', () => {
    expect(askTextsThatDoNotFit(SETTINGS, say, 60)).toEqual([]);
  });

  it('text 11 is said in its own words, with the digits where there is room', () => {
    const text = texts.handOver({ ref: '9406', from: { name: 'Luca Rossi', initials: 'LR' }, link: LINK });
    expect(text).toBe(`NORTHSIDE CT: Luca asks you to take over 9406. Luca stays responsible until you accept. Reply 1 to accept, 2 if you cannot. ${LINK}`.length <= 160
      ? `NORTHSIDE CT: Luca asks you to take over 9406. Luca stays responsible until you accept. Reply 1 to accept, 2 if you cannot. ${LINK}` : `NORTHSIDE CT: Luca asks you to take over 9406. Luca stays responsible until you accept. ${LINK}`);
    expect(segmentsOf(text)).toMatchObject({ encoding: 'gsm-7', parts: 1 });
  });

  it('a name that is too long gives way to initials before a sentence goes', () => {
    expect(texts.declined({ ref: '9406', to: long })).toMatch(/^NORTHSIDE CT: MV cannot take 9406\./);
  });

  it('an emergency is called what it is called elsewhere', () => {
    expect(texts.assignment({ ref: '9406', shows: 'Emergency', from: { name: 'Sue', initials: 'S' }, link: LINK })).toMatch('take 9406, emergency, now');
  });
});
