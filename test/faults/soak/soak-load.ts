import { randomUUID } from 'node:crypto';
import { nowMs, pause } from '../../bench/figures.js';
import { within } from '../patience.js';
import { chanceOf } from './random.js';
import { RAISERS, TEAM_IDS, idOf } from './soak-world.js';
import type { SoakWorld } from './soak-world.js';

/** One report, from the worker's side. `crisisIds`: what every 201 said; more than one is a breach of I9. */
export interface Raised { key: string; staffId: string; firstTakenAt: number; crisisIds: Set<string>; ref: string }

const PHONE_WAITS_MS = 12_000;
const BETWEEN_TRIES_MS = 400;
const PER_MINUTE = 50;
const CHOICES = { 'life-at-risk': 30, serious: 40, struggling: 30 };

export type Load = ReturnType<typeof soakLoad>;

/** Reports that come by chance, 50 a minute, to whichever web process stands; repeated with the same key, doubled, and once in a while with another body. */
export function soakLoad(world: SoakWorld, { seed, seconds }: { seed: number; seconds: number }) {
  const chance = chanceOf(seed, 'reports');
  const raised: Raised[] = [];
  const wrong: string[] = [];
  let refused = 0;
  let otherBodies = 0;
  let given = 0;
  const underWay = new Set<Promise<void>>();

  async function attempt(one: Raised, choice: string): Promise<number> {
    const standing = world.standing();
    if (standing.length === 0) return 0;
    const server = chance.oneOf(standing);
    const answer = await within(PHONE_WAITS_MS, world.clientOf(server).post<{ crisisId?: string; ref?: string; dutyPhone?: string }>('/api/v1/reports', { choice }, world.cookieOf(one.staffId), one.key).catch(() => null));
    if (!answer) return 0;
    const { status, body } = answer;
    if (status === 201) {
      one.crisisIds.add(body.crisisId ?? '');
      one.ref = body.ref ?? '';
      one.firstTakenAt = Math.min(one.firstTakenAt, answer.answeredAt);
    } else if (status === 503) {
      refused += 1;
      if (body?.dutyPhone !== '(202) 555-0100') wrong.push('I1: a report was refused without the number to ring');
    } else if (status !== 422) wrong.push(`I1: a report was answered ${status}`);
    return status;
  }

  async function raiseOne(): Promise<void> {
    const choice = chance.weighed(CHOICES);
    const one: Raised = { key: randomUUID(), staffId: idOf(chance.oneOf(TEAM_IDS), chance.oneOf(RAISERS)), firstTakenAt: Number.POSITIVE_INFINITY, crisisIds: new Set(), ref: '' };
    raised.push(one);
    const twin = chance.happens(0.05) ? attempt(one, choice) : null;
    for (const giveUpAt = nowMs() + 120_000; nowMs() < giveUpAt;) {
      if (await attempt(one, choice) === 201) break;
      await pause(BETWEEN_TRIES_MS);
    }
    await twin;
    if (one.crisisIds.size === 0) { given += 1; return; }
    if (chance.happens(0.1)) { await pause(chance.between(0, 20_000)); await attempt(one, choice); }
    if (chance.happens(0.03)) {
      await pause(chance.between(0, 20_000));
      const status = await attempt(one, choice === 'serious' ? 'struggling' : 'serious');
      if (status === 422) otherBodies += 1;
      if (status === 201) wrong.push('I9: the same key with another body was taken');
    }
  }

  const stopAt = nowMs() + seconds * 1000;
  const done = (async () => {
    while (nowMs() < stopAt) {
      const work: Promise<void> = raiseOne().finally(() => { underWay.delete(work); });
      underWay.add(work);
      await pause(chance.wait(60_000 / PER_MINUTE));
    }
    await Promise.all(underWay);
  })();

  return { raised, wrong, done, counts: () => ({ refused, otherBodies, givenUp: given }) };
}
