import type { ProviderAccountLink } from '../../../../server/contract/inbox.js';
import { timeNear } from '../../app/format.js';
import { useNow } from '../../live/server-clock.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';
import { useToasts } from '../../ui/toast.js';
import { accountsWords } from './accounts-words.js';

const LINK_ID = 'account-link';

/** A link that is shown this one time: the server keeps only its hash. */
export function LinkOnce({ link: { account, url, endsAt, sentTo } }: { link: ProviderAccountLink }) {
  const toasts = useToasts();
  const now = useNow(60_000);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(url);
      toasts.show({ title: accountsWords('link.copied'), spoken: accountsWords('link.copied'), seconds: 6 });
    } catch {
      // The browser forbids it: the field is there to copy from by hand.
      document.getElementById(LINK_ID)?.focus();
    }
  };
  return (
    <div className="stack" role="status">
      <p>{accountsWords('link.words', { until: timeNear(endsAt, now) })}</p>
      {sentTo !== null && <p>{accountsWords('link.sent', { to: sentTo })}</p>}
      <TextField id={LINK_ID} label={accountsWords('link.label', { name: account.name })} readOnly value={url} onFocus={({ target }) => target.select()} />
      <div>
        <Button icon="check" onClick={() => void copy()}>
          {accountsWords('link.copy')}
        </Button>
      </div>
    </div>
  );
}
