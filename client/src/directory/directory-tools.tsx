import { Link } from 'wouter';
import { may, useWho } from '../app/session.js';
import { ButtonLink } from '../ui/button.js';
import { roomWords } from '../app/words.js';

const toolWords = roomWords('directory.tools', {
  'label': 'Looking after the directory',
  'new': 'New service',
  'stale': 'Entries to check',
  'problems': 'Reported problems',
  'mine': 'My reports',
  'duplicates': 'Entries that may be the same',
  'import': 'Import',
});

const TOOLS = [['/services/new', 'new', 'add'], ['/services/stale', 'stale', 'clock'], ['/services/problems', 'problems', 'warning'], ['/services/duplicates', 'duplicates', 'swap'], ['/services/import', 'import', 'down']] as const;

/** The way to everything by which the directory is looked after; for others, to what they reported. */
export function DirectoryTools() {
  const { session } = useWho();
  const manages = may(session, 'directory:edit');
  const tools = manages ? TOOLS : ([['/services/problems', 'mine', 'warning']] as const);
  return (
    <nav className="row directory-tools" aria-label={toolWords('label')}>
      {tools.map(([path, name, icon]) => (
        <Link key={path} href={path} asChild>
          <ButtonLink variant="quiet" icon={icon}>
            {toolWords(name)}
          </ButtonLink>
        </Link>
      ))}
    </nav>
  );
}
