import { useState } from 'react';
import { Link } from 'wouter';
import type { CrisisView, TimelineEntry } from '../../../../server/contract/crisis.js';
import { day, exactTime, timeOfDay } from '../../app/format.js';
import { may, useSession } from '../../app/session.js';
import { saidByServer } from '../../app/words.js';
import { useNow } from '../../live/server-clock.js';
import { LinkButton } from '../../ui/button.js';
import { Panel } from '../../ui/card.js';
import type { IconName } from '../../ui/icon.js';
import { PillButton } from '../../ui/tag.js';
import { Timeline } from '../../ui/timeline.js';
import type { Tone } from '../../ui/tone.js';
import { crisisWords } from './crisis-words.js';
import { NoteForm } from './note-form.js';
import { usePrinting } from './use-printing.js';

const GROUPS = ['all', 'contact', 'messages', 'notes'] as const;
type Group = (typeof GROUPS)[number];

/** So many lines are shown at first; a long crisis has hundreds. */
const FIRST_LINES = 40;

/** What happened, newest first. Nothing here is ever erased. */
export function TimelinePanel({ crisis, old }: { crisis: CrisisView; old: boolean }) {
  const [group, setGroup] = useState<Group>('all');
  const [whole, setWhole] = useState(false);
  const session = useSession();
  // On paper stands everything: nobody can press for more there.
  const printing = usePrinting() !== null;
  const entries = printing ? crisis.timeline : crisis.timeline.filter((entry) => group === 'all' || entry.group === group);
  const shown = whole || printing ? entries : entries.slice(0, FIRST_LINES);
  return (
    <Panel title={crisisWords('timeline')} aside={<LinkButton onClick={() => window.print()}>{crisisWords('timeline.print')}</LinkButton>}>
      <div className="stack">
        <div className="timeline-filter" role="group" aria-label={crisisWords('timeline.filter')}>
          {GROUPS.map((name) => (
            <PillButton key={name} pressed={group === name} onClick={() => setGroup(name)}>
              {crisisWords(`timeline.${name}`)}
            </PillButton>
          ))}
          {may(session, 'message:read') && <Link href={`/admin/messages?crisis=${encodeURIComponent(crisis.id)}`}>{crisisWords('timeline.log')}</Link>}
        </div>
        {crisis.may.work && crisis.state !== 'CLOSED' && <NoteForm crisis={crisis} old={old} />}
        {entries.length === 0 ? <p className="muted">{crisisWords('timeline.empty')}</p> : <Lines entries={shown} onPaper={printing} />}
        {shown.length < entries.length && (
          <div>
            <LinkButton onClick={() => setWhole(true)}>{crisisWords('timeline.more', { count: entries.length - shown.length })}</LinkButton>
          </div>
        )}
      </div>
    </Panel>
  );
}

/** On paper nobody is "you". */
function Lines({ entries, onPaper }: { entries: readonly TimelineEntry[]; onPaper: boolean }) {
  const { staff } = useSession();
  const now = useNow(60_000);
  return (
    <Timeline
      label={crisisWords('timeline')}
      items={entries.map((entry) => ({
        key: entry.id,
        at: entry.at,
        time: day(entry.at) === day(now) ? exactTime(entry.at) : `${day(entry.at)} ${timeOfDay(entry.at)}`,
        ...lookOf(entry),
        title: <Title entry={entry} me={onPaper ? null : staff.name} />,
        detail: entry.group !== 'notes' && entry.more !== null && saidByServer(entry.more),
        quote: entry.group === 'notes' && entry.more,
      }))}
    />
  );
}

/** Who did what. Words that are a sentence of their own ("Step 1: asked Ana by text") stand first, and who brought it about after them. */
function Title({ entry, me }: { entry: TimelineEntry; me: string | null }) {
  const { actor } = entry;
  const words = saidByServer(entry.words);
  if (actor === null) return words;
  const name = actor === me ? crisisWords('timeline.you') : actor;
  const isSentence = words.charAt(0) !== words.charAt(0).toLowerCase();
  if (isSentence) return crisisWords('timeline.by', { words, name: actor === me ? crisisWords('timeline.by-you') : actor });
  return (
    <>
      <b>{name}</b> {words}
    </>
  );
}

/** The first of these beginnings that fits an entry's kind says how it looks. */
const LOOKS: readonly (readonly [begin: string, icon: IconName, tone?: Tone])[] = [
  ['report.', 'warning'],
  ['crisis.acknowledged', 'check', 'success'],
  ['crisis.progress', 'people', 'success'],
  ['crisis.no-progress', 'clock', 'warning'],
  ['crisis.released', 'undo', 'warning'],
  ['crisis.urgency', 'edit'],
  ['crisis.facts', 'edit'],
  ['crisis.note', 'bubble'],
  ['crisis.emergency-answer', 'phone'],
  ['crisis.', 'info'],
  ['emergency.confirmed', 'check', 'success'],
  ['emergency.confirmation-due', 'clock', 'warning'],
  ['emergency.', 'phone'],
  ['escalation.alarm', 'warning', 'critical'],
  ['escalation.', 'people'],
  ['rung.', 'people'],
  ['responder.', 'bubble'],
  ['notification.failed', 'warning', 'warning'],
  ['notification.', 'message'],
  ['consent.withdrawn', 'close', 'warning'],
  ['consent.', 'check', 'success'],
  ['referral.accepted', 'check', 'success'],
  ['referral.opened', 'clock', 'warning'],
  ['referral.delivered', 'message'],
  ['referral.undelivered', 'warning', 'warning'],
  ['referral.declined', 'close', 'warning'],
  ['referral.expired', 'clock', 'warning'],
  ['referral.handed-back', 'undo', 'warning'],
  ['referral.', 'transfer'],
  ['follow-up.', 'calendar'],
];

function lookOf({ kind }: TimelineEntry): { icon: IconName; tone?: Tone } {
  const [, icon = 'info', tone] = LOOKS.find(([begin]) => kind.startsWith(begin)) ?? [];
  return { icon, ...(tone && { tone }) };
}
