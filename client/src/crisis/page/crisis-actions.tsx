import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { CrisisView } from '../../../../server/contract/crisis.js';
import { call } from '../../app/api.js';
import { usePageKeys } from '../../app/page-keys.js';
import type { PageKey } from '../../app/page-keys.js';
import { useSession } from '../../app/session.js';
import { Button, ButtonLink } from '../../ui/button.js';
import { ActMenu } from '../asks/act-menu.js';
import { asksWords } from '../asks/asks-words.js';
import { CannotDialog } from '../asks/cannot-dialog.js';
import { actsOf } from '../asks/core/card-acts.js';
import type { Act } from '../asks/core/card-acts.js';
import type { Acting } from '../asks/use-acting.js';
import { AnswerElsewhere } from '../board/answer-elsewhere.js';
import { askedAs } from '../board/core/may-answer.js';
import { FailureNote } from '../board/failure-note.js';
import { ReasonDialog } from '../board/reason-dialog.js';
import { useAnswer } from '../board/use-answer.js';
import { keepCrisis } from './crisis-data.js';
import { crisisWords } from './crisis-words.js';
import { NOTE_ID } from './note-form.js';

const REOPEN_REASONS = ['back', 'fell-through', 'mistake'] as const;

/** The panel that is open beside the crisis. */
export type CrisisPanel = 'refer' | 'hand-over' | null;

interface Props {
  crisis: CrisisView;
  meId: string;
  old: boolean;
  panel: CrisisPanel;
  act: Acting['act'];
}

/** The two main things that can be done with the crisis as it stands; the rest behind "More". Most by a key as well. */
export function CrisisActions({ crisis, meId, old, panel, act }: Props) {
  const [reopening, setReopening] = useState(false);
  const [refusing, setRefusing] = useState(false);
  const [, go] = useLocation();
  const answering = useAnswer(crisis, 'crisis');
  const { id, state, owner, may } = crisis;
  const waits = state === 'OPEN';
  const asked = askedAs(crisis, meId);
  const mayRefer = may.work && state === 'ACTIVE';
  const referHref = `/crises/${id}/refer`;
  const handOverHref = `/crises/${id}/hand-over`;
  const acts = actsOf(crisis, may, meId);
  const readsHandOver = may.acceptHandOver && crisis.handOver?.kind === 'hand-over';
  const mayHandOver = readsHandOver || acts.includes('hand-over');
  const mayRefuse = waits && (may.acceptHandOver || (asked !== null && asked.said !== 'cannot'));
  const second: Act | null = waits && !mayRefuse ? (acts.includes('assign') ? 'assign' : acts.includes('escalate') ? 'escalate' : null) : null;
  const mains = new Set<Act>([...(mayHandOver ? ['hand-over' as const] : []), ...(second ? [second] : []), ...(mayOffer(crisis, acts) ? ['offer-backup' as const] : [])]);

  const refuse = () => (may.acceptHandOver ? setRefusing(true) : void answering.cannot());

  const keys: PageKey[] = [
    ...(waits && may.answer ? [{ key: 'a', words: crisisWords('key.answer'), act: () => document.querySelector<HTMLElement>("[data-act='answer']")?.focus() }] : []),
    ...(mayRefuse ? [{ key: 'x', words: crisisWords('cannot'), act: () => refuse(), rare: true }] : []),
    ...(mayRefer ? [{ key: 'r', words: crisisWords('key.refer'), act: () => go(referHref) }] : []),
    ...(mayHandOver ? [{ key: 'h', words: asksWords('key.hand-over'), act: () => go(handOverHref) }] : []),
    ...(acts.includes('assign') ? [{ key: 's', words: asksWords('key.assign'), act: () => act(crisis, 'assign') }] : []),
    ...(acts.includes('escalate') ? [{ key: 'e', words: crisisWords('key.escalate'), act: () => act(crisis, 'escalate') }] : []),
    ...(may.work ? [{ key: 't', words: crisisWords('key.note'), act: () => document.getElementById(NOTE_ID)?.focus() }] : []),
    ...(panel ? [{ key: 'Escape', caps: ['Esc'], words: crisisWords('key.close'), act: () => go(`/crises/${id}`) }] : []),
  ];
  usePageKeys(keys, !old);

  const { network } = useSession();
  if (old) return waits ? <div className="crisis-acts"><AnswerElsewhere code={crisis.ref} /></div> : null;
  return (
    <div className="crisis-acts">
      {waits && may.answer && (
        <Button data-act="answer" variant="primary" keys={['A', 'Return']} busy={answering.busy === 'answer'} onClick={() => void answering.answer()}>
          {crisisWords('answer')}
        </Button>
      )}
      {mayRefuse && (
        <Button keys={['X']} busy={answering.busy === 'cannot'} onClick={refuse}>
          {crisisWords('cannot')}
        </Button>
      )}
      {second && (
        <Button keys={[second === 'assign' ? 'S' : 'E']} onClick={() => act(crisis, second)}>
          {asksWords(`act.${second}`)}
        </Button>
      )}
      {mayRefer && (
        <Link href={referHref} asChild>
          <ButtonLink variant={owner?.id === meId ? 'primary' : 'outline'} keys={['R']} aria-current={panel === 'refer' ? 'true' : undefined}>
            {crisisWords('refer')}
          </ButtonLink>
        </Link>
      )}
      {mayHandOver && (
        <Link href={handOverHref} asChild>
          <ButtonLink keys={['H']} aria-current={panel === 'hand-over' ? 'true' : undefined}>
            {asksWords(readsHandOver ? 'read' : 'act.hand-over')}
          </ButtonLink>
        </Link>
      )}
      {mains.has('offer-backup') && <Button onClick={() => act(crisis, 'offer-backup')}>{asksWords('act.offer-backup')}</Button>}
      {(state === 'CLOSED' || state === 'FOLLOW_UP') && may.work && !crisis.joinedTo && <Button onClick={() => setReopening(true)}>{crisisWords('reopen')}</Button>}
      <ActMenu card={crisis} acts={acts.filter((one) => !mains.has(one))} onAct={act} look="button" />
      {waits && !may.answer && <p className="crisis-not-mine">{crisisWords('not-mine', { phone: network.dutyPhone })}</p>}
      <FailureNote failure={answering.failure} />
      <CannotDialog card={crisis} open={refusing} onClose={() => setRefusing(false)} />
      <ReopenDialog crisis={crisis} open={reopening} onClose={() => setReopening(false)} />
    </div>
  );
}

/** Help is a main act where nothing else of one's own stands in the row. */
const mayOffer = ({ may, state }: CrisisView, acts: readonly Act[]): boolean => acts.includes('offer-backup') && state === 'ACTIVE' && !may.handOver && !may.acceptHandOver;

function ReopenDialog({ crisis: { id, ref }, open, onClose }: { crisis: CrisisView; open: boolean; onClose: () => void }) {
  return (
    <ReasonDialog
      open={open}
      title={crisisWords('reopen.title', { ref })}
      reasons={REOPEN_REASONS.map((reason) => crisisWords(`reopen.reason.${reason}`))}
      sendLabel={crisisWords('reopen.send')}
      onSend={async (reason) => keepCrisis(await call('POST /api/v1/crises/:id/reopening', { id, reason }))}
      onClose={onClose}
    >
      {crisisWords('reopen.words')}
    </ReasonDialog>
  );
}
