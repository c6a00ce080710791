import { Link } from 'wouter';
import type { Permission } from '../../../server/contract/permissions.js';
import { isRoute } from '../app/routes.js';
import { may, useSession } from '../app/session.js';
import { Icon } from '../ui/icon.js';
import type { IconName } from '../ui/icon.js';
import { PageHead } from '../ui/page.js';
import { Note } from '../ui/tag.js';
import { deskWords } from './desk-words.js';
import './desk-home.css';

/** The jobs of a desk in the order of how often they are done, each where its permission leads. */
const JOBS = [
  { key: 'rota', href: '/rota', for: 'rota:edit', icon: 'calendar' },
  { key: 'stale', href: '/services/stale', for: 'directory:edit', icon: 'clock' },
  { key: 'problems', href: '/services/problems', for: 'directory:edit', icon: 'warning' },
  { key: 'services', href: '/services', for: 'directory:edit', icon: 'pin' },
  { key: 'capacity', href: '/capacity', for: 'directory:capacity', icon: 'home' },
  { key: 'people', href: '/admin/people', for: 'staff:edit', icon: 'people' },
  { key: 'sign-in', href: '/admin/sign-in', for: 'staff:edit', icon: 'lock' },
  { key: 'keys', href: '/admin/api-keys', for: 'key:edit', icon: 'keys' },
  { key: 'audit', href: '/admin/audit', for: 'audit:read', icon: 'list' },
  { key: 'health', href: '/admin/health', for: 'message:read', icon: 'info' },
  { key: 'messages', href: '/admin/messages', for: 'message:read', icon: 'message' },
  { key: 'policies', href: '/admin/policies', for: 'policy:read', icon: 'transfer' },
  { key: 'rota-import', href: '/rota/import', for: 'rota:edit', icon: 'add' },
  { key: 'directory-import', href: '/services/import', for: 'directory:edit', icon: 'add' },
  { key: 'drill', href: '/admin/drill', for: 'drill:run', icon: 'moon' },
  { key: 'downtime', href: '/admin/downtime', for: 'downtime:read', icon: 'print' },
] as const satisfies readonly { key: string; href: string; for: Permission; icon: IconName }[];

/** The first page for whoever neither raises nor answers: every job of theirs, one press away. */
export function DeskHome() {
  const session = useSession();
  return (
    <>
      <PageHead title={deskWords('title')}>{deskWords('lead')}</PageHead>
      {session.lacksFactor && (
        <Note tone="warning" icon="lock">
          {deskWords('lacks-factor')}{' '}
          <Link href="/me/settings" className="page-link">
            {deskWords('add-factor')}
          </Link>
        </Note>
      )}
      <ul className="desk-jobs">
        {JOBS.filter((job) => may(session, job.for) && isRoute(job.href)).map(({ key, href, icon }) => (
          <li key={key}>
            <Link href={href} className="desk-job">
              <Icon name={icon} size={20} />
              <span>
                <b>{deskWords(key)}</b>
                <span className="muted">{deskWords(`${key}.words`)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
