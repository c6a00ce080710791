/** What the API answers with, for `Accept`. */
export const JSON_ANSWERS = 'application/json, application/problem+json';

export interface RequestPlan {
  method: string;
  path: string;
  /** What goes into the JSON body; undefined where none is sent. */
  body: Record<string, unknown> | undefined;
}

/**
 * How one address of the API is asked: what the path names goes into the path, the rest into the query where nothing is
 * changed and into the body where something is. Undefined values are left out.
 * @param route method and pattern, such as `GET /api/v1/crises/:id`
 * @throws RangeError when a part of the path is missing
 */
export function planRequest(route: string, input: object): RequestPlan {
  const [method = '', pattern = ''] = route.split(' ');
  const rest = new Map(Object.entries(input).filter(([, value]) => value !== undefined));
  const path = pattern.replace(/:(\w+)/g, (_, name: string) => {
    const value = rest.get(name);
    if (value === undefined || value === '') throw new RangeError(`${route} needs ${name}`);
    rest.delete(name);
    return encodeURIComponent(String(value));
  });
  if (isSafe(method) || method === 'DELETE') return { method, path: path + queryOf(rest), body: undefined };
  return { method, path, body: Object.fromEntries(rest) };
}

/** Whether the method only reads. */
export function isSafe(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}

function queryOf(values: ReadonlyMap<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [name, value] of values) {
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one));
  }
  const text = query.toString();
  return text && `?${text}`;
}
