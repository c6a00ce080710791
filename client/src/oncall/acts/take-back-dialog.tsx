import { call } from '../../app/api.js';
import { useNow } from '../../live/server-clock.js';
import { actWords } from '../act-words.js';
import { momentIn } from '../time-words.js';
import type { Act } from './act.js';
import { ConfirmDialog } from './act-dialog.js';
import { useAct } from './use-act.js';

/** Takes somebody off again who was put on by hand. */
export function TakeBackDialog({ act: { shift, changeId, extra, staff }, onClose }: { act: Extract<Act, { kind: 'take-back' }>; onClose: () => void }) {
  const now = useNow(60_000);
  const acting = useAct({ 'oncall/absent': { words: actWords('back.gone') } });
  const span = { name: staff.name, rota: shift.rotaName, from: momentIn(shift.startsAt, shift.timeZone), to: momentIn(shift.endsAt, shift.timeZone) };
  const runs = Date.parse(shift.startsAt) <= now;
  return (
    <ConfirmDialog
      title={actWords('back.title')}
      says={extra ? actWords('back.says-extra', span) : runs ? actWords('back.says-now', span) : actWords('back.says', span)}
      save={actWords('back.save')}
      acting={acting}
      onClose={onClose}
      onSave={async () => {
        const input = { id: shift.rotaId, overrideId: changeId };
        if (await acting.run(input, () => call('DELETE /api/v1/rotas/:id/overrides/:overrideId', input), actWords('back.done', { rota: shift.rotaName }))) onClose();
      }}
    />
  );
}
