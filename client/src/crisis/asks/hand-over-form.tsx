import { useEffect, useState } from 'react';
import type { CrisisView } from '../../../../server/contract/crisis.js';
import { call } from '../../app/api.js';
import { isProblem } from '../../app/core/problem.js';
import { timeNear } from '../../app/format.js';
import { queries } from '../../app/queries.js';
import { useSession } from '../../app/session.js';
import { serverClock, useNow } from '../../live/server-clock.js';
import { Button, LinkButton } from '../../ui/button.js';
import { Select, TextArea } from '../../ui/field.js';
import { ErrorSummary } from '../../ui/states.js';
import { Note } from '../../ui/tag.js';
import { useToasts } from '../../ui/toast.js';
import { useCreationKey, useSend } from '../board/use-send.js';
import { crisisQuery } from '../page/crisis-data.js';
import { keptWriting } from '../writing/kept-writing.js';
import { asksWords } from './asks-words.js';
import { ColleagueChooser } from './colleague-chooser.js';
import { ConflictNote } from './conflict-note.js';
import { BOXES, BOX_LONGEST, missingIn, restoreHandOver, sentBoxes, timesToOffer } from './core/boxes.js';
import type { Box, HandOverDraft } from './core/boxes.js';
import { fillIn } from './fill-in.js';
import { hearAct } from './hear-act.js';
import { HeldNote, useHeldBack } from './held-note.js';
import { useColleagues } from './use-colleagues.js';

const handOvers = keptWriting('hand-over', restoreHandOver);

/** A device that does not answer must not keep anybody from writing. */
const READ_WITHIN_MS = 1000;

const WHO_ID = 'hand-over-who';
const boxId = (box: Box) => `hand-over-${box}`;
const CLOCKS = ['contact', 'referral', 'progress', 'emergency'] as const;

/** Asks one colleague to take a crisis over: who, five boxes filled in from what is known, and by when it must happen. */
export function HandOverForm({ crisis, onSent }: { crisis: CrisisView; onSent: () => void }) {
  const { staff } = useSession();
  const kept = handOvers.useKept(crisis.id, staff.id, READ_WITHIN_MS);
  // A moment, while the device is asked what was written before.
  return kept === undefined ? null : <HandOverBoxes crisis={crisis} kept={kept} onSent={onSent} />;
}

function HandOverBoxes({ crisis, kept, onSent }: { crisis: CrisisView; kept: HandOverDraft | null; onSent: () => void }) {
  const { staff } = useSession();
  const [begun] = useState<HandOverDraft>(() => kept ?? { toId: null, boxes: fillIn(crisis), mustHappenBy: null });
  const [draft, setDraft] = useState(begun);
  /** The crisis as the author saw it: what changes under their hands must be seen before it is sent. */
  const [seen, setSeen] = useState(crisis);
  const [news, setNews] = useState<readonly string[] | null>(null);
  const [tried, setTried] = useState(0);
  const colleagues = useColleagues(crisis.id);
  const sending = useSend();
  const creationKey = useCreationKey();
  const toasts = useToasts();
  const held = useHeldBack();
  const missing = missingIn(draft);
  const wrong = (what: 'toId' | Box) => tried > 0 && missing.includes(what);
  const name = colleagues.data?.find(({ id }) => id === draft.toId)?.name;

  const change = (more: Partial<HandOverDraft>) => setDraft((now) => ({ ...now, ...more }));
  const write = (box: Box, text: string) => setDraft((now) => ({ ...now, boxes: { ...now.boxes, [box]: text } }));
  useEffect(() => {
    if (draft !== begun) handOvers.keep(crisis.id, staff.id, draft);
  }, [crisis.id, staff.id, draft, begun]);

  /** Takes the newest state as the one seen, says what is new in it, and keeps what was written. */
  const lookAgain = async () => {
    const fresh = await queries.fetchQuery({ ...crisisQuery(crisis.id), staleTime: 0 });
    const known = new Set(seen.timeline.map(({ id }) => id));
    setNews(fresh.timeline.filter(({ id }) => !known.has(id)).slice(0, 3).map(({ actor, words }) => [actor, words].filter(Boolean).join(' ')));
    setSeen(fresh);
  };

  const sendIt = async () => {
    setTried((times) => times + 1);
    if (missing.length > 0 || draft.toId === null || held) return;
    const input = { id: crisis.id, seenVersion: seen.version, toId: draft.toId, ...sentBoxes(draft.boxes), ...(draft.mustHappenBy !== null && { mustHappenBy: draft.mustHappenBy }) };
    let changed = false;
    const done = await sending.send(async () => {
      try {
        hearAct(await call('POST /api/v1/crises/:id/hand-over', input, { idempotencyKey: creationKey(input) }));
      } catch (error) {
        if (!isProblem(error, 'crisis/changed')) throw error;
        changed = true;
        await lookAgain();
      }
    });
    if (!done || changed) return;
    handOvers.forget(crisis.id, staff.id);
    const words = asksWords('form.sent', { ref: crisis.ref, name: name ?? '' });
    toasts.show({ title: words, spoken: words, seconds: 8 });
    onSent();
  };

  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void sendIt();
      }}
    >
      {tried > 0 && missing.length > 0 && (
        <ErrorSummary
          key={tried}
          title={asksWords('form.summary')}
          fields={missing.map((what) => (what === 'toId' ? { fieldId: WHO_ID, words: asksWords('who.missing') } : { fieldId: boxId(what), words: asksWords('box.missing', { box: asksWords(`box.${what}`) }) }))}
        />
      )}
      <p className="muted">{crisis.owner && crisis.owner.id !== staff.id ? asksWords('form.words.theirs', { name: crisis.owner.name }) : asksWords('form.words')}</p>
      <ColleagueChooser id={WHO_ID} colleagues={colleagues} value={draft.toId} onChoose={(toId) => change({ toId })} error={wrong('toId') && asksWords('who.missing')} />
      <p className="muted">
        {asksWords('form.filled')}{' '}
        {kept && (
          <LinkButton onClick={() => change({ boxes: fillIn(crisis) })}>{asksWords('form.start-over')}</LinkButton>
        )}
      </p>
      <div className="hand-over-boxes">
        {BOXES.map((box) => (
          <BoxField key={box} box={box} value={draft.boxes[box]} wrong={wrong(box)} onWrite={(text) => write(box, text)} />
        ))}
        <ByWhen crisis={crisis} value={draft.mustHappenBy} onChoose={(mustHappenBy) => change({ mustHappenBy })} />
      </div>
      {news && (
        <Note tone="warning" icon="warning">
          <p>{asksWords('form.changed')}</p>
          {news.map((what, place) => (
            <p key={place}>{asksWords('form.changed.what', { what })}</p>
          ))}
        </Note>
      )}
      <HeldNote />
      <ConflictNote sending={sending} id={crisis.id} code={crisis.ref} />
      <div className="hand-over-acts">
        <Button type="submit" variant="primary" busy={sending.busy} disabled={held}>
          {name === undefined ? asksWords('form.send') : asksWords('form.send.name', { name })}
        </Button>
        <small className="muted">{asksWords('form.kept')}</small>
      </div>
    </form>
  );
}

/** One box; empty, "Not known" is one touch away. */
function BoxField({ box, value, wrong, onWrite }: { box: Box; value: string; wrong: boolean; onWrite: (text: string) => void }) {
  const name = asksWords(`box.${box}`);
  return (
    <div className="hand-over-box">
      <TextArea id={boxId(box)} label={name} rows={4} maxLength={BOX_LONGEST} value={value} error={wrong && asksWords('box.missing', { box: name })} onChange={(event) => onWrite(event.target.value)} />
      {value.trim() === '' && (
        <div>
          <LinkButton
            aria-label={asksWords('box.fill-not-known', { box: name })}
            onClick={() => {
              onWrite(asksWords('box.not-known'));
              document.getElementById(boxId(box))?.focus();
            }}
          >
            {asksWords('box.not-known')}
          </LinkButton>
        </div>
      )}
    </div>
  );
}

function ByWhen({ crisis, value, onChoose }: { crisis: CrisisView; value: string | null; onChoose: (at: string | null) => void }) {
  const now = useNow(60_000);
  const [from] = useState(() => serverClock.now());
  const offered = timesToOffer([crisis.contactBy, crisis.referral?.answerBy ?? null, crisis.progressBy, crisis.emergencyConfirmBy], from);
  const chosen = value !== null && !offered.some(({ at }) => at === value) ? [{ at: value, clock: null }] : [];
  return (
    <Select label={asksWords('by')} value={value ?? ''} onChange={(event) => onChoose(event.target.value === '' ? null : event.target.value)}>
      <option value="">{asksWords('by.none')}</option>
      {[...offered, ...chosen].map(({ at, clock }) => {
        const name = clock === null ? undefined : CLOCKS[clock];
        const time = timeNear(at, now);
        return (
          <option key={at} value={at}>
            {name ? asksWords('by.clock', { time, clock: asksWords(`by.clock.${name}`) }) : asksWords('by.plain', { time })}
          </option>
        );
      })}
    </Select>
  );
}
