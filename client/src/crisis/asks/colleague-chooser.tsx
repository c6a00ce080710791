import { useState } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ColleagueView } from '../../../../server/contract/asks.js';
import { useSession } from '../../app/session.js';
import { Button } from '../../ui/button.js';
import { ChoiceCards } from '../../ui/choice-cards.js';
import { TextField } from '../../ui/field.js';
import { Skeleton } from '../../ui/states.js';
import { Note } from '../../ui/tag.js';
import { asksWords } from './asks-words.js';
import { namedLike } from './core/colleague-order.js';

/** Above this many the list can be narrowed by name. */
const MANY = 6;

/** Who is asked: one of those who may be, with what speaks for and against it. `id` is for an error summary to point at. */
export function ColleagueChooser({ colleagues: { data, isError, refetch }, value, onChoose, id, error }: {
  colleagues: UseQueryResult<ColleagueView[]>;
  value: string | null;
  onChoose: (id: string) => void;
  id: string;
  error?: string | false | undefined;
}) {
  const [typed, setTyped] = useState('');
  const { network } = useSession();
  if (!data && isError) {
    return (
      <Note tone="warning" icon="warning">
        <span className="row">
          {asksWords('who.failed')}{' '}
          <Button size="s" onClick={() => void refetch()}>
            {asksWords('who.again')}
          </Button>
        </span>
      </Note>
    );
  }
  if (!data) return <Skeleton label={asksWords('who.loading')} lines={4} />;
  if (data.length === 0) return <Note tone="warning" icon="warning">{asksWords('who.none', { phone: network.dutyPhone })}</Note>;
  const found = namedLike(data, typed);
  // Whoever is chosen stays in sight, whatever is typed.
  const shown = data.filter((one) => found.includes(one) || one.id === value);
  return (
    <div id={id} className="colleagues stack" tabIndex={-1}>
      {data.length > MANY && <TextField label={asksWords('who.filter')} type="search" autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} />}
      {error && <Note tone="warning" icon="warning">{error}</Note>}
      <ChoiceCards legend={asksWords('who')} value={value} onChoose={onChoose} choices={shown.map((one) => ({ value: one.id, title: one.name, hint: hintOf(one) }))} />
      {found.length === 0 && <p className="muted">{asksWords('who.no-match')}</p>}
    </div>
  );
}

function hintOf({ onCall, supervisor, owns, reachable }: ColleagueView): string {
  return [
    onCall && asksWords('who.on-call'), supervisor && asksWords('who.supervisor'), owns > 0 ? asksWords('who.owns', { count: owns }) : asksWords('who.owns-none'),
    !reachable && asksWords('who.unreachable'),
  ].filter(Boolean).join(' · ');
}
