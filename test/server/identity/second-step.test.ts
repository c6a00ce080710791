import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bearerIn, stateOf, waitsFor } from '../../../server/identity/core/api-key.js';
import type { ApiKey } from '../../../server/identity/core/api-key.js';
import { LOCK_MINUTES, MOST_WRONG, claimTry, digitsIn, newRecoveryCode, passkeyNameOf, recoveryCodeIn } from '../../../server/identity/core/second-step.js';

const AT = new Date('2026-03-01T02:00:00Z');
const after = (minutes: number): Date => new Date(AT.getTime() + minutes * 60_000);

describe('guessing codes', () => {
  it('the fifth try is the last; then nobody tries until a quarter of an hour is over, to the instant', () => {
    let tries = { wrong: 0, lockedUntil: null as Date | null };
    for (let n = 1; n <= MOST_WRONG; n++) tries = claimTry(tries, AT) ?? tries;
    expect(tries).toEqual({ wrong: MOST_WRONG, lockedUntil: after(LOCK_MINUTES) });
    expect(claimTry(tries, new Date(after(LOCK_MINUTES).getTime() - 1))).toBeNull();
    expect(claimTry(tries, after(LOCK_MINUTES))).toEqual({ wrong: 1, lockedUntil: null });
  });

  it('however tries are spread, no hour sees more than twenty', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 3_600_000 }), { maxLength: 300 }), (instants) => {
      let tries = { wrong: 0, lockedUntil: null as Date | null };
      let allowed = 0;
      for (const at of [...instants].sort((a, b) => a - b)) {
        const next = claimTry(tries, new Date(AT.getTime() + at));
        if (next) { tries = next; allowed++; }
      }
      expect(allowed).toBeLessThanOrEqual(MOST_WRONG * (60 / LOCK_MINUTES + 1) - 1);
    }));
  });

  it('a recovery code is found again however it is typed, and nothing else is taken for one', () => {
    const code = newRecoveryCode();
    expect(code).toMatch(/^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$/);
    expect(recoveryCodeIn(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe(code.replaceAll('-', ''));
    expect([recoveryCodeIn('123456'), recoveryCodeIn(code.slice(1)), digitsIn('123 456'), digitsIn('12345'), digitsIn(code)]).toEqual([null, null, '123456', null, null]);
  });
});

describe('for whom passkeys are made', () => {
  it('a name with https, or this computer; never an address', () => {
    expect(['https://crisis.example.org', 'http://localhost:3000', 'http://127.0.0.1:3000', 'https://10.0.0.5', 'http://[::1]:3000', 'http://crisis.example.org'].map(passkeyNameOf))
      .toEqual(['crisis.example.org', 'localhost', null, null, null, null]);
  });
});

describe('keys for machines', () => {
  const key: ApiKey = { id: 'k', hash: '', prefix: '', name: 'Sync', scopes: ['directory:read'], teamIds: ['north', 'south'], madeById: 'ada', madeAt: AT, endsAt: after(60), approvals: [], revokedAt: null, lastUsedAt: null };

  it('what opens personal detail waits for a supervisor of every team, and only that', () => {
    expect(stateOf(key, AT)).toBe('active');
    const personal: ApiKey = { ...key, scopes: ['directory:read', 'board:watch'], approvals: [{ teamId: 'north', byId: 'sue', at: AT }] };
    expect([stateOf(personal, AT), waitsFor(personal)]).toEqual(['waiting', ['south']]);
    expect(stateOf({ ...personal, approvals: [...personal.approvals, { teamId: 'south', byId: 'sam', at: AT }] }, AT)).toBe('active');
  });

  it('a key ends at its exact instant, and a revoked one at once', () => {
    expect([stateOf(key, new Date(after(60).getTime() - 1)), stateOf(key, after(60)), stateOf({ ...key, revokedAt: AT }, AT)]).toEqual(['active', 'ended', 'revoked']);
  });

  it('a bearer header that is no key of ours is none, and never makes cookies count; other schemes are no bearer', () => {
    expect([bearerIn(undefined), bearerIn('Basic abc'), bearerIn('Bearer'), bearerIn('Bearer something-else-that-is-long'), bearerIn(`bearer handrail_${'a'.repeat(43)}`)])
      .toEqual([null, null, '', '', `handrail_${'a'.repeat(43)}`]);
  });
});
