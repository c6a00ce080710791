import { useState } from 'react';
import type { Exclusion, MatchAnswer } from '../../../../server/contract/matching.js';
import { saidByServer } from '../../app/words.js';
import { ReasonDialog } from '../../crisis/board/reason-dialog.js';
import { Button, LinkButton } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { VisuallyHidden } from '../../ui/visually-hidden.js';
import { referWords } from './refer-words.js';

const REASONS = ['knows', 'agreed', 'nothing-else'] as const;

/** Which services are not offered and why, one line for all and a list behind it; each can be asked anyway, with a reason. */
export function NotShown({ answer, onAskAnyway }: { answer: MatchAnswer; onAskAnyway: (excluded: Exclusion, reason: string) => void }) {
  const [listed, setListed] = useState(false);
  const [asking, setAsking] = useState<Exclusion | null>(null);
  const total = answer.excludedCounts.reduce((sum, { count }) => sum + count, 0);
  if (total === 0 && answer.excluded.length === 0) return null;
  return (
    <div className="not-shown">
      <span>
        <b>{referWords('not-shown')}</b> {answer.excludedCounts.map(({ count, words }) => referWords('not-shown.counts', { count, words: saidByServer(words) })).join(', ')}
      </span>
      <LinkButton onClick={() => setListed(true)}>{referWords('not-shown.all', { count: answer.excluded.length })}</LinkButton>
      <Dialog open={listed && asking === null} title={referWords('not-shown.title')} closeLabel={referWords('close-dialog')} onClose={() => setListed(false)}>
        <ul className="excluded">
          {answer.excluded.map((excluded) => (
            <li key={excluded.serviceId}>
              <div>
                <b>{excluded.serviceName}</b>
                <small>{saidByServer(excluded.words)}</small>
              </div>
              {excluded.rule === 'consent' ? (
                <small>{referWords('anyway.person-said-no')}</small>
              ) : (
                <Button size="s" onClick={() => setAsking(excluded)}>
                  {referWords('anyway')}
                  <VisuallyHidden> {excluded.serviceName}</VisuallyHidden>
                </Button>
              )}
            </li>
          ))}
        </ul>
        {total > answer.excluded.length && <p className="muted">{referWords('not-shown.more', { count: total - answer.excluded.length })}</p>}
      </Dialog>
      <ReasonDialog
        open={asking !== null}
        title={referWords('anyway.title', { name: asking?.serviceName ?? '' })}
        reasons={REASONS.map((reason) => referWords(`anyway.reason.${reason}`))}
        sendLabel={referWords('anyway.send')}
        onSend={async (reason) => {
          if (asking) onAskAnyway(asking, reason);
          setListed(false);
        }}
        onClose={() => setAsking(null)}
      >
        {referWords('anyway.words', { why: saidByServer(asking?.words ?? '') })}
      </ReasonDialog>
    </div>
  );
}
