import './ui/index.css';
import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.js';
import { atMost } from './app/core/at-most.js';
import { applyPreferences, getPreferences } from './app/preferences.js';
import { staysAway } from './app/quick-exit.js';
import { fetchPageAt } from './app/routes.js';
import { keepOnDevice } from './app/service-worker.js';
import { askWhoIsHere } from './app/session.js';
import { wakeSoundOnFirstTouch } from './app/sound.js';
import { whenIdle, whenQuiet } from './app/when-quiet.js';
import { readInOwnLanguage, wordsOf } from './app/words.js';

/** A page whose part or whose session is slow to come shows its frame and that it waits. Source: product design guide §3, "Skeleton after 300 ms". */
const DRAWN_AT_LATEST_MS = 300;

applyPreferences();
wakeSoundOnFirstTouch();
const root = staysAway() ? null : document.getElementById('root');

/** No `await` stands at the top of this file: the pages' files build on this one, and would wait for what waits for them. */
async function drawPages(where: HTMLElement): Promise<void> {
  await readInOwnLanguage(getPreferences().language);
  await atMost(DRAWN_AT_LATEST_MS, Promise.all([fetchPageAt(location.pathname), askWhoIsHere()]));
  // In short pieces: a finger on the screen meanwhile is heard between them.
  startTransition(() => {
    createRoot(where).render(
      <StrictMode>
        <App />
      </StrictMode>,
    );
  });
}

// After everything else: none of it may slow down the first screen.
function afterTheFirstScreen(): void {
  void keepOnDevice();
  whenQuiet(() => void wordsOf('rest'));
  void import('./settings/open-from-notice.js').then(({ openFromNotices }) => openFromNotices(), () => undefined);
  void import('./crisis/raise/send-anywhere.js').then(({ sendFromAnyPage }) => sendFromAnyPage(), () => undefined);
}

if (root) void drawPages(root).finally(() => whenIdle(afterTheFirstScreen));
