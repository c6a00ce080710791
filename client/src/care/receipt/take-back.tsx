import { useState } from 'react';
import { Button } from '../../ui/button.js';
import { useAnnounce } from '../../ui/live-region.js';
import { Note } from '../../ui/tag.js';
import { VisuallyHidden } from '../../ui/visually-hidden.js';
import { receiptWords } from './receipt-words.js';

/** Taking a yes back by oneself: asked once more in place, because it ends what rests on it. */
export function TakeBack({ id, service, org, onTakeBack }: { id: string; service: string; org: string; onTakeBack: (consentId: string) => Promise<void> }) {
  const announce = useAnnounce();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const take = async () => {
    if (busy) return;
    setBusy(true);
    setFailed(false);
    try {
      await onTakeBack(id);
      announce.polite(receiptWords('take-back.done'));
    } catch {
      // Whatever it was: nothing was taken back, and a person can be rung.
      setFailed(true);
      setBusy(false);
    }
  };
  if (!asking) {
    return (
      <div>
        <Button size="s" onClick={() => setAsking(true)}>
          {receiptWords('take-back')}
          <VisuallyHidden> {service}</VisuallyHidden>
        </Button>
      </div>
    );
  }
  return (
    <div className="stack" role="group" aria-label={receiptWords('take-back.of', { service })}>
      <Note tone="warning">{receiptWords('take-back.sure', { service })}</Note>
      {failed && (
        <Note tone="warning" icon="warning">
          <span role="alert">{receiptWords('take-back.failed', { org })}</span>
        </Note>
      )}
      <div className="row">
        <Button variant="primary" busy={busy} onClick={() => void take()}>
          {receiptWords('take-back.do')}
        </Button>
        <Button onClick={() => setAsking(false)}>{receiptWords('take-back.leave')}</Button>
      </div>
    </div>
  );
}
