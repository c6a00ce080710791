import { useQuery } from '@tanstack/react-query';
import type { MyChannelsView } from '../../../server/contract/identity.js';
import { PageLoading } from '../app/page-loading.js';
import { useSession } from '../app/session.js';
import { languageTag } from '../app/words.js';
import { Banner } from '../ui/banner.js';
import { Button } from '../ui/button.js';
import { Panel } from '../ui/card.js';
import { PageHead } from '../ui/page.js';
import { FailedState } from '../ui/states.js';
import { BrowsersPanel } from './browsers-panel.js';
import { ChoicesPanel } from './choices-panel.js';
import { DevicePanel } from './device-panel.js';
import { EmailPanel } from './email-panel.js';
import { noticesQuery } from './notices-query.js';
import { noticeWords } from './notices-words.js';
import { NumbersPanel } from './numbers-panel.js';
import { SessionsPanel } from './sessions-panel.js';
import { SignInPanel } from './sign-in-panel.js';
import { channelsQuery } from './settings-query.js';
import { settingsWords } from './settings-words.js';
import './settings.css';

/** How I am reached, how this device behaves, and where I am signed in. */
export function SettingsPage() {
  const { network, lacksFactor } = useSession();
  const { data, isError, refetch } = useQuery(channelsQuery);
  const notices = useQuery(noticesQuery);
  return (
    <>
      <PageHead title={settingsWords('title')}>{settingsWords('lead')}</PageHead>
      <div className="settings">
        <div className="settings-column">
          {!data && isError && (
            <FailedState title={settingsWords('failed')} act={settingsWords('try-again')} onTry={() => void refetch()}>
              {settingsWords('failed.words')}
            </FailedState>
          )}
          {!data && !isError && <PageLoading lines={9} />}
          {data && (
            <>
              <Reach view={data} />
              <NumbersPanel view={data} />
              <ChoicesPanel view={data} timeZone={network.timeZone} browsers={notices.data?.push.on ? notices.data.push.browsers.map(({ name }) => name) : []} />
            </>
          )}
          {!notices.data && notices.isError && (
            <Panel title={noticeWords('browsers')}>
              <div className="row">
                <p>{noticeWords('failed')}</p>
                <Button onClick={() => void notices.refetch()}>{settingsWords('try-again')}</Button>
              </div>
            </Panel>
          )}
          {!notices.data && !notices.isError && <PageLoading lines={4} />}
          {notices.data && (
            <>
              <BrowsersPanel push={notices.data.push} />
              <EmailPanel email={notices.data.email} />
            </>
          )}
        </div>
        <div className={lacksFactor ? 'settings-column settings-column-first' : 'settings-column'}>
          <SignInPanel />
          <SessionsPanel />
          <DevicePanel />
        </div>
      </div>
    </>
  );
}

/** Whether a page reaches me, and what to do when not. */
function Reach({ view: { unreachable, rotas, numbers } }: { view: MyChannelsView }) {
  const on = rotas.length > 0 ? settingsWords('reach.rotas', { rotas: new Intl.ListFormat(languageTag()).format(rotas) }) : settingsWords('reach.no-rota');
  if (unreachable === null) return <Banner kind="success" title={settingsWords('reach.ok')}>{on}</Banner>;
  const why = unreachable === 'unknown' ? (numbers.length === 0 ? 'no-number' : 'not-verified') : unreachable;
  return (
    <Banner kind="warning" icon="warning" title={settingsWords(`reach.${why}.title`)}>
      {settingsWords(`reach.${why}`)} {on}
    </Banner>
  );
}
