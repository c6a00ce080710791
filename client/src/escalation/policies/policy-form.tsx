import { useEffect, useState } from 'react';
import type { PolicyLetter, PolicyView, PolicyWarning } from '../../../../server/contract/escalation.js';
import { POLICY_LETTERS } from '../../../../server/contract/escalation.js';
import { LeaveGuard } from '../../app/leave-guard.js';
import { usePageTitle } from '../../app/page-title.js';
import { useSession } from '../../app/session.js';
import { languageTag } from '../../app/words.js';
import { Button, LinkButton } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';
import { PageHead } from '../../ui/page.js';
import { Segmented } from '../../ui/segmented.js';
import { ShapeMark } from '../../ui/shape-mark.js';
import { ErrorSummary } from '../../ui/states.js';
import { Note } from '../../ui/tag.js';
import { useToasts } from '../../ui/toast.js';
import { draftFaults, laddersOf, placeOf } from './core/policy-draft.js';
import { LadderEditor, ladderId, rungId } from './ladder-editor.js';
import type { LadderTrouble } from './ladder-editor.js';
import { LETTER_LOOK } from './letter-look.js';
import type { Names } from './policy-query.js';
import { policyWords } from './policy-words.js';
import { ProgressClocks } from './progress-clocks.js';
import { ReachedPanel, useMomentAsked, useReached } from './reached-panel.js';
import type { RungTrouble } from './rung-card.js';
import { usePolicyDraft } from './use-policy-draft.js';
import type { PlacedFault, Trouble } from './use-policy-draft.js';

const NAME_ID = 'policy-name';

/** The ladders of one policy with what they would do, saved as a whole. */
export function PolicyForm({ policy, names, mayEdit }: { policy: PolicyView; names: Names; mayEdit: boolean }) {
  const toasts = useToasts();
  const { network, teams } = useSession();
  const [letter, setLetter] = useState<PolicyLetter>('A');
  const form = usePolicyDraft(policy);
  const { draft, saved, dirty, trouble } = form;
  const unreadable = draftFaults(draft).some(({ fault }) => fault === 'time' || fault === 'repeat' || fault === 'rounds');
  const ladders = unreadable ? null : laddersOf(draft);
  const asked = useMomentAsked(network.timeZone);
  const answer = useReached(policy.teamId, letter, asked.at, ladders);
  const team = teams.find(({ id }) => id === policy.teamId)?.name ?? policy.teamId;
  const title = saved.name;
  usePageTitle(title, network.name);

  const save = async () => {
    const next = await form.save();
    if (!next) return;
    const words = policyWords('saved', { name: next.name, count: next.version });
    toasts.show({ title: words, spoken: words, seconds: 8 });
  };

  return (
    <>
      <PageHead title={title}>{form.isNew ? policyWords('page.new-words', { team }) : policyWords('page.words', { team, count: saved.version })}</PageHead>
      <form
        noValidate
        className="policy-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!form.busy) void save();
        }}
      >
        <div className="policy-column">
          {!mayEdit && (
            <Note tone="neutral" icon="lock">
              {policyWords('read-only')}
            </Note>
          )}
          {form.restored && dirty && !trouble && (
            <Note tone="info" icon="edit">
              {policyWords('restored')}
            </Note>
          )}
          {trouble && <TroubleBox key={trouble.count} trouble={trouble} onGoTo={setLetter} onTheirs={form.takeTheirs} />}
          {mayEdit && (
            <TextField
              id={NAME_ID}
              label={policyWords('name')}
              maxLength={60}
              error={trouble?.faults.find(({ fault }) => fault === 'name')?.words}
              value={draft.name}
              onChange={({ target }) => form.change({ ...draft, name: target.value })}
            />
          )}
          <Segmented
            strong
            square
            legend={policyWords('letter')}
            value={letter}
            onChoose={setLetter}
            segments={POLICY_LETTERS.map((one) => ({ value: one, label: <LetterName letter={one} toMend={trouble?.faults.filter((fault) => fault.letter === one).length ?? 0} /> }))}
          />
          <LadderEditor
            key={letter}
            letter={letter}
            draft={draft}
            names={names}
            teamId={policy.teamId}
            trouble={troubleOf(letter, draft.ladders[letter].rungs.length, trouble?.faults ?? [], answer.data?.warnings ?? [])}
            onChange={mayEdit ? form.change : null}
          />
          {mayEdit && (
            <div className="policy-save">
              <Button type="submit" variant="primary" busy={form.busy}>
                {policyWords('save')}
              </Button>
              {dirty && <Button onClick={form.undo}>{policyWords('undo-all')}</Button>}
              <span className="muted">{policyWords(dirty || form.isNew ? 'unsaved' : 'unchanged')}</span>
            </div>
          )}
        </div>
        <div className="policy-column">
          <ReachedPanel asked={asked} answer={answer} incomplete={ladders === null} zone={zoneWords(network.timeZone)} />
        </div>
      </form>
      <div className="policy-clocks">
        <ProgressClocks />
      </div>
      <LeaveGuard dirty={mayEdit && dirty} words={policyWords('leave.words')} />
    </>
  );
}

function LetterName({ letter, toMend }: { letter: PolicyLetter; toMend: number }) {
  return (
    <span className="letter-name">
      <ShapeMark shape={LETTER_LOOK[letter].shape} size={13} />
      {policyWords(`letter.${letter}`)}
      {toMend > 0 && <b className="letter-mend">{policyWords('letter.problems', { count: toMend })}</b>}
    </span>
  );
}

/** What is wrong or doubtful with one ladder, put where it belongs. */
function troubleOf(letter: PolicyLetter, rungs: number, faults: readonly PlacedFault[], warnings: readonly PolicyWarning[]): LadderTrouble {
  const mine = faults.filter((fault) => fault.letter === letter);
  const ofRung = (rung: number): RungTrouble => ({
    faults: mine.filter((fault) => fault.rung === rung && fault.fault !== 'time').map(({ words }) => words),
    wrongTime: mine.find((fault) => fault.rung === rung && fault.fault === 'time')?.words,
    warnings: warnings.filter(({ pointer }) => {
      const place = placeOf(pointer);
      return place.letter === letter && place.rung === rung;
    }),
  });
  return {
    rungs: new Map(Array.from({ length: rungs }, (_, rung) => [rung, ofRung(rung)])),
    whole: mine.filter(({ fault, rung }) => rung === null && fault !== 'rounds' && fault !== 'repeat').map(({ words }) => words),
    rounds: mine.find(({ fault }) => fault === 'rounds')?.words,
    repeat: mine.find(({ fault }) => fault === 'repeat')?.words,
  };
}

/** Why it is not saved; each line leads to its rung, in whichever ladder that is. */
function TroubleBox({ trouble, onGoTo, onTheirs }: { trouble: Trouble; onGoTo: (letter: PolicyLetter) => void; onTheirs: (policy: PolicyView) => void }) {
  const [goal, setGoal] = useState<{ id: string } | null>(null);
  useEffect(() => {
    if (goal) document.getElementById(goal.id)?.focus();
  }, [goal]);
  const { theirs } = trouble;
  return (
    <ErrorSummary title={trouble.title}>
      <div className="stack">
        {trouble.words && <p>{trouble.words}</p>}
        {trouble.faults.length > 0 && (
          <ul className="policy-faults">
            {trouble.faults.map((fault, place) => (
              <li key={place}>
                <LinkButton
                  onClick={() => {
                    if (fault.letter) onGoTo(fault.letter);
                    setGoal({ id: idOf(fault) });
                  }}
                >
                  {placed(fault)}
                </LinkButton>
              </li>
            ))}
          </ul>
        )}
        {theirs && (
          <div>
            <Button onClick={() => onTheirs(theirs)}>{policyWords('changed.theirs')}</Button>
          </div>
        )}
      </div>
    </ErrorSummary>
  );
}

function idOf({ fault, letter, rung }: PlacedFault): string {
  if (letter === null) return NAME_ID;
  if (rung !== null) return fault === 'time' ? `${rungId(letter, rung)}-time` : rungId(letter, rung);
  return fault === 'rounds' || fault === 'repeat' ? `${ladderId(letter)}-${fault}` : ladderId(letter);
}

function placed({ letter, rung, words }: PlacedFault): string {
  if (letter === null) return words;
  const name = policyWords(`letter.${letter}`);
  return rung === null ? policyWords('fault.at-letter', { letter: name, why: words }) : policyWords('fault.at-rung', { letter: name, count: rung + 1, why: words });
}

/** "Eastern Time (America/New_York)". */
function zoneWords(timeZone: string): string {
  const name = new Intl.DateTimeFormat(languageTag(), { timeZone, timeZoneName: 'longGeneric' }).formatToParts(0).find(({ type }) => type === 'timeZoneName')?.value;
  return name && name !== timeZone ? `${name} (${timeZone})` : timeZone;
}
