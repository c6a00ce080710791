import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { WordingView } from '../../../server/contract/wording.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

let world: World;
beforeAll(async () => { world = await startWorld(); });
afterAll(async () => { await world.stop(); });

const PAGE = [{ words: 'Wanted: {urgency} {ref}.', goes: 0 }, { words: 'Reply 1 I have it, 2 I cannot, 3 call me.', goes: 0 }, { words: 'Next in {next}.', goes: 1 }, { words: '{link}', goes: 0 }];
const stands = async (key: string): Promise<WordingView> => {
  const { body } = await (await world.as('ada')).get('/api/v1/wordings').expect(200);
  return (body.wordings as WordingView[]).find((one) => one.key === key) as WordingView;
};

describe('the words of texts', () => {
  it('are those it came with until an administrator changes them, and then every page says the new ones', async () => {
    expect(await stands('page')).toMatchObject({ version: 0, changedAt: null, needed: ['urgency', 'ref', 'link'], digits: ['1', '2', '3'] });
    const ada = await world.as('ada');
    const { body: saved } = await ada.put('/api/v1/wordings/page', { seenVersion: 0, sentences: PAGE }).expect(200);
    expect(saved).toMatchObject({ version: 1, changedBy: 'Ada Test', sentences: PAGE });
    await world.raise({ choice: 'life-at-risk' });
    expect(world.phone('ana').at(-1)).toMatch(/^NORTH: Wanted: EMERGENCY \d{4}\. Reply 1 I have it, 2 I cannot, 3 call me\. Next in 2 min\. http/);
    const entries = await world.db.collection('audit').find({ action: 'wording.changed' }).toArray();
    expect(entries).toMatchObject([{ object: 'wording:page', role: 'administrator', teamId: 'network' }]);
  });

  it('are tried out without keeping or sending anything', async () => {
    const before = world.carrier.sent.length;
    const ada = await world.as('ada');
    const { body } = await ada.post('/api/v1/wordings/over/preview', { sentences: [{ words: '{ref} is over. Ask {person}.', goes: 0 }] }).expect(200);
    expect(body).toMatchObject({ ordinary: { words: 'NORTH: 4821 is over. Ask {person}.', parts: 1 }, faults: [{ pointer: '/sentences/0/words', fault: 'unknown-name', about: 'person' }] });
    expect((await stands('over')).version).toBe(0);
    expect(world.carrier.sent).toHaveLength(before);
  });

  it('are refused as a problem that names each fault and its place', async () => {
    const ada = await world.as('ada');
    const { body } = await ada.put('/api/v1/wordings/page', { seenVersion: 1, sentences: [{ words: 'Suicide attempt {ref}', goes: 0 }] }).expect(422);
    expect(body).toMatchObject({ type: '/problems/messaging/words-not-sendable' });
    expect(body.errors).toEqual(expect.arrayContaining([{ pointer: '/sentences/0/words', detail: 'health-word: Suicid' }, { pointer: '/sentences', detail: 'name-missing: link' }, { pointer: '/sentences', detail: 'digit-missing: 1' }]));
    await ada.put('/api/v1/wordings/nothing-of-ours', { seenVersion: 0, sentences: PAGE }).expect(404);
  });

  it('of two administrators the second learns that they changed, also when both save at once', async () => {
    const ada = await world.as('ada');
    await ada.put('/api/v1/wordings/page', { seenVersion: 0, sentences: PAGE }).expect(409);
    const stood = [{ words: '{ref} was stood down.', goes: 0 }];
    const answers = await Promise.all([1, 2, 3].map(() => ada.put('/api/v1/wordings/stoodDown', { seenVersion: 0, sentences: stood })));
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 409, 409]);
  });

  it('are put back from their history, as a version of its own', async () => {
    const ada = await world.as('ada');
    const { body: back } = await ada.post('/api/v1/wordings/page/put-back', { seenVersion: 1, version: 0 }).expect(200);
    expect(back).toMatchObject({ version: 2 });
    const { body } = await ada.get('/api/v1/wordings/page/history').expect(200);
    expect(body.versions.map(({ version, by, putBack }: { version: number; by: string | null; putBack: number | null }) => [version, by, putBack])).toEqual([[2, 'Ada Test', 0], [1, 'Ada Test', null], [0, null, null]]);
    await ada.post('/api/v1/wordings/page/put-back', { seenVersion: 2, version: 9 }).expect(404);
    await world.raise({ choice: 'life-at-risk' });
    expect(world.phone('ana').at(-1)).toMatch(/^NORTH: EMERGENCY \d{4}\. A person is waiting\. /);
  });

  it('of calls change too, and reach every process through the stream', async () => {
    const ada = await world.as('ada');
    await ada.put('/api/v1/wordings/callOver', { seenVersion: 0, sentences: [{ words: 'Code {code} is over. Goodbye.', goes: 0 }] }).expect(200);
    expect(world.handrail.voice.words('en').over({ ref: '4821' })).toBe('Code four, eight, two, one is over. Goodbye.');
    // As if another process had written it: only the stream tells of it.
    await world.db.collection('wordings').insertOne({ _id: 'callOver:2' as never, key: 'callOver', version: 2, sentences: [{ words: 'Code {code}. Thank you.', goes: 0 }], at: world.now(), byId: 'ada', putBack: null });
    await world.db.collection('domain_events').insertOne({ _id: 'e-callOver' as never, at: world.now(), kind: 'wording.changed', teamId: 'network', actorId: 'ada', data: { wording: 'callOver' } });
    const said = () => world.handrail.voice.words('en').over({ ref: '4821' });
    for (let tries = 0; tries < 100 && said() !== 'Code four, eight, two, one. Thank you.'; tries += 1) await new Promise((later) => setTimeout(later, 20));
    expect(said()).toBe('Code four, eight, two, one. Thank you.');
  });

  it('are nobody else’s to read or change', async () => {
    for (const who of ['wes', 'cas', 'sue', 'rory', 'aud'] as const) {
      const client = await world.as(who);
      await client.get('/api/v1/wordings').expect(403);
      await client.put('/api/v1/wordings/page', { seenVersion: 2, sentences: PAGE }).expect(403);
    }
  });
});
