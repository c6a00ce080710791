import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ImportPreviewView, PeopleView, StaffRecordView } from '../../../server/contract/identity.js';
import { PASSWORD, startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

let world: World;
beforeAll(async () => { world = await startWorld(); });
afterAll(async () => { await world.stop(); });

const ada = () => world.as('ada');
const people = async (): Promise<PeopleView> => (await (await ada()).get('/api/v1/people').expect(200)).body;
const record = async (id: string): Promise<StaffRecordView> => {
  const found = (await people()).people.find((one) => one.id === id);
  if (!found) throw new Error(`nobody ${id}`);
  return found;
};
const signIn = (email: string, password: string) => world.nobody().post('/api/v1/session').set('X-Handrail', '1').send({ email, password });
const tokenOf = (url: string): string => url.split('#')[1] ?? '';
const audited = async (id: string): Promise<string[]> => (await world.db.collection('audit').find({ object: `staff:${id}` }).toArray()).map(({ action }) => String(action));

describe('people', () => {
  it('are listed with numbers, rotas and why a page does not reach them, for administrators alone', async () => {
    expect(await record('ana')).toMatchObject({ email: 'ana@test.example', unreachable: null, rotas: ['first'], signIn: 'password', numbers: [{ verifiedBy: 'set-up' }] });
    expect(await record('dora')).toMatchObject({ unreachable: 'no-number', numbers: [] });
    expect((await (await world.as('rory')).get('/api/v1/people')).status).toBe(403);
  });

  it('somebody new signs in by a link that is good once, and their number does not count before it is checked', async () => {
    const client = await ada();
    const { body } = await client.post('/api/v1/staff', { name: 'Noa Test', email: 'noa@test.example', phone: '(202) 555-0180', roles: [{ teamId: 'north', role: 'clinician' }] }).expect(201);
    expect(await record(body.id)).toMatchObject({ signIn: 'none', unreachable: 'not-verified', numbers: [{ number: '+12025550180', verifiedAt: null }] });
    await signIn('noa@test.example', '').expect(400);
    const { body: link } = await client.post(`/api/v1/staff/${body.id}/password-link`).expect(201);
    expect((await record(body.id)).signIn).toBe('link');
    const token = tokenOf(link.url);
    expect((await world.nobody().post('/api/v1/password-link/view').set('X-Handrail', '1').send({ token }).expect(200)).body).toEqual({ name: 'Noa Test' });
    expect((await world.nobody().post('/api/v1/password-link/password').set('X-Handrail', '1').send({ token, password: 'short' })).body.type).toBe('/problems/identity/weak-password');
    await world.nobody().post('/api/v1/password-link/password').set('X-Handrail', '1').send({ token, password: 'long enough for anybody' }).expect(204);
    await world.nobody().post('/api/v1/password-link/password').set('X-Handrail', '1').send({ token, password: 'long enough for anybody' }).expect(404);
    await signIn('noa@test.example', 'long enough for anybody').expect(200);
    expect(await audited(body.id)).toEqual(expect.arrayContaining(['staff.added', 'password-link.made', 'password.set']));
  });

  it('a link is over after 72 hours, and when a newer one is made', async () => {
    const client = await ada();
    const first = tokenOf((await client.post('/api/v1/staff/dora/password-link').expect(201)).body.url);
    const second = tokenOf((await client.post('/api/v1/staff/dora/password-link').expect(201)).body.url);
    await world.nobody().post('/api/v1/password-link/view').set('X-Handrail', '1').send({ token: first }).expect(404);
    await world.nobody().post('/api/v1/password-link/view').set('X-Handrail', '1').send({ token: second }).expect(200);
  });

  it('a change is refused when somebody else was quicker, and for a team that is not there', async () => {
    const client = await ada();
    const { version, name, email, roles } = await record('aud');
    await client.put('/api/v1/staff/aud', { seenVersion: version, name: 'Aud Renamed', email, roles }).expect(200);
    expect((await client.put('/api/v1/staff/aud', { seenVersion: version, name, email, roles })).body.type).toBe('/problems/identity/changed');
    const wrong = await client.put('/api/v1/staff/aud', { seenVersion: version + 1, name, email, roles: [{ teamId: 'nowhere', role: 'auditor' }] });
    expect(wrong.body.errors).toEqual([{ pointer: '/roles/0/teamId', detail: 'there is no such team' }]);
    expect((await client.put('/api/v1/staff/aud', { seenVersion: version + 1, name, email: 'ana@test.example', roles })).body.type).toBe('/problems/identity/e-mail-in-use');
  });

  it('the last administrator stays one, also when two are taken away in the same moment', async () => {
    const client = await ada();
    const { version, name, email } = await record('ada');
    expect((await client.put('/api/v1/staff/ada', { seenVersion: version, name, email, roles: [{ teamId: 'north', role: 'auditor' }] })).body.type).toBe('/problems/identity/last-administrator');
    const second = await record('dora');
    await client.put('/api/v1/staff/dora', { seenVersion: second.version, name: second.name, email: second.email, roles: [{ teamId: 'north', role: 'administrator' }] }).expect(200);
    const dora = await world.as('dora');
    const [one, two] = await Promise.all([
      client.post('/api/v1/staff/dora/deactivation', { seenVersion: second.version + 1 }), dora.put('/api/v1/staff/ada', { seenVersion: version, name, email, roles: [{ teamId: 'north', role: 'auditor' }] }),
    ]);
    expect([one.status, two.status].filter((status) => status === 200)).toHaveLength(1);
    expect((world.handrail.people.all()).filter(({ active, roles }) => active && roles.some(({ role }) => role === 'administrator'))).toHaveLength(1);
    if (two.status === 200) {
      const now = world.handrail.people.find('ada');
      await dora.put('/api/v1/staff/ada', { seenVersion: now?.version, name, email, roles: [{ teamId: 'north', role: 'administrator' }] }).expect(200);
    }
  });

  it('who owns an open crisis or is counted on does not vanish; what hangs on them is said', async () => {
    const client = await ada();
    const { ref } = await world.raise({ choice: 'serious' });
    await world.reply('ana', `1 ${ref}`);
    expect((await client.get('/api/v1/staff/ana/duties').expect(200)).body).toEqual({ crises: [ref], rotas: ['first'], ladders: [] });
    const { version } = await record('ana');
    expect((await client.post('/api/v1/staff/ana/deactivation', { seenVersion: version, despiteDuties: true })).body.type).toBe('/problems/identity/owns-crises');
    expect((await client.post('/api/v1/staff/ben/deactivation', { seenVersion: (await record('ben')).version })).body.type).toBe('/problems/identity/has-duties');
    expect((await client.post('/api/v1/staff/ada/deactivation', { seenVersion: (await record('ada')).version })).body.type).toBe('/problems/identity/own-account');
  });

  it('somebody deactivated is out at once and asked no more, and comes back by a new link', async () => {
    const client = await ada();
    const zoe = await world.as('zoe');
    await zoe.get('/api/v1/board').expect(200);
    await client.post('/api/v1/staff/zoe/deactivation', { seenVersion: (await record('zoe')).version }).expect(200);
    await zoe.get('/api/v1/board').expect(401);
    await signIn('zoe@test.example', PASSWORD).expect(401);
    expect(await record('zoe')).toMatchObject({ active: false, unreachable: 'left' });
    expect((await client.post('/api/v1/staff/zoe/password-link')).body.type).toBe('/problems/identity/inactive');
    await client.post('/api/v1/staff/zoe/reactivation').expect(200);
    expect(await record('zoe')).toMatchObject({ active: true, signIn: 'none', unreachable: null });
  });

  it('a lock-out ends every sign-in and the password, and the person is still asked', async () => {
    const cas = await world.as('cas');
    await (await ada()).post('/api/v1/staff/cas/lock-out').expect(200);
    await cas.get('/api/v1/board').expect(401);
    await signIn('cas@test.example', PASSWORD).expect(401);
    expect(await record('cas')).toMatchObject({ active: true, signIn: 'none', unreachable: null });
  });

  it('two teams never have one name', async () => {
    const client = await ada();
    const { body } = await client.post('/api/v1/teams', { name: 'Harbour' }).expect(201);
    expect(body).toMatchObject({ name: 'Harbour', receivedBy: body.id, people: 0 });
    expect((await client.post('/api/v1/teams', { name: ' harbour' })).body.type).toBe('/problems/identity/team-name-in-use');
    expect((await client.put(`/api/v1/teams/${body.id}`, { name: 'Harbour', receivedBy: 'north' }).expect(200)).body.receivedBy).toBe('north');
  });
});

describe('an import', () => {
  const CSV = '\uFEFFName;E-mail;Mobile;Landline;Team;Roles;Shoe size\nIvo Test;ivo@test.example;(202) 555-0190;202-555-0191;North;clinician;44\nAna Test;ana@test.example;;;South;peer worker;39\nUma Test;not an address;;;North;clinician;\n';
  const preview = async (csv: string): Promise<ImportPreviewView> => (await (await ada()).post('/api/v1/staff-imports/preview', { csv }).expect(200)).body;

  it('shows what it would do, writes nothing, and then does exactly that, once', async () => {
    const client = await ada();
    const shown = await preview(CSV);
    expect(shown).toMatchObject({ kind: 'staff', counts: { new: 1, changed: 1, same: 0, refused: 1 }, unknownColumns: ['shoe size'] });
    expect(shown.rows[2]).toMatchObject({ line: 4, result: 'refused', refusals: [{ field: 'e-mail', why: 'is not an e-mail address' }] });
    expect((await people()).people.some(({ email }) => email === 'ivo@test.example')).toBe(false);
    expect((await client.post('/api/v1/staff-imports', { csv: CSV, digest: shown.digest }).expect(201)).body).toEqual({ added: 1, changed: 1, same: 0 });
    const ivo = (await people()).people.find(({ email }) => email === 'ivo@test.example');
    expect(ivo).toMatchObject({ unreachable: 'not-verified', signIn: 'none', numbers: [{ number: '+12025550190', kind: 'text-and-call' }, { number: '+12025550191', kind: 'call-only' }] });
    expect((await record('ana')).roles).toEqual(expect.arrayContaining([{ teamId: 'north', role: 'clinician' }, { teamId: 'south', role: 'peer-worker' }]));
    expect((await client.post('/api/v1/staff-imports', { csv: CSV, digest: shown.digest }).expect(201)).body).toEqual({ added: 0, changed: 0, same: 2 });
    expect(await audited(ivo?.id ?? '')).toEqual(['staff.imported']);
  });

  it('is refused when somebody changed meanwhile what it would change', async () => {
    const csv = 'name,email,team,roles\nBenjamin Test,ben@test.example,north,clinician\n';
    const shown = await preview(csv);
    const { version, email, roles } = await record('ben');
    const client = await ada();
    await client.put('/api/v1/staff/ben', { seenVersion: version, name: 'Benno Test', email, roles }).expect(200);
    expect((await client.post('/api/v1/staff-imports', { csv, digest: shown.digest })).body.type).toBe('/problems/identity/import-changed');
    expect((await record('ben')).name).toBe('Benno Test');
  });

  it('of teams makes them, also those that answer for each other', async () => {
    const csv = 'team,received by\nOutreach East,Night\nNight,\n';
    const shown = await preview(csv);
    await (await ada()).post('/api/v1/staff-imports', { csv, digest: shown.digest }).expect(201);
    const { teams } = await people();
    const night = teams.find(({ name }) => name === 'Night');
    expect([night?.receivedBy, teams.find(({ name }) => name === 'Outreach East')?.receivedBy]).toEqual([night?.id, night?.id]);
  });

  it('that is no table is told why', async () => {
    const { status, body } = await (await ada()).post('/api/v1/staff-imports/preview', { csv: 'colour\nred\n' });
    expect([status, body.type]).toEqual([422, '/problems/identity/import-unreadable']);
    expect(body.detail).toContain('email');
  });
});
