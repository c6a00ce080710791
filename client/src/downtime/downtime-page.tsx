import { queryOptions, useQuery } from '@tanstack/react-query';
import type { DowntimeSheetView, DowntimeSheetsView } from '../../../server/contract/downtime.js';
import type { StaffLanguage } from '../../../server/contract/identity.js';
import { call } from '../app/api.js';
import { ago, exactTime, timeNear } from '../app/format.js';
import { PageLoading } from '../app/page-loading.js';
import { useSession } from '../app/session.js';
import { languageTag, screenLanguage } from '../app/words.js';
import { useNow } from '../live/server-clock.js';
import { ButtonLink } from '../ui/button.js';
import { Panel } from '../ui/card.js';
import { PageHead } from '../ui/page.js';
import { EmptyState, FailedState } from '../ui/states.js';
import { Note } from '../ui/tag.js';
import { downtimeWords } from './downtime-words.js';
import './downtime.css';

const LOOK_EVERY_MS = 60_000;
/** A sheet comes each hour; one older than this was missed. */
const LATE_AFTER_MS = 70 * 60_000;

const sheetsQuery = queryOptions({
  queryKey: ['downtime-sheets'],
  queryFn: ({ signal }) => call('GET /api/v1/downtime-sheets', {}, { signal }),
  refetchInterval: LOOK_EVERY_MS,
});

/** The newest downtime sheet of each team, and what to do when it is needed. */
export function DowntimePage() {
  const { data, error, isRefetchError, dataUpdatedAt, refetch } = useQuery(sheetsQuery);
  return (
    <>
      <PageHead title={downtimeWords('title')}>{downtimeWords('title.words')}</PageHead>
      {!data && !error && <PageLoading lines={6} />}
      {!data && error && (
        <FailedState title={downtimeWords('failed')} act={downtimeWords('try-again')} onTry={() => void refetch()}>
          {downtimeWords('failed.words')}
        </FailedState>
      )}
      {data && (
        <div className="downtime">
          {isRefetchError && (
            <div className="downtime-note">
              <Note tone="warning" icon="offline">
                {downtimeWords('old', { time: exactTime(dataUpdatedAt) })}
              </Note>
            </div>
          )}
          {data.folder === null ? (
            <EmptyState title={downtimeWords('off')}>{downtimeWords('off.words')}</EmptyState>
          ) : (
            data.sheets.length === 0 && <EmptyState title={downtimeWords('none')}>{downtimeWords('none.words')}</EmptyState>
          )}
          {data.sheets.map((sheet) => (
            <TeamSheet key={sheet.teamId} sheet={sheet} />
          ))}
          <WhenDown folder={data.folder} />
        </div>
      )}
    </>
  );
}

/** A language as this page's own calls it. */
const nameOf = (language: StaffLanguage): string => new Intl.DisplayNames(languageTag(), { type: 'language' }).of(language) ?? language;

/** Where a team's newest sheet lies in one language. */
const addressOf = (teamId: string, language: StaffLanguage): string => `/api/v1/downtime-sheets/${encodeURIComponent(teamId)}/newest?lang=${language}`;

function TeamSheet({ sheet: { teamId, teamName, newestAt, languages, failure } }: { sheet: DowntimeSheetView }) {
  const now = useNow(LOOK_EVERY_MS);
  const madeAt = newestAt === null ? null : Date.parse(newestAt);
  const own = languages.find((language) => language === screenLanguage()) ?? 'en';
  return (
    <Panel title={teamName}>
      <div className="stack">
        <p>{madeAt === null ? downtimeWords('never') : downtimeWords('newest', { age: ago(madeAt, now), time: timeNear(madeAt, now) })}</p>
        {failure && (
          <Note tone="warning" icon="warning">
            {downtimeWords('failure', { time: timeNear(failure.at, now), why: downtimeWords(`failure.${failure.why}`) })}
          </Note>
        )}
        {madeAt !== null && now - madeAt > LATE_AFTER_MS && (
          <Note tone="warning" icon="clock">
            {downtimeWords('late')}
          </Note>
        )}
        {madeAt !== null && (
          <div className="row">
            <ButtonLink variant="primary" href={addressOf(teamId, own)} hrefLang={own} target="_blank" rel="noopener" aria-label={downtimeWords('print.of', { team: teamName })}>
              {downtimeWords('print')}
            </ButtonLink>
            {languages.filter((language) => language !== own).map((language) => (
              <ButtonLink key={language} href={addressOf(teamId, language)} hrefLang={language} target="_blank" rel="noopener" aria-label={downtimeWords('print.in.of', { language: nameOf(language), team: teamName })}>
                {downtimeWords('print.in', { language: nameOf(language) })}
              </ButtonLink>
            ))}
          </div>
        )}
      </div>
    </Panel>
  );
}

function WhenDown({ folder }: { folder: DowntimeSheetsView['folder'] }) {
  const { network } = useSession();
  return (
    <Panel title={downtimeWords('down')}>
      <div className="stack">
        <ol className="downtime-steps">
          <li>{network.emergencyNumber === '' ? downtimeWords('down.emergency-plain') : downtimeWords('down.emergency', { number: network.emergencyNumber })}</li>
          {folder !== null && <li>{downtimeWords.rich('down.sheet', { folder: <code className="downtime-folder">{folder}</code> })}</li>}
          <li>{network.dutyPhone === '' ? downtimeWords('down.ring-plain') : downtimeWords.rich('down.ring', { number: <bdi className="num nowrap">{network.dutyPhone}</bdi> })}</li>
          <li>{downtimeWords('down.write')}</li>
          <li>{downtimeWords('down.enter')}</li>
        </ol>
        {folder !== null && (
          <>
            <h3>{downtimeWords('before')}</h3>
            <p>{downtimeWords('before.words')}</p>
          </>
        )}
      </div>
    </Panel>
  );
}
