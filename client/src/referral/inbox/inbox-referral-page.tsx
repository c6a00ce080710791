import { useState } from 'react';
import { Link, useParams } from 'wouter';
import { call } from '../../app/api.js';
import { isProblem } from '../../app/core/problem.js';
import { GuestFrame } from '../../app/focus-frame.js';
import { PageLoading } from '../../app/page-loading.js';
import { useSession } from '../../app/session.js';
import { readableNumber } from '../../messaging/phones/core/readable-number.js';
import { ButtonLink, PhoneLink } from '../../ui/button.js';
import { EmptyState, FailedState } from '../../ui/states.js';
import { ProviderScreens } from '../provider-link/provider-screens.js';
import type { ProviderDoor } from '../provider-link/use-provider-link.js';
import { useProviderLink } from '../provider-link/use-provider-link.js';
import { refreshInbox } from './inbox-query.js';
import { inboxWords } from './inbox-words.js';

/** The way of whoever is signed in: the server knows their name, and what is told here stands in the list too. */
const accountDoor = (id: string): ProviderDoor => {
  const told = async <View,>(answer: Promise<View>): Promise<View> => {
    const view = await answer;
    void refreshInbox();
    return view;
  };
  return {
    key: ['inbox', id],
    look: (signal) => call('GET /api/v1/inbox/:id', { id }, signal ? { signal } : {}),
    opened: () => call('POST /api/v1/inbox/:id/opened', { id }),
    answer: ({ name: _name, role: _role, ...said }, idempotencyKey) => told(call('POST /api/v1/inbox/:id/answer', { id, ...said }, { idempotencyKey })),
    sendCode: () => call('POST /api/v1/inbox/:id/code', { id }),
    identify: (code) => call('POST /api/v1/inbox/:id/identity', { id, code }),
    tellPlaces: (available) => told(call('POST /api/v1/inbox/:id/places', { id, available })),
  };
};

/** One referral of the inbox: the same screens as behind its link, answered by the name of whoever is signed in. */
export function InboxReferralPage() {
  const { id } = useParams<{ id: string }>();
  return <Referral key={id} id={id} />;
}

function Referral({ id }: { id: string }) {
  const { staff, organization, network } = useSession();
  const [door] = useState(() => accountDoor(id));
  const [account] = useState(() => ({ name: staff.name, role: organization?.title ?? '' }));
  const link = useProviderLink(door);
  if (link.view) return <ProviderScreens link={link} view={link.view} account={account} />;
  const isGone = link.error !== null && (isProblem(link.error, 'referral/absent') || isProblem(link.error, 'request/malformed'));
  return (
    <GuestFrame name={network.name} guest={organization?.name}>
      <h1 className="visually-hidden">{inboxWords('title')}</h1>
      {link.error === null && <PageLoading lines={6} />}
      {isGone && (
        <EmptyState
          title={inboxWords('gone')}
          action={
            <Link href="/inbox" asChild>
              <ButtonLink>{inboxWords('title')}</ButtonLink>
            </Link>
          }
        >
          {inboxWords('gone.words')}
        </EmptyState>
      )}
      {link.error && !isGone && (
        <FailedState title={inboxWords('failed')} act={inboxWords('try-again')} onTry={link.look} also={<PhoneLink number={readableNumber(network.dutyPhone)} />}>
          {inboxWords('failed.words', { phone: readableNumber(network.dutyPhone) })}
        </FailedState>
      )}
    </GuestFrame>
  );
}
