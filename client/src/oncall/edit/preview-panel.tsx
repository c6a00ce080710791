import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { RotaInput, RotaPreviewView, RotaView, ScheduleView } from '../../../../server/contract/oncall.js';
import { useWho } from '../../app/session.js';
import { useNow } from '../../live/server-clock.js';
import { Panel } from '../../ui/card.js';
import { Note } from '../../ui/tag.js';
import { previewQuery } from '../rota-query.js';
import { rotaWords } from '../rota-words.js';
import { momentIn } from '../time-words.js';
import { gapWhen, warningWords } from '../week/needs-you.js';
import { PreviewWeeks } from './preview-weeks.js';
import { editWords } from './edit-words.js';

/** So many gaps and warnings are named. */
const NAMED = 4;

/** What a draft would do from the moment it is saved, as the server works it out; above all to whoever is on call now. */
export function PreviewPanel({ rota, id, draft, children }: { rota: RotaView | null; id: string; draft: RotaInput | null; children: ReactNode }) {
  const preview = useQuery(previewQuery(id, draft));
  const old = draft === null || preview.isPlaceholderData;
  return (
    <Panel title={editWords('preview')} className="preview">
      <div className="stack">
        {draft === null && (
          <Note tone="neutral" icon="info">
            {editWords('preview.wait')}
          </Note>
        )}
        {draft !== null && preview.isError && (
          <Note tone="warning" icon="offline">
            {editWords('preview.failed')}
          </Note>
        )}
        {preview.data && <Preview view={preview.data} old={old} rota={rota} />}
        <div className="row preview-acts">{children}</div>
      </div>
    </Panel>
  );
}

function Preview({ view: { schedule, gaps, warnings }, old, rota }: { view: RotaPreviewView; old: boolean; rota: RotaView | null }) {
  const { session } = useWho();
  const now = useNow(60_000);
  return (
    <div className={old ? 'stack preview-old' : 'stack'} aria-busy={old || undefined}>
      <PreviewWeeks schedule={schedule} meId={session?.staff.id} />
      <NowWords rota={rota} schedule={schedule} />
      {gaps.length > 0 && (
        <Note tone="warning" icon="warning">
          <b>{editWords('preview.gaps', { count: gaps.length })}</b>
          <ul className="act-list num">
            {gaps.slice(0, NAMED).map(({ startsAt, endsAt, timeZone, because, away }) => (
              <li key={startsAt}>
                {gapWhen({ startsAt, endsAt, timeZone }, now)}.{' '}
                {because === 'leave' ? rotaWords('needs.because.leave', { names: away.map(({ name }) => name).join(', ') }) : rotaWords(`needs.because.${because}`)}
              </li>
            ))}
          </ul>
          {gaps.length > NAMED && editWords('preview.more', { count: gaps.length - NAMED })}
        </Note>
      )}
      {warnings.length > 0 && (
        <Note tone="warning" icon="warning">
          <b>{editWords('preview.warnings', { count: warnings.length })}</b>
          <ul className="act-list num">
            {warnings.slice(0, NAMED).map((warning) => (
              <li key={`${warning.kind} ${warning.staff.id} ${warning.startsAt}`}>
                {rotaWords(`needs.${warning.kind}`, { name: warning.staff.name, hours: warning.hours ?? 0 })}. {warningWords(warning)}
              </li>
            ))}
          </ul>
          {warnings.length > NAMED && editWords('preview.more', { count: warnings.length - NAMED })}
        </Note>
      )}
      {gaps.length === 0 && warnings.length === 0 && (
        <Note tone="success" icon="check">
          {editWords('preview.fine')}
        </Note>
      )}
    </div>
  );
}

/** What saving changes this very moment. */
function NowWords({ rota, schedule }: { rota: RotaView | null; schedule: ScheduleView }) {
  const now = useNow(60_000);
  const runs = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }): boolean => Date.parse(startsAt) <= now && now < Date.parse(endsAt);
  const before = rota?.upcoming.find(runs);
  const after = schedule.segments.find(runs)?.staff ?? null;
  const next = schedule.segments.find(({ staff, startsAt }) => staff !== null && Date.parse(startsAt) > now);
  if (before?.staffId === after?.id && (before || after)) return <p className="muted">{editWords('preview.same')}</p>;
  if (!before && !after) return next?.staff ? <p className="muted">{editWords('preview.later', { after: next.staff.name, when: momentIn(next.startsAt, schedule.timeZone) })}</p> : null;
  return (
    <Note tone="warning" icon="warning">
      {before && after
        ? editWords('preview.changes', { before: before.name, after: after.name })
        : after
          ? editWords('preview.first', { after: after.name })
          : editWords('preview.changes-nobody', { before: before?.name ?? '' })}
    </Note>
  );
}
