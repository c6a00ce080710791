import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'wouter';
import type { WordingView } from '../../../server/contract/wording.js';
import { BackLink } from '../app/back-link.js';
import { PageLoading } from '../app/page-loading.js';
import { PageHead } from '../ui/page.js';
import { EmptyState, FailedState } from '../ui/states.js';
import { TextForm } from './text-form.js';
import { textsQuery } from './texts-query.js';
import { textsWords } from './texts-words.js';
import './texts.css';

/** One text, with how it leaves while it is changed, and what it said before. */
export function TextPage() {
  const { key } = useParams<{ key: string }>();
  const { data, error, refetch } = useQuery(textsQuery);
  const text = data?.find((one) => one.key === key);
  return (
    <>
      <BackLink to="/admin/texts" words={textsWords('back')} />
      {!text && <PageHead title={textsWords('title')} />}
      {!data && !error && <PageLoading lines={9} />}
      {!data && error && (
        <FailedState title={textsWords('failed')} act={textsWords('try-again')} onTry={() => void refetch()}>
          {textsWords('failed.words')}
        </FailedState>
      )}
      {data && !text && <EmptyState title={textsWords('absent')}>{textsWords('absent.words')}</EmptyState>}
      {text && <Opened key={text.key} text={text} />}
    </>
  );
}

/** The page begins with the words as they were when it was opened; a change by somebody else comes up when it is saved. */
function Opened({ text }: { text: WordingView }) {
  const [opened] = useState(text);
  return <TextForm text={opened} />;
}
