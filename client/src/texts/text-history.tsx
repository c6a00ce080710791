import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { WordingKey, WordingVersionView, WordingView } from '../../../server/contract/wording.js';
import { Moment } from '../app/time.js';
import { Button } from '../ui/button.js';
import { Panel } from '../ui/card.js';
import { Skeleton } from '../ui/states.js';
import { Note } from '../ui/tag.js';
import { historyQuery } from './texts-query.js';
import { textsWords } from './texts-words.js';

interface Back { busy: boolean; onPutBack: (version: number) => Promise<void> }

/** What a text said before, fetched when somebody asks, with a way to let it hold again. */
export function TextHistory({ text, ...back }: Back & { text: WordingView }) {
  const [open, setOpen] = useState(false);
  return (
    <Panel title={textsWords('history')}>
      {text.version === 0 && <p className="muted">{textsWords('history.none')}</p>}
      {text.version > 0 && !open && (
        <div>
          <Button onClick={() => setOpen(true)}>{textsWords('history.show')}</Button>
        </div>
      )}
      {text.version > 0 && open && <Versions wording={text.key} {...back} />}
    </Panel>
  );
}

function Versions({ wording, busy, onPutBack }: Back & { wording: WordingKey }) {
  const { data, error, refetch } = useQuery(historyQuery(wording));
  if (!data) {
    if (!error) return <Skeleton label={textsWords('history')} lines={3} />;
    return (
      <div className="stack">
        <Note tone="warning" icon="warning">
          {textsWords('history.failed')}
        </Note>
        <div>
          <Button onClick={() => void refetch()}>{textsWords('try-again')}</Button>
        </div>
      </div>
    );
  }
  return (
    <ol className="text-versions">
      {data.map((version, place) => (
        <li key={version.version}>
          <p className="muted num">
            <b>{version.version === 0 ? textsWords('history.first') : textsWords('version', { count: version.version })}</b> {place === 0 && <>({textsWords('history.now')}) </>}
            <When version={version} />
          </p>
          <p className="text-says">{version.sentences.map(({ words }) => words).join(' ')}</p>
          {place > 0 && (
            <Button size="s" icon="undo" busy={busy} aria-label={textsWords('history.put-back-name', { version: version.version })} onClick={() => void onPutBack(version.version)}>
              {textsWords('history.put-back')}
            </Button>
          )}
        </li>
      ))}
    </ol>
  );
}

function When({ version: { at, by, putBack } }: { version: WordingVersionView }) {
  if (at === null) return null;
  return (
    <>
      {textsWords.rich('history.by', { time: <Moment at={at} />, name: <bdi>{by}</bdi> })}
      {putBack !== null && <> ({textsWords('history.put-back-of')})</>}
    </>
  );
}
