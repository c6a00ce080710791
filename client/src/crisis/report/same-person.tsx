import { useState } from 'react';
import type { ReportView, SimilarCrisis } from '../../../../server/contract/crisis.js';
import { call, newIdempotencyKey } from '../../app/api.js';
import { ago } from '../../app/format.js';
import { Problem, Unreachable, isProblem } from '../../app/core/problem.js';
import { useNow } from '../../live/server-clock.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';
import { useAnnounce } from '../../ui/live-region.js';
import { Note, PillButton } from '../../ui/tag.js';
import { offerOf } from './core/not-same.js';
import { keepReport } from './report-query.js';
import { sameWords } from './same-person-words.js';

/** What the raiser said is about somebody else: `report other`, for as long as this page of the browser is open. */
const notSame = new Set<string>();
/** Where a report was added, so that its page goes on saying so. */
const added = new Map<string, string>();

const HOW = ['with', 'told', 'again'] as const;
const LASTS_MS = 10_000;

/** Offers to add a report to another open crisis about the same person. It only offers: nothing joins by itself. */
export function SamePerson({ report }: { report: ReportView }) {
  const [, drawAgain] = useState(0);
  const others = new Set([...notSame].flatMap((one) => (one.startsWith(`${report.id} `) ? [one.slice(report.id.length + 1)] : [])));
  const offer = offerOf(report, others);
  const ref = added.get(report.id);
  if (ref !== undefined) {
    return (
      <Note tone="success" icon="check">
        <p>{sameWords('added', { ref })}</p>
        <p>{sameWords('added.words', { ref })}</p>
      </Note>
    );
  }
  if (!offer) return null;
  const dismiss = () => {
    notSame.add(`${report.id} ${offer.crisisId}`);
    drawAgain((times) => times + 1);
  };
  return <Offer key={offer.crisisId} report={report} offer={offer} onAnother={dismiss} />;
}

function Offer({ report, offer, onAnother }: { report: ReportView; offer: SimilarCrisis; onAnother: () => void }) {
  const now = useNow(5000);
  const [asks, setAsks] = useState(false);
  const [own, setOwn] = useState('');
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [keys] = useState(() => new Map<string, string>());
  const { polite } = useAnnounce();
  const { ref, ownerName } = offer;

  const add = async (confirmed: string) => {
    setBusy(true);
    setFailure(null);
    const key = keys.get(confirmed) ?? newIdempotencyKey();
    keys.set(confirmed, key);
    try {
      const view = await call('POST /api/v1/reports/:id/joined-to', { id: report.id, crisisId: offer.crisisId, ...(confirmed !== '' && { confirmed }) }, { idempotencyKey: key, signal: AbortSignal.timeout(LASTS_MS) });
      added.set(report.id, ref);
      polite(sameWords('added', { ref }));
      // It is offered nowhere any more; the page goes on showing where it went.
      keepReport({ ...view, similar: report.similar });
    } catch (error) {
      if (isProblem(error, 'crisis/join-not-sure')) setAsks(true);
      else setFailure(wordsOf(error, report));
    } finally {
      setBusy(false);
    }
  };

  return (
    <section className="same-person" aria-label={sameWords('title')}>
      <p>
        {sameWords(`offer.${offer.why}`, { ref, ago: ago(Date.parse(offer.raisedAt), now) })} {ownerName === null ? sameWords('nobody', { ref }) : sameWords('owner', { name: ownerName, ref })}
      </p>
      {failure && (
        <Note tone="warning" icon="warning">
          {failure}
        </Note>
      )}
      {!asks && (
        <div className="same-person-acts">
          <Button variant="primary" busy={busy} onClick={() => void add('')}>
            {sameWords('add', { ref })}
          </Button>
          <Button onClick={onAnother}>{sameWords('another')}</Button>
        </div>
      )}
      {asks && (
        <form
          className="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setMissing(own.trim() === '');
            if (own.trim() !== '') void add(own.trim());
          }}
        >
          <p>
            <b>{sameWords('how')}</b>
          </p>
          <div className="row" role="group" aria-label={sameWords('how')}>
            {HOW.map((how) => (
              <PillButton key={how} onClick={() => void add(sameWords(`how.${how}`))}>
                {sameWords(`how.${how}`)}
              </PillButton>
            ))}
          </div>
          <TextField label={sameWords('how.own')} value={own} maxLength={300} error={missing && sameWords('how.missing')} onChange={(event) => setOwn(event.target.value)} />
          <div className="same-person-acts">
            <Button type="submit" variant="primary" busy={busy}>
              {sameWords('send', { ref })}
            </Button>
            <Button onClick={onAnother}>{sameWords('another')}</Button>
          </div>
        </form>
      )}
    </section>
  );
}

function wordsOf(error: unknown, { owner }: ReportView): string {
  if (error instanceof Unreachable || (error instanceof DOMException && error.name === 'TimeoutError')) return sameWords('offline');
  if (isProblem(error, 'crisis/stand-down-taken') && owner) return sameWords('taken', { name: owner.name });
  if (error instanceof Problem) return sameWords('failed', { why: `${error.message}.` });
  throw error;
}
