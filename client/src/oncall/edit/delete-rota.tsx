import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { RotaView } from '../../../../server/contract/oncall.js';
import { call } from '../../app/api.js';
import { isProblem } from '../../app/core/problem.js';
import { isRoute } from '../../app/routes.js';
import { may, useWho } from '../../app/session.js';
import { Button, ButtonLink } from '../../ui/button.js';
import { Panel } from '../../ui/card.js';
import { Note } from '../../ui/tag.js';
import { ConfirmDialog } from '../acts/act-dialog.js';
import { useAct } from '../acts/use-act.js';
import { editWords } from './edit-words.js';

const POLICIES = '/admin/policies';

/** Removes the rota. One that a ladder still asks stays, and it says where to go first. */
export function DeleteRota({ rota, seenVersion }: { rota: RotaView; seenVersion: number }) {
  const { session } = useWho();
  const [, go] = useLocation();
  const [asks, setAsks] = useState(false);
  const [inUse, setInUse] = useState(false);
  const acting = useAct({ 'oncall/rota-in-use': { words: editWords('delete.in-use') }, 'oncall/changed': { words: editWords('delete.gone') }, 'oncall/unknown-rota': { words: editWords('delete.gone') } });
  const remove = async (): Promise<void> => {
    const done = await acting.run({ seenVersion }, async () => {
      try {
        await call('DELETE /api/v1/rotas/:id', { id: rota.id, seenVersion });
      } catch (error) {
        setInUse(isProblem(error, 'oncall/rota-in-use'));
        throw error;
      }
    }, editWords('delete.done', { rota: rota.name }));
    if (done) go('/rota');
    else if (inUse) setAsks(false);
  };
  return (
    <Panel title={editWords('delete')}>
      <div className="stack">
        <p className="muted">{editWords('delete.words')}</p>
        {inUse && (
          <Note tone="warning" icon="warning">
            {editWords('delete.in-use')}
          </Note>
        )}
        <div className="row">
          <Button onClick={() => setAsks(true)}>{editWords('delete')}</Button>
          {inUse && isRoute(POLICIES) && may(session, 'policy:read') && (
            <Link href={POLICIES} asChild>
              <ButtonLink>{editWords('delete.ladders')}</ButtonLink>
            </Link>
          )}
        </div>
      </div>
      {asks && (
        <ConfirmDialog title={editWords('delete.title', { rota: rota.name })} says={editWords('delete.says', { rota: rota.name })} save={editWords('delete.save')} acting={acting} onSave={remove} onClose={() => setAsks(false)} />
      )}
    </Panel>
  );
}
