import type { BoardView, CrisisView, ReportView } from '../../server/contract/crisis.js';
import type { MatchAnswer } from '../../server/contract/matching.js';
import type { PhonesView } from '../../server/contract/phones.js';
import type { NetworkView } from '../../server/contract/identity.js';
import type { PolicyView } from '../../server/contract/escalation.js';
import type { ServiceView } from '../../server/contract/directory.js';
import { signIn } from './people.js';
import type { Person } from './people.js';

/** Where the pages of the story are: ids for addresses, whole links of texts. A part that could not be told is missing. */
export interface Places {
  /** Nobody has it yet. */
  waiting?: string | undefined;
  /** The raiser's own pages of `waiting` and of one that somebody has. */
  report?: string | undefined;
  takenReport?: string | undefined;
  /** Owned, with a service to choose; its owner. */
  owned?: string | undefined;
  owner?: string | undefined;
  /** A referral was sent for it. */
  referred?: string | undefined;
  referrer?: string | undefined;
  service?: string | undefined;
  otherService?: string | undefined;
  answerLink?: string | undefined;
  providerLink?: string | undefined;
  providerOver?: string | undefined;
  capacityLink?: string | undefined;
  receiptLink?: string | undefined;
  passwordLink?: string | undefined;
  rota?: string | undefined;
  person?: string | undefined;
  policy?: string | undefined;
  wording?: string | undefined;
  inboxReferral?: string | undefined;
}

/** Longer than all pictures take: what waits at the start still waits at the end. */
const ANSWER_WITHIN_SECONDS = 3000;
/** As long an owner may say nothing. */
const PROGRESS_WITHIN_MINUTES = { A: 50, B: 55, C: 60, D: 480 };

/**
 * Tells the demo network a night: crises of every urgency and state, referrals under way, free places, gaps in the rota, reported
 * problems. Who answers at the service is added to `people` as `provider`.
 * @param patient whether everybody may take as long to answer, and to say how it goes, as all pictures take
 * @returns the places, in words what could not be told, and `again`, which tells anew what lapses by itself
 */
export async function tellStory(url: string, people: Map<string, Person>, patient: boolean): Promise<{ places: Places; untold: string[]; again: () => Promise<void> }> {
  const places: Places = {};
  const untold: string[] = [];
  const as = (id: string): Person => {
    const person = people.get(id);
    if (!person) throw new Error(`the demo network knows nobody ${id}`);
    return person;
  };
  const tell = async (what: string, part: () => Promise<void>): Promise<void> => {
    await part().catch((error: unknown) => { untold.push(`${what}: ${error instanceof Error ? error.message : String(error)}`); });
  };
  let referredTo: string | undefined;
  const raise = (by: string, told: object) => as(by).ask<ReportView>('POST /api/v1/reports', told);
  /** Whoever is asked first: they may answer. */
  const firstAsked = ({ ladder }: ReportView): Person => as(ladder?.rungs[0]?.asked[0]?.staffId ?? 'tomas');
  const textsTo = async (pattern: RegExp): Promise<string | undefined> => {
    for (let tries = 0; tries < 40; tries += 1) {
      const { phones } = await as('amara').ask<PhonesView>('GET /api/v1/simulated-phones');
      const found = phones.flatMap(({ texts }) => texts).flatMap(({ body }) => pattern.exec(body)?.[0] ?? []).at(-1);
      if (found) return found;
      await new Promise((done) => { setTimeout(done, 250); });
    }
    return undefined;
  };

  await tell('long answer times', async () => {
    const { policies } = await as('amara').ask<{ policies: PolicyView[] }>('GET /api/v1/policies');
    const policy = policies[0];
    if (!policy) return;
    places.policy = policy.id;
    if (!patient) return;
    const ladders = Object.fromEntries(Object.entries(policy.ladders).map(([letter, ladder]) => [letter, letter === 'A' || letter === 'B' ? { ...ladder, rungs: ladder.rungs.map((rung) => ({ ...rung, answerWithinSeconds: ANSWER_WITHIN_SECONDS })) } : ladder]));
    await as('amara').ask(`PUT /api/v1/policies/${policy.id}`, { seenVersion: policy.version, name: policy.name, ladders });
  });

  await tell('long clocks of owners', async () => {
    if (!patient) return;
    const { version, simulated: _simulated, ...network } = await as('ada').ask<NetworkView>('GET /api/v1/network');
    await as('ada').ask('PUT /api/v1/network', { ...network, seenVersion: version, progressWithinMinutes: PROGRESS_WITHIN_MINUTES });
    const { cards } = await as('luca').ask<BoardView>('GET /api/v1/board');
    for (const { id } of cards.filter(({ owner }) => owner?.id === 'luca')) await as('luca').ask(`POST /api/v1/crises/${id}/progress`, { state: 'spoke' });
  });
  await tell('an urgent one that somebody has', async () => {
    const report = await raise('dana', { choice: 'serious', headline: 'Adult, has taken tablets, awake and talking', place: 'Riverside drop-in', ageYears: 28, language: 'en', postcode: '20002', theySaid: 'I am frightened of what happens when I go home.', whatHelps: 'Somebody who stays. Not the hospital if it can be helped.', facts: { takenOverdoseOrPoison: 'not-known', suicidalThoughts: 'yes', alone: 'no' } });
    const owner = firstAsked(report);
    await owner.ask(`POST /api/v1/crises/${report.crisisId}/acknowledgement`, { via: 'board' });
    await owner.ask(`POST /api/v1/crises/${report.crisisId}/progress`, { state: 'spoke' });
    await owner.ask(`POST /api/v1/crises/${report.crisisId}/notes`, { kind: 'call', text: 'Spoke for ten minutes. Sister is on her way. Poison line says watch and call back in an hour.' });
    places.takenReport = report.id;
  });
  await tell('a crisis with a service to choose', async () => {
    const { cards } = await as('tomas').ask<BoardView>('GET /api/v1/board');
    const owned = cards.find(({ owner, headline }) => owner !== null && headline?.startsWith('Young person'));
    if (!owned?.owner) throw new Error('nobody has the young person');
    places.owned = owned.id;
    places.owner = owned.owner.id;
    await as(owned.owner.id).ask(`POST /api/v1/crises/${owned.id}/progress`, { state: 'with-them' });
  });
  await tell('a referral under way', async () => {
    const report = await raise('imran', { choice: 'struggling', headline: 'Parent with a small child, cannot go home tonight', place: 'Eastfield library', ageYears: 31, language: 'en', postcode: '20002', facts: { suicidalThoughts: 'no', dangerFromSomeone: 'yes', alone: 'no' } });
    const owner = firstAsked(report);
    const { crisisId } = report;
    await owner.ask(`POST /api/v1/crises/${crisisId}/acknowledgement`, {});
    [places.referred, places.referrer] = [crisisId, owner.id];
    const { matches, phoneFirst } = await owner.ask<MatchAnswer>(`POST /api/v1/crises/${crisisId}/matches`, {});
    const chosen = matches.find(({ intake, opensAt }) => intake !== null && opensAt === null) ?? matches[0] ?? phoneFirst[0];
    if (!chosen) throw new Error('nothing fits');
    const consent = await owner.ask<{ id: string }>(`POST /api/v1/crises/${crisisId}/consents`, { serviceId: chosen.serviceId, dataClasses: ['need', 'contact', 'risk'], method: 'spoken', givenBy: 'self' });
    await owner.ask('POST /api/v1/referrals', { crisisId, serviceId: chosen.serviceId, consentId: consent.id, need: 'A quiet room for one night, with a small child' });
    places.providerLink = await textsTo(/http\S+\/p#\S+/);
    referredTo = chosen.serviceId;
  });
  await tell('an account at the service', async () => {
    const { organizationId } = await as('robin').ask<ServiceView>(`GET /api/v1/services/${referredTo}`);
    const [email, password] = ['marisol@service.example', 'a quiet room for one night'];
    const account = await as('robin').ask<{ url: string }>(`POST /api/v1/organizations/${organizationId}/accounts`, { name: 'Marisol Vega', title: 'Night lead', email });
    await as('robin').ask('POST /api/v1/password-link/password', { token: account.url.split('#')[1], password });
    const provider = await signIn(url, 'provider', email, password);
    people.set(provider.id, provider);
    places.inboxReferral = (await provider.ask<{ referrals: { id: string }[] }>('GET /api/v1/inbox')).referrals[0]?.id;
  });
  let handOver = (): Promise<unknown> => Promise.resolve();
  await tell('a hand-over that waits', async () => {
    const report = await raise('dana', { choice: 'struggling', headline: 'Older person, not eating, neighbor is worried', place: 'Flat above the bakery, Eastfield', ageYears: 74, language: 'en', postcode: '20002', facts: { suicidalThoughts: 'no', significantDistress: 'yes' } });
    const owner = firstAsked(report);
    await owner.ask(`POST /api/v1/crises/${report.crisisId}/acknowledgement`, {});
    handOver = async () => {
      const { version } = await owner.ask<CrisisView>(`GET /api/v1/crises/${report.crisisId}`);
      return owner.ask(`POST /api/v1/crises/${report.crisisId}/hand-over`, {
        seenVersion: version, toId: 'noor', whyNow: 'My shift ends at 08:00.', riskAndSafety: 'No thoughts of suicide. Lives alone, has not eaten for two days.', doneSoFar: 'Rang twice, neighbor looks in tonight.', theyWant: 'To stay at home.', mustHappen: 'Visit in the morning.',
      });
    };
    await handOver();
  });
  await tell('one for later', async () => {
    const report = await raise('imran', { choice: 'struggling', headline: 'Student, cannot sleep before an examination', place: 'By phone', ageYears: 20, language: 'en', postcode: '20002', facts: { suicidalThoughts: 'no', significantDistress: 'no' } });
    const owner = firstAsked(report);
    await owner.ask(`POST /api/v1/crises/${report.crisisId}/acknowledgement`, {});
    await owner.ask(`POST /api/v1/crises/${report.crisisId}/snooze`, { minutes: 30, reason: 'Asked to be rung after the lecture' });
  });
  await tell('an emergency that nobody has', async () => {
    const { id, crisisId } = await raise('dana', { choice: 'life-at-risk', headline: 'Young adult says they cannot keep safe tonight, worker is with them', place: 'Harbor Street drop-in, back room', ageYears: 23, language: 'en', postcode: '20002', theySaid: 'I only want it to be quiet.', facts: { suicidalThoughts: 'yes', suicidePlan: 'yes', alone: 'no' } });
    [places.waiting, places.report] = [crisisId, id];
    places.answerLink = await textsTo(/(?<=EMERGENCY[^]*)http\S+\/a#\S+/);
  });
  await tell('free places and a link to tell them', async () => {
    const { services } = await as('robin').ask<{ services: ServiceView[] }>('GET /api/v1/services');
    const telling = services.filter(({ handrail }) => handrail.intake.length > 0);
    [places.service, places.otherService] = [(telling[0] ?? services[0])?.id, (telling[1] ?? services[1])?.id];
    const { services: lines } = await as('robin').ask<{ services: { serviceId: string; ask: { canText: boolean } }[] }>('GET /api/v1/capacity');
    const asked = lines.find(({ ask }) => ask.canText);
    if (!asked) throw new Error('no service can be asked by text');
    await as('robin').ask(`POST /api/v1/services/${asked.serviceId}/capacity-asks`);
    places.capacityLink = await textsTo(/http\S+\/c#\S+/);
    // A history to look at, and to take as a file.
    for (const available of [3, 1, 2]) await as('robin').ask(`PUT /api/v1/services/${asked.serviceId}/capacity`, { available, method: 'phone' });
  });
  await tell('a reported problem', async () => {
    await as('dana').ask(`POST /api/v1/services/${places.service}/problems`, { kind: 'number-wrong', text: 'The number rings a shop.' });
  });
  await tell('a gap in the rota', async () => {
    const day = 86_400_000;
    const at = (days: number): string => `${new Date(Date.now() + days * day).toISOString().slice(0, 10)}T08:00`;
    await as('robin').ask('POST /api/v1/leave', { staffId: 'hana', startsAt: at(1), endsAt: at(3) });
    const { rotas } = await as('robin').ask<{ rotas: { id: string }[] }>('GET /api/v1/rotas');
    places.rota = rotas[0]?.id;
    places.person = 'luca';
  });
  await tell('what the person was given', async () => {
    const owner = as(places.referrer ?? '');
    await owner.ask(`POST /api/v1/crises/${places.referred}/help`, { way: 'informed', what: 'How to reach the day center' });
    const { url } = await owner.ask<{ url: string | null }>(`POST /api/v1/crises/${places.referred}/receipts`, {});
    places.receiptLink = url ?? undefined;
  });
  await tell('a text to edit', async () => {
    places.wording = (await as('ada').ask<{ wordings: { key: string }[] }>('GET /api/v1/wordings')).wordings[0]?.key;
  });
  await tell('a link for a password', async () => {
    places.passwordLink = (await as('ada').ask<{ url: string }>('POST /api/v1/staff/imran/password-link')).url;
  });
  // One that was not answered in ten minutes is over; one that still waits is refused.
  return { places, untold, again: async () => void await handOver().catch(() => undefined) };
}
