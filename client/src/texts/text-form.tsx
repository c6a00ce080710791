import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { WordingFaultView, WordingSentence, WordingView } from '../../../server/contract/wording.js';
import { LeaveGuard } from '../app/leave-guard.js';
import { usePageTitle } from '../app/page-title.js';
import { useSession } from '../app/session.js';
import { Moment } from '../app/time.js';
import { languageTag } from '../app/words.js';
import { Button } from '../ui/button.js';
import { Panel } from '../ui/card.js';
import { PageHead } from '../ui/page.js';
import { ErrorSummary } from '../ui/states.js';
import { Note } from '../ui/tag.js';
import { useToasts } from '../ui/toast.js';
import { MOST_SENTENCES, placeOf, sentencesOf, withName, withOneMore } from './core/text-draft.js';
import { faultWords } from './fault-words.js';
import { NamesPanel } from './names-panel.js';
import { SamplePanel } from './sample-panel.js';
import { SentenceRow, sentenceId } from './sentence-row.js';
import { TextHistory } from './text-history.js';
import { previewQuery } from './texts-query.js';
import { textsWords } from './texts-words.js';
import { useTextDraft } from './use-text-draft.js';

/** Words are sent for a sample when somebody stops typing for this long. */
const PAUSE_MS = 300;

/** The sentences of one text, saved as a whole. */
export function TextForm({ text }: { text: WordingView }) {
  const toasts = useToasts();
  const { network } = useSession();
  const form = useTextDraft(text);
  const { draft, saved, dirty, trouble } = form;
  const sample = useQuery(previewQuery(text.key, usePaused(sentencesOf(draft))));
  const faults = sample.data?.faults ?? [];
  const cursor = useRef<{ id: number; at: number | null } | null>(null);
  const title = textsWords(`name.${text.key}`);
  usePageTitle(title, network.name);

  const tell = (words: string) => toasts.show({ title: words, spoken: words, seconds: 8 });
  const save = async () => {
    if (faults.length > 0 && !sample.isPlaceholderData) return form.refuse();
    if (await form.save()) tell(textsWords('saved'));
  };
  const putIn = (name: string) => {
    const place = draft.some(({ id }) => id === cursor.current?.id) ? cursor.current : null;
    const id = place?.id ?? draft.at(-1)?.id ?? 0;
    form.change(withName(draft, id, name, place?.at ?? null));
    document.getElementById(sentenceId(id))?.focus();
  };

  return (
    <>
      <PageHead title={title}>
        {saved.changedAt ? textsWords.rich('changed', { time: <Moment at={saved.changedAt} />, name: <bdi>{saved.changedBy}</bdi> }) : textsWords('as-it-came')}
      </PageHead>
      <form
        noValidate
        className="text-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!form.busy) void save();
        }}
      >
        <div className="text-column">
          {form.restored && dirty && !trouble && (
            <Note tone="info" icon="edit">
              {textsWords('restored')}
            </Note>
          )}
          {trouble && (
            <ErrorSummary key={trouble.count} title={trouble.title} fields={trouble.theirs ? [] : linesOf(faults, draft.map(({ id }) => id), text.kind)}>
              {trouble.words}
              {trouble.theirs && (
                <p className="text-theirs">
                  <Button onClick={() => trouble.theirs && form.take(trouble.theirs)}>{textsWords('trouble.take')}</Button>
                </p>
              )}
            </ErrorSummary>
          )}
          <Panel title={textsWords('sentences')}>
            <p className="muted">
              {textsWords('sentences.words')} {text.beginsWithOrg && textsWords.rich('sentences.org', { org: <bdi>{network.org}</bdi> })}
              {text.digits.length > 0 && <> {textsWords('digits', { count: text.digits.length, list: new Intl.ListFormat(languageTag()).format(text.digits) })}</>}
            </p>
            <ol className="sentences">
              {draft.map((sentence, place) => (
                <SentenceRow
                  key={sentence.id}
                  sentence={sentence}
                  place={place + 1}
                  kind={text.kind}
                  wrong={faults.filter((fault) => placeOf(fault) === place).map((fault) => faultWords(fault, text.kind))}
                  draft={draft}
                  onChange={form.change}
                  onCursor={(at) => { cursor.current = { id: sentence.id, at }; }}
                />
              ))}
            </ol>
            <Faults faults={faults.filter((fault) => placeOf(fault) === null)} kind={text.kind} />
            {draft.length < MOST_SENTENCES && (
              <div>
                <Button icon="add" onClick={() => form.change(withOneMore(draft))}>
                  {textsWords('add')}
                </Button>
              </div>
            )}
          </Panel>
          <div className="text-save">
            <Button type="submit" variant="primary" busy={form.busy}>
              {textsWords('save')}
            </Button>
            {dirty && <Button onClick={form.undo}>{textsWords('undo-all')}</Button>}
            <span className="muted">{textsWords(dirty ? 'unsaved' : 'unchanged')}</span>
          </div>
        </div>
        <div className="text-column">
          <SamplePanel kind={text.kind} sample={sample} right={faults.length === 0} />
          {text.names.length > 0 && <NamesPanel text={text} onPut={putIn} />}
          <TextHistory text={saved} busy={form.busy} onPutBack={async (version) => { if (await form.putBack(version)) tell(textsWords('history.done')); }} />
        </div>
      </form>
      <LeaveGuard dirty={dirty} words={textsWords('leave.words')} />
    </>
  );
}

function Faults({ faults, kind }: { faults: readonly WordingFaultView[]; kind: WordingView['kind'] }) {
  if (faults.length === 0) return null;
  return (
    <Note tone="warning" icon="warning">
      <ul className="text-faults">
        {faults.map((fault) => (
          <li key={`${fault.fault} ${fault.about}`}>{faultWords(fault, kind)}</li>
        ))}
      </ul>
    </Note>
  );
}

/** Each fault with the sentence where it can be mended. */
function linesOf(faults: readonly WordingFaultView[], ids: readonly number[], kind: WordingView['kind']): { fieldId: string; words: string }[] {
  return faults.map((fault) => ({ fieldId: sentenceId(ids[placeOf(fault) ?? 0] ?? 0), words: faultWords(fault, kind) })).filter(({ words }, place, all) => all.findIndex((one) => one.words === words) === place);
}

/** What was typed, a moment after the last key. */
function usePaused(sentences: readonly WordingSentence[]): readonly WordingSentence[] {
  const [paused, setPaused] = useState(sentences);
  const text = JSON.stringify(sentences);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(JSON.parse(text) as WordingSentence[]), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}
