import { Link } from 'wouter';
import { ButtonLink } from '../ui/button.js';
import './back-link.css';

/** The way back to the page above, before a page's title. Not printed. */
export function BackLink({ to, words }: { to: string; words: string }) {
  return (
    <p className="back-link">
      <Link href={to} asChild>
        <ButtonLink variant="quiet" icon="back">
          {words}
        </ButtonLink>
      </Link>
    </p>
  );
}
