import { KEY_SCOPES } from '../../contract/api-keys.js';
import { PROBLEMS } from '../../contract/problems.js';
import type { Route } from './route.js';

interface Standard { '~standard': { jsonSchema: { input: (options: { target: string }) => Record<string, unknown> } } }
type JsonSchema = Record<string, unknown> & { properties?: Record<string, unknown>; required?: string[] };

const CREATING = new Set(['POST']);
const SCOPES: readonly string[] = KEY_SCOPES;

/** By what an address is reached: nothing, a session, or also a key that has the scope. */
function securityOf(allow: string, machine: string | undefined): Record<string, unknown> {
  if (allow === 'anyone') return { security: [] };
  const scope = machine ?? allow;
  return SCOPES.includes(scope) ? { security: [{ session: [] }, { apiKey: [] }], 'x-scope': scope } : {};
}

/**
 * The API as an OpenAPI 3.1 document, made from the very schemas that validate, so that the two cannot differ.
 */
export function openApiOf(routes: readonly Route[], publicUrl: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { key, allow, machine, input, status, says } of routes) {
    const [method, address] = key.split(' ') as [string, string];
    const path = address.replace(/:(\w+)/g, '{$1}');
    const inPath = [...address.matchAll(/:(\w+)/g)].map(([, name]) => name as string);
    const schema = (input as unknown as Standard)['~standard'].jsonSchema.input({ target: 'draft-2020-12' }) as JsonSchema;
    const properties = schema.properties ?? {};
    const rest = Object.entries(properties).filter(([name]) => !inPath.includes(name));
    const required = (schema.required ?? []).filter((name) => !inPath.includes(name));
    const parameters = [
      ...inPath.map((name) => ({ name, in: 'path', required: true, schema: properties[name] ?? { type: 'string' } })),
      ...(method === 'GET' ? rest.map(([name, value]) => ({ name, in: 'query', required: required.includes(name), schema: value })) : []),
      ...(CREATING.has(method) && allow !== 'anyone' ? [{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 200 } }] : []),
    ];
    const body = method === 'GET' || (rest.length === 0 && !schema['anyOf'] && !schema['oneOf']) ? {} : {
      requestBody: { required: required.length > 0, content: { 'application/json': { schema: rest.length === 0 ? schema : { type: 'object', properties: Object.fromEntries(rest), ...(required.length > 0 ? { required } : {}), additionalProperties: false } } } },
    };
    (paths[path] ??= {})[method.toLowerCase()] = {
      summary: says, 'x-allow': allow, ...securityOf(allow, machine), parameters, ...body,
      responses: {
        [String(status)]: { description: status === 204 ? 'Done' : 'Done, with the thing as it is now', ...(status === 204 ? {} : { content: { 'application/json': { schema: { type: 'object' } } } }) },
        default: { description: 'A problem; see /problems/{slug}', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Handrail', version: '1', description: 'Crisis referral and escalation. Urgency is a response time, never a prediction.' },
    servers: [{ url: publicUrl }],
    security: [{ session: [] }],
    paths,
    components: {
      securitySchemes: { apiKey: { type: 'http', scheme: 'bearer', description: 'A key for a machine, with scopes. `x-scope` names the scope that an address needs; with this header no cookie counts.' }, session: { type: 'apiKey', in: 'cookie', name: publicUrl.startsWith('https:') ? '__Host-session' : 'session' } },
      schemas: { Problem: {
        type: 'object', required: ['type', 'title', 'status'],
        properties: {
          type: { type: 'string', enum: Object.keys(PROBLEMS).map((slug) => `/problems/${slug}`) }, title: { type: 'string' }, status: { type: 'integer' }, detail: { type: 'string' }, instance: { type: 'string' },
          errors: { type: 'array', items: { type: 'object', required: ['pointer', 'detail'], properties: { pointer: { type: 'string' }, detail: { type: 'string' } } } },
        },
      } },
    },
  };
}
