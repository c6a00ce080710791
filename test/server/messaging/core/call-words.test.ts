import { describe, expect, it } from '@jest/globals';
import { spokenRef } from '../../../../server/messaging/core/call-words.js';
import { callWordsOf } from '../../../../server/messaging/seeded-words.js';
import { dialable } from '../../../../server/messaging/core/dialable.js';
import { readTwiml } from '../../../../server/messaging/simulated/read-twiml.js';
import { twimlOf } from '../../../../server/messaging/twiml.js';

const words = callWordsOf({ org: 'NORTHSIDE' });
const ref = '4821';

describe('what a call says', () => {
  it('speaks a code digit by digit', () => {
    expect(spokenRef('40921')).toBe('four, zero, nine, two, one');
  });

  it('I12: says nothing of health and names nobody, because anybody may pick up', () => {
    const all = [words.asking({ ref, shows: 'Emergency' }), words.noKey(), words.yours({ ref, worker: true, texts: true }), words.yours({ ref, worker: false, texts: false }),
      words.taken({ ref }), words.alreadyYours({ ref }), words.cannot({ ref }), words.over({ ref }), words.unknown(), words.dutyPhone()];
    for (const one of all) {
      expect(one).not.toMatch(/suicid|mental|crisis|health|risk|harm|patient|client|4821|!/i);
      expect(one.length).toBeGreaterThan(20);
    }
    expect(words.asking({ ref, shows: 'Emergency' })).toBe('NORTHSIDE. Emergency. Code four, eight, two, one. A person is waiting. Press 1 to take it. Press 2 if you cannot. Press 3 to hear this again.');
  });

  it('promises the text and the word to the worker only where they come', () => {
    expect(words.yours({ ref, worker: false, texts: true })).not.toMatch(/worker/);
    expect(words.yours({ ref, worker: true, texts: false })).toMatch(/and so is the worker.*turned off/);
  });
});

describe('the words in TwiML', () => {
  it('say what to press, wait for one key, and say it twice more before they end', () => {
    const xml = twimlOf({ kind: 'ask', words: 'Press 1 & wait', atLast: 'Goodbye', keyTo: 'https://handrail.example.org/v?attempt=a&subject=escalation%3Ae1' }, 'en-US');
    const gather = { verb: 'gather', says: [{ verb: 'say', words: 'Press 1 & wait' }], action: 'https://handrail.example.org/v?attempt=a&subject=escalation%3Ae1', seconds: 6, digits: 1 };
    expect(readTwiml(xml)).toEqual([gather, gather, gather, { verb: 'say', words: 'Goodbye' }, { verb: 'hangup' }]);
    expect(xml).toContain('language="en-US"');
  });

  it('end, or connect to a person', () => {
    expect(readTwiml(twimlOf({ kind: 'end' }, 'en-US'))).toEqual([{ verb: 'hangup' }]);
    expect(readTwiml(twimlOf({ kind: 'connect', words: 'Hold', number: '+12025550100' }, 'en-US'))).toEqual([{ verb: 'say', words: 'Hold' }, { verb: 'dial', number: '+12025550100', seconds: 60 }, { verb: 'hangup' }]);
  });

  it.each([
    ['no XML', 'hello'], ['not closed', '<Response><Say>a</Response>'], ['another document', '<Html></Html>'], ['a verb we do not use', '<Response><Sms>a</Sms></Response>'],
    ['two documents', '<Response/><Response/>'], ['a Gather around a Dial', '<Response><Gather><Dial>1</Dial></Gather></Response>'],
  ])('a simulated call does not take %s', (_, xml) => { expect(readTwiml(xml)).toBeNull(); });

  it('reads everything that we use', () => {
    expect(readTwiml('<?xml version="1.0"?>\n<!-- x --><Response><Pause length="2"/><Redirect>/again?a=1&amp;b=2</Redirect><Dial><Number>+1</Number></Dial><Say>&quot;Hi&#33;&quot;</Say><Hangup/></Response>')).toEqual([
      { verb: 'pause', seconds: 2 }, { verb: 'redirect', to: '/again?a=1&b=2' }, { verb: 'dial', number: '+1', seconds: 30 }, { verb: 'say', words: '"Hi!"' }, { verb: 'hangup' }]);
  });
});

describe('a number from the settings', () => {
  it.each([
    ['(202) 555-0100', 'en-US', '+12025550100'], ['1 202 555 0100', 'en-CA', '+12025550100'], ['+44 1632 960001', 'en-GB', '+441632960001'],
    ['01632 960001', 'en-GB', null], ['988', 'en-US', null], ['', 'en-US', null],
  ])('%s in %s is dialled as %s', (number, locale, dialled) => { expect(dialable(number, locale)).toBe(dialled); });
});
