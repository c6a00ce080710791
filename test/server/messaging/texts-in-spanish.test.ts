import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PASSWORD, STAFF, startWorld } from '../../support/world.js';
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

  it('is rung in Spanish, by a Spanish voice, from the first word to the last, also when they choose another language while they listen', async () => {
    const ana = await world.as('ana');
    await ana.put('/api/v1/me/language', { language: 'es' }).expect(200);
    const { crisisId, ref } = await world.raise({ choice: 'life-at-risk' });
    world.carrier.outcome = () => 'rings';
    await world.reply('ana', `3 ${ref}`);
    await world.settle();
    expect(world.phone('ana').at(-1)).toMatch(new RegExp(`^NORTH: ${ref}: le llamamos ahora\\.`));
    const call = world.carrier.callsTo(STAFF.ana.phone).at(-1);
    if (!call) throw new Error('nobody rang ana');
    const digits = ['cero', 'uno', 'dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve'];
    const spoken = [...ref].map((digit) => digits[Number(digit)]).join(', ');
    expect(await world.carrier.pickUp(call)).toContain(`<Say language="es-US" voice="Polly.Lupe">NORTH. Emergencia. Código ${spoken}. Una persona espera. Pulse 1 para encargarse.`);
    await ana.put('/api/v1/me/language', { language: 'en' }).expect(200);
    // Any other key says it again.
    expect(await world.carrier.press(call, '9')).toContain('Pulse 2 si no puede.');
    expect(await world.carrier.press(call, '1')).toContain(`Gracias. El código ${spoken} queda a su cargo. Se avisa a todas las demás personas a quienes se preguntó, y a quien reportó. Le llega un mensaje con los detalles. Adiós.`);
    expect((await world.crisis(crisisId)).owner.id).toBe('ana');
    await world.carrier.hangUp(call);
    await world.settle();
    // The text is a new message, in what they read now.
    expect(world.phone('ana').at(-1)).toMatch(new RegExp(`^NORTH: ${ref} is yours, `));
  });

  it('I3: gets a page once, also when they choose another language before an unknown outcome is looked up', async () => {
    const before = world.phone('ana').length;
    let breaks = true;
    world.carrier.script = (text) => (text.to === STAFF.ana.phone && breaks ? 'accept-then-break' : 'accept');
    world.carrier.receipts = () => [];
    const ana = await world.as('ana');
    await world.raise({ choice: 'life-at-risk' });
    breaks = false;
    const lookUps = world.carrier.lookUps;
    await ana.put('/api/v1/me/language', { language: 'es' }).expect(200);
    await world.pass({ seconds: 15 });
    expect(world.carrier.lookUps).toBeGreaterThan(lookUps);
    expect(world.phone('ana').slice(before)).toEqual([expect.stringContaining('A person is waiting.')]);
    world.carrier.script = () => 'accept';
    world.carrier.receipts = () => [{ status: 'sent' }, { status: 'delivered' }];
  });

  it('hears of the rota, of emergency access and of what was done to their sign-in in Spanish too', async () => {
    for (const who of ['cas', 'sue'] as const) await (await world.as(who)).put('/api/v1/me/language', { language: 'es' }).expect(200);
    const startsAt = new Date(world.now().getTime() + 30 * 3_600_000).toISOString();
    const endsAt = new Date(world.now().getTime() + 33 * 3_600_000).toISOString();
    await (await world.as('rory')).post('/api/v1/rotas/first/overrides', { kind: 'extra', staffId: 'cas', startsAt, endsAt }).expect(201);
    await world.settle();
    expect(world.phone('cas').at(-1)).toMatch(/^NORTH: Le pusieron de guardia, junto a quien ya esta, .* hasta /);
    const { crisisId } = await world.raise({ choice: 'serious' });
    await (await world.as('zoe')).post('/api/v1/emergency-access', { crisisId, reason: 'person-is-here', words: 'They stand at our door', password: PASSWORD }).expect(201);
    await world.settle();
    expect(world.phone('sue').at(-1)).toMatch(/^NORTH: Zoe Test abrio \d{4} por acceso de emergencia, hasta las \d\d:\d\d\. El motivo esta en su cronologia\.$/);
    await (await world.as('ada')).post('/api/v1/staff/cas/factor-reset').expect(200);
    await world.settle();
    expect(world.phone('cas').at(-1)).toMatch(/^NORTH: Un administrador quito sus llaves de acceso y sus codigos para iniciar sesion\. Si usted no lo pidio, llame al \(202\) 555-0100\.$/);
  });

  it('costs paging no reading more: the language lies beside the number, in memory', () => {
    expect(world.handrail.people.find('ana')).toMatchObject({ language: 'es' });
  });
});
