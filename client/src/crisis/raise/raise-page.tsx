import { useRef, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { timeOfDay } from '../../app/format.js';
import { newIdempotencyKey } from '../../app/api.js';
import { may } from '../../app/session.js';
import { serverClock, useNow } from '../../live/server-clock.js';
import { Button } from '../../ui/button.js';
import { ChoiceCards } from '../../ui/choice-cards.js';
import { Icon } from '../../ui/icon.js';
import { Checkbox } from '../../ui/toggle.js';
import { useMyReports } from '../report/report-query.js';
import { raiseChoices } from './choices.js';
import { beginDraft, sendOff } from './core/draft.js';
import type { Draft } from './core/draft.js';
import { draftCode } from './core/draft-code.js';
import { lastPlace, unfinished } from './core/keeping.js';
import { withText } from './core/told.js';
import { drafts, useDrafts } from './drafts.js';
import { Opening } from './opening.js';
import { outbox } from './outbox.js';
import { PlaceRow } from './place-row.js';
import { RaiseFrame } from './raise-frame.js';
import { raiseWords } from './raise-words.js';
import { useRaiser } from './raiser.js';
import { MayNotRaise, SignedOut } from './without-session.js';
import './raise.css';

/** A report about the same person within this time is offered as an addition. Source: product design guide §5, "in 30 min". */
const SAME_PERSON_WITHIN_MS = 30 * 60_000;

/** The first screen: one choice and Send. Everything else can wait. */
export function RaisePage() {
  const { session, state } = useRaiser();
  if (state === 'known' && !session) return <SignedOut to="/raise" />;
  if (session && !may(session, 'report:create')) return <MayNotRaise />;
  if (!session) return <Opening title={raiseWords('what')} back="/" />;
  return <RaiseForm />;
}

function RaiseForm() {
  const [, go] = useLocation();
  const { kept } = useDrafts();
  const { draft, change } = useNewDraft();
  const [reminded, setReminded] = useState(false);
  const choices = useRef<HTMLDivElement>(null);

  const send = () => {
    if (draft.choice === null) {
      setReminded(true);
      choices.current?.querySelector('input')?.focus();
      return;
    }
    change((now) => sendOff(now, serverClock.now()));
    outbox.send();
    go(`/reports/${draft.id}`);
  };

  return (
    <RaiseFrame
      back={{ href: '/' }}
      footer={
        <Button variant={draft.choice === 'life-at-risk' ? 'danger' : 'primary'} size="l" onClick={send}>
          {raiseWords('send')}
        </Button>
      }
      footerNote={raiseWords(kept ? 'send.note' : 'send.note-not-kept')}
    >
      <div>
        <h1>{raiseWords('what')}</h1>
        <p className="muted">{draft.joins ? raiseWords.rich('what.lead-joins', { ref: <bdi>{draft.joins.ref}</bdi> }) : raiseWords('what.lead')}</p>
      </div>
      <div ref={choices} className="raise-choices">
        <ChoiceCards
          legend={raiseWords('what')}
          legendHidden
          name="choice"
          choices={raiseChoices()}
          value={draft.choice}
          describedBy={reminded && draft.choice === null ? 'choose-first' : undefined}
          onChoose={(choice) => change((now) => ({ ...now, choice, changedAt: serverClock.now() }))}
        />
        {reminded && draft.choice === null && (
          <p id="choose-first" className="choose-first" role="alert">
            <Icon name="warning" size={16} /> {raiseWords('choose-first')}
          </p>
        )}
      </div>
      <SamePerson joins={draft.joins} onJoin={(joins) => change((now) => ({ ...now, joins, changedAt: serverClock.now() }))} />
      <PlaceRow
        place={draft.typed.texts.place}
        onPlace={(place) => change((now) => ({ ...now, typed: withText(now.typed, 'place', place), changedAt: serverClock.now() }))}
      />
    </RaiseFrame>
  );
}

/**
 * The report that is being begun. What was begun on this phone and not sent comes back after a refresh or a crash; the
 * device is read meanwhile, and whoever already touched something here keeps what they touched.
 */
function useNewDraft() {
  const [fresh] = useState(() => beginDraft({ id: crypto.randomUUID(), key: newIdempotencyKey(), code: draftCode(Math.random), now: serverClock.now() }));
  const { list, opened } = useDrafts();
  const search = useSearch();
  const [id, setId] = useState<string | null>(null);
  const joined = new URLSearchParams(search).get('joins');
  const joins = list.find(({ report }) => report !== null && report.crisisId === joined)?.report ?? null;

  const now = serverClock.now();
  const begun = unfinished(list, now);
  const known = id === null ? begun : (list.find((draft) => draft.id === id) ?? null);
  const draft = withJoin(known ?? withPlace(fresh, opened ? lastPlace(list, now) : ''), id === null && joins ? { crisisId: joins.crisisId, ref: joins.ref } : null);

  const change = (act: (draft: Draft) => Draft) => {
    setId(draft.id);
    const first = id === null;
    // The first touch also takes over what the page showed: the place of the last report, the report it adds to.
    void drafts.change(draft.id, (before) => act(first ? { ...before, choice: draft.choice, joins: draft.joins } : before), () => draft);
  };
  return { draft, change };
}

const withJoin = (draft: Draft, joins: Draft['joins']): Draft => (joins ? { ...draft, joins } : draft);
const withPlace = (draft: Draft, place: string): Draft => ({ ...draft, typed: withText(draft.typed, 'place', place) });

/** Somebody who raises twice within half an hour is asked whether it is about the same person; the server never guesses. */
function SamePerson({ joins, onJoin }: { joins: Draft['joins']; onJoin: (joins: Draft['joins']) => void }) {
  const { data } = useMyReports(true);
  const now = useNow(60_000);
  const [offered, setOffered] = useState<Draft['joins']>(null);
  const recent = data?.find(({ mine, state, sentAt }) => mine && state !== 'CLOSED' && now - Date.parse(sentAt) < SAME_PERSON_WITHIN_MS);

  const target = joins ?? offered ?? (recent ? { crisisId: recent.crisisId, ref: recent.ref } : null);
  if (!target) return null;
  const sentAt = data?.find(({ crisisId }) => crisisId === target.crisisId)?.sentAt;
  return (
    <div className="same-person">
      <Checkbox
        label={raiseWords.rich('same-person', { ref: <bdi>{target.ref}</bdi>, time: sentAt ? timeOfDay(sentAt) : '' })}
        hint={raiseWords('same-person.hint')}
        checked={joins !== null}
        onToggle={(checked) => {
          setOffered(target);
          onJoin(checked ? target : null);
        }}
      />
    </div>
  );
}
