import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

let world: World;
beforeAll(async () => { world = await startWorld(); });
afterAll(async () => { await world.stop(); });

const textsTo = (who: 'ana' | 'ben' | 'sue' | 'cas'): string[] => world.phone(who).filter((words) => words.includes('asks for backup'));

describe('backup for a whole team', () => {
  it('is asked once of whoever else is on call and the supervisors, who learn it by text, and everybody sees who was asked', async () => {
    const ana = await world.as('ana');
    const { body } = await ana.post('/api/v1/teams/north/backup', {}).expect(201);
    expect(body).toMatchObject({ teamId: 'north', by: { id: 'ana' } });
    const asked = body.asked.map(({ id }: { id: string }) => id) as string[];
    expect(asked).toContain('sue');
    expect(asked).not.toContain('ana');
    await world.settle();
    expect([textsTo('sue').length, textsTo('ana').length]).toEqual([1, 0]);
    expect(textsTo('sue')[0]).toMatch(/^\w+: Ana asks for backup/);
    expect((textsTo('sue')[0] ?? '').length).toBeLessThanOrEqual(160);

    const ben = await world.as('ben');
    expect((await ben.get('/api/v1/board').expect(200)).body.backupCalls).toEqual([body]);
    expect((await ben.post('/api/v1/teams/north/backup', {}).expect(409)).body.type).toBe('/problems/crisis/team-backup-open');
    await world.settle();
    expect(textsTo('sue').length).toBe(1);
    expect((await world.handrail.audit.ofObject('team:north')).filter(({ action }) => action === 'team.backup-asked')).toHaveLength(1);
  });

  it('two who ask in the same moment ask once', async () => {
    await world.pass({ seconds: 30 * 60 });
    const [ana, ben] = [await world.as('ana'), await world.as('ben')];
    expect((await ana.get('/api/v1/board')).body.backupCalls).toEqual([]);
    const answers = await Promise.all([ana.post('/api/v1/teams/north/backup', {}), ben.post('/api/v1/teams/north/backup', {})]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
  });

  it('is not for other teams, nor for those who answer nothing', async () => {
    expect((await (await world.as('zoe')).post('/api/v1/teams/north/backup', {})).status).toBe(404);
    expect((await (await world.as('wes')).post('/api/v1/teams/outreach/backup', {})).status).toBe(403);
    expect((await (await world.as('zoe')).get('/api/v1/board').expect(200)).body.backupCalls).toEqual([]);
  });
});
