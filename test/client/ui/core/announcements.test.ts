import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { QUIET_MS, SILENCE, queue, speak } from '../../../../client/src/ui/core/announcements.js';
import type { Announcements, Manner } from '../../../../client/src/ui/core/announcements.js';

describe('what is spoken to somebody who does not see the screen', () => {
  it('speaks the first message at once and the next ones together when the ten seconds are over', () => {
    const first = speak(queue(SILENCE, 'polite', 'Dana raised 4821.'), 0);
    expect(first.say).toEqual({ manner: 'polite', words: 'Dana raised 4821.' });

    const waiting = queue(queue(first.state, 'polite', 'Tomas was asked.'), 'polite', 'Priya was asked.');
    expect(speak(waiting, QUIET_MS - 1)).toMatchObject({ say: null, nextAt: QUIET_MS });
    expect(speak(waiting, QUIET_MS).say).toEqual({ manner: 'polite', words: 'Tomas was asked. Priya was asked.' });
  });

  it('lets a new emergency interrupt a polite message that was just spoken', () => {
    const spoken = speak(queue(SILENCE, 'polite', 'Dana raised 3067.'), 0).state;
    expect(speak(queue(spoken, 'assertive', 'Emergency 4821 needs someone.'), 1).say).toEqual({ manner: 'assertive', words: 'Emergency 4821 needs someone.' });
  });

  it('says the same thing once, however often it is asked for while it waits', () => {
    const twice = queue(queue(SILENCE, 'polite', 'Live again.'), 'polite', 'Live again.');
    expect(speak(twice, 0).say?.words).toBe('Live again.');
  });

  it('never speaks twice in ten seconds in one manner, and speaks every emergency in the end', () => {
    const message = fc.record({ at: fc.nat(60_000), manner: fc.constantFrom<Manner>('polite', 'assertive'), words: fc.uuid() });
    fc.assert(
      fc.property(fc.array(message, { maxLength: 20 }), (messages) => {
        const { spoken } = run(messages.toSorted((a, b) => a.at - b.at));
        for (const manner of ['polite', 'assertive']) {
          const times = spoken.filter((one) => one.manner === manner).map((one) => one.at);
          times.forEach((at, place) => place > 0 && expect(at - (times[place - 1] ?? 0)).toBeGreaterThanOrEqual(QUIET_MS));
        }
        const said = spoken.map((one) => one.words);
        for (const one of messages) if (one.manner === 'assertive') expect(said).toContain(one.words);
      }),
    );
  });
});

interface Message {
  at: number;
  manner: Manner;
  words: string;
}

/** Plays the messages at their times, waking whenever the rule asks to be asked again. */
function run(messages: readonly Message[]): { spoken: Message[] } {
  let state: Announcements = SILENCE;
  let wakeAt: number | null = null;
  const spoken: Message[] = [];
  const ask = (now: number) => {
    const speech = speak(state, now);
    state = speech.state;
    wakeAt = speech.nextAt;
    if (speech.say) spoken.push({ at: now, ...speech.say });
  };
  const wakeUntil = (end: number) => {
    while (wakeAt !== null && wakeAt <= end) ask(wakeAt);
  };
  for (const message of messages) {
    wakeUntil(message.at);
    state = queue(state, message.manner, message.words);
    ask(message.at);
  }
  wakeUntil(Number.POSITIVE_INFINITY);
  return { spoken };
}
