import { useState } from 'react';
import type { CrisisView } from '../../../../server/contract/crisis.js';
import type { HelpKind } from '../../../../server/contract/directory.js';
import type { NewReferral, ReferralView } from '../../../../server/contract/referral.js';
import { isProblem } from '../../app/core/problem.js';
import { useNetwork } from '../../app/session.js';
import { FailureNote } from '../../crisis/board/failure-note.js';
import { useCreationKey, useSend } from '../../crisis/board/use-send.js';
import { useNow } from '../../live/server-clock.js';
import { Button, LinkButton, PhoneLink } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';
import { useToasts } from '../../ui/toast.js';
import { isOpen } from '../list/core/referral-groups.js';
import { ConsentQuestion } from './consent-question.js';
import { LONGEST_NEED } from './core/asked-need.js';
import { standingConsent } from './core/standing-consent.js';
import { focusWhenDrawn, matchId, sentId } from './focus-when-drawn.js';
import { OfferedToo } from './offered-too.js';
import { PhonedForm } from './phoned-form.js';
import { saidNeed } from '../../directory/said-need.js';
import { referWords } from './refer-words.js';
import { sendReferral } from './use-refer.js';

/** For these letters the owner rings, and a link is never sent. Source: design.md §9, Matching. */
const PHONE_ONLY: ReadonlySet<string> = new Set(['A', 'B']);
/** Longest wishes that a referral carries. */
const LONGEST_WISHES = 300;

export interface Asking {
  crisis: CrisisView;
  service: { id: string; name: string; kinds?: readonly HelpKind[] };
  way: 'link' | 'phone-first';
  phone: string | null;
  need: string;
  onNeed: (need: string) => void;
  /** Another service that has not answered for this need: one at a time. */
  waitsFor: ReferralView | null;
  /** Whom to put before the owner if this one does not take them. */
  nextServiceId: string | null;
  /** The referral in whose place this one goes out. */
  replaces: string | null;
  /** What else can be put before the person. */
  alsoOffered: readonly { id: string; name: string }[];
  /** It was excluded, and is asked all the same. */
  askAnywayReason?: string | undefined;
}

/** Everything from "do they agree?" to "sent" for one service: the person's word first, then the text or the telephone. */
export function AskService({ crisis, service, way, phone, need, onNeed, waitsFor, nextServiceId, replaces, alsoOffered, askAnywayReason }: Asking) {
  const network = useNetwork();
  const now = useNow(60_000);
  // YYYY-MM-DD where the network is, as the server counts it.
  const today = new Date(now).toLocaleDateString('en-CA', network ? { timeZone: network.timeZone } : {});
  const { answer, consent } = standingConsent(crisis.consents, service.id, today, service.kinds);
  const [basis, setBasis] = useState<string | null>(null);
  const [phoneOnly, setPhoneOnly] = useState(false);
  const [others, setOthers] = useState<NonNullable<NewReferral['passedOver']>>([]);
  const [excluded, setExcluded] = useState<string | null>(askAnywayReason ?? null);
  const { busy, failure, send } = useSend();
  const creationKey = useCreationKey();
  const toasts = useToasts();

  const mayShare = answer === 'yes' || (basis !== null && basis.trim() !== '');
  const rings = phoneOnly || way === 'phone-first' || PHONE_ONLY.has(crisis.letter);
  const input = (phoned?: NewReferral['phoned']): NewReferral => ({
    crisisId: crisis.id, serviceId: service.id, need: need.trim(),
    ...(answer === 'yes' && consent ? { consentId: consent.id } : basis !== null && { emergencyBasis: basis.trim() }),
    ...(phoned && { phoned }),
    ...(excluded?.trim() && { askAnywayReason: excluded.trim() }),
    ...(others.length > 0 && { passedOver: others }),
    ...(crisis.details.whatHelps && { wishes: crisis.details.whatHelps.slice(0, LONGEST_WISHES) }),
    ...(nextServiceId && { nextServiceId }),
    ...(replaces && { replacesId: replaces }),
  });
  const writeDown = async () => {
    const asked = { ...input(), draft: true };
    await sendReferral(asked, creationKey(asked));
    const words = referWords('draft.done', { name: service.name });
    toasts.show({ title: words, spoken: words, seconds: 6 });
  };
  const ask = async (phoned?: NewReferral['phoned']) => {
    const asked = input(phoned);
    try {
      const { id, state } = await sendReferral(asked, creationKey(asked));
      if (isOpen(state)) focusWhenDrawn(sentId(id));
      else if (nextServiceId) focusWhenDrawn(matchId(nextServiceId));
    } catch (error) {
      if (isProblem(error, 'referral/phone-first') || isProblem(error, 'referral/ring-first')) setPhoneOnly(true);
      if (isProblem(error, 'referral/not-offered')) setExcluded((reason) => reason ?? '');
      throw error;
    }
    const words = phoned ? referWords(`phoned.done.${phoned.answer}`, { name: service.name }) : referWords('send.done', { name: service.name });
    toasts.show({ title: words, spoken: words, seconds: 6 });
  };

  return (
    <div className="ask-service">
      <ConsentQuestion crisis={crisis} service={service} answer={answer} consent={consent} />
      {crisis.letter === 'A' && answer !== 'yes' && <EmergencyBasis basis={basis} onBasis={setBasis} />}
      {excluded !== null && askAnywayReason === undefined && (
        <TextField label={referWords('send.not-offered.reason')} hint={referWords('send.not-offered')} value={excluded} maxLength={500} onChange={(event) => setExcluded(event.target.value)} />
      )}
      <NeedLine need={need} onNeed={onNeed} />
      <OfferedToo services={alsoOffered} others={others} onOthers={setOthers} />
      {rings ? (
        <Ringing letter={crisis.letter} phone={phone} mayShare={mayShare} onSave={ask} />
      ) : (
        <div className="row">
          <Button variant="primary" icon="send" busy={busy} disabled={!mayShare || waitsFor !== null || need.trim() === ''} onClick={() => void send(() => ask())}>
            {referWords('send', { name: service.name })}
          </Button>
          <span className="ask-why">{waitsFor ? referWords('send.one-at-a-time', { name: waitsFor.serviceName }) : referWords(mayShare ? 'send.by' : 'send.needs-yes')}</span>
          {!mayShare && need.trim() !== '' && <LinkButton onClick={() => void send(writeDown)}>{referWords('draft.write')}</LinkButton>}
        </div>
      )}
      <FailureNote failure={failure} />
    </div>
  );
}

function EmergencyBasis({ basis, onBasis }: { basis: string | null; onBasis: (basis: string | null) => void }) {
  if (basis === null) {
    return (
      <div>
        <LinkButton onClick={() => onBasis('')}>{referWords('consent.emergency')}</LinkButton>
      </div>
    );
  }
  return (
    <TextField label={referWords('consent.emergency.basis')} hint={referWords('consent.emergency.hint')} value={basis} maxLength={500} onChange={(event) => onBasis(event.target.value)} />
  );
}

function NeedLine({ need, onNeed }: { need: string; onNeed: (need: string) => void }) {
  const [editing, setEditing] = useState(need.trim() === '');
  /** Until somebody writes it otherwise the usual words go out in English, and are read in one's own language here as there. */
  const [written, setWritten] = useState(false);
  if (!editing) {
    return (
      <p className="ask-why">
        {referWords('send.need')}: <b>{saidNeed(need)}</b> <LinkButton onClick={() => setEditing(true)}>{referWords('change')}</LinkButton>
      </p>
    );
  }
  return <TextField label={referWords('send.need')} hint={referWords('send.need.hint')} value={written ? need : saidNeed(need)} maxLength={LONGEST_NEED} onChange={(event) => { setWritten(true); onNeed(event.target.value); }} />;
}

/** Rings, and records what was said. Without their yes there is nothing to record: nobody may be told of them. */
function Ringing({ letter, phone, mayShare, onSave }: { letter: string; phone: string | null; mayShare: boolean; onSave: (phoned: NonNullable<NewReferral['phoned']>) => Promise<void> }) {
  return (
    <div className="stack">
      <div className="row">
        {phone ? <PhoneLink number={phone} words={referWords('ring')} size="s" /> : <b>{referWords('ring.no-phone')}</b>}
        <span className="ask-why">{mayShare ? (PHONE_ONLY.has(letter) ? referWords('ring.urgent', { letter }) : referWords('ring.first')) : referWords('send.needs-yes')}</span>
      </div>
      {mayShare && <PhonedForm onSave={onSave} />}
    </div>
  );
}
