import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { WordingView } from '../../../server/contract/wording.js';
import { exactTime } from '../app/format.js';
import { PageLoading } from '../app/page-loading.js';
import { Moment } from '../app/time.js';
import { ButtonLink } from '../ui/button.js';
import { Panel } from '../ui/card.js';
import { PageHead } from '../ui/page.js';
import { FailedState } from '../ui/states.js';
import { Note } from '../ui/tag.js';
import { VisuallyHidden } from '../ui/visually-hidden.js';
import { TEXT_GROUPS } from './core/text-draft.js';
import { textsQuery } from './texts-query.js';
import { textsWords } from './texts-words.js';
import './texts.css';

/** Every text and everything that a call says, in the words that hold now. */
export function TextsPage() {
  const { data, error, isRefetchError, dataUpdatedAt, refetch } = useQuery(textsQuery);
  return (
    <>
      <PageHead title={textsWords('title')}>{textsWords('title.words')}</PageHead>
      {!data && !error && <PageLoading lines={9} />}
      {!data && error && (
        <FailedState title={textsWords('failed')} act={textsWords('try-again')} onTry={() => void refetch()}>
          {textsWords('failed.words')}
        </FailedState>
      )}
      {data && (
        <div className="stack">
          {isRefetchError && (
            <Note tone="warning" icon="offline">
              {textsWords('old', { time: exactTime(dataUpdatedAt) })}
            </Note>
          )}
          <div className="texts">
            {TEXT_GROUPS.map(({ id, keys }) => (
              <Panel key={id} title={textsWords(`group.${id}`)}>
                {id === 'carrier' && <p className="muted">{textsWords('group.carrier.words')}</p>}
                <ul className="text-list">
                  {keys.map((key) => {
                    const text = data.find((one) => one.key === key);
                    return text && <TextLine key={key} text={text} />;
                  })}
                </ul>
              </Panel>
            ))}
          </div>
        </div>
      )}
    </>
  );
}

function TextLine({ text }: { text: WordingView }) {
  const name = textsWords(`name.${text.key}`);
  return (
    <li className="text-line">
      <div>
        <h3>{name}</h3>
        <p className="text-says">{text.sentences.map(({ words }) => words).join(' ')}</p>
        {text.changedAt && <p className="muted">{textsWords.rich('changed', { time: <Moment at={text.changedAt} />, name: <bdi>{text.changedBy}</bdi> })}</p>}
      </div>
      <Link href={`/admin/texts/${text.key}`} asChild>
        <ButtonLink size="s">
          {textsWords('change')} <VisuallyHidden>{name}</VisuallyHidden>
        </ButtonLink>
      </Link>
    </li>
  );
}
