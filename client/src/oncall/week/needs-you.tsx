import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { GapView, RotaWarningView, SwapView } from '../../../../server/contract/oncall.js';
import { exactTime, timeNear } from '../../app/format.js';
import { useWho } from '../../app/session.js';
import { useNow } from '../../live/server-clock.js';
import { Button, LinkButton } from '../../ui/button.js';
import { Panel } from '../../ui/card.js';
import { Icon } from '../../ui/icon.js';
import type { IconName } from '../../ui/icon.js';
import { Note } from '../../ui/tag.js';
import type { Tone } from '../../ui/tone.js';
import { VisuallyHidden } from '../../ui/visually-hidden.js';
import type { OnAct } from '../acts/act.js';
import { needsOf, waitingFor } from '../core/needs.js';
import type { Need } from '../core/needs.js';
import { editableTeams } from '../core/rights.js';
import { swapsQuery, warningsQuery } from '../rota-query.js';
import { rotaWords } from '../rota-words.js';
import { listed, momentIn, nearIn, spanIn } from '../time-words.js';

/** So many stand there at first. */
const FIRST_NEEDS = 6;

/** What this person can do something about, each with the one act that mends it; then what waits for others. */
export function NeedsYou({ onAct }: { onAct: OnAct }) {
  const { session } = useWho();
  const warnings = useQuery(warningsQuery);
  const swaps = useQuery(swapsQuery);
  const [all, setAll] = useState(false);
  const teams = editableTeams(session);
  const needs = needsOf(warnings.data, swaps.data ?? [], teams);
  const waiting = waitingFor(swaps.data ?? []);
  const shown = all ? needs : needs.slice(0, FIRST_NEEDS);
  const failed = (warnings.isError && !warnings.data) || (swaps.isError && !swaps.data);
  const uncovered = (warnings.data?.gaps.length ?? 0) > 0;
  return (
    <Panel title={rotaWords('needs')} aside={needs.length > 0 && <span className="num">{needs.length}</span>} className="needs">
      {failed && (
        <Note tone="warning" icon="offline">
          {rotaWords('part-failed')}
        </Note>
      )}
      <ul className="lines">
        {shown.map((need) => (
          <NeedLine key={need.key} need={need} onAct={onAct} />
        ))}
      </ul>
      {needs.length > FIRST_NEEDS && <LinkButton onClick={() => setAll(!all)}>{all ? rotaWords('needs.fewer') : rotaWords('needs.more', { count: needs.length - FIRST_NEEDS })}</LinkButton>}
      {!failed && warnings.data && swaps.data && needs.length === 0 && (
        <Note tone={teams.length > 0 || !uncovered ? 'success' : 'neutral'} icon="check">
          {rotaWords('needs.none')}
        </Note>
      )}
      {!failed && warnings.data && !uncovered && needs.length > 0 && teams.length > 0 && (
        <Note tone="success" icon="check">
          {rotaWords('needs.none-covered')}
        </Note>
      )}
      {waiting.length > 0 && (
        <>
          <h3 className="lines-head">{rotaWords('requests.waiting')}</h3>
          <ul className="lines">
            {waiting.map((swap) => (
              <RequestLine key={swap.id} swap={swap} onAct={onAct} />
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}

function Line({ icon, tone, gap, title, children, act }: { icon?: IconName; tone?: Tone; gap?: boolean; title: string; children: ReactNode; act: ReactNode }) {
  return (
    <li className="line">
      <span className={gap ? 'line-mark line-gap' : 'line-mark'} data-tone={tone} aria-hidden="true">
        {icon && <Icon name={icon} />}
      </span>
      <div className="line-words">
        <b>{title}</b>
        <small>{children}</small>
      </div>
      {act}
    </li>
  );
}

function NeedLine({ need, onAct }: { need: Need; onAct: OnAct }) {
  switch (need.kind) {
    case 'gap':
      return <GapLine gap={need.gap} onAct={onAct} />;
    case 'warning':
      return <WarningLine warning={need.warning} onAct={onAct} />;
    case 'swap':
      return <AskedLine swap={need.swap} onAct={onAct} />;
  }
}

function GapLine({ gap: { rotaId, rotaName, startsAt, endsAt, timeZone, because, away, canCover, swapId, toldAt }, onAct }: { gap: GapView; onAct: OnAct }) {
  const now = useNow(60_000);
  const when = gapWhen({ startsAt, endsAt, timeZone }, now);
  const why = because === 'leave' ? rotaWords('needs.because.leave', { names: listed(away.map(({ name }) => name)) }) : rotaWords(`needs.because.${because}`);
  const can = canCover.length > 0 ? rotaWords('needs.can', { count: canCover.length }) : rotaWords('needs.nobody-can');
  return (
    <Line
      gap
      title={rotaWords('needs.gap', { rota: rotaName })}
      act={
        <Button size="s" variant="primary" onClick={() => onAct({ kind: 'put-on', rotaId, how: 'override', startsAt, endsAt, canCover: canCover.map(({ id }) => id) })}>
          {rotaWords('needs.find')} <VisuallyHidden>{`${rotaName}, ${when}`}</VisuallyHidden>
        </Button>
      }
    >
      <span className="num">{when}</span>. {why}. {can}.{swapId !== null && ` ${rotaWords('needs.asked')}.`}
      {toldAt !== null && ` ${rotaWords('needs.told', { time: timeNear(toldAt, now) })}.`}
    </Line>
  );
}

/** From when until when nobody is on call; what began already is "now". */
export function gapWhen({ startsAt, endsAt, timeZone }: Pick<GapView, 'startsAt' | 'endsAt' | 'timeZone'>, now: number): string {
  const runs = Date.parse(startsAt) <= now;
  const from = runs ? rotaWords('needs.gap-now') : momentIn(startsAt, timeZone);
  if (endsAt === null) return rotaWords('needs.gap-open', { from });
  return runs ? rotaWords('needs.span', { from, to: nearIn(endsAt, timeZone, now) }) : spanIn(startsAt, endsAt, timeZone);
}

function WarningLine({ warning, onAct }: { warning: RotaWarningView; onAct: OnAct }) {
  const { kind, staff, rotaId, startsAt, endsAt } = warning;
  const title = rotaWords(`needs.${kind}`, { name: staff.name, hours: warning.hours ?? 0 });
  return (
    <Line
      icon={kind === 'unreachable' ? 'phone' : kind === 'hours' ? 'clock' : 'warning'}
      tone="warning"
      title={title}
      act={
        <Button size="s" onClick={() => onAct({ kind: 'put-on', rotaId, how: 'override', startsAt, endsAt, canCover: [] })}>
          {rotaWords('needs.put-other')} <VisuallyHidden>{title}</VisuallyHidden>
        </Button>
      }
    >
      <span className="num">{warningWords(warning)}</span>
    </Line>
  );
}

/** What is wrong with one shift, and which. */
export function warningWords({ kind, rotaName, otherRotaName, startsAt, endsAt, previousEndsAt, hours, unreachable, timeZone }: RotaWarningView): string {
  const from = momentIn(startsAt, timeZone);
  switch (kind) {
    case 'rest':
      return rotaWords('needs.rest-words', { off: previousEndsAt === null ? '' : momentIn(previousEndsAt, timeZone), on: nearIn(startsAt, timeZone, previousEndsAt ?? startsAt), rota: rotaName });
    case 'hours':
      return rotaWords('needs.hours-words', { rota: rotaName, from, to: nearIn(endsAt, timeZone, startsAt) });
    case 'double':
      return otherRotaName === null ? rotaWords('needs.double-one', { rota: rotaName, hours: hours ?? 0, from }) : rotaWords('needs.double-words', { rota: rotaName, other: otherRotaName, hours: hours ?? 0, from });
    case 'unreachable':
      return rotaWords('needs.unreachable-words', { why: rotaWords(`why.${unreachable ?? 'unknown'}`), rota: rotaName, from });
  }
}

function AskedLine({ swap: { id, kind, from, shift }, onAct }: { swap: SwapView; onAct: OnAct }) {
  const title = rotaWords(kind === 'swap' ? 'needs.swap-asked' : 'needs.cover-asked', { name: from.name });
  return (
    <Line
      icon={kind}
      tone={kind === 'swap' ? 'info' : 'success'}
      title={title}
      act={
        <Button size="s" onClick={() => onAct({ kind: 'answer', swapId: id })}>
          {rotaWords('needs.answer')} <VisuallyHidden>{title}</VisuallyHidden>
        </Button>
      }
    >
      <span className="num">{rotaWords('needs.swap-words', { rota: shift.rotaName, when: spanIn(shift.startsAt, shift.endsAt, shift.timeZone) })}</span>
    </Line>
  );
}

/** One request as others see it, with where it stands. */
export function RequestLine({ swap, onAct }: { swap: SwapView; onAct: OnAct }) {
  const now = useNow(60_000);
  const { id, kind, from, to, toEveryone, shift, state, endsAt, decidedBy, decidedAt } = swap;
  const title = rotaWords(`requests.${kind}`, { from: from.name, to: toEveryone && state === 'asked' ? rotaWords('requests.everyone') : (to?.name ?? rotaWords('requests.everyone')) });
  const name = (state === 'accepted' ? to : decidedBy)?.name ?? '';
  const stands = state === 'asked' ? rotaWords('requests.ends', { time: nearIn(endsAt, shift.timeZone, now) }) : rotaWords(`requests.${state}`, { name });
  return (
    <Line
      icon={kind}
      tone={kind === 'swap' ? 'info' : 'success'}
      title={title}
      act={
        <Button size="s" onClick={() => onAct({ kind: 'answer', swapId: id })}>
          {rotaWords('requests.show')} <VisuallyHidden>{title}</VisuallyHidden>
        </Button>
      }
    >
      <span className="num">{rotaWords('needs.swap-words', { rota: shift.rotaName, when: spanIn(shift.startsAt, shift.endsAt, shift.timeZone) })}</span>, {stands}
      {decidedAt !== null && <time dateTime={decidedAt} title={exactTime(decidedAt)} />}
    </Line>
  );
}
