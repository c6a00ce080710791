import { QueryClientProvider } from '@tanstack/react-query';
import { LiveRegion } from '../ui/live-region.js';
import { ToastRegion } from '../ui/toast.js';
import { Pages } from './pages.js';
import { queries } from './queries.js';
import { shellWords } from './shell-words.js';

/** The whole client: what every page may lean on, and the pages. */
export function App() {
  return (
    <QueryClientProvider client={queries}>
      <LiveRegion>
        <ToastRegion label={shellWords('toasts')}>
          <Pages />
        </ToastRegion>
      </LiveRegion>
    </QueryClientProvider>
  );
}
