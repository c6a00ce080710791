import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import type { Service } from '../../../server/contract/directory.js';
import { HELP_KINDS } from '../../../server/contract/directory.js';
import { capacityState, entryState } from '../../../server/directory/core/freshness.js';
import { hoursOf, openAt } from '../../../server/directory/core/opening-hours.js';
import { hsdsValidator } from './support/hsds-schemas.js';
import { NOW, filesOf, itWith, mustRead, ownFolder, sharedFolder } from './support/shared-data.js';

const folder = ownFolder('config/demo/directory');
const { organizations, locations, services, reports } = mustRead(filesOf(folder), { source: 'demo', trusted: true });
const named = (name: string): Service => {
  const found = services.find((service) => service.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
};
const verified = (service: Service): boolean => service.handrail.intake.some((contact) => contact.verified !== null);
const texts = filesOf(folder).map(({ content }) => new TextDecoder().decode(content));

describe('the demo directory', () => {
  it('is read whole, without one repair', () => {
    expect(reports.map(({ file, refused, repaired, reasons }) => ({ file, refused, repaired, reasons }))).toEqual([
      { file: 'organizations.json', refused: 0, repaired: 0, reasons: [] }, { file: 'services.json', refused: 0, repaired: 0, reasons: [] }]);
  });
  it('has at least 160 services and something of every kind of help', () => {
    expect(services.length).toBeGreaterThanOrEqual(160);
    expect(HELP_KINDS.filter((kind) => !services.some((service) => service.handrail.kinds.includes(kind) && service.status === 'active'))).toEqual([]);
  });
  it('stays under a megabyte', () => { expect(texts.reduce((sum, text) => sum + text.length, 0)).toBeLessThan(1_000_000); });
  it('uses no telephone number but those reserved for fiction, and none of the staff', () => {
    const digits = texts.flatMap((text) => text.match(/"\+?1?\(?\d{3}\)?[ -]?\d{3}-?\d{4}"/g) ?? []).map((number) => number.replaceAll(/\D/g, '').slice(-10));
    expect(digits.length).toBeGreaterThan(200);
    expect(digits.filter((number) => !/^20255501[5-9]\d$/.test(number))).toEqual([]);
  });
  it('uses no web or mail address outside the reserved top level', () => {
    const hosts = texts.flatMap((text) => [...text.matchAll(/(?:https?:\/\/|@)([a-z0-9.-]+)/g)].map((match) => match[1] ?? ''));
    expect(hosts.filter((host) => !host.endsWith('.example'))).toEqual([]);
  });
  it('has checked intake contacts for about two thirds, and unchecked and missing ones on purpose', () => {
    expect(services.filter(verified).length / services.length).toBeCloseTo(0.67, 1);
    expect(services.filter((service) => service.handrail.intake.length > 0 && !verified(service)).length).toBeGreaterThan(20);
    expect(services.filter((service) => service.handrail.intake.length === 0).length).toBeGreaterThan(10);
  });
  it('gives every service of the demo its own text number', () => {
    const own = services.flatMap((service) => service.handrail.intake.filter((contact) => contact.channel === 'sms' && /^\+120255501(?:5\d|6\d|7[0-5])$/.test(contact.address)).map((contact) => contact.address));
    expect(own.length).toBeGreaterThanOrEqual(12);
    expect(new Set(own).size).toBe(own.length);
  });
  it('looks as in the pictures: places, ages, languages, what is missing', () => {
    const at = (service: Service) => service.capacities.map(({ available, maximum, ...capacity }) => ({ available, maximum, ...capacityState({ ...capacity }, NOW) }))[0];
    expect(at(named('Elm Row crisis house'))).toEqual({ available: 2, maximum: 6, state: 'fresh', ageMinutes: 11 });
    expect(at(named('Harbor House'))).toEqual({ available: 1, maximum: 4, state: 'fresh', ageMinutes: 26 });
    expect(at(named('Lantern Youth Respite'))).toEqual({ available: 3, maximum: 5, state: 'fresh', ageMinutes: 100 });
    expect(at(named('Cedar Family Unit'))).toMatchObject({ state: 'not-confirmed' });
    expect(at(named('Sobering center'))).toMatchObject({ state: 'not-confirmed', ageMinutes: 180 });
    expect(verified(named('Bridgeway Beds'))).toBe(false);
    expect(named('Elm Row crisis house')).toMatchObject({ age: { minimum: 16, maximum: null }, locations: [{ location: { handrail: { access: { lacks: ['wheelchair', 'step-free'] } } } }] });
    expect(named('Harbor House')).toMatchObject({ age: { minimum: 14, maximum: 21 }, handrail: { languagesInterpreted: ['*'] } });
    expect(named('Northgate shelter').status).toBe('active');
  });
  it('closes the doors of Harbor House at three in the morning', () => {
    const service = named('Harbor House');
    const night = new Date('2026-10-28T06:14:00Z');
    expect(openAt(hoursOf(service, service.locations[0] ?? null), night, 'UTC')).toMatchObject({ state: 'open', until: new Date('2026-10-28T07:00:00Z') });
  });
  it('holds every odd kind of hours: always three ways, none, agreed only, past midnight, split, monthly, every other week, counted, in season', () => {
    const states = new Map<string, number>();
    for (const service of services) {
      const { state } = openAt(hoursOf(service, service.locations[0] ?? null), NOW, 'UTC');
      states.set(state, (states.get(state) ?? 0) + 1);
    }
    expect([...states.keys()].toSorted()).toEqual(['by-appointment', 'open', 'opens', 'unknown']);
    const schedules = services.flatMap((service) => service.schedules);
    expect(schedules.some((one) => one.freq === 'MONTHLY')).toBe(true);
    expect(schedules.some((one) => one.interval === 2)).toBe(true);
    expect(schedules.some((one) => one.count === 12)).toBe(true);
    expect(schedules.some((one) => one.closesAt === '23:59:59')).toBe(true);
    expect(services.some((service) => service.handrail.scheduleExceptions.some((one) => one.note === 'Out of season'))).toBe(true);
  });
  it('moves all ages to the moment of loading, whenever that is', () => {
    const later = new Date('2031-05-05T05:05:00Z');
    const moved = mustRead(filesOf(folder), { trusted: true, now: later }).services.find((service) => service.name === 'Elm Row crisis house');
    expect(moved?.capacities.map((one) => capacityState(one, later))).toEqual([{ state: 'fresh', ageMinutes: 11 }]);
    expect(entryState(moved?.assuredOn ?? null, later)).toEqual({ state: 'checked', ageDays: 18 });
  });
  it('keeps defunct, inactive and closed services, and stale entries, to show that they are not offered', () => {
    expect(new Set(services.map((service) => service.status))).toEqual(new Set(['active', 'inactive', 'defunct', 'temporarily closed']));
    expect(new Set(services.map((service) => entryState(service.assuredOn, NOW).state))).toEqual(new Set(['checked', 'unverified', 'stale']));
  });
  it('names an organization for every service and puts every visible place in or near Washington', () => {
    expect(services.filter((service) => !organizations.some((one) => one.id === service.organizationId && one.name === service.organizationName))).toEqual([]);
    const placed = locations.filter((one) => one.latitude !== null);
    expect(placed.length).toBeGreaterThan(80);
    expect(placed.filter((one) => Math.abs((one.latitude ?? 0) - 38.92) > 0.25 || Math.abs((one.longitude ?? 0) + 77.03) > 0.3)).toEqual([]);
    expect(locations.filter((one) => one.name === 'Hidden address' && (one.latitude !== null || one.addresses.length > 0))).toEqual([]);
  });
  it('is exactly what its tables say', async () => {
    const generator = await import(pathToFileURL(ownFolder('scripts/make-demo-directory.mjs')).href) as { demoDirectory(): Record<string, string> };
    for (const [name, text] of Object.entries(generator.demoDirectory())) expect(readFileSync(join(folder, name), 'utf8') === text ? name : `${name} differs: run scripts/make-demo-directory.mjs`).toBe(name);
  });
  itWith(sharedFolder('hsds-schema'))('is valid HSDS as it lies in the repository, our extension aside', () => {
    const stripped = (value: unknown): unknown => (Array.isArray(value) ? value.map(stripped)
      : typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'handrail').map(([key, inner]) => [key, stripped(inner)])) : value);
    for (const [file, kind] of [['services.json', 'service'], ['organizations.json', 'organization']] as const) {
      const page = stripped(JSON.parse(readFileSync(join(folder, file), 'utf8'))) as { contents: Record<string, unknown>[] };
      const [later, older] = [hsdsValidator('3.1-dev', kind), hsdsValidator('3.0', kind)];
      for (const one of page.contents) {
        const { capacities: _left, ...rest } = one;
        expect({ name: one['name'], errors: later(one) ? null : later.errors }).toEqual({ name: one['name'], errors: null });
        expect({ name: one['name'], errors: older(rest) ? null : older.errors }).toEqual({ name: one['name'], errors: null });
      }
    }
  });
});
