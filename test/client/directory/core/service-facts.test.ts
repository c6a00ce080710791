import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AccessCode, Capacity, ServiceView } from '../../../../server/contract/directory.js';
import { accessOf, ageRange, languagesOf, mainCapacity, placesTyped } from '../../../../client/src/directory/core/service-facts.js';

const aPlace = (has: AccessCode[], lacks: AccessCode[], languages: string[] = []) =>
  ({ location: { handrail: { access: { has, lacks } }, languages: languages.map((code) => ({ id: code, code, name: null, note: null })) } }) as unknown as ServiceView['locations'][number];

const aCapacity = (id: string, kind: 'bed' | 'team', updatedAt: string) => ({ id, available: 1, maximum: null, updatedAt, handrail: { kind } }) as unknown as Capacity<string>;

describe('whom a service takes', () => {
  it('is said as people say ages, both bounds included', () => {
    expect(ageRange({ minimum: 18, maximum: null })).toEqual({ kind: 'from', from: 18 });
    expect(ageRange({ minimum: null, maximum: 17 })).toEqual({ kind: 'under', under: 18 });
    expect(ageRange({ minimum: 0, maximum: 17 })).toEqual({ kind: 'under', under: 18 });
    expect(ageRange({ minimum: 16, maximum: 25 })).toEqual({ kind: 'between', from: 16, to: 25 });
    expect(ageRange({ minimum: null, maximum: null })).toEqual({ kind: 'any' });
  });
});

describe('what is known of access', () => {
  it('is what any place has, and never lacks what another place has', () => {
    expect(accessOf({ locations: [aPlace(['step-free'], ['elevator']), aPlace([], ['step-free', 'wheelchair'])] })).toEqual({ has: ['step-free'], lacks: ['elevator', 'wheelchair'] });
  });

  it('is nothing at all where nobody told', () => {
    expect(accessOf({ locations: [] })).toEqual({ has: [], lacks: [] });
  });
});

describe('the languages of a service', () => {
  it('are those of all its places, each once', () => {
    const spoken = languagesOf({ languages: [{ id: 'x', code: 'en', name: 'English', note: null }], locations: [aPlace([], [], ['en', 'es'])] });
    expect(spoken.map(({ code }) => code)).toEqual(['en', 'es']);
  });
});

describe('free places', () => {
  it('show beds before anything else, and then what was told last', () => {
    const capacities = [aCapacity('team', 'team', '2026-10-28T06:00:00Z'), aCapacity('old bed', 'bed', '2026-10-27T06:00:00Z'), aCapacity('bed', 'bed', '2026-10-28T01:00:00Z')];
    expect(mainCapacity({ capacities, capacityStates: [] })?.capacity.id).toBe('bed');
    expect(mainCapacity({ capacities: [], capacityStates: [] })).toBeNull();
  });

  it('are a whole number or nothing', () => {
    expect([' 3 ', '0', '-1', '2.5', '', 'two'].map(placesTyped)).toEqual([3, 0, null, null, null, null]);
    fc.assert(fc.property(fc.nat({ max: 99_999 }), (places) => placesTyped(String(places)) === places));
  });
});
