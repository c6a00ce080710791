import { setPreferences, usePreferences } from '../app/preferences.js';
import type { Theme } from '../app/preferences.js';
import { Segmented } from '../ui/segmented.js';

/** Light, dark, or as the device says, for looking at the gallery. */
export function ThemeChoice() {
  const { theme } = usePreferences();
  return (
    <Segmented<Theme>
      strong
      legend="Light or dark"
      value={theme}
      segments={[
        { value: 'system', label: 'As device' },
        { value: 'light', label: 'Light' },
        { value: 'dark', label: 'Dark' },
      ]}
      onChoose={(chosen) => setPreferences({ theme: chosen })}
    />
  );
}
