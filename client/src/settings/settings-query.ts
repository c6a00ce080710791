import { queryOptions } from '@tanstack/react-query';
import type { MyChannelsView, MySessionView } from '../../../server/contract/identity.js';
import { call } from '../app/api.js';
import { queries } from '../app/queries.js';

/** How I am reached. */
export const channelsQuery = queryOptions({ queryKey: ['my-channels'], queryFn: ({ signal }) => call('GET /api/v1/me/channels', {}, { signal }) });

/** Where I am signed in. */
export const sessionsQuery = queryOptions({ queryKey: ['my-sessions'], queryFn: async ({ signal }) => (await call('GET /api/v1/me/sessions', {}, { signal })).sessions });

/** Takes what the server just answered. */
export const hearChannels = (view: MyChannelsView): void => { queries.setQueryData(channelsQuery.queryKey, view); };
export const hearSessions = (sessions: MySessionView[]): void => { queries.setQueryData(sessionsQuery.queryKey, sessions); };
