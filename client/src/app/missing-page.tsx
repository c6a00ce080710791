import { Link } from 'wouter';
import { ButtonLink } from '../ui/button.js';
import { PageHead } from '../ui/page.js';
import { usePageTitle } from './page-title.js';
import { shellWords } from './shell-words.js';

/** An address without a page. It says nothing about what exists elsewhere. */
export function MissingPage() {
  usePageTitle(shellWords('missing.title'), '');
  return (
    <>
      <PageHead title={shellWords('missing.title')}>{shellWords('missing.words')}</PageHead>
      <Link href="/" asChild>
        <ButtonLink variant="primary">{shellWords('missing.home')}</ButtonLink>
      </Link>
    </>
  );
}
