import type { ReactNode } from 'react';
import { Mark } from '../app/mark.js';
import { RaiseFrame } from '../crisis/raise/raise-frame.js';
import { WaitingHere } from '../crisis/raise/without-session.js';
import { Button } from '../ui/button.js';
import { identityWords } from './identity-words.js';

/** A step of signing in: whose place this is, what waits on this phone, and the button that sends the form `form`. */
export function SignInFrame({ name, form, busy, title, lead, children }: { name: string; form: string; busy: boolean; title: string; lead: ReactNode; children: ReactNode }) {
  return (
    <RaiseFrame
      title={
        <span className="sign-in-brand">
          <Mark />
          {name}
        </span>
      }
      banner={<WaitingHere />}
      footer={
        <Button variant="primary" size="l" type="submit" form={form} busy={busy}>
          {identityWords('sign-in')}
        </Button>
      }
    >
      <div>
        <h1>{title}</h1>
        <p className="muted">{lead}</p>
      </div>
      {children}
    </RaiseFrame>
  );
}
