import { useState } from 'react';
import { call } from '../app/api.js';
import { Problem, Unreachable } from '../app/core/problem.js';
import { chooseScreenLanguage } from '../app/language-choice.js';
import { setPreferences, usePreferences } from '../app/preferences.js';
import { shellWords } from '../app/shell-words.js';
import { turnSoundOff, turnSoundOn, useSoundOn } from '../app/sound.js';
import { rememberLanguage } from '../app/session.js';
import type { LanguageTag } from '../languages/core/choose-language.js';
import { LANGUAGES, LANGUAGE_TAGS } from '../languages/core/choose-language.js';
import { Button } from '../ui/button.js';
import { Panel } from '../ui/card.js';
import { Segmented } from '../ui/segmented.js';
import { Note } from '../ui/tag.js';
import { Switch } from '../ui/toggle.js';
import { settingsWords } from './settings-words.js';

/** How this device looks and sounds. It takes effect at once and stays on this device, but for the language, which goes with the person. */
export function DevicePanel() {
  const { theme, keys, sound, language } = usePreferences();
  const isHeard = useSoundOn();
  const [failed, setFailed] = useState(false);
  const chooseLanguage = async (chosen: LanguageTag | 'system') => {
    try {
      const { language: kept } = await call('PUT /api/v1/me/language', { language: chosen === 'system' ? null : chosen });
      rememberLanguage(kept);
      chooseScreenLanguage(chosen);
    } catch (error) {
      if (!(error instanceof Unreachable || error instanceof Problem)) throw error;
      setFailed(true);
    }
  };
  return (
    <Panel title={settingsWords('device')}>
      <Switch label={settingsWords('device.sound')} hint={settingsWords('device.sound.hint')} checked={sound} onToggle={(on) => (on ? void turnSoundOn() : turnSoundOff())} />
      {sound && !isHeard && (
        <Note tone="warning" icon="sound-off">
          {settingsWords('device.blocked')}
        </Note>
      )}
      {sound && (
        <div>
          <Button icon="sound" onClick={() => void turnSoundOn()}>
            {settingsWords('device.play')}
          </Button>
        </div>
      )}
      <div className="choice-head">
        <h3>{settingsWords('device.theme')}</h3>
        <Segmented
          legend={settingsWords('device.theme')}
          value={theme}
          onChoose={(chosen) => setPreferences({ theme: chosen })}
          segments={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: shellWords(`account.theme.${value}`) }))}
        />
      </div>
      <div className="choice-head">
        <h3>{shellWords('language')}</h3>
        <Segmented
          legend={shellWords('language')}
          value={language}
          onChoose={(chosen) => void chooseLanguage(chosen)}
          segments={(['system', ...LANGUAGE_TAGS] as const).map((value) => ({ value, label: value === 'system' ? shellWords('language.system') : <span lang={value}>{LANGUAGES[value]}</span> }))}
        />
        <p className="muted">{settingsWords('device.language.hint')}</p>
        {failed && (
          <p role="alert" className="field-error">
            {settingsWords('device.language.failed')}
          </p>
        )}
      </div>
      <Switch label={settingsWords('device.keys')} hint={settingsWords('device.keys.hint')} checked={keys} onToggle={(on) => setPreferences({ keys: on })} />
    </Panel>
  );
}
