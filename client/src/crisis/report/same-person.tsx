import { useState } from 'react';
import type { ReportView, SimilarCrisis } from '../../../../server/contract/crisis.js';
import { call, newIdempotencyKey } from '../../app/api.js';
import { ago, timeOfDay } from '../../app/format.js';
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

/** Which report was taken out of where again. */
const takenOut = new Map<string, string>();

const HOW = ['with', 'told', 'again'] as const;
const LASTS_MS = 10_000;

/** Offers to add a report to another open crisis about the same person. It only offers: nothing joins by itself. */
export function SamePerson({ report }: { report: ReportView }) {
  const [, drawAgain] = useState(0);
  const others = new Set([...notSame].flatMap((one) => (one.startsWith(`${report.id} `) ? [one.slice(report.id.length + 1)] : [])));
  const offer = offerOf(report, others);
  const ref = report.joinedFrom ? report.ref : added.get(report.id);
  const out = takenOut.get(report.id);
  if (ref !== undefined) return <Added report={report} at={ref} />;
  if (out !== undefined) {
    return (
      <Note tone="info" icon="info">
        <p>{sameWords('undone', { ref: out, own: report.ref })}</p>
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

/** Where the report went, and for two minutes the way back. */
function Added({ report, at }: { report: ReportView; at: string }) {
  const now = useNow(1000);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [key] = useState(newIdempotencyKey);
  const { polite } = useAnnounce();
  const until = report.joinedFrom?.undoUntil;
  const mayUndo = until !== undefined && now < Date.parse(until);

  const undo = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const view = await call('POST /api/v1/reports/:id/joined-to/undo', { id: report.id, reason: sameWords('undo.reason') }, { idempotencyKey: key, signal: AbortSignal.timeout(LASTS_MS) });
      added.delete(report.id);
      notSame.add(`${report.id} ${report.crisisId}`);
      takenOut.set(report.id, at);
      polite(sameWords('undone', { ref: at, own: view.ref }));
      // The page shows what became of it, although nothing is offered for it.
      keepReport({ ...view, similar: report.similar.length > 0 ? report.similar : [asOffer(report)] });
    } catch (error) {
      if (error instanceof Unreachable || (error instanceof DOMException && error.name === 'TimeoutError')) setFailure(sameWords('undo.offline'));
      else if (isProblem(error, 'crisis/join-undo-too-late')) setFailure(sameWords('undo.late'));
      else if (error instanceof Problem) setFailure(sameWords('undo.failed', { why: `${error.message}.` }));
      else throw error;
    } finally {
      setBusy(false);
    }
  };

  return (
    <Note tone="success" icon="check">
      <p>{sameWords('added', { ref: at })}</p>
      <p>{sameWords('added.words', { ref: at })}</p>
      {failure && <p role="alert">{failure}</p>}
      {mayUndo && (
        <p className="stack">
          <Button busy={busy} onClick={() => void undo()}>
            {sameWords('undo')}
          </Button>
          <small>{sameWords('undo.until', { time: timeOfDay(until) })}</small>
        </p>
      )}
    </Note>
  );
}

/** The crisis that a report was in, as if it were offered: so that its page still loads what tells about it. */
const asOffer = ({ crisisId, ref, urgency, sentAt, owner }: ReportView): SimilarCrisis => ({ crisisId, ref, shows: urgency.shows, raisedAt: sentAt, why: 'same-raiser', ownerName: owner?.name ?? null });

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
