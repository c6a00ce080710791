import type { UseQueryResult } from '@tanstack/react-query';
import type { WordingPreview, WordingSample, WordingView } from '../../../server/contract/wording.js';
import { Panel } from '../ui/card.js';
import { Skeleton } from '../ui/states.js';
import { Note } from '../ui/tag.js';
import { textsWords } from './texts-words.js';

/** Words as they would leave, made by the part of the server that also sends them. */
export function SamplePanel({ kind, sample, right }: { kind: WordingView['kind']; sample: UseQueryResult<WordingPreview>; right: boolean }) {
  const { data, error, isPlaceholderData } = sample;
  return (
    <Panel title={textsWords('preview')} className="sample">
      {!data && !error && <Skeleton label={textsWords('preview.wait')} lines={3} />}
      {error && (
        <Note tone="warning" icon="offline">
          {textsWords('preview.none')}
        </Note>
      )}
      {data && (
        <div className="stack" aria-busy={isPlaceholderData || undefined}>
          {kind === 'call' ? (
            <Sample name={textsWords('preview.call')} sample={data.ordinary} counted={textsWords('preview.letters', { count: data.ordinary.units })} />
          ) : (
            <Sample name={textsWords('preview.ordinary')} sample={data.ordinary} counted={unitsOf(data.ordinary)} also={textsWords('preview.link')} />
          )}
          {data.longest && (
            <Sample
              name={textsWords('preview.longest')}
              sample={data.longest}
              counted={unitsOf(data.longest)}
              also={data.longest.leftOut > 0 ? textsWords('preview.left-out', { count: data.longest.leftOut }) : textsWords('preview.whole')}
            />
          )}
          {right && (
            <Note tone="success" icon="check">
              {textsWords('preview.right')}
            </Note>
          )}
        </div>
      )}
    </Panel>
  );
}

const unitsOf = ({ units, parts }: WordingSample): string => textsWords(parts === 1 ? 'preview.units' : 'preview.units-many', { count: units });

function Sample({ name, sample, counted, also }: { name: string; sample: WordingSample; counted: string; also?: string }) {
  return (
    <section>
      <h3>{name}</h3>
      <p className="sample-words" dir="auto">
        {sample.words}
      </p>
      <p className="muted num">
        {counted}
        {also && <>, {also}</>}
      </p>
    </section>
  );
}
