import { describe, expect, it } from '@jest/globals';
import { HANA, PRIYA, anAsk, anOwned } from './builders.js';
import { aClinic, barriers } from './clinic-browser.js';

const { clinic, open } = aClinic();

const soon = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString();
const mine = (more = {}) => anOwned({ owner: { ...PRIYA, since: soon(-600) }, progressBy: soon(900), raisedAt: soon(-900), ...more });
const turn = (rotaId: string, id: string, name: string, until: string | null, supervises = false) =>
  ({ rotaId, rotaName: rotaId, teamId: 'north', supervises, staff: { id, name, initials: 'XX' }, until, reachable: true, unreachable: null, why: 'layer' as const, extras: [], onDutyPhone: false });

describe('my shift', () => {
  it('says before it ends what goes to the lead and what to the day list, and afterwards who is asked and until when', async () => {
    clinic().state.cards = [mine({ id: 'c1', ref: '8275' }), mine({ id: 'c2', ref: '1733', letter: 'D', shows: 'Soon' })];
    clinic().state.onCall = [turn('First', PRIYA.id, PRIYA.name, soon(3600)), turn('Supervisor', 'amara', 'Dr Amara', null, true)];
    await open('/me/shift', async (page, faults) => {
      await page.getByRole('heading', { name: 'On call after you' }).waitFor();
      await page.getByText('Dr Amara').waitFor();
      await page.getByRole('button', { name: 'End my shift' }).click();
      const part = (name: string) => page.getByRole('dialog').locator('section', { has: page.getByRole('heading', { name }) });
      await part('To the lead').getByText('8275').waitFor();
      await part('To the day list').getByText('1733').waitFor();
      expect(await barriers(page, faults)).toEqual([]);
      await page.getByRole('button', { name: 'End my shift now' }).click();
      await page.getByText(/^Asked Dr Amara, (10:00|9:\d\d) left\.$/).first().waitFor();
      await page.getByText('Dr Amara has it.').waitFor();
      expect(await barriers(page, faults)).toEqual([]);
      clinic().change('c1', { handOver: null, owner: { id: 'amara', name: 'Dr Amara', initials: 'AA', since: soon(0) } });
      await page.getByText('Dr Amara has it now.').waitFor();
      await page.getByText('None of these is yours any more. You can go.').waitFor();
      expect(clinic().asksFor('POST /api/v1/shift/end')).toHaveLength(1);
    });
  }, 60_000);

  it('the lead takes each by name, or says no with a reason', async () => {
    const shift = () => anAsk({ kind: 'shift', until: soon(520), to: [{ id: PRIYA.id, name: PRIYA.name, initials: 'PN', said: 'waiting' }] });
    clinic().state.cards = [mine({ id: 'c1', ref: '8275', owner: { ...HANA, since: soon(-900) }, handOver: shift() }), mine({ id: 'c2', ref: '3067', owner: { ...HANA, since: soon(-900) }, handOver: shift() })];
    await open('/me/shift', async (page, faults) => {
      await page.getByRole('heading', { name: 'You are asked to take' }).waitFor();
      expect(await barriers(page, faults)).toEqual([]);
      await page.getByRole('button', { name: 'I take it 8275' }).click();
      await page.getByRole('button', { name: 'I take it 8275' }).waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'I cannot 3067' }).click();
      await page.getByRole('button', { name: 'With another person' }).click();
      await page.getByRole('heading', { name: 'You are asked to take' }).waitFor({ state: 'detached' });
      expect(clinic().asksFor('POST /api/v1/crises/c1/hand-over/answer')[0]?.body).toEqual({ answer: 'accept' });
      expect(clinic().asksFor('POST /api/v1/crises/c2/hand-over/answer')[0]?.body).toEqual({ answer: 'decline', note: 'With another person' });
    });
  });

  it('with nothing open says so, and offers no end', async () => {
    await open('/me/shift', async (page, faults) => {
      await page.getByText('You have no open crisis.').waitFor();
      expect(await page.getByRole('button', { name: 'End my shift' }).count()).toBe(0);
      expect(await page.title()).toMatch(/^My shift/);
      expect(await barriers(page, faults)).toEqual([]);
    });
  });

  it('says when no lead could be found, for what is asked anew and for what stays', async () => {
    clinic().state.cards = [mine({ id: 'c1', ref: '8275' })];
    clinic().state.shiftEnd = {
      endedAt: soon(0), offered: [], dayList: [], escalated: [{ crisisId: 'c1', ref: '8275', letter: 'C', shows: 'Urgent', headline: null }], kept: [{ crisisId: 'c2', ref: '1733', letter: 'D', shows: 'Soon', headline: null }],
    };
    await open('/me/shift', async (page) => {
      await page.getByRole('button', { name: 'End my shift' }).click();
      await page.getByRole('button', { name: 'End my shift now' }).click();
      await page.getByText('Everyone is being asked anew for these already. They are no longer yours.').waitFor();
      await page.getByText(/Hand each over, or ring \(202\) 555-0100/).waitFor();
    });
  });
});
