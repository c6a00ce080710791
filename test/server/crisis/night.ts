import type { HandOverInput } from '../../../server/contract/asks.js';
import type { CrisisView, ReportView } from '../../../server/contract/crisis.js';
import type { RaiseChoice } from '../../../server/contract/triage.js';
import { STAFF } from '../../support/world.js';
import type { Who, World } from '../../support/world.js';

/** Five boxes as somebody would fill them; their words must never leave the store unsealed. */
export const BOXES = {
  whyNow: 'My shift at the hostel ends', riskAndSafety: 'Lucia has pills at home', doneSoFar: 'Rang her sister', theyWant: 'To sleep somewhere quiet', mustHappen: 'Somebody sits with her',
} as const;

/** A crisis that this person has, through the ladder. */
export async function owned(world: World, who: Who = 'ana', choice: RaiseChoice = 'serious'): Promise<ReportView> {
  const report = await world.raise({ choice, headline: 'Lucia cannot stay safe', personName: 'Lucia' });
  const client = await world.as(who);
  await client.post(`/api/v1/crises/${report.crisisId}/acknowledgement`).expect(200);
  await world.settle();
  return report;
}

/** Does something to a crisis as somebody, and waits until everything that follows has happened. */
export async function act(world: World, who: Who, crisisId: string, what: string, body: object = {}, status = 200): Promise<CrisisView> {
  const answer = await (await world.as(who)).post(`/api/v1/crises/${crisisId}/${what}`, body);
  if (answer.status !== status) throw new Error(`${who} ${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
  await world.settle();
  return answer.body as CrisisView;
}

/** The owner asks a colleague to take it, having seen it as it is now. */
export async function handsOver(world: World, from: Who, to: Who, crisisId: string, more: Partial<HandOverInput> = {}): Promise<CrisisView> {
  const { version } = await world.crisis(crisisId, from) as CrisisView;
  return act(world, from, crisisId, 'hand-over', { seenVersion: version, toId: to, ...BOXES, ...more }, 201);
}

/** The newest text on a phone; empty when there is none. */
export const latest = (world: World, who: Who): string => world.phone(who).at(-1) ?? '';

/** The secret behind the link of the newest text with one. */
export const tokenOn = (world: World, who: Who): string => {
  const text = world.phone(who).findLast((one) => one.includes('/a#')) ?? '';
  return /\/a#([\w-]+)/.exec(text)?.[1] ?? '';
};

export const numberOf = (who: Who): string => STAFF[who].phone ?? '';

/** The timeline's words, newest first, with who did it. */
export const told = (crisis: Pick<CrisisView, 'timeline'>): string[] => crisis.timeline.map(({ actor, words }) => `${actor ?? ''}: ${words}`);
