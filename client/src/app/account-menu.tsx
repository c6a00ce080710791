import { Avatar } from '../ui/avatar.js';
import { MenuButton } from '../ui/menu.js';
import type { MenuEntry } from '../ui/menu.js';
import { VisuallyHidden } from '../ui/visually-hidden.js';
import { setPreferences, usePreferences } from './preferences.js';
import type { Theme } from './preferences.js';
import { shellWords } from './shell-words.js';
import { turnSoundOff, turnSoundOn, useSoundOn } from './sound.js';

/** What is one's own: how this device looks and acts, the pages that found no place in the bar, and the way out. */
export function AccountMenu({
  name,
  initials,
  about,
  more,
  onSignOut,
  onGo,
}: {
  name: string;
  initials: string;
  /** The teams, in words. */
  about: string;
  more: readonly { href: string; label: string }[];
  onSignOut: () => void;
  onGo: (href: string) => void;
}) {
  const { theme, keys } = usePreferences();
  const soundOn = useSoundOn();
  const entries: MenuEntry[] = [
    ...more.map(({ href, label }): MenuEntry => ({ kind: 'link', href, label, onGo })),
    ...(more.length > 0 ? [{ kind: 'line' } as const] : []),
    {
      kind: 'pick',
      label: shellWords('account.theme'),
      value: theme,
      options: [
        { value: 'system', label: shellWords('account.theme.system') },
        { value: 'light', label: shellWords('account.theme.light') },
        { value: 'dark', label: shellWords('account.theme.dark') },
      ],
      onPick: (value) => setPreferences({ theme: value as Theme }),
    },
    {
      kind: 'pick',
      label: shellWords('account.sound'),
      value: soundOn ? 'on' : 'off',
      options: onOrOff(),
      onPick: (value) => (value === 'on' ? void turnSoundOn() : turnSoundOff()),
    },
    {
      kind: 'pick',
      label: shellWords('account.keys'),
      value: keys ? 'on' : 'off',
      options: onOrOff(),
      onPick: (value) => setPreferences({ keys: value === 'on' }),
    },
    { kind: 'line' },
    { kind: 'act', label: shellWords('account.sign-out'), icon: 'sign-out', onAct: onSignOut },
  ];
  return (
    <MenuButton
      className="account"
      label={shellWords('account')}
      trigger={
        <>
          <Avatar initials={initials} size="m" />
          <span className="account-word">{shellWords('nav.menu')}</span>
          <VisuallyHidden>, {name}</VisuallyHidden>
        </>
      }
      heading={
        <>
          <b>{name}</b>
          <br />
          <small>{about}</small>
        </>
      }
      entries={entries}
    />
  );
}

const onOrOff = () => [
  { value: 'on', label: shellWords('account.on') },
  { value: 'off', label: shellWords('account.off') },
];
