import { useState } from 'react';
import { CHOICE_GROUPS, OWN_DELAYS } from '../../../server/contract/identity.js';
import type { ChannelChoices, ChoiceGroup, MyChannelsView, QuietHours } from '../../../server/contract/identity.js';
import { call } from '../app/api.js';
import { isProblem } from '../app/core/problem.js';
import { queries } from '../app/queries.js';
import { languageTag } from '../app/words.js';
import { readableNumber } from '../messaging/phones/core/readable-number.js';
import { Button } from '../ui/button.js';
import { Panel } from '../ui/card.js';
import { Select, TextField } from '../ui/field.js';
import { Segmented } from '../ui/segmented.js';
import { ErrorSummary } from '../ui/states.js';
import { Switch } from '../ui/toggle.js';
import { useToasts } from '../ui/toast.js';
import { choiceFaultsOf, delayAt, firstChoice, placesOf, withDelay } from './core/choice-draft.js';
import type { ChoiceFault, Place } from './core/choice-draft.js';
import { failureWords } from './failure.js';
import { noticeWords } from './notices-words.js';
import { channelsQuery, hearChannels } from './settings-query.js';
import { settingsWords } from './settings-words.js';

interface Trouble {
  title: string;
  words?: string;
  fields: { fieldId: string; words: string }[];
  count: number;
}

const QUIET_FROM = 'quiet-from';
const modeId = (group: ChoiceGroup): string => `choice-${group}`;
const faultWords = ({ group, kind }: ChoiceFault): string => (kind === 'emergency' ? settingsWords('fault.emergency') : settingsWords('fault.at-once', { group: settingsWords(`group.${group}`) }));

/** What a page does, by urgency, and quiet hours: chosen together and saved together. */
export function ChoicesPanel({ view, timeZone, browsers }: { view: MyChannelsView; timeZone: string; browsers: readonly string[] }) {
  const toasts = useToasts();
  const [choices, setChoices] = useState<ChannelChoices>(view.choices);
  const [quiet, setQuiet] = useState<QuietHours | null>(view.quiet);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const places = placesOf(view.numbers);
  const tell = (told: Omit<Trouble, 'count'>) => setTrouble((last) => ({ ...told, count: (last?.count ?? 0) + 1 }));

  const faults = (): Trouble['fields'] => [
    ...choiceFaultsOf(choices).map((fault) => ({ fieldId: modeId(fault.group), words: faultWords(fault) })),
    ...(quiet && (quiet.from === '' || quiet.until === '') ? [{ fieldId: QUIET_FROM, words: settingsWords('quiet.missing') }] : []),
    ...(quiet && quiet.from !== '' && quiet.from === quiet.until ? [{ fieldId: QUIET_FROM, words: settingsWords('quiet.same') }] : []),
  ];

  const save = async () => {
    const fields = faults();
    if (fields.length > 0) return tell({ title: settingsWords('fault.title'), fields });
    setBusy(true);
    setTrouble(null);
    try {
      hearChannels(await call('PUT /api/v1/me/channels', { seenVersion: view.version, order: view.numbers.map(({ id }) => id), choices, quiet }));
      const words = settingsWords('saved');
      toasts.show({ title: words, spoken: words, seconds: 6 });
    } catch (error) {
      if (isProblem(error, 'identity/changed')) {
        const now = await queries.fetchQuery({ ...channelsQuery, staleTime: 0 });
        setChoices(now.choices);
        setQuiet(now.quiet);
        tell({ title: settingsWords('changed'), words: settingsWords('changed-words'), fields: [] });
      } else tell({ title: failureWords(error), fields: [] });
    } finally {
      setBusy(false);
    }
  };

  return (
    <form
      noValidate
      className="settings-choices"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void save();
      }}
    >
      {trouble && (
        <div className="settings-trouble">
          <ErrorSummary key={trouble.count} title={trouble.title} fields={trouble.fields}>
            {trouble.words}
          </ErrorSummary>
        </div>
      )}
      <Panel title={settingsWords('choices')}>
        <p className="muted">{settingsWords('choices.words')}</p>
        {CHOICE_GROUPS.map((group) => (
          <Group
            key={group}
            group={group}
            view={view}
            places={places}
            ways={choices[group]}
            browsers={browsers}
            onChange={(ways) => setChoices((now) => ({ ...now, [group]: ways }))}
          />
        ))}
        <p className="muted">{settingsWords('delay-note')}</p>
      </Panel>
      <Panel title={settingsWords('quiet')}>
        <p className="muted">{settingsWords('quiet.words')}</p>
        <Switch label={settingsWords('quiet.on')} checked={quiet !== null} onToggle={(on) => setQuiet(on ? { from: '22:00', until: '07:00', timeZone } : null)} />
        {quiet && (
          <>
            <div className="settings-times">
              <TextField id={QUIET_FROM} type="time" label={settingsWords('quiet.from')} value={quiet.from} onChange={({ target }) => setQuiet({ ...quiet, from: target.value.slice(0, 5) })} />
              <TextField type="time" label={settingsWords('quiet.until')} value={quiet.until} onChange={({ target }) => setQuiet({ ...quiet, until: target.value.slice(0, 5) })} />
            </div>
            <p className="muted">{settingsWords('quiet.zone', { zone: quiet.timeZone.replaceAll('_', ' ') })}</p>
          </>
        )}
      </Panel>
      <div>
        <Button type="submit" variant="primary" busy={busy}>
          {settingsWords('save')}
        </Button>
      </div>
    </form>
  );
}

function Group({
  group,
  view,
  places,
  ways,
  browsers,
  onChange,
}: {
  group: ChoiceGroup;
  view: MyChannelsView;
  places: readonly Place[];
  ways: ChannelChoices[ChoiceGroup];
  browsers: readonly string[];
  onChange: (ways: ChannelChoices[ChoiceGroup]) => void;
}) {
  const name = settingsWords(`group.${group}`);
  return (
    <div id={modeId(group)} tabIndex={-1} className="choice-group" role="group" aria-label={name}>
      <div className="choice-head">
        <h3>{name}</h3>
        {places.length > 0 && (
          <Segmented
            legend={settingsWords('mode.of', { group: name })}
            value={ways === null ? 'ladder' : 'own'}
            onChoose={(mode) => onChange(mode === 'ladder' ? null : firstChoice(places))}
            segments={(['ladder', 'own'] as const).map((value) => ({ value, label: settingsWords(`mode.${value}`) }))}
          />
        )}
      </div>
      {ways === null ? (
        <p className="muted">{ladderWords(view, group)}</p>
      ) : (
        <>
          <p className="muted">{settingsWords(`group.${group}.hint`)}</p>
          <div className="choice-ways">
            {places.map((place) => (
              <Select
                key={`${place.channel} ${place.numberId}`}
                label={settingsWords.rich(`way.${place.channel}`, { number: <bdi className="num nowrap">{readableNumber(place.number)}</bdi> })}
                value={String(delayAt(ways, place) ?? 'never')}
                onChange={({ target }) => onChange(withDelay(ways, place, target.value === 'never' ? null : Number(target.value)))}
              >
                {OWN_DELAYS.map((seconds) => (
                  <option key={seconds} value={seconds}>
                    {settingsWords(`when.${seconds}`)}
                  </option>
                ))}
                <option value="never">{settingsWords('when.never')}</option>
              </Select>
            ))}
          </div>
        </>
      )}
      {browsers.length > 0 && <p className="muted">{noticeWords('beside', { browsers: new Intl.ListFormat(languageTag()).format([...new Set(browsers)]) })}</p>}
    </div>
  );
}

function ladderWords(view: MyChannelsView, group: ChoiceGroup): string {
  const channels = [...new Set(view.now[group].map(({ channel }) => channel))].map((channel) => settingsWords(`channel.${channel}`));
  if (channels.length === 0) return settingsWords('now.nothing');
  return settingsWords('now.ladder', { channels: new Intl.ListFormat(languageTag(), { type: 'disjunction' }).format(channels) });
}
