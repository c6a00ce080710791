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
  who: Who;
  setWho: (who: Who) => void;
  /** Who answers was told already on this page. */
  known: boolean;
  setKnown: (known: boolean) => void;
}

/** Where the page puts it for its parts. */
export const ProviderContext = createContext<Provider | null>(null);

/** The referral that this page is about. */
export function useProvider(): Provider {
  const provider = useContext(ProviderContext);
  if (!provider) throw new Error('useProvider stands only below the provider page');
  return provider;
}
