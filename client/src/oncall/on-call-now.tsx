import type { OnCallView, RotaView } from '../../../server/contract/oncall.js';
import { useWho } from '../app/session.js';
import { Avatar } from '../ui/avatar.js';
import { Card } from '../ui/card.js';
import { Icon } from '../ui/icon.js';
import { Note, Tag } from '../ui/tag.js';
import { rotaWords } from './rota-words.js';
import { momentIn } from './turn-words.js';

/** Who is on call on each rota. What somebody must mend, a gap or a phone that cannot be reached, stands out. */
export function OnCallNow({ onCall, rotas }: { onCall: readonly OnCallView[]; rotas: readonly RotaView[] }) {
  return (
    <section aria-labelledby="on-call-now">
      <h2 id="on-call-now" className="rota-heading">
        {rotaWords('now')}
      </h2>
      <ul className="rotas">
        {onCall.map((line) => (
          <OnCallCard key={line.rotaId} line={line} timeZone={rotas.find(({ id }) => id === line.rotaId)?.timeZone ?? 'UTC'} />
        ))}
      </ul>
    </section>
  );
}

function OnCallCard({ line: { rotaName, supervises, staff, until, reachable }, timeZone }: { line: OnCallView; timeZone: string }) {
  const { session } = useWho();
  return (
    <Card as="li" edge={staff && reachable ? undefined : 'warning'} className={staff ? 'on-call' : 'on-call rota-gap'}>
      <div className="row">
        <h3>{rotaName}</h3>
        {supervises && <small className="push">{rotaWords('supervises')}</small>}
      </div>
      {staff ? (
        <div className="on-call-who">
          <span aria-hidden="true">
            <Avatar initials={staff.initials} size="m" />
          </span>
          <div>
            <b>{staff.name}</b> {session?.staff.id === staff.id && <Tag tone="info">{rotaWords('now.you')}</Tag>}
            {until && <p className="muted num">{rotaWords('now.until', { time: momentIn(until, timeZone) })}</p>}
          </div>
        </div>
      ) : (
        <Note tone="warning" icon="warning">
          <b>{rotaWords('now.gap')}</b>
          <br />
          {rotaWords('now.gap-words')}
        </Note>
      )}
      {staff && !reachable && (
        <Note tone="warning" icon="warning">
          <b>{rotaWords('now.unreachable')}</b>
          <br />
          {rotaWords('now.unreachable-words', { name: staff.name })}
        </Note>
      )}
      {staff && reachable && (
        <p className="on-call-ready">
          <Icon name="check" size={14} />
          {rotaWords('now.ready')}
        </p>
      )}
    </Card>
  );
}
