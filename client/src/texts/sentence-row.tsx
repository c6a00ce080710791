import type { SyntheticEvent } from 'react';
import type { WordingView } from '../../../server/contract/wording.js';
import { IconButton } from '../ui/button.js';
import { Select, TextArea } from '../ui/field.js';
import { moved } from './core/text-draft.js';
import type { SentenceDraft } from './core/text-draft.js';
import { textsWords } from './texts-words.js';

const GOES = [0, 1, 2, 3] as const;

/** Where a sentence is typed, for lines that lead to it. */
export const sentenceId = (id: number): string => `sentence-${id}`;

/** One sentence: its words, whether it may be left out, and its place among the others. */
export function SentenceRow({ sentence, place, kind, wrong, draft, onChange, onCursor }: {
  sentence: SentenceDraft;
  /** Counted from 1. */
  place: number;
  kind: WordingView['kind'];
  wrong: readonly string[];
  draft: readonly SentenceDraft[];
  onChange: (draft: SentenceDraft[]) => void;
  onCursor: (at: number | null) => void;
}) {
  const change = (part: Partial<SentenceDraft>) => onChange(draft.map((one) => (one.id === sentence.id ? { ...one, ...part } : one)));
  const noteCursor = ({ currentTarget }: SyntheticEvent<HTMLTextAreaElement>) => onCursor(currentTarget.selectionStart);
  return (
    <li className="sentence">
      <TextArea
        id={sentenceId(sentence.id)}
        label={textsWords('sentence', { place })}
        error={wrong.length > 0 ? wrong.join('. ') : undefined}
        rows={1}
        maxLength={300}
        value={sentence.words}
        onChange={(event) => {
          onCursor(event.target.selectionStart);
          change({ words: event.target.value.replace(/\s*\n\s*/g, ' ') });
        }}
        onSelect={noteCursor}
        onBlur={noteCursor}
      />
      <div className="sentence-acts">
        {kind === 'text' && (
          <Select label={textsWords('goes')} value={sentence.goes} onChange={({ target }) => change({ goes: Number(target.value) })}>
            {GOES.map((goes) => (
              <option key={goes} value={goes}>
                {textsWords(`goes.${goes}`)}
              </option>
            ))}
          </Select>
        )}
        {place > 1 && <IconButton icon="down" className="sentence-up" label={textsWords('up', { place })} onClick={() => onChange(moved(draft, sentence.id, -1))} />}
        {draft.length > 1 && <IconButton icon="close" label={textsWords('remove', { place })} onClick={() => onChange(draft.filter(({ id }) => id !== sentence.id))} />}
      </div>
    </li>
  );
}
