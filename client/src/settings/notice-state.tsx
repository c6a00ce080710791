import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { NoticeCheckView } from '../../../server/contract/notices.js';
import { call } from '../app/api.js';
import { exactTime } from '../app/format.js';
import { queries } from '../app/queries.js';
import { Note } from '../ui/tag.js';
import { noticesQuery } from './notices-query.js';
import { noticeWords } from './notices-words.js';

const LOOK_EVERY_MS = 1000;
const isOver = ({ state }: NoticeCheckView): boolean => state !== 'waiting' && state !== 'submitting';

/** A code or a test that was sent, and what is known of it: looked at each second until it left or failed. */
export function useNoticeCheck() {
  const [sent, setSent] = useState<NoticeCheckView | null>(null);
  const { data } = useQuery({
    queryKey: ['notice-check', sent?.id],
    queryFn: ({ signal }) => call('GET /api/v1/me/notice-checks/:id', { id: sent?.id ?? '' }, { signal }),
    enabled: sent !== null,
    refetchInterval: ({ state }) => (state.data && isOver(state.data) ? false : LOOK_EVERY_MS),
  });
  const failed = data?.state === 'failed';
  // What failed may have ended a browser, or shown that an address is wrong.
  useEffect(() => {
    if (failed) void queries.invalidateQueries({ queryKey: noticesQuery.queryKey });
  }, [failed]);
  return { check: data ?? sent, follow: setSent };
}

/** What is known of a code or a test. */
export function NoticeState({ check }: { check: NoticeCheckView }) {
  const { state, channel, purpose } = check;
  const tone = state === 'sent' || state === 'delivered' ? 'success' : state === 'failed' ? 'warning' : 'info';
  return (
    <div role="status">
      <Note tone={tone} icon={tone === 'success' ? 'check' : tone === 'warning' ? 'warning' : 'clock'}>
        <b>{channel === 'push' ? noticeWords('check.push.test') : noticeWords(`check.email.${purpose}`)}</b> {wordsOf(check)}
      </Note>
    </div>
  );
}

function wordsOf({ state, channel, sentAt, errorCode }: NoticeCheckView): string {
  switch (state) {
    case 'waiting':
    case 'submitting':
      return noticeWords('check.waiting');
    case 'stopped':
      return noticeWords('check.stopped');
    case 'sent':
    case 'delivered':
      return noticeWords(`check.sent.${channel}`, { sent: sentAt ? exactTime(sentAt) : '' });
    case 'failed': {
      const words = noticeWords(`check.failed.${channel}`);
      return errorCode === null ? words : noticeWords('check.failed.code', { words, code: errorCode });
    }
  }
}
