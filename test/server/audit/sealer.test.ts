import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

let world: World;
beforeAll(async () => { world = await startWorld(); });
afterAll(async () => { await world.stop(); });
beforeEach(async () => {
  for (const name of ['audit', 'audit_seals', 'audit_heads']) await world.db.collection(name).deleteMany({});
  const { crisisId } = await world.raise({ choice: 'serious' });
  await (await world.as('sue')).get(`/api/v1/crises/${crisisId}`).expect(200);
  await (await world.as('sue')).post(`/api/v1/crises/${crisisId}/acknowledgement`).expect(200);
  await world.settle();
  await world.handrail.sealer.sealOnce();
});

const sealed = async (): Promise<{ _id: number; entryId: string }[]> => world.db.collection('audit_seals').find().sort({ _id: 1 }).toArray() as unknown as Promise<{ _id: number; entryId: string }[]>;

describe('the audit', () => {
  it('I10: a change has its entry and a read of a person’s details has its own, and the chain holds', async () => {
    const actions = (await world.db.collection('audit').find().toArray()).map((entry) => entry['action'] as string);
    expect(actions).toEqual(expect.arrayContaining(['report.received', 'crisis.opened', 'crisis.acknowledged']));
    expect(await world.handrail.sealer.verify()).toEqual({ sealed: actions.length, firstBad: null, unsealed: [] });
  });

  it('I10: an edited entry is found', async () => {
    const [, second] = await sealed();
    await world.db.collection('audit').updateOne({ _id: second?.entryId as never }, { $set: { actorId: 'somebody else' } });
    expect((await world.handrail.sealer.verify()).firstBad).toEqual({ seq: 2, entryId: second?.entryId, fault: 'changed' });
  });

  it('I10: a deleted entry is found', async () => {
    const [first] = await sealed();
    await world.db.collection('audit').deleteOne({ _id: first?.entryId as never });
    expect((await world.handrail.sealer.verify()).firstBad).toMatchObject({ seq: 1, fault: 'deleted' });
  });

  it('I10: a removed or exchanged link is found', async () => {
    const seals = await sealed();
    await world.db.collection('audit_seals').deleteOne({ _id: 2 as never });
    expect((await world.handrail.sealer.verify()).firstBad).toMatchObject({ seq: 3, fault: 'gap' });
    expect(seals.length).toBeGreaterThanOrEqual(3);
  });

  it('two sealers at once make one chain', async () => {
    for (let n = 0; n < 5; n++) await world.raise({ choice: 'serious' });
    await Promise.all([world.handrail.sealer.sealOnce(), world.handrail.sealer.sealOnce(), world.handrail.sealer.sealOnce()]);
    await world.handrail.sealer.sealOnce();
    const { firstBad, unsealed } = await world.handrail.sealer.verify();
    expect([firstBad, unsealed]).toEqual([null, []]);
  });
});
