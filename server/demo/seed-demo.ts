import { fileURLToPath } from 'node:url';
import { configFolder } from '../../config/folder.js';
import demo from '../../config/demo/network.json' with { type: 'json' };
import defaults from '../../config/policies/escalation.json' with { type: 'json' };
import { readImportFiles } from '../directory/index.js';
import type { Ask, Ladder } from '../contract/escalation.js';
import type { RotaLayer } from '../contract/oncall.js';
import type { NewReport } from '../contract/crisis.js';
import type { Channel, Disposition, Outcome, Role } from '../contract/words.js';
import { actorOf } from '../identity/index.js';
import type { Handrail } from '../compose.js';

type Letter = keyof typeof defaults.answerWithinSeconds;

/** The default ladder of a letter over a team's rotas: first on call, then second with the supervisor, then everyone. */
function ladder(letter: Letter, asks: readonly Ask[][]): Ladder {
  return {
    rungs: asks.map((ask, index) => ({ ask, channels: defaults.channels[letter] as Channel[], answerWithinSeconds: defaults.answerWithinSeconds[letter][index] ?? 900 })),
    rounds: defaults.rounds[letter], repeatEverySeconds: defaults.repeatEverySeconds[letter],
  };
}

/**
 * Fills an empty database with the invented network, through the same commands that people use. Safe to run twice: a
 * network that is there already stays as it is.
 * @returns the words that tell how to sign in
 */
export async function seedDemo(handrail: Handrail): Promise<string> {
  if (handrail.people.network().version === 0) await seed(handrail);
  return signIns(handrail);
}

async function seed(handrail: Handrail): Promise<void> {
  const { identity, onCall, savePolicy, raise, own, work, people, directoryImport, places, matching } = handrail;
  for (const team of demo.teams) await identity.saveTeam(team);
  for (const { id, name, email, phone, roles } of demo.staff) {
    await identity.addStaff({ name, email, password: demo.password, ...(phone === null ? {} : { phone }), roles: roles.map(([teamId, role]) => ({ teamId: teamId as string, role: role as Role })) }, null, id);
  }
  for (const rota of demo.rotas) await onCall.save({ ...rota, layers: rota.layers as RotaLayer[], timeZone: demo.network.timeZone }, 0, null);
  const asks: Ask[][] = [
    [{ kind: 'rota', rotaId: 'northside-first' }], [{ kind: 'rota', rotaId: 'northside-second' }, { kind: 'supervisor' }], [{ kind: 'everyone' }, { kind: 'supervisor' }],
  ];
  await savePolicy({ id: 'northside', teamId: 'northside', name: 'Northside ladder', version: 1, ladders: { A: ladder('A', asks), B: ladder('B', asks), C: ladder('C', asks), D: ladder('D', asks) } }, 0, null);
  const { files } = await readImportFiles(fileURLToPath(new URL('demo/directory/', configFolder)));
  const imported = await directoryImport.run(files, { source: 'handrail-demo', country: 'US', timeZone: demo.network.timeZone }, { staffId: null, role: 'set-up' }, true);
  if (!imported.ok) throw new Error(`the demo directory cannot be read: ${imported.problems.map(({ file, why }) => `${file} ${why}`).join(', ')}`);
  await Promise.all([places.refresh(), matching.refresh()]);
  await identity.saveNetwork({ ...demo.network, seenVersion: 0 }, null);

  const actor = (id: string) => {
    const person = people.find(id);
    if (!person) throw new Error(`the demo names nobody ${id}`);
    return actorOf(person, 'session');
  };
  for (const { by, answeredBy, progress, closed, ...told } of demo.crises as (NewReport & { by: string; answeredBy?: string; progress?: 'spoke' | 'with-them'; closed?: { disposition: Disposition; outcome: Outcome } })[]) {
    const raiser = actor(by);
    let { crisis } = await raise.report(told, { by: { staffId: raiser.staffId, role: raiser.role }, teamId: 'northside', key: null, body: '', how: 'app' }, () => false);
    if (answeredBy === undefined) continue;
    const owner = actor(answeredBy);
    crisis = await handrail.transact(async (tx) => own.answerIn(tx, await handrail.crises.find(crisis.id, tx) ?? crisis, owner.staffId, { staffId: owner.staffId, role: owner.role }, 'board'));
    if (progress) crisis = await own.progress(crisis.id, progress, owner);
    if (closed) {
      const now = await handrail.crises.find(crisis.id) ?? crisis;
      await work.close(now.id, { seenVersion: now.version, ...closed }, owner);
    }
  }
}

function signIns({ env }: Handrail): string {
  const lines = demo.staff.map(({ name, email, roles }) => `    ${email.padEnd(26)} ${name}, ${roles.map(([, role]) => (role as string).replaceAll('-', ' ')).join(' and ')}`);
  return [
    '', `  Handrail is ready at ${env.publicUrl}`, '  This is an invented network. Nobody real is contacted.', '',
    `  Sign in with the password “${demo.password}” as`, ...lines, '', `  Simulated phones: ${env.publicUrl}/phones`, '', '',
  ].join('\n');
}
