import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { PolicyLetter, PolicyView, ReachedStep, WhoIsReachedView } from '../../../../server/contract/escalation.js';
import { day, timeOfDay } from '../../app/format.js';
import { PageLoading } from '../../app/page-loading.js';
import { languageTag } from '../../app/words.js';
import { useNow } from '../../live/server-clock.js';
import { Avatar } from '../../ui/avatar.js';
import { Panel } from '../../ui/card.js';
import { TextField } from '../../ui/field.js';
import { Icon } from '../../ui/icon.js';
import { Note, PillButton } from '../../ui/tag.js';
import { timeWords } from './core/answer-time.js';
import { instantAt, localTimeOf, nextSundayAtTwo } from './core/local-instant.js';
import { reachedQuery } from './policy-query.js';
import { policyWords } from './policy-words.js';

/** So long after the last change a draft is asked about, in milliseconds. */
const TYPING_MS = 400;

/** Whom a draft reaches, and what is doubtful in it, a moment after its last change. Nothing is asked while `ladders` or `at` is null. */
export function useReached(teamId: string, letter: PolicyLetter, at: string | null, ladders: PolicyView['ladders'] | null) {
  const [settled, setSettled] = useState(ladders);
  const [now, before] = [JSON.stringify(ladders), JSON.stringify(settled)];
  useEffect(() => {
    if (now === before) return undefined;
    const timer = setTimeout(() => setSettled(JSON.parse(now) as typeof ladders), TYPING_MS);
    return () => clearTimeout(timer);
  }, [now, before]);
  return useQuery(reachedQuery(teamId, letter, at ?? '', at === null ? null : settled));
}

export type ReachedAnswer = ReturnType<typeof useReached>;

/** The wall-clock time that is asked about, and its instant; null while what stands in the field is no time. */
export function useMomentAsked(timeZone: string) {
  const now = useNow(60_000);
  const [local, setLocal] = useState(() => nextSundayAtTwo(now, timeZone));
  const instant = instantAt(local, timeZone);
  return { local, setLocal, at: Number.isFinite(instant) ? new Date(instant).toISOString() : null, sunday: () => setLocal(nextSundayAtTwo(now, timeZone)), now: () => setLocal(localTimeOf(now, timeZone)) };
}

/** "Sunday 02:00, who is reached, when?" of the ladder as it stands in the editor. */
export function ReachedPanel({ asked, answer, incomplete, zone }: { asked: ReturnType<typeof useMomentAsked>; answer: ReachedAnswer; incomplete: boolean; zone: string }) {
  return (
    <Panel title={policyWords('reached')} className="reached">
      <div className="stack">
        <p className="muted">
          {policyWords('reached.words')} {policyWords('reached.draft')}
        </p>
        <div className="reached-when">
          <TextField
            type="datetime-local"
            label={policyWords('reached.when')}
            hint={zone}
            error={asked.at === null && policyWords('reached.bad-time')}
            value={asked.local}
            onChange={({ target }) => asked.setLocal(target.value)}
          />
          <div className="row">
            <PillButton onClick={asked.sunday}>{policyWords('reached.sunday')}</PillButton>
            <PillButton onClick={asked.now}>{policyWords('reached.now')}</PillButton>
          </div>
        </div>
        {incomplete && (
          <Note tone="neutral" icon="info">
            {policyWords('reached.incomplete')}
          </Note>
        )}
        {answer.isError && (
          <Note tone="warning" icon="offline">
            {policyWords('reached.failed')}
          </Note>
        )}
        {answer.isLoading && !incomplete && <PageLoading lines={6} />}
        {answer.data && !incomplete && <Reached view={answer.data} isOld={answer.isError || answer.isPlaceholderData} />}
      </div>
    </Panel>
  );
}

function Reached({ view, isOld }: { view: WhoIsReachedView; isOld: boolean }) {
  const alarm = view.steps.filter(({ kind }) => kind === 'alarm');
  const climbs = [...new Set(view.steps.filter(({ kind }) => kind !== 'alarm').map(({ round }) => round))].map((round) => [round, view.steps.filter((step) => step.kind !== 'alarm' && step.round === round)] as const);
  return (
    <div className="reached-list" aria-busy={isOld || undefined}>
      {climbs.map(([round, steps]) =>
        round === 1 ? (
          <Steps key={round} steps={steps} from={view.at} />
        ) : (
          <details key={round}>
            <summary>{policyWords('reached.round', { count: round, time: timeOfDay(steps[0]?.at ?? view.at) })}</summary>
            <Steps steps={steps} from={view.at} />
          </details>
        ),
      )}
      <Steps steps={alarm} from={view.at} />
    </div>
  );
}

function Steps({ steps, from }: { steps: readonly ReachedStep[]; from: string }) {
  return (
    <ol className="moments" aria-label={policyWords('reached.list')}>
      {steps.map((step) => (
        <li key={`${step.kind} ${step.round} ${step.rung}`} className={`moment moment-${step.kind}`}>
          <span className="moment-when num">
            <time dateTime={step.at}>{timeOfDay(step.at)}</time>
            <small>{step.afterSeconds === 0 ? policyWords('reached.at-once') : policyWords('reached.after', { time: timeWords(step.afterSeconds) })}</small>
            {day(step.at) !== day(from) && <small>{day(step.at)}</small>}
          </span>
          <span className="moment-dot" aria-hidden="true">
            {step.kind === 'alarm' ? <Icon name="sound" size={12} /> : step.kind === 'empty' ? <Icon name="close" size={11} /> : step.rung + 1}
          </span>
          <div className="moment-who">
            <b>{step.kind === 'alarm' ? policyWords('reached.alarm', { time: timeWords(step.forSeconds) }) : policyWords('rung', { count: step.rung + 1 })}</b>
            <ul>
              {step.people.map(({ staffId, name, initials, channels }) => (
                <li key={staffId} className="moment-person">
                  <span aria-hidden="true">
                    <Avatar initials={initials} />
                  </span>
                  <span>
                    {name} <small>{policyWords('reached.by', { channels: listed(channels.map((channel) => policyWords(`channel.${channel}`))) })}</small>
                  </span>
                </li>
              ))}
            </ul>
            {step.people.length === 0 && (
              <p className="moment-missed">
                <Icon name="warning" size={14} /> {policyWords(step.kind === 'alarm' ? 'reached.alarm-nobody' : 'reached.nobody')}
              </p>
            )}
            {step.missed.map(({ staffId, name, why }) => (
              <p key={staffId ?? name} className="moment-missed">
                <Icon name="warning" size={14} /> {policyWords(`missed.${why}`, { name: staffId === null && (name === 'everyone' || name === 'supervisor') ? policyWords(`missed.${name}`) : name })}
              </p>
            ))}
          </div>
        </li>
      ))}
    </ol>
  );
}

const listed = (words: readonly string[]): string => new Intl.ListFormat(languageTag()).format(words);
