import { queryOptions, useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { BoardCard, CrisisView } from '../../../../server/contract/crisis.js';
import { call } from '../../app/api.js';
import { queries } from '../../app/queries.js';
import { live } from '../../live/socket.js';
import { applyNews, freshBoard } from './core/board-state.js';
import type { BoardState, CardNews } from './core/board-state.js';

/** What was told while a fetch was under way, one list for each: the answer may have been read before it. */
const whileFetching = new Set<CardNews[]>();

/** The board: fetched whole, then kept true by news. */
export const boardQuery = queryOptions({
  queryKey: ['board'],
  queryFn: async ({ signal }): Promise<BoardState> => {
    const heard: CardNews[] = [];
    whileFetching.add(heard);
    try {
      const board = await call('GET /api/v1/board', {}, { signal });
      return heard.reduce(applyNews, freshBoard(board));
    } finally {
      whileFetching.delete(heard);
    }
  },
  // News keeps it true; a break in the line, a gap or a change around it fetches it anew.
  staleTime: Infinity,
});

/** Between two drawings of a burst of news. Less is not seen, and hundreds a second would leave no time for keys. */
const DRAW_EVERY_MS = 100;

let waiting: CardNews[] = [];
let drawnAt = 0;
let drawing: ReturnType<typeof setTimeout> | undefined;

function draw(): void {
  drawing = undefined;
  drawnAt = performance.now();
  const news = waiting;
  waiting = [];
  queries.setQueryData(boardQuery.queryKey, (state: BoardState | undefined) => state && news.reduce(applyNews, state));
}

/** Takes news into the board: at once when it is quiet, in one go with the rest in a burst. */
function hearCard(news: CardNews): void {
  for (const heard of whileFetching) heard.push(news);
  waiting.push(news);
  drawing ??= setTimeout(draw, Math.max(0, DRAW_EVERY_MS - (performance.now() - drawnAt)));
}

/** An answer that carries the whole crisis is news of its card. */
export function hearCrisis(crisis: CrisisView): void {
  hearCard({ crisisId: crisis.id, version: crisis.version, card: crisis.state === 'CLOSED' ? null : cardOf(crisis) });
}

/** The card's part of a crisis, as news would carry it. */
function cardOf(crisis: CrisisView): BoardCard {
  return {
    id: crisis.id, ref: crisis.ref, version: crisis.version, teamId: crisis.teamId, state: crisis.state, column: crisis.column,
    letter: crisis.letter, shows: crisis.shows, headline: crisis.headline, place: crisis.place,
    raisedBy: crisis.raisedBy, raisedAt: crisis.raisedAt, answerBy: crisis.answerBy, contactBy: crisis.contactBy,
    owner: crisis.owner, withThemSince: crisis.withThemSince, progressBy: crisis.progressBy,
    emergencyCall: crisis.emergencyCall, emergencyAskAt: crisis.emergencyAskAt, emergencyConfirmBy: crisis.emergencyConfirmBy,
    ladder: crisis.ladder, referral: crisis.referral, followUp: crisis.followUp,
    locationState: crisis.locationState, waitingSince: crisis.waitingSince, handOver: crisis.handOver, backup: crisis.backup, backupAsk: crisis.backupAsk,
    graceUntil: crisis.graceUntil, snooze: crisis.snooze, attention: crisis.attention,
    ownerlessSince: crisis.ownerlessSince, ownerlessMinutes: crisis.ownerlessMinutes, unownedMinutes: crisis.unownedMinutes,
  };
}

/** The board as it is, and as it changes for as long as somebody looks. */
export function useBoard(): UseQueryResult<BoardState> {
  useEffect(() => {
    const fetchAgain = () => void queries.invalidateQueries(boardQuery);
    const stops = [
      // What happened between the first fetch and the moment we are told of changes would be missed: so once more after it.
      live.onOpen((socket) => socket.emit('watch-board', fetchAgain)),
      live.onNews('card', hearCard),
      live.onNews('surroundings', fetchAgain),
    ];
    return () => stops.forEach((stop) => stop());
  }, []);
  return useQuery(boardQuery);
}
