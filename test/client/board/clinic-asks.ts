import type { IncomingMessage, ServerResponse } from 'node:http';
import { mayOnCard } from '../../../client/src/crisis/asks/core/card-acts.js';
import type { AskAnswerInput, AskView, AssignmentInput, ColleagueView, HandOverInput, HandOverView, ShiftEndView } from '../../../server/contract/asks.js';
import type {
  BoardCard, BoardView, CrisisView, JoinInput, LocationInput, SnoozeInput,
} from '../../../server/contract/crisis.js';
import type { EmergencyTakenView } from '../../../server/contract/emergency-access.js';
import type { DeadJobView } from '../../../server/contract/health.js';
import type { OnCallView } from '../../../server/contract/oncall.js';
import type { ProblemBody } from '../../../server/contract/problems.js';
import { answerJson } from '../../support/static-site.js';
import { PRIYA } from './builders.js';

export interface AsksState {
  colleagues: ColleagueView[];
  /** The next act is refused with this. */
  refuses: { status: number; slug: string; more?: Partial<ProblemBody> } | null;
  onCall: OnCallView[];
  deadJobs: DeadJobView[];
  /** Emergency accesses that wait for a look. */
  reviews: EmergencyTakenView[];
  /** What the end of the shift answers; null: by the cards. */
  shiftEnd: ShiftEndView | null;
}

interface Clinic {
  state: AsksState & { cards: BoardCard[]; around: Partial<BoardView>; crises: Map<string, Partial<CrisisView>> };
  iso: () => string;
  change: (id: string, more?: Partial<BoardCard>) => BoardCard;
  changeCrisis: (id: string, more: Partial<CrisisView>) => void;
  problem: (response: ServerResponse, status: number, slug: string, more?: object) => void;
  whole: (card: BoardCard) => CrisisView;
  supervises: () => boolean;
}

const MINUTE = 60_000;

/** The part of the small clinic that hands over, assigns, snoozes and so on. It keeps the same promises about who has what. */
export function clinicAsks({ state, iso, change, changeCrisis, problem, whole, supervises }: Clinic) {
  let count = 0;
  const viewer = { id: PRIYA.id, supervises, answers: () => true, works: () => true };
  const inMinutes = (minutes: number) => new Date(Date.now() + minutes * MINUTE).toISOString();
  const person = (id: string) => {
    const found = state.colleagues.find((one) => one.id === id);
    return { id, name: found?.name ?? id, initials: found?.initials ?? '??', said: 'waiting' as const };
  };
  const askOf = (kind: AskView['kind'], toIds: string[], minutes: number): AskView => ({
    id: `ask${(count += 1)}`, kind, state: 'asked', by: { id: PRIYA.id, name: PRIYA.name }, at: iso(), until: inMinutes(minutes), round: 1, to: toIds.map(person), endedAt: null,
  });
  const handOvers = (id: string): HandOverView[] => state.crises.get(id)?.handOvers ?? [];

  function end(card: BoardCard, how: AskView['state']): void {
    const open = card.handOver;
    if (open) state.crises.set(card.id, { ...state.crises.get(card.id), handOvers: handOvers(card.id).map((one) => (one.id === open.id ? { ...one, state: how, endedAt: iso(), until: null } : one)) });
  }

  function act(response: ServerResponse, route: string, card: BoardCard, body: Record<string, unknown>): void {
    const { id } = card;
    const refused = state.refuses;
    if (refused && !route.startsWith('GET')) {
      state.refuses = null;
      return problem(response, refused.status, refused.slug, refused.more);
    }
    const say = (more: Partial<BoardCard> = {}, status = 200) => answerJson(response, status, whole(change(id, more)));
    switch (route) {
      case 'GET colleagues':
        return answerJson(response, 200, { colleagues: state.colleagues });
      case 'POST hand-over': {
        const { toId, seenVersion: _seen, mustHappenBy, ...words } = body as unknown as HandOverInput;
        const made = askOf('hand-over', [toId], 10);
        state.crises.set(id, { ...state.crises.get(id), handOvers: [{ ...made, words: { ...words, mustHappenBy: mustHappenBy ?? null } }, ...handOvers(id)] });
        return say({ handOver: made, attention: [] }, 201);
      }
      case 'POST assignment': {
        const { toId } = body as unknown as AssignmentInput;
        return say({ handOver: askOf(card.owner ? 'hand-over' : 'assignment', [toId], 10) }, 201);
      }
      case 'POST hand-over/answer': {
        const { answer } = body as unknown as AskAnswerInput;
        end(card, answer === 'accept' ? 'accepted' : 'declined');
        return answer === 'accept'
          ? say({ handOver: null, owner: { ...PRIYA, since: iso() }, state: 'ACTIVE', column: 'has-it', answerBy: null, progressBy: inMinutes(15) })
          : say({ handOver: null, attention: [{ why: 'hand-over-declined', at: iso(), forId: card.owner?.id ?? null }] });
      }
      case 'POST hand-over/withdrawal':
        end(card, 'withdrawn');
        return say({ handOver: null });
      case 'POST backup':
        return say({ backupAsk: askOf('backup', ['tomas'], 5) }, 201);
      case 'POST backup/answer':
        return (body as unknown as AskAnswerInput).answer === 'accept' ? say({ backupAsk: null, backup: { ...PRIYA, since: iso() } }) : say({ backupAsk: null });
      case 'POST backup/offer':
        return say({ backupAsk: null, backup: { ...PRIYA, since: iso() } });
      case 'DELETE backup':
        return say({ backupAsk: null, backup: null });
      case 'POST snooze':
        return say({ snooze: { until: inMinutes((body as unknown as SnoozeInput).minutes), byName: PRIYA.name, times: 1 } });
      case 'DELETE snooze':
        return say({ snooze: null });
      case 'POST location': {
        const { state: where, at } = body as unknown as LocationInput;
        return say({ locationState: where, waitingSince: at ?? iso() });
      }
      case 'POST progress':
        return say({ graceUntil: null, attention: [], progressBy: inMinutes(15), ...((body as { state: string }).state === 'with-them' && { withThemSince: iso(), progressBy: null }) });
      case 'POST joined-to': {
        const { crisisId } = body as unknown as JoinInput;
        const target = state.cards.find((one) => one.id === crisisId);
        if (!target) return problem(response, 404, 'crisis/absent');
        const link = { byName: PRIYA.name, at: iso() };
        changeCrisis(id, { joinedTo: { crisisId, ref: target.ref, ...link, undoUntil: inMinutes(24 * 60) }, state: 'CLOSED' });
        change(id, { handOver: null, owner: null });
        state.crises.set(crisisId, { ...state.crises.get(crisisId), joined: [{ crisisId: id, ref: card.ref, ...link, undoneAt: null }] });
        return answerJson(response, 200, whole(change(crisisId)));
      }
      case 'POST joined-to/undo': {
        const target = state.crises.get(id)?.joinedTo?.crisisId;
        state.crises.set(id, { ...state.crises.get(id), joinedTo: null });
        if (target !== undefined) {
          const joined = state.crises.get(target)?.joined ?? [];
          state.crises.set(target, { ...state.crises.get(target), joined: joined.map((one) => (one.crisisId === id ? { ...one, undoneAt: iso() } : one)) });
          change(target);
        }
        return say({ state: 'OPEN', column: 'needs-someone' });
      }
      default:
        return say();
    }
  }

  const item = ({ id: crisisId, ref, letter, shows, headline }: BoardCard) => ({ crisisId, ref, letter, shows, headline });
  const mine = (): BoardCard[] => state.cards.filter(({ owner }) => owner?.id === PRIYA.id);

  function endShift(): ShiftEndView {
    const acute = mine().filter(({ letter }) => 'ABC'.includes(letter));
    const rest = mine().filter(({ letter }) => !'ABC'.includes(letter));
    const lead = { id: 'amara', name: 'Dr Amara' };
    for (const { id } of acute) change(id, { handOver: { ...askOf('shift', ['amara'], 10), to: [{ ...lead, initials: 'AA', said: 'waiting' }] } });
    for (const { id } of rest) change(id, { owner: { ...lead, initials: 'AA', since: iso() } });
    return { endedAt: iso(), offered: acute.map((card) => ({ ...item(card), to: [lead], until: inMinutes(10) })), dayList: rest.map((card) => ({ ...item(card), lead })), escalated: [], kept: [] };
  }

  return {
    act,
    mayOf: (card: BoardCard): CrisisView['may'] => ({ ...mayOnCard(card, viewer), work: true }),
    found: (request: IncomingMessage, cards: BoardCard[]): BoardCard[] => {
      const ref = new URL(request.url ?? '/', 'http://localhost').searchParams.get('ref');
      return ref === null ? cards : cards.filter((card) => card.ref === ref);
    },

    /** Answers what is not about one crisis. @returns whether it did */
    beside(response: ServerResponse, route: string): boolean {
      switch (route) {
        case 'GET /api/v1/shift':
          answerJson(response, 200, {
            asOf: iso(), mine: mine().map((card) => ({ ...item(card), handOver: card.handOver })),
            toAccept: state.cards.flatMap((card) => (card.handOver?.kind === 'shift' && card.handOver.to.some(({ id }) => id === PRIYA.id) ? [{ ...item(card), handOver: card.handOver }] : [])),
          });
          return true;
        case 'POST /api/v1/shift/end':
          answerJson(response, 200, state.shiftEnd ?? endShift());
          return true;
        case 'GET /api/v1/on-call':
          answerJson(response, 200, { onCall: state.onCall });
          return true;
        case 'POST /api/v1/teams/north/backup': {
          const made = { teamId: 'north', at: iso(), by: { id: PRIYA.id, name: PRIYA.name }, asked: state.colleagues.map(({ id, name, initials }) => ({ id, name, initials })) };
          state.around = { ...state.around, backupCalls: [made] };
          answerJson(response, 201, made);
          return true;
        }
        case 'GET /api/v1/emergency-access':
          answerJson(response, 200, { waiting: state.reviews, reviewed: [] });
          return true;
        case 'GET /api/v1/dead-jobs':
          answerJson(response, 200, { jobs: state.deadJobs });
          return true;
        default: {
          const [, id] = /^POST \/api\/v1\/dead-jobs\/([^/]+)\/retry$/.exec(route) ?? [];
          if (id === undefined) return false;
          const job = state.deadJobs.find((one) => one.id === id);
          state.deadJobs = state.deadJobs.filter((one) => one.id !== id);
          if (job) answerJson(response, 200, job);
          else problem(response, 404, 'health/no-such-job');
          return true;
        }
      }
    },
  };
}
