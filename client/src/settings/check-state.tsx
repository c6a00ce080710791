import type { PhoneCheckView } from '../../../server/contract/identity.js';
import { exactTime } from '../app/format.js';
import { Note } from '../ui/tag.js';
import { settingsWords } from './settings-words.js';

/** What is known of a code or a test: sent and delivered are two things. */
export function CheckState({ check }: { check: PhoneCheckView }) {
  const { state, channel, purpose } = check;
  const name = settingsWords(purpose === 'test' ? `test.${channel}` : `test.code-${channel}`);
  const tone = state === 'delivered' ? 'success' : state === 'failed' ? 'warning' : 'info';
  return (
    <div role="status">
      <Note tone={tone} icon={state === 'delivered' ? 'check' : state === 'failed' ? 'warning' : 'clock'}>
        <b>{name}</b> {wordsOf(check)}
      </Note>
    </div>
  );
}

function wordsOf({ state, channel, sentAt, deliveredAt, errorCode }: PhoneCheckView): string {
  const sent = sentAt ? exactTime(sentAt) : '';
  switch (state) {
    case 'waiting':
    case 'submitting':
    case 'stopped':
      return settingsWords(`state.${state}`);
    case 'sent':
      return settingsWords(`state.sent.${channel}`, { sent });
    case 'delivered':
      return settingsWords(`state.delivered.${channel}`, { sent, delivered: deliveredAt ? exactTime(deliveredAt) : '' });
    case 'failed': {
      const words = settingsWords(`state.failed.${channel}`);
      return errorCode === null ? words : settingsWords('state.failed.code', { words, code: errorCode });
    }
  }
}
