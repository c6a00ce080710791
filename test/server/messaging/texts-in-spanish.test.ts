import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PASSWORD, startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

let world: World;
beforeAll(async () => { world = await startWorld(); });
afterAll(async () => { await world.stop(); });

describe('whoever reads Spanish', () => {
  it('is asked and told by text in Spanish, and nobody else is', async () => {
    const ana = await world.as('ana');
    expect((await ana.put('/api/v1/me/language', { language: 'es' }).expect(200)).body).toEqual({ language: 'es' });
    const { ref } = await world.raise({ choice: 'life-at-risk' });
    const page = world.phone('ana').at(-1) ?? '';
    expect(page).toMatch(new RegExp(`^NORTH: EMERGENCIA ${ref}\\. Una persona espera\\. Responda 1 me encargo, 2 no puedo, 3 llamenme\\.`));
    expect(page.length).toBeLessThanOrEqual(160);
    await world.reply('ana', '1');
    await world.settle();
    expect(world.phone('ana').at(-1)).toMatch(new RegExp(`^NORTH: ${ref} es suya, `));
    expect(world.phone('wes').at(-1)).toMatch(/^NORTH: Ana has /);
    await world.reply('ana', 'qué');
    await world.settle();
    expect(world.phone('ana').at(-1)).toMatch(/^NORTH: No pudimos leer eso\./);
  });

  it('finds it on a new device, in the audit without more than that, and can go back', async () => {
    const fresh = await world.nobody().post('/api/v1/session').set('X-Handrail', '1').send({ email: 'ana@test.example', password: PASSWORD }).expect(200);
    expect(fresh.body.language).toBe('es');
    expect((await world.handrail.audit.ofObject('staff:ana')).map(({ action }) => action)).toContain('language.changed');
    const ana = await world.as('ana');
    await ana.put('/api/v1/me/language', { language: 'de' }).expect(400);
    await ana.put('/api/v1/me/language', { language: null }).expect(200);
    expect((await ana.get('/api/v1/session').expect(200)).body.language).toBeUndefined();
    await world.raise({ choice: 'life-at-risk' });
    expect(world.phone('ana').at(-1)).toContain('A person is waiting.');
  });

  it('costs paging no reading more: the language lies beside the number, in memory', () => {
    expect(world.handrail.people.find('ana')).toMatchObject({ language: null });
  });
});
