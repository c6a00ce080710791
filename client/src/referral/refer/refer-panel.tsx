import { useEffect, useId, useRef, useState } from 'react';
import type { CrisisView } from '../../../../server/contract/crisis.js';
import type { Exclusion, Match, MatchAnswer, MatchInput } from '../../../../server/contract/matching.js';
import type { ReferralView } from '../../../../server/contract/referral.js';
import { exactTime } from '../../app/format.js';
import { saidByServer } from '../../app/words.js';
import { RoomsPanel } from '../../capacity/rooms-panel.js';
import { Button, IconButton, LinkButton } from '../../ui/button.js';
import { EmptyState, ErrorSummary, Skeleton } from '../../ui/states.js';
import { Note } from '../../ui/tag.js';
import { waitsForConfirmation } from '../list/core/referral-groups.js';
import { referralWords } from '../list/referral-words.js';
import { AnywayCard } from './anyway-card.js';
import { AskService } from './ask-service.js';
import { ChangeNeed } from './change-need.js';
import { usualNeed } from './core/asked-need.js';
import { panelOrder } from './core/panel-order.js';
import { DraftReferral, Unconfirmed } from './draft-referral.js';
import { Fallbacks } from './fallbacks.js';
import { focusWhenDrawn, matchId } from './focus-when-drawn.js';
import { MatchCard } from './match-card.js';
import { NeedTabs } from './need-tabs.js';
import { NotShown } from './not-shown.js';
import { referWords } from './refer-words.js';
import { SentReferral } from './sent-referral.js';
import { useMatches } from './use-matches.js';
import './refer.css';

/** What was written of a need stays for as long as this page is open: the same words keep the clock with the next service. */
const writtenNeeds = new Map<string, string>();

/** Finds a service for a crisis, asks it with the person's word, and follows the answer. */
export function ReferPanel({ crisis, old, onClose }: { crisis: CrisisView; old: boolean; onClose: () => void }) {
  const heading = useId();
  const panel = useArrivalFocus();
  const [asked, setAsked] = useState<MatchInput>({});
  const [changing, setChanging] = useState(false);
  const matches = useMatches(crisis, asked);
  return (
    <section ref={panel} className="card refer" aria-labelledby={heading} data-old={old || undefined} tabIndex={-1}>
      <div className="refer-head">
        <h2 id={heading}>{referWords('title')}</h2>
        <p className="refer-need">
          {matches.data && <Need need={matches.data.need} />} {!old && <LinkButton onClick={() => setChanging(true)}>{referWords('change')}</LinkButton>}
        </p>
        <IconButton icon="close" label={referWords('close')} onClick={onClose} />
      </div>
      <div className="refer-body">
        <Body key={crisis.id} crisis={crisis} answer={matches.data} asked={asked} old={old} onAnotherNeed={() => setChanging(true)} />
        {matches.isPending && <Skeleton label={referWords('looking')} lines={8} slow={referWords('looking.slow')} />}
        {matches.isError && !matches.data && (
          <div className="stack">
            <ErrorSummary title={referWords('failed')}>{referWords('failed.words')}</ErrorSummary>
            <div>
              <Button onClick={() => void matches.refetch()}>{referWords('try-again')}</Button>
            </div>
          </div>
        )}
        <Fallbacks answer={matches.data} />
        {matches.data && (
          <p className="refer-asof num">
            {referWords('as-of', { time: exactTime(matches.data.asOf) })} {matches.data.policy.needsClinicalLeadSignOff && referWords('sign-off')}
          </p>
        )}
      </div>
      <ChangeNeed asked={asked} unit={matches.data?.distanceUnit ?? 'mi'} open={changing} onApply={setAsked} onClose={() => setChanging(false)} />
    </section>
  );
}

/** After the frame has put the keyboard at the beginning of the page, it goes on to the panel that was asked for. */
function useArrivalFocus() {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const later = requestAnimationFrame(() => panel.current?.focus({ preventScroll: window.innerWidth > 1180 }));
    return () => cancelAnimationFrame(later);
  }, []);
  return panel;
}

function Need({ need }: { need: MatchAnswer['need'] }) {
  return need.map(({ words, from }, place) => (
    <span key={words} className={from === 'unknown' ? 'refer-unknown' : undefined}>
      {place > 0 && ' · '}
      {saidByServer(words)}
    </span>
  ));
}

function Body({ crisis, answer, asked, old, onAnotherNeed }: { crisis: CrisisView; answer: MatchAnswer | undefined; asked: MatchInput; old: boolean; onAnotherNeed: () => void }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [anyway, setAnyway] = useState<{ excluded: Exclusion; reason: string } | null>(null);
  const [written, setWritten] = useState(() => writtenNeeds.get(crisis.id) ?? null);
  const need = written ?? usualNeed(asked, answer?.need);
  const { failed, matches, phoneFirst, next, open: openForNeed } = panelOrder(answer, crisis.referrals, need);
  const { open } = panelOrder(answer, crisis.referrals);
  const known = new Map([...(answer?.matches ?? []), ...(answer?.phoneFirst ?? [])].map((match) => [match.serviceId, match]));
  const shown = anyway ? null : chosen ?? next;
  const waitsFor = openForNeed.find(({ state }) => state !== 'WAITLISTED') ?? null;
  const replaces = failed?.state === 'REDIRECTED' ? failed.id : null;
  const keepNeed = (words: string) => {
    writtenNeeds.set(crisis.id, words);
    setWritten(words);
  };

  const askAnyway = (excluded: Exclusion, reason: string) => {
    setAnyway({ excluded, reason });
    focusWhenDrawn(matchId(excluded.serviceId));
  };

  const asking = (serviceId: string) => ({
    crisis, need, onNeed: keepNeed, waitsFor, replaces,
    nextServiceId: [...matches, ...phoneFirst].find((match) => match.serviceId !== serviceId)?.serviceId ?? null,
    alsoOffered: [...matches, ...phoneFirst].filter((match) => match.serviceId !== serviceId).slice(0, 4).map((match) => ({ id: match.serviceId, name: match.serviceName })),
  });
  const card = (match: Match, rank: number | null) => (
    <MatchCard
      key={match.serviceId}
      match={match}
      rank={rank}
      unit={answer?.distanceUnit ?? 'mi'}
      isNext={match.serviceId === next && (waitsFor !== null || failed !== null)}
      onChoose={shown === match.serviceId || old ? null : () => {
        setAnyway(null);
        setChosen(match.serviceId);
        focusWhenDrawn(matchId(match.serviceId));
      }}
    >
      {!old && <AskService {...asking(match.serviceId)} service={{ id: match.serviceId, name: match.serviceName, kinds: match.kinds }} way={match.way} phone={match.phone} />}
    </MatchCard>
  );

  return (
    <>
      <NeedTabs
        referrals={crisis.referrals}
        need={need}
        onNeed={keepNeed}
        onAnother={old ? null : () => {
          writtenNeeds.delete(crisis.id);
          setWritten(null);
          onAnotherNeed();
        }}
      />
      {crisis.referrals.filter(({ state }) => state === 'DRAFT').map((draft) => <DraftReferral key={draft.id} crisis={crisis} draft={draft} old={old} />)}
      {crisis.referrals.filter(waitsForConfirmation).map((referral) => <Unconfirmed key={referral.id} referral={referral} old={old} />)}
      {open.map((referral) => (
        <SentReferral key={referral.id} referral={referral} match={known.get(referral.serviceId) ?? null} need={referral.need ?? need} letter={crisis.letter} mayCorrect={crisis.may.supervise} old={old} />
      ))}
      {failed && <FailedNote referral={failed} hasNext={next !== null} />}
      {anyway && <AnywayCard {...asking(anyway.excluded.serviceId)} {...anyway} onClose={() => setAnyway(null)} />}
      {matches.map((match, place) => card(match, open.length + place + 1))}
      {answer && matches.length === 0 && phoneFirst.length === 0 && open.length === 0 && (
        <EmptyState title={referWords('none')}>
          {answer.relax && <>{referWords('none.relax', { words: saidByServer(answer.relax.words) })} </>}
          {referWords('none.words')}
        </EmptyState>
      )}
      {phoneFirst.length > 0 && (
        <section aria-labelledby="refer-phone-first">
          <div className="refer-group-head">
            <h3 id="refer-phone-first" className="refer-group">
              {referWords('phone-first')}
            </h3>
            <span className="muted">{referWords('phone-first.words')}</span>
          </div>
          <div className="phone-first">{phoneFirst.map((match) => card(match, null))}</div>
        </section>
      )}
      {!old && answer && crisis.state === 'ACTIVE' && (
        <RoomsPanel
          crisis={crisis}
          matches={[...matches, ...phoneFirst]}
          onChoose={(serviceId) => {
            setAnyway(null);
            setChosen(serviceId);
            focusWhenDrawn(matchId(serviceId));
          }}
        />
      )}
      {answer && <NotShown answer={answer} onAskAnyway={askAnyway} />}
    </>
  );
}

/** A no, or silence: said plainly, and what is ready in its place. */
function FailedNote({ referral: { state, serviceName, reason, suggests }, hasNext }: { referral: ReferralView; hasNext: boolean }) {
  const why = reason ? referralWords(`reason.${reason}`).toLowerCase() : referralWords('reason.OTHER').toLowerCase();
  const words =
    state === 'DECLINED' ? referWords('over.declined', { name: serviceName, reason: why })
      : state === 'EXPIRED' ? referWords('over.expired', { name: serviceName })
        : state === 'HANDED_BACK' ? referWords('over.handed-back', { name: serviceName, reason: why })
          : state === 'REDIRECTED' && suggests ? referWords('over.redirected', { name: serviceName, suggests })
            : referWords('over.other', { name: serviceName, state: referralWords(`state.${state}`) });
  return (
    <Note tone="warning" icon="transfer">
      <b>{words}</b> {hasNext && referWords('over.next')}
    </Note>
  );
}
