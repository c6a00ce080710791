import { describe, expect, it } from '@jest/globals';
import { planRequest } from '../../../../client/src/app/core/request.js';
import { Problem, isProblem, readProblem } from '../../../../client/src/app/core/problem.js';

describe('a request to the server', () => {
  it('puts what the path names into the path and the rest into the body', () => {
    expect(planRequest('POST /api/v1/crises/:id/notes', { id: 'c-1', kind: 'note', text: 'Calm now' })).toEqual({
      method: 'POST',
      path: '/api/v1/crises/c-1/notes',
      body: { kind: 'note', text: 'Calm now' },
    });
  });

  it('asks with a query where it only reads, once for each of several values, and leaves out what is undefined', () => {
    expect(planRequest('GET /api/v1/services', { need: ['bed', 'food'], text: 'a & b', page: undefined })).toEqual({
      method: 'GET',
      path: '/api/v1/services?need=bed&need=food&text=a+%26+b',
      body: undefined,
    });
  });

  it('never lets an id leave its place in the path', () => {
    expect(planRequest('GET /api/v1/crises/:id', { id: '../staff?x=1' }).path).toBe('/api/v1/crises/..%2Fstaff%3Fx%3D1');
  });

  it('refuses to ask for a thing without its id, which would ask for all of them', () => {
    expect(() => planRequest('DELETE /api/v1/crises/:id/consents/:consentId', { id: 'c-1' })).toThrow(RangeError);
    expect(() => planRequest('GET /api/v1/crises/:id', { id: '' })).toThrow(RangeError);
  });
});

describe('a problem from the server', () => {
  const taken = { type: '/problems/crisis/taken', title: 'Somebody else has it', status: 409, owner: { id: 's-1', name: 'Priya', since: '2026-10-28T06:13:58Z' } };

  it('is known by its slug and keeps who has it', () => {
    const problem = readProblem(409, taken, null);
    expect(isProblem(problem, 'crisis/taken')).toBe(true);
    expect(problem.body.owner?.name).toBe('Priya');
  });

  it('names what is wrong with a field by its pointer', () => {
    const problem = readProblem(400, { type: '/problems/request/malformed', title: 'x', status: 400, errors: [{ pointer: '/ageYears', detail: 'must be a number' }] }, null);
    expect(problem.at('/ageYears')).toBe('must be a number');
    expect(problem.at('/place')).toBeNull();
  });

  it('tells how long to wait, and counts a stranger’s answer as a fault of its status', () => {
    expect(readProblem(503, { ...taken, type: '/problems/server/not-durable', status: 503 }, '5').retryAfterSeconds).toBe(5);
    const strange = readProblem(502, null, null);
    expect(strange).toBeInstanceOf(Problem);
    expect(strange).toMatchObject({ slug: 'server/fault', status: 502, retryAfterSeconds: null });
  });
});
