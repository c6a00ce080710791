import './ui/index.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.js';
import { applyPreferences, getPreferences } from './app/preferences.js';
import { staysAway } from './app/quick-exit.js';
import { keepOnDevice } from './app/service-worker.js';
import { wakeSoundOnFirstTouch } from './app/sound.js';
import { readInOwnLanguage, wordsOf } from './app/words.js';

applyPreferences();
wakeSoundOnFirstTouch();
await readInOwnLanguage(getPreferences().language);

const root = staysAway() ? null : document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

// After everything else: neither may slow down the first screen.
function afterTheFirstScreen(): void {
  void wordsOf('rest');
  void keepOnDevice();
  void import('./settings/open-from-notice.js').then(({ openFromNotices }) => openFromNotices(), () => undefined);
  void import('./crisis/raise/send-anywhere.js').then(({ sendFromAnyPage }) => sendFromAnyPage(), () => undefined);
}
if (document.readyState === 'complete') afterTheFirstScreen();
else window.addEventListener('load', afterTheFirstScreen);
