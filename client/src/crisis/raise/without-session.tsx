import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { ButtonLink, PhoneLink } from '../../ui/button.js';
import { Banner } from '../../ui/banner.js';
import { textLink } from './core/draft-code.js';
import { drafts } from './drafts.js';
import { useLines } from './lines.js';
import { RaiseFrame } from './raise-frame.js';
import { raiseWords } from './raise-words.js';
import './raise.css';

/** Nobody is known on this phone: the way in, and what works without it. `kept`: something was being written. */
export function SignedOut({ to, kept }: { to: string; kept?: boolean | undefined }) {
  const { dutyPhone } = useLines();
  return (
    <RaiseFrame
      back={{ href: '/' }}
      banner={<WaitingHere />}
      footer={
        <Link href={`/sign-in?to=${encodeURIComponent(to)}`} asChild>
          <ButtonLink variant="primary" size="l">
            {raiseWords('sign-in')}
          </ButtonLink>
        </Link>
      }
    >
      <div>
        <h1>{raiseWords(kept ? 'signed-out.go-on' : 'signed-out.title')}</h1>
        <p className="muted">{raiseWords(kept ? 'signed-out.kept' : 'signed-out.words')}</p>
      </div>
      {dutyPhone && (
        <div className="stack">
          <PhoneLink number={dutyPhone} words={raiseWords('signed-out.call')} block />
          <ButtonLink href={textLink(dutyPhone, 'EM')} icon="message" block>
            {raiseWords('signed-out.text')}
          </ButtonLink>
          <p className="muted">{raiseWords('signed-out.text-hint')}</p>
        </div>
      )}
    </RaiseFrame>
  );
}

/** Somebody whose role raises nothing. */
export function MayNotRaise() {
  const { dutyPhone } = useLines();
  return (
    <RaiseFrame back={{ href: '/' }}>
      <div>
        <h1>{raiseWords('not-allowed.title')}</h1>
        <p className="muted">{raiseWords('not-allowed.words')}</p>
      </div>
      {dutyPhone && <PhoneLink number={dutyPhone} words={raiseWords('signed-out.call')} block />}
    </RaiseFrame>
  );
}

/** Says that reports lie unsent on this phone: anybody's, or those of others than `notOf`. Nothing about what they say. */
export function WaitingHere({ notOf }: { notOf?: string | undefined }) {
  const [count, setCount] = useState(0);
  const { dutyPhone } = useLines();
  useEffect(() => {
    let asked = true;
    void drafts.countWaiting(notOf).then((waiting) => asked && setCount(waiting));
    return () => {
      asked = false;
    };
  }, [notOf]);
  if (count === 0) return null;
  return (
    <Banner
      kind="offline"
      title={raiseWords('waiting-here', { count })}
      actions={dutyPhone && <PhoneLink number={dutyPhone} words={raiseWords('unsent.call')} />}
    >
      {raiseWords(notOf === undefined ? 'waiting-here.sign-in' : 'waiting-here.others')}
    </Banner>
  );
}
