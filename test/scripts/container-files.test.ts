import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';

const yaml = createRequire(import.meta.url)('js-yaml') as { safeLoad(text: string): unknown };
const read = (name: string) => readFile(fileURLToPath(new URL(`../../${name}`, import.meta.url)), 'utf8');

interface Service {
  readonly image?: string;
  readonly user?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly env_file?: readonly (string | { readonly path: string; readonly required: boolean })[];
  readonly networks?: readonly string[];
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly cap_drop?: readonly string[];
  readonly read_only?: boolean;
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

describe('the image', () => {
  let stages: string[][];

  beforeAll(async () => {
    const lines = (await read('Dockerfile')).replaceAll('\\\n', ' ').split('\n').map((line) => line.trim()).filter((line) => line && !line.startsWith('#'));
    stages = [];
    for (const line of lines) {
      if (line.startsWith('FROM ')) stages.push([]);
      stages.at(-1)?.push(line);
    }
  });

  it('is built in one stage and run from another, on a Node named by version', () => {
    expect(stages.length).toBeGreaterThan(1);
    for (const [from] of stages) expect(from).toMatch(/^FROM node:20[\w.-]*-slim\b/);
    expect(stages.at(-1)?.filter((line) => line.startsWith('RUN'))).toEqual([]);
  });

  it('installs what the lock file names, and keeps only what production needs', () => {
    expect(stages[0]?.some((line) => line.includes('npm ci'))).toBe(true);
    expect(stages[0]?.some((line) => line.includes('npm prune --omit=dev'))).toBe(true);
  });

  it('does not run as root', () => {
    const users = stages.at(-1)?.filter((line) => line.startsWith('USER ')) ?? [];
    expect(users).toHaveLength(1);
    expect(users[0]).not.toMatch(/USER (root|0)\b/);
  });

  it('says whether it is alive, and does not take a database that is away for its own death', () => {
    const check = stages.at(-1)?.find((line) => line.startsWith('HEALTHCHECK')) ?? '';
    expect(check).toContain('/health/live');
    expect(check).not.toContain('/health/ready');
  });

  it('starts the server itself, so that a stop reaches it', () => {
    expect(stages.at(-1)?.at(-1)).toBe('CMD ["node", "--max-semi-space-size=32", "dist/main.js"]');
  });

  it('gets no settings and no data into its build', async () => {
    const ignored = (await read('.dockerignore')).split('\n');
    expect(ignored).toContain('*');
    expect(ignored).toContain('**/.env*');
    expect(ignored.filter((line) => line.startsWith('!')).some((line) => /data|\.env|\.cache/.test(line))).toBe(false);
  });
});

describe('the compose file', () => {
  let text: string;
  let compose: Compose;
  const members = ['mongo1', 'mongo2', 'mongo3'];

  beforeAll(async () => {
    text = await read('compose.yaml');
    compose = yaml.safeLoad(text) as Compose;
  });

  it('runs web, worker and watchdog from the one image, and a replica set of three', () => {
    expect(Object.keys(compose.services).sort()).toEqual([...members, 'replica-set', 'watchdog', 'web', 'worker'].sort());
    for (const name of ['web', 'worker', 'watchdog']) expect(compose.services[name]).toMatchObject({ image: 'handrail', cap_drop: ['ALL'], read_only: true });
    expect(compose.services['web']?.environment?.['ROLES']).toBe('web');
    expect(compose.services['worker']?.environment?.['ROLES']).toBe('worker');
    expect(compose.services['watchdog']?.command?.at(-1)).toBe('dist/watchdog.js');
  });

  it('gives each member of the replica set its own data, a key between them and a health check', () => {
    for (const name of members) {
      const member = compose.services[name];
      expect(member?.image).toMatch(/^mongo:\d+\.\d+\.\d+$/);
      expect(member?.command?.join()).toMatch(/--replSet rs0 .*--keyFile/);
      expect(member?.volumes).toEqual([`${name}:/data/db`]);
      expect(compose.volumes).toHaveProperty(name);
      expect(member?.healthcheck?.test?.join(' ')).toContain('ping');
    }
    expect(compose.services['replica-set']?.environment?.['MONGO_MEMBERS']).toBe(members.map((name) => `${name}:27017`).join(','));
  });

  it('lets the application start only when the replica set stands, and the watchdog whatever happens', () => {
    for (const name of ['web', 'worker']) expect(compose.services[name]?.depends_on).toEqual({ 'replica-set': { condition: 'service_completed_successfully' } });
    for (const name of members) expect(compose.services['replica-set']?.depends_on?.[name]).toEqual({ condition: 'service_healthy' });
    expect(compose.services['watchdog']?.depends_on).toBeUndefined();
  });

  it('keeps the database away from the world, and the watchdog away from the database', () => {
    expect(compose.networks['database']?.internal).toBe(true);
    for (const name of members) expect(compose.services[name]).toMatchObject({ networks: ['database'] });
    for (const name of [...members, 'worker', 'watchdog']) expect(compose.services[name]?.ports).toBeUndefined();
    expect(compose.services['web']?.ports).toEqual(['127.0.0.1:${PORT:-3000}:3000']);
    expect(compose.services['watchdog']?.networks).toEqual(['outside']);
  });

  it('holds no secret: they come from files beside it, the root password never to the application', () => {
    for (const [name, service] of Object.entries(compose.services)) {
      for (const [variable, value] of Object.entries(service.environment ?? {})) {
        if (/PASSWORD|TOKEN|KEY|SECRET|URI/.test(variable)) expect(`${name} ${variable}=${value}`).toBe(`${name} ${variable}=`);
      }
    }
    expect(text).not.toMatch(/mongodb(\+srv)?:\/\/\S+:\S+@/);
    for (const name of ['web', 'worker']) expect(compose.services[name]?.env_file).toEqual(['.env']);
  });
});

it('the example settings hold no secret', async () => {
  const example = await read('.env.example');
  for (const line of example.split('\n').filter((each) => /^#?\s*\w*(PASSWORD|TOKEN|KEYS?|KEYFILE|SID)=/.test(each))) expect(line).toMatch(/=(\s+make one.*)?$/);
  expect(example).toMatch(/^MONGODB_URI=mongodb:\/\/handrail:CHANGE-ME@/m);
});
