import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CrisisSearchInput, CrisisSearchView } from '../../../server/contract/crisis.js';
import { byNewest, filterOf, pageOf, readCursor, searchedBy, writeCursor } from '../../../server/crisis/core/search.js';
import type { SearchCursor } from '../../../server/crisis/core/search.js';
import { startWorld } from '../../support/world.js';
import type { Who, World } from '../../support/world.js';

describe('pages of a search', () => {
  const crisis = fc.record({ id: fc.uuid(), raisedAt: fc.integer({ min: 0, max: 8 }).map((ms) => new Date(ms)) });

  it('hold every crisis once, newest first, also where many were raised in one instant', () => {
    fc.assert(fc.property(fc.uniqueArray(crisis, { selector: ({ id }) => id, maxLength: 40 }), fc.integer({ min: 1, max: 7 }), (all, size) => {
      const sorted = all.toSorted(byNewest);
      const shown: string[] = [];
      let cursor: SearchCursor | null = null;
      do {
        const after: SearchCursor | null = cursor && readCursor(writeCursor(cursor));
        const found: typeof sorted = sorted.filter(({ id, raisedAt }) => after === null || (raisedAt <= after.at && !after.ids.includes(id))).slice(0, size + 1);
        const here: ReturnType<typeof pageOf<(typeof sorted)[number]>> = pageOf(found, size, after);
        shown.push(...here.page.map(({ id }) => id));
        cursor = here.next;
      } while (cursor);
      expect(shown).toEqual(sorted.map(({ id }) => id));
    }));
  });

  it('are not continued by what was never handed out', () => {
    for (const text of ['', 'x', Buffer.from('{}').toString('base64url'), Buffer.from('["yesterday"]').toString('base64url')]) expect(readCursor(text)).toBeNull();
  });

  it('count a day by the network’s clocks, also on the night when they change', () => {
    const { from, before } = filterOf({ raisedFromOn: '2026-11-01', raisedUntilOn: '2026-11-01' }, 'America/New_York');
    expect([from?.toISOString(), before?.toISOString()]).toEqual(['2026-11-01T04:00:00.000Z', '2026-11-02T05:00:00.000Z']);
  });

  it('are told to the audit by what was searched by, never by the words', () => {
    expect(searchedBy({ personName: 'Lucia Fell', states: ['OPEN'], after: 'x' })).toBe('personName+states');
    expect(searchedBy({})).toBe('all');
  });
});

describe('searching', () => {
  let world: World;
  const refs: Record<string, string> = {};
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    world = await startWorld();
    const raise = async (name: string, ...[report, by]: Parameters<World['raise']>): Promise<void> => {
      const { ref, crisisId } = await world.raise(report, by);
      refs[name] = ref;
      ids[name] = crisisId;
    };
    await raise('lucia', { choice: 'serious', personName: 'Lucía  Fell' });
    await world.pass({ seconds: 1 });
    await raise('old', { choice: 'struggling', personName: 'Omar Reed' });
    await world.clock.jump(26 * 3_600_000, async () => undefined);
    await raise('em', { choice: 'life-at-risk' });
    await raise('south', { choice: 'serious', personName: 'Lucia Fell' }, 'zoe');
    await (await world.as('sue')).post(`/api/v1/crises/${ids['old']}/acknowledgement`).expect(200);
  });
  afterAll(async () => { await world.stop(); });

  const search = async (input: CrisisSearchInput, who: Who = 'cas'): Promise<string[]> => {
    const { body } = await (await world.as(who)).post('/api/v1/crises/search', input).expect(200);
    return (body as CrisisSearchView).crises.map(({ ref }) => Object.entries(refs).find(([, one]) => one === ref)?.[0] ?? ref);
  };

  it('finds by status, level, owner, team and day, newest first, all at once', async () => {
    expect(await search({})).toEqual(['em', 'old', 'lucia']);
    expect(await search({ owner: 'sue' })).toEqual(['old']);
    expect(await search({ owner: 'nobody' })).toEqual(['em', 'lucia']);
    expect(await search({ shows: ['Emergency'] })).toEqual(['em']);
    expect(await search({ states: ['ACTIVE'] })).toEqual(['old']);
    expect(await search({ teamId: 'south' })).toEqual([]);
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' }).format(world.now());
    expect(await search({ raisedFromOn: today })).toContain('em');
    expect(await search({ raisedFromOn: today })).not.toContain('lucia');
    expect(await search({ ref: refs['lucia'] ?? '' })).toEqual(['lucia']);
    expect(await search({ ref: refs['lucia'] ?? '', shows: ['Emergency'] })).toEqual([]);
  });

  it('finds a name exactly, however it is written, and no part of one', async () => {
    expect(await search({ personName: 'lucia fell' })).toEqual(['lucia']);
    expect(await search({ personName: 'lucia' })).toEqual([]);
  });

  it('finds the phone that a text for help came from', async () => {
    await world.carrier.reply('+12025550177', 'I need help', { sender: 'public' });
    await world.settle();
    const [found, ...more] = await search({ phone: '(202) 555-0177' });
    expect([found, more]).toEqual([expect.stringMatching(/^\d{4}$/), []]);
    expect(await search({ phone: '(202) 555-0178' })).toEqual([]);
    expect(await search({ phone: '(202) 555-0177' }, 'zoe')).toEqual([]);
  });

  it('stays within my own teams, whatever is asked for', async () => {
    expect(await search({ personName: 'Lucia Fell' }, 'zoe')).toEqual(['south']);
    expect(await search({ teamId: 'north' }, 'zoe')).toEqual([]);
    for (const who of ['wes', 'ada', 'aud'] as const) await (await world.as(who)).post('/api/v1/crises/search', {}).expect(403);
  });

  it('is in the audit with who and what kind, and each hit of a name by itself; the name is nowhere', async () => {
    await search({ personName: 'Omar Reed' }, 'sue');
    const [entry] = await world.handrail.audit.ofObject('crises');
    expect(entry).toMatchObject({ actorId: 'sue', action: 'crises.searched', reason: 'personName', teamId: 'north' });
    expect((await world.handrail.audit.ofObject(`crisis:${ids['old']}`)).some(({ action, actorId }) => action === 'crisis.found' && actorId === 'sue')).toBe(true);
    expect(JSON.stringify(await world.db.collection('audit').find({}).toArray())).not.toContain('Omar');
  });

  it('refuses a day that no calendar has and a page that was not handed out', async () => {
    const cas = await world.as('cas');
    expect((await cas.post('/api/v1/crises/search', { raisedFromOn: '2026-02-30' })).status).toBe(400);
    expect((await cas.post('/api/v1/crises/search', { after: 'zzzz' })).body.errors).toEqual([{ pointer: '/after', detail: expect.any(String) }]);
  });
});
