import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { UrgencyLetter } from '../../server/contract/triage.js';
import { runRoom } from '../faults/escalation-room.js';
import type { EscalationRoom, ProviderMood } from '../faults/escalation-room.js';

const PEOPLE = ['ana', 'ben', 'cas', 'sue'] as const;
const STATUSES = ['queued', 'sent', 'delivered', 'undelivered', 'failed'] as const;
const MOODS: readonly ProviderMood[] = ['accept', 'accept', 'accept', 'lost', 'taken-unknown', 'busy', 'refuse', 'die-before', 'die-after'];

/** What everybody may rely on, as simply as it can be said. */
interface Model { answeredBy: (string | null)[] }

type Command = fc.AsyncCommand<Model, EscalationRoom>;
const command = (words: string, mayRun: (model: Readonly<Model>) => boolean, act: (model: Model, room: EscalationRoom) => Promise<void>): Command => ({
  check: mayRun,
  async run(model, room) {
    await act(model, room);
    await room.runDue();
    room.mustHold(model.answeredBy);
  },
  toString: () => words,
});

const anyReport = fc.constantFrom<UrgencyLetter>('A', 'B', 'C', 'D').map((letter) =>
  command(`report ${letter}`, ({ answeredBy }) => answeredBy.length < 3, async (model, room) => { model.answeredBy.push(null); await room.report(letter); }));
const anyAnswer = fc.tuple(fc.nat(2), fc.constantFrom(...PEOPLE)).map(([which, who]) =>
  command(`${who} answers ${which}`, ({ answeredBy }) => which < answeredBy.length, async (model, room) => {
    const first = await room.answer(which, who);
    expect(first).toBe(model.answeredBy[which] === null);
    model.answeredBy[which] ??= who;
  }));
const anyCannot = fc.tuple(fc.nat(2), fc.constantFrom(...PEOPLE)).map(([which, who]) =>
  command(`${who} cannot ${which}`, ({ answeredBy }) => which < answeredBy.length, (_model, room) => room.cannot(which, who)));
const anyTick = fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 20, max: 400 })).map((seconds) => command(`${seconds} s pass`, () => true, (_model, room) => room.pass(seconds)));
const anyOutage = fc.integer({ min: 60, max: 1800 }).map((seconds) => command(`nothing runs for ${seconds} s`, () => true, (_model, room) => room.outage(seconds)));
const anyReceipt = fc.tuple(fc.nat(30), fc.constantFrom(...STATUSES), fc.boolean()).map(([index, status, doubled]) =>
  command(`receipt ${status} for ${index}${doubled ? ', twice' : ''}`, () => true, async (_model, room) => {
    await room.receipt(index, status);
    if (doubled) await room.receipt(index, status);
  }));
const anyMood = fc.constantFrom(...MOODS).map((mood) => command(`the provider: ${mood}`, () => true, (_model, room) => room.mood(mood)));
const anyRota = fc.subarray([...PEOPLE]).map((reachable) => command(`reachable: ${reachable.join(' ') || 'nobody'}`, () => true, (_model, room) => room.reachable(reachable)));
const anyRestart = fc.boolean().map((holds) => command(`the server restarts${holds ? '' : ', too busy to hold what is new'}`, () => true, (_model, room) => room.restart(holds)));

const RUNS = 1000;

describe('the ladder, whatever comes', () => {
  it('I2–I7: reports, answers, refusals, time, outages, dying workers, doubled and reordered receipts and rota edits leave nobody unasked and nothing forgotten', async () => {
    const seed = Number(process.env['FC_SEED'] ?? Date.now() % 2 ** 31);
    process.stderr.write(`model of the ladder: seed ${seed}, ${RUNS} runs (FC_SEED repeats it)\n`);
    await fc.assert(fc.asyncProperty(fc.commands([anyReport, anyAnswer, anyCannot, anyTick, anyTick, anyTick, anyOutage, anyReceipt, anyMood, anyRota, anyRestart], { maxCommands: 40, size: 'max' }), async (commands) => {
      const room = runRoom();
      const model: Model = { answeredBy: [] };
      await fc.asyncModelRun(() => ({ model, real: room }), commands);
      await room.heal(PEOPLE);
      room.mustHold(model.answeredBy);
      room.mustHaveAskedLately(model.answeredBy);
    }), { numRuns: RUNS, seed });
  }, 240_000);
});
