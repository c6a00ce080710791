import { queryOptions } from '@tanstack/react-query';
import type { MyNoticesView } from '../../../server/contract/notices.js';
import { call } from '../app/api.js';
import { queries } from '../app/queries.js';

/** What tells me beside texts and calls. */
export const noticesQuery = queryOptions({ queryKey: ['my-notices'], queryFn: ({ signal }) => call('GET /api/v1/me/notices', {}, { signal }) });

/** Takes what the server just answered. */
export const hearNotices = (view: MyNoticesView): void => { queries.setQueryData(noticesQuery.queryKey, view); };
