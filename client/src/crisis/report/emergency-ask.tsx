import { useEffect, useEffectEvent, useId, useRef } from 'react';
import type { ReportView } from '../../../../server/contract/crisis.js';
import type { EmergencyAnswer } from '../../../../server/contract/words.js';
import { timeOfDay } from '../../app/format.js';
import { serverClock, useNow } from '../../live/server-clock.js';
import { Button, ButtonLink, LinkButton } from '../../ui/button.js';
import type { Fact } from '../../ui/fact-list.js';
import { useAnnounce } from '../../ui/live-region.js';
import { VisuallyHidden } from '../../ui/visually-hidden.js';
import { called } from '../raise/core/draft.js';
import type { Draft } from '../raise/core/draft.js';
import { callLink } from '../raise/core/draft-code.js';
import { drafts } from '../raise/drafts.js';
import { useLines } from '../raise/lines.js';
import { outbox } from '../raise/outbox.js';
import { mustAsk, timesAskedAgain } from './core/emergency-ask.js';
import { reportWords } from './report-words.js';
import './report.css';

/**
 * "Has anyone called?" It stands until it is answered. `now`: always. `first`: as soon as the report is sent. `again`:
 * only once it has come back, on pages where something else is in hand. Each time it comes back it is said and brought
 * into view.
 */
export function EmergencyAsk({
  report,
  draft,
  when,
  onAnswered,
}: {
  report: ReportView;
  draft: Draft;
  when: 'now' | 'first' | 'again';
  onAnswered?: (() => void) | undefined;
}) {
  const { emergencyNumber } = useLines();
  const now = useNow(1000);
  const again = timesAskedAgain(report.emergencyAskAt, now);
  const unanswered = mustAsk(report) && draft.call === null;
  const shown = when === 'now' || (unanswered && (when === 'first' || again > 0));
  const card = useComesBack(shown && unanswered ? again : 0);
  const heading = useId();
  if (!shown || emergencyNumber === null) return null;

  const answer = (given: EmergencyAnswer) => {
    void drafts.change(draft.id, (one) => called(one, given, serverClock.now()));
    outbox.send();
    onAnswered?.();
  };
  return (
    <section ref={card} className="emergency-ask" aria-labelledby={heading}>
      <h2 id={heading}>{reportWords.rich('call-question', { number: <bdi>{emergencyNumber}</bdi> })}</h2>
      <p className="muted">{reportWords(again > 0 && when !== 'now' ? 'call-question.again' : 'call-question.lead')}</p>
      <ButtonLink variant="danger" size="l" block icon="phone" href={callLink(emergencyNumber)} onClick={() => answer('called-now')}>
        {reportWords('call-now')}
      </ButtonLink>
      <div className="two">
        <Button onClick={() => answer('already-called')}>{reportWords('already-called')}</Button>
        <Button onClick={() => answer('not-needed')}>{reportWords('not-needed')}</Button>
      </div>
    </section>
  );
}

/** Each time `again` grows the card is scrolled to and spoken of; never the focus, because somebody may be typing. */
function useComesBack(again: number) {
  const card = useRef<HTMLElement>(null);
  const announce = useAnnounce();
  const { emergencyNumber } = useLines();
  const comeBack = useEffectEvent(() => {
    card.current?.scrollIntoView({ block: 'nearest' });
    if (emergencyNumber) announce.polite(reportWords('call-question', { number: emergencyNumber }));
  });
  useEffect(() => {
    if (again > 0) comeBack();
  }, [again]);
  return card;
}

/** What was answered, as one line with a way to change it; none for reports where nobody was asked. */
export function callFact({ report, draft, emergencyNumber, onChange }: { report: ReportView; draft: Draft; emergencyNumber: string | null; onChange: () => void }): Fact[] {
  const known = draft.call && !draft.call.known ? { answer: draft.call.answer, at: draft.call.at } : report.emergencyCall;
  if (!known || emergencyNumber === null) return [];
  return [
    {
      name: <bdi>{emergencyNumber}</bdi>,
      value: (
        <span className="num">
          {reportWords(`call.${known.answer}`, { time: timeOfDay(known.at) })}
          {draft.call?.known === false && <span className="muted"> ({reportWords('call.not-sent')})</span>}
        </span>
      ),
      action: report.state !== 'CLOSED' && (
        <LinkButton onClick={onChange}>
          {reportWords('change')}
          <VisuallyHidden> {emergencyNumber}</VisuallyHidden>
        </LinkButton>
      ),
    },
  ];
}
