import { useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useLocation } from 'wouter';
import type { BoardState } from '../../crisis/board/core/board-state.js';
import { boardWords } from '../../crisis/board/board-words.js';
import { Dialog } from '../../ui/dialog.js';
import { Icon } from '../../ui/icon.js';
import { Keys } from '../../ui/kbd.js';
import { useAnnounce } from '../../ui/live-region.js';
import { call } from '../api.js';
import { capsOf, openKeyHelp, useCurrentPageKeys } from '../page-keys.js';
import { setPreferences, usePreferences } from '../preferences.js';
import { queries } from '../queries.js';
import { useNetwork, useWho, may } from '../session.js';
import type { NavEntry } from '../shell-frame.js';
import { shellWords } from '../shell-words.js';
import { turnSoundOff, turnSoundOn, useSoundOn } from '../sound.js';
import { findCommands, moved, refIn } from './core/find-commands.js';
import type { Command } from './core/find-commands.js';
import { paletteWords } from './palette-words.js';
import './palette.css';

interface Props {
  open: boolean;
  pages: readonly Pick<NavEntry, 'href' | 'label'>[];
  onClose: () => void;
}

/** Everything that can be done or opened from here, found by its name; a ref leads to its crisis. */
export function CommandPalette({ open, pages, onClose }: Props) {
  const wanted = useRef<(() => void) | null>(null);
  useEffect(() => {
    if (open) return;
    // By now the dialog is gone and the focus stands again where the act looks for it.
    const act = wanted.current;
    wanted.current = null;
    act?.();
  }, [open]);
  const closeAnd = (act: () => void) => () => {
    wanted.current = act;
    onClose();
  };
  return (
    <Dialog open={open} title={paletteWords('title')} closeLabel={shellWords('close')} onClose={onClose}>
      <Palette pages={pages} closeAnd={closeAnd} />
    </Dialog>
  );
}

/** Makes what closes the palette first, and then acts. */
type CloseAnd = (act: () => void) => () => void;

function Palette({ pages, closeAnd }: Pick<Props, 'pages'> & { closeAnd: CloseAnd }) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const { polite } = useAnnounce();
  const { missing, find } = useFindRef(closeAnd);
  const all = useCommands(pages, closeAnd);
  const ref = refIn(typed);
  const found = findCommands(all, typed);
  const shown: Command[] = ref === null ? found : [...found, { id: 'ref', label: paletteWords('find-ref', { ref }), group: paletteWords('crises'), act: () => void find(ref) }];
  const at = Math.min(chosen, Math.max(shown.length - 1, 0));
  const count = shown.length;

  useEffect(() => {
    if (typed !== '') polite(count === 0 ? paletteWords('none') : paletteWords('count', { count }));
  }, [typed, count, polite]);

  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setChosen(moved(at, event.key === 'ArrowDown' ? 1 : -1, count));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      shown[at]?.act();
    }
  };

  return (
    <div className="palette">
      <label className="palette-field">
        <Icon name="search" size={18} />
        <span className="visually-hidden">{paletteWords('label')}</span>
        <input
          // The browser gives the focus here when the dialog opens.
          ref={(input) => input?.setAttribute('autofocus', '')}
          type="text"
          role="combobox"
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={count > 0 ? `${id}-${at}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          placeholder={paletteWords('label')}
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value);
            setChosen(0);
          }}
          onKeyDown={onKey}
        />
      </label>
      <div id={`${id}-list`} role="listbox" aria-label={paletteWords('list')} className="palette-list">
        {shown.map((command, place) => (
          // Keys come through the field, which names the chosen one.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={command.id}
            id={`${id}-${place}`}
            ref={(line) => {
              if (place === at) line?.scrollIntoView({ block: 'nearest' });
            }}
            role="option"
            tabIndex={-1}
            aria-selected={place === at}
            onPointerMove={() => setChosen(place)}
            onClick={command.act}
          >
            <span>{command.label}</span>
            {command.caps && <Keys keys={command.caps} />}
            <small className="muted">{command.group}</small>
          </div>
        ))}
      </div>
      {count === 0 && <p className="muted">{paletteWords('none')}</p>}
      {missing !== null && <p role="status">{missing}</p>}
      <p className="muted palette-how">{paletteWords('how')}</p>
    </div>
  );
}

/** What can be done: on this page first, then crises on the board, pages, and this device. */
function useCommands(pages: Props['pages'], then: CloseAnd): Command[] {
  const [location, go] = useLocation();
  const here = useCurrentPageKeys();
  const { keys, theme } = usePreferences();
  const soundOn = useSoundOn();
  const inGroup = (group: string, commands: readonly Omit<Command, 'group'>[]): Command[] => commands.map((command) => ({ ...command, group }));
  return [
    ...inGroup(paletteWords('here'), here.filter(({ key }) => key !== 'j' && key !== 'k').map((key) => ({ id: `key ${key.key}`, label: capital(key.words), caps: capsOf(key), act: then(() => key.act(new KeyboardEvent('keydown', { key: key.key }) as never)) }))),
    ...inGroup(paletteWords('crises'), cardsOnBoard().map(({ id, ref, headline }) => ({ id: `crisis ${id}`, label: paletteWords('open-crisis', { ref, headline: headline ?? boardWords('headline.none') }), act: then(() => go(`/crises/${id}`)) }))),
    ...inGroup(paletteWords('pages'), pages.filter(({ href }) => href !== location).map(({ href, label }) => ({ id: `page ${href}`, label, act: then(() => go(href)) }))),
    ...inGroup(paletteWords('device'), [
      { id: 'sound', label: paletteWords(soundOn ? 'sound.off' : 'sound.on'), act: then(() => (soundOn ? turnSoundOff() : void turnSoundOn())) },
      { id: 'keys', label: paletteWords(keys ? 'keys.off' : 'keys.on'), act: then(() => setPreferences({ keys: !keys })) },
      { id: 'all-keys', label: paletteWords('keys.all'), caps: ['?'], act: then(openKeyHelp) },
      { id: 'theme', label: paletteWords(theme === 'dark' ? 'theme.light' : 'theme.dark'), act: then(() => setPreferences({ theme: theme === 'dark' ? 'light' : 'dark' })) },
    ]),
  ];
}

/** What the board knows, where it was fetched at all. */
const cardsOnBoard = () => queries.getQueryData<BoardState>(['board'])?.board.cards ?? [];

const capital = (words: string): string => words.charAt(0).toLocaleUpperCase() + words.slice(1);

/** Looks a ref up among all crises that this person may see. */
function useFindRef(closeAnd: CloseAnd): { missing: string | null; find: (ref: string) => Promise<void> } {
  const [missing, setMissing] = useState<string | null>(null);
  const [, go] = useLocation();
  const phone = useNetwork()?.dutyPhone ?? '';
  const { session } = useWho();
  const find = async (ref: string) => {
    try {
      const { crises: [found] } = may(session, 'crisis:open') ? await call('POST /api/v1/crises/search', { ref }) : { crises: [] };
      if (!found) return setMissing(paletteWords('ref-none', { ref }));
      return closeAnd(() => go(`/crises/${found.id}`))();
    } catch {
      return setMissing(paletteWords('ref-failed', { ref, phone }));
    }
  };
  return { missing, find };
}
