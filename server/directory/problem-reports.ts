import type { NewServiceProblem, ServiceProblemAnswer, ServiceProblemView } from '../contract/directory-edit.js';
import type { Audit } from '../audit/index.js';
import type { Clock } from '../kernel/clock.js';
import type { ServiceId, StaffId } from '../kernel/ids.js';
import type { Events } from '../platform/events.js';
import { problem } from '../platform/http/problem.js';
import type { Transact, Tx } from '../platform/mongo/transact.js';
import type { ProblemStore, ServiceProblem } from './problem-store.js';
import type { DirectoryStore } from './store.js';

/** What reports of problems need of the house. */
export interface ProblemNeeds { store: DirectoryStore; problems: ProblemStore; events: Events; audit: Audit; transact: Transact; clock: Clock; nameOf: (staffId: StaffId) => string }
/** Whoever acts here. */
export interface By { staffId: StaffId; role: string }

export type ProblemUse = ReturnType<typeof problemReports>;

/** Workers tell what is wrong with an entry; directory managers look into it and answer. Nothing waits for it, and nothing changes by itself. */
export function problemReports({ store, problems, events, audit, transact, clock, nameOf }: ProblemNeeds) {
  const somebody = (id: StaffId) => ({ id, name: nameOf(id) });

  async function viewOf(list: readonly ServiceProblem[]): Promise<ServiceProblemView[]> {
    const names = new Map((await store.findMany([...new Set(list.map(({ serviceId }) => serviceId))])).map(({ service }) => [service.id, service.name]));
    return list.map(({ id, version, serviceId, kind, text, at, byId, taken, answer }) => ({
      id, version, service: { id: serviceId, name: names.get(serviceId) ?? '' }, kind, text, at: at.toISOString(), by: somebody(byId), state: answer ? 'answered' : taken ? 'taken' : 'new',
      taken: taken && { by: somebody(taken.byId), at: taken.at.toISOString() },
      answered: answer && { by: somebody(answer.byId), at: answer.at.toISOString(), outcome: answer.outcome, answer: answer.words },
    }));
  }
  const one = async (found: ServiceProblem): Promise<ServiceProblemView> => (await viewOf([found]))[0] as ServiceProblemView;

  async function witness({ serviceId, id }: ServiceProblem, what: 'reported' | 'taken' | 'answered', { staffId, role }: By, tx: Tx): Promise<void> {
    const at = clock.now();
    await events.append(tx, [{ at, kind: `service.problem-${what}`, teamId: 'network', actorId: staffId, data: { service: serviceId, problem: id } }]);
    await audit.append(tx, [{ at, actorId: staffId, role, action: `service.problem-${what}`, object: `service:${serviceId}`, teamId: 'network' }]);
  }

  async function get(id: string, tx?: Tx): Promise<ServiceProblem> {
    const found = await problems.find(id, tx);
    if (!found) throw problem('directory/problem-absent');
    return found;
  }

  return {
    show: async (id: string): Promise<ServiceProblemView> => one(await get(id)),
    /** @throws `directory/absent` */
    async report(id: string, serviceId: ServiceId, { kind, text }: NewServiceProblem, by: By, claim: (tx: Tx) => Promise<void>): Promise<ServiceProblemView> {
      const made: ServiceProblem = { id, version: 1, serviceId, kind, text: text ?? null, at: clock.now(), byId: by.staffId, taken: null, answer: null };
      await transact(async (tx) => {
        await claim(tx);
        if (!await store.find(serviceId, tx)) throw problem('directory/absent');
        await problems.insert(made, tx);
        await witness(made, 'reported', by, tx);
      });
      return one(made);
    },
    /** Those of one service: all open ones for whoever looks after the directory, else one's own with their answers. */
    async of(serviceId: ServiceId, staffId: StaffId, all: boolean): Promise<ServiceProblemView[]> {
      const [mine, open] = await Promise.all([problems.of(serviceId, staffId), all ? problems.of(serviceId, null) : []]);
      return viewOf([...mine, ...open.filter(({ id }) => !mine.some((own) => own.id === id))].toSorted((a, b) => b.at.getTime() - a.at.getTime()));
    },
    mine: async (staffId: StaffId): Promise<ServiceProblemView[]> => viewOf(await problems.by(staffId)),
    async queue({ answered = false, skip = 0 }: { answered?: boolean; skip?: number }): Promise<{ problems: ServiceProblemView[]; total: number }> {
      const { found, total } = await problems.list({ answered, skip });
      return { problems: await viewOf(found), total };
    },
    /** The first claim wins; taking what one has already changes nothing. @throws `directory/problem-absent`, `directory/problem-taken`, `directory/problem-answered` */
    async take(id: string, by: By): Promise<ServiceProblemView> {
      return one(await transact(async (tx) => {
        const found = await get(id, tx);
        if (found.answer) throw problem('directory/problem-answered');
        if (found.taken?.byId === by.staffId) return found;
        if (found.taken) throw problem('directory/problem-taken', { owner: { ...somebody(found.taken.byId), since: found.taken.at.toISOString() } });
        const next = await problems.replace({ ...found, taken: { byId: by.staffId, at: clock.now() } }, tx);
        await witness(next, 'taken', by, tx);
        return next;
      }));
    },
    /** What came of it, for the reporter. Any directory manager may answer. @throws `directory/problem-absent`, `directory/problem-answered`, `directory/problem-taken` if it changed meanwhile */
    async answer(id: string, { seenVersion, outcome, answer }: ServiceProblemAnswer, by: By): Promise<ServiceProblemView> {
      return one(await transact(async (tx) => {
        const found = await get(id, tx);
        if (found.answer) throw problem('directory/problem-answered');
        if (found.version !== seenVersion) throw problem('directory/problem-taken', found.taken ? { owner: { ...somebody(found.taken.byId), since: found.taken.at.toISOString() } } : {});
        const at = clock.now();
        const next = await problems.replace({ ...found, taken: found.taken ?? { byId: by.staffId, at }, answer: { byId: by.staffId, at, outcome, words: answer } }, tx);
        await witness(next, 'answered', by, tx);
        return next;
      }));
    },
  };
}
