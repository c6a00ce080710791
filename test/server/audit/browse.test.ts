import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AuditLine, AuditView } from '../../../server/contract/audit.js';
import { cell, csvOf, cursorOf, placeOf } from '../../../server/audit/core/query.js';
import { PASSWORD, startWorld } from '../../support/world.js';
import type { Who, World } from '../../support/world.js';

let world: World;
let crisisId: string;
let ref: string;
beforeAll(async () => {
  world = await startWorld();
  ({ crisisId, ref } = await world.raise({ choice: 'serious', headline: 'Words of a person' }));
  const sue = await world.as('sue');
  await sue.get(`/api/v1/crises/${crisisId}`).expect(200);
  await sue.post(`/api/v1/crises/${crisisId}/acknowledgement`).expect(200);
  await world.settle();
  await world.handrail.sealer.sealOnce();
});
afterAll(async () => { await world.stop(); });

const read = async (who: Who, query: Record<string, string> = {}): Promise<AuditView> => (await (await world.as(who)).get(`/api/v1/audit?${new URLSearchParams(query).toString()}`).expect(200)).body;

describe('reading the audit', () => {
  it('a supervisor reads their own teams, an auditor the network, and nobody else reads at all', async () => {
    const [sues, sams, auds] = [await read('sue'), await read('sam'), await read('aud')];
    expect([sues.scope, auds.scope]).toEqual(['teams', 'all']);
    expect(new Set(sues.entries.map(({ team }) => team))).toEqual(new Set(['North']));
    expect(sams.entries.filter(({ object }) => object.includes(crisisId))).toEqual([]);
    expect(auds.entries.map(({ action }) => action)).toEqual(expect.arrayContaining(['session.started', 'crisis.acknowledged']));
    for (const who of ['ada', 'ana', 'rory', 'wes'] as const) await (await world.as(who)).get('/api/v1/audit').expect(403);
    expect(JSON.stringify([sues, auds])).not.toContain('Words of a person');
  });

  it('it is found by who, by what, by the crisis or its ref, and by time', async () => {
    expect((await read('sue', { ref })).entries.map(({ action }) => action)).toEqual(expect.arrayContaining(['report.received', 'crisis.opened', 'crisis.acknowledged']));
    expect((await read('sue', { ref, who: 'sue', action: 'crisis.opened' })).entries).toMatchObject([{ actor: { id: 'sue', name: 'Sue Test' }, object: `crisis:${crisisId}`, objectName: ref, team: 'North' }]);
    expect((await read('sue', { object: `crisis:${crisisId}`, until: '2020-01-01T00:00:00Z' })).entries).toEqual([]);
    expect((await read('sue', { ref: '999999' })).entries).toEqual([]);
    expect((await (await world.as('aud')).get('/api/v1/audit/choices').expect(200)).body.people).toContainEqual({ id: 'sue', name: 'Sue Test' });
  });

  it('pages hang together: every entry once, newest first, though many share an instant and more are written meanwhile', async () => {
    const at = world.now();
    const ids = Array.from({ length: 130 }, (_, n) => `page-${String(n).padStart(4, '0')}`);
    await world.db.collection('audit').insertMany(ids.map((_id, n) => ({ _id: _id as never, at: new Date(at.getTime() - Math.floor(n / 60) * 1000), actorId: 'ben', role: 'clinician', action: 'test.paged', object: 'crises', teamId: 'north' })));
    const seen: AuditLine[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: AuditView = await read('sue', { action: 'test.paged', ...(cursor === '' ? {} : { cursor }) });
      seen.push(...page.entries);
      cursor = page.next;
      await world.db.collection('audit').insertOne({ _id: `later-${seen.length}` as never, at: new Date(at.getTime() + 60_000), actorId: 'ben', role: 'clinician', action: 'test.paged', object: 'crises', teamId: 'north' });
    }
    expect(seen.map(({ id }) => id).sort()).toEqual(ids);
    expect(seen.map(({ at: instant }) => instant)).toEqual(seen.map(({ at: instant }) => instant).sort().reverse());
    expect((await (await world.as('sue')).get('/api/v1/audit?cursor=bm90aGluZw')).body.type).toBe('/problems/audit/unknown-cursor');
    await world.db.collection('audit').deleteMany({ action: 'test.paged' });
  });

  it('every way of looking is answered by an index', async () => {
    for (const filter of [{}, { teamId: { $in: ['north'] } }, { actorId: 'sue' }, { action: 'crisis.opened' }, { object: `crisis:${crisisId}` }]) {
      const plan = JSON.stringify(await world.db.collection('audit').find(filter).sort({ at: -1, _id: -1 }).limit(51).explain('queryPlanner'));
      expect(plan).toContain('IXSCAN');
      expect(plan).not.toContain('COLLSCAN');
    }
  });

  it('each entry says its place in the chain, and that one waits; the chain is checked on request, and a forged entry named', async () => {
    expect((await read('sue', { ref, action: 'report.received' })).entries[0]?.seal).toBeGreaterThan(0);
    // Later than the first look, or nothing says which of the two is the newest.
    await world.freeze({ seconds: 1 });
    await (await world.as('sue')).get(`/api/v1/crises/${crisisId}`).expect(200);
    expect((await read('sue', { ref, action: 'crisis.opened' })).entries[0]?.seal).toBeNull();
    const aud = await world.as('aud');
    const { body: whole } = await aud.post('/api/v1/audit/verification').expect(200);
    expect(whole).toMatchObject({ firstBad: null });
    expect(whole.unsealed).toBeGreaterThan(0);
    const [entry] = (await read('aud', { action: 'report.received' })).entries;
    await world.db.collection('audit').updateOne({ _id: entry?.id as never }, { $set: { actorId: 'somebody' } });
    expect((await aud.post('/api/v1/audit/verification').expect(200)).body.firstBad).toEqual({ seq: entry?.seal, entryId: entry?.id, fault: 'changed' });
    await world.db.collection('audit').updateOne({ _id: entry?.id as never }, { $set: { actorId: entry?.actor?.id } });
    expect(new Set((await read('aud', { action: 'audit.verified' })).entries.map(({ reason }) => reason))).toEqual(new Set(['not-whole', 'whole']));
  });

  it('a table is taken out with a reason and the password, and that is in the audit itself', async () => {
    const aud = await world.as('aud');
    expect((await aud.post('/api/v1/audit/export', { why: 'review', password: 'wrong' })).body.type).toBe('/problems/identity/wrong-password');
    await aud.post('/api/v1/audit/export', { why: 'because I want to', password: PASSWORD }).expect(400);
    const { body } = await aud.post('/api/v1/audit/export', { ref, why: 'complaint', password: PASSWORD }).expect(200);
    const lines = (body.csv as string).trimEnd().split('\r\n');
    expect([lines.length - 1, body.cut]).toEqual([body.count, false]);
    expect(lines[0]).toBe('at,place in chain,who,who id,role,action,object,object name,team,reason,entry');
    expect(lines[1]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z,/);
    expect((await read('aud', { action: 'audit.exported' })).entries).toMatchObject([{ actor: { id: 'aud' }, reason: 'complaint' }]);
  });
});

describe('a table of the audit', () => {
  const line: AuditLine = { id: 'e', at: '2026-03-01T02:00:00.000Z', actor: { id: 'x', name: 'x' }, role: 'r', action: 'a', object: 'o', objectName: null, team: null, reason: null, seal: 1 };

  it('never holds a formula, whatever somebody is called', () => {
    fc.assert(fc.property(fc.string(), fc.constantFrom('=', '+', '-', '@', '\t', '\r'), (rest, start) => {
      expect(cell(start + rest).replace(/^"/, '')).toMatch(/^'/);
    }));
    expect(csvOf([{ ...line, actor: { id: 'x', name: '=HYPERLINK("x")' } }])).toContain(`"'=HYPERLINK(""x"")"`);
  });

  it('a page’s end reads back as it was, and nothing else does', () => {
    fc.assert(fc.property(fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }), fc.uuid(), (at, id) => { expect(placeOf(cursorOf({ at, id }))).toEqual({ at, id }); }));
    expect([placeOf(''), placeOf('!!!'), placeOf(Buffer.from('2026 x').toString('base64url'))]).toEqual([null, null, null]);
  });
});
