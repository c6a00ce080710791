import { Link } from 'wouter';
import { may, useWho } from '../app/session.js';
import { ButtonLink } from '../ui/button.js';
import { toolWords } from './tool-words.js';

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
