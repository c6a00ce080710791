import { useQuery } from '@tanstack/react-query';
import { PageLoading } from '../app/page-loading.js';
import { useSession } from '../app/session.js';
import { Button } from '../ui/button.js';
import { Panel } from '../ui/card.js';
import { Note } from '../ui/tag.js';
import { CodesPart } from './codes-part.js';
import { PasskeysPart } from './passkeys-part.js';
import { settingsWords } from './settings-words.js';
import { signInQuery } from './sign-in-query.js';
import { signInWords } from './sign-in-words.js';

/** What proves who I am beside my password: passkeys, and codes of an app. */
export function SignInPanel() {
  const { lacksFactor } = useSession();
  const { data, isError, refetch } = useQuery(signInQuery);
  return (
    <Panel title={signInWords('title')}>
      {lacksFactor && (
        <Note tone="warning" icon="lock">
          <b>{signInWords('required.title')}</b>
          <p>{signInWords('required')}</p>
        </Note>
      )}
      {!lacksFactor && data?.required && <p className="muted">{signInWords('required.done')}</p>}
      {!data && isError && (
        <div className="row">
          <p>{signInWords('failed')}</p>
          <Button onClick={() => void refetch()}>{settingsWords('try-again')}</Button>
        </div>
      )}
      {!data && !isError && <PageLoading lines={4} />}
      {data && (
        <>
          <PasskeysPart passkeys={data.passkeys} />
          <CodesPart codes={data.codes} />
        </>
      )}
    </Panel>
  );
}
