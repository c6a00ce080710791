import demo from '../../config/demo/network.json' with { type: 'json' };

/** Somebody of the demo network, signed in: what their browser needs, and the API as they may use it. */
export interface Person {
  id: string;
  cookie: { name: string; value: string };
  permissions: readonly string[];
  ask: <T>(route: string, body?: object) => Promise<T>;
}

/** Signs everybody of the demo network in, once. @throws what the server said, when somebody cannot */
export async function signEverybodyIn(url: string): Promise<Map<string, Person>> {
  const people = new Map<string, Person>();
  for (const { id, email } of demo.staff) people.set(id, await signIn(url, id, email, demo.password));
  return people;
}

/** Signs somebody in. @throws what the server said */
export async function signIn(url: string, id: string, email: string, password: string): Promise<Person> {
  const answer = await fetch(`${url}/api/v1/session`, { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Handrail': '1' }, body: JSON.stringify({ email, password }) });
  if (!answer.ok) throw new Error(`${id} cannot sign in: ${answer.status} ${await answer.text()}`);
  const cookies = answer.headers.getSetCookie();
  const [name = '', value = ''] = (cookies.find((one) => one.includes('session')) ?? cookies[0] ?? '').split(';')[0]?.split(/=(.*)/s) ?? [];
  const { permissions } = await answer.json() as { permissions: string[] };
  return { id, cookie: { name, value }, permissions, ask: asker(url, `${name}=${value}`) };
}

function asker(url: string, cookie: string): Person['ask'] {
  return async <T>(route: string, body?: object): Promise<T> => {
    const [method = 'GET', path = '/'] = route.split(' ');
    const answer = await fetch(url + path, {
      method, headers: { 'Content-Type': 'application/json', 'X-Handrail': '1', Cookie: cookie, ...(method === 'POST' && { 'Idempotency-Key': crypto.randomUUID() }) }, ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${route} was answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
    return (answer.status === 204 ? null : await answer.json()) as T;
  };
}
