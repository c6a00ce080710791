import type { WordingView } from '../../../server/contract/wording.js';
import { LinkButton } from '../ui/button.js';
import { Panel } from '../ui/card.js';
import { VisuallyHidden } from '../ui/visually-hidden.js';
import { textsWords } from './texts-words.js';

/** What may stand in braces, what it becomes, and a way to put it in. */
export function NamesPanel({ text, onPut }: { text: WordingView; onPut: (name: string) => void }) {
  return (
    <Panel title={textsWords('names')}>
      <p className="muted">{textsWords('names.words')}</p>
      <ul className="text-names">
        {text.names.map(({ name, sample }) => (
          <li key={name}>
            <LinkButton onClick={() => onPut(name)}>
              <VisuallyHidden>{textsWords('names.put', { name })} </VisuallyHidden>
              <code aria-hidden="true">{`{${name}}`}</code>
            </LinkButton>
            <span className="text-name-sample">
              {name === 'link' ? textsWords('names.link') : <bdi>{sample}</bdi>}
              {text.needed.includes(name) && <small> ({textsWords('names.needed')})</small>}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
