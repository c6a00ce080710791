import { createContext, useContext } from 'react';
import type { ProviderView } from '../../../../server/contract/referral.js';
import type { ProviderLink } from './use-provider-link.js';
import type { Who } from './who-fields.js';

/** What every part of the page works with. */
export interface Provider {
  link: ProviderLink;
  view: ProviderView;
  /** Who has the crisis, or the network while nobody is named. */
  owner: string;
  /** The owner's number as people read it. */
  phone: string;
  who: Who;
  setWho: (who: Who) => void;
  /** Who answers was told already on this page. */
  known: boolean;
  setKnown: (known: boolean) => void;
  /** Somebody signed in: who they are is settled, and there is a list to go back to. */
  isAccount: boolean;
  /** The code on its way to another contact of the service. */
  code: { send: () => Promise<void>; busy: boolean; failure: string | null };
  /** When this page saw the yes, and the code taken; ISO 8601. Null for what happened before it was opened. */
  seenAt: { accepted: string | null; identified: string | null };
  setSeenAt: (seen: Partial<Provider['seenAt']>) => void;
}

/** Where the page puts it for its parts. */
export const ProviderContext = createContext<Provider | null>(null);

/** The referral that this page is about. */
export function useProvider(): Provider {
  const provider = useContext(ProviderContext);
  if (!provider) throw new Error('useProvider stands only below the provider page');
  return provider;
}
