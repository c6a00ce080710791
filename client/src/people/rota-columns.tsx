import { useState } from 'react';
import { call } from '../app/api.js';
import { Button, ButtonLink } from '../ui/button.js';
import { Panel } from '../ui/card.js';
import { Select } from '../ui/field.js';
import { useToasts } from '../ui/toast.js';
import { serverClock } from '../live/server-clock.js';
import { rotaTemplate } from './core/rota-table.js';
import { fileAddress } from './core/templates.js';
import { failureWords } from './failure.js';
import { shiftWords } from './rota-import-words.js';

const DAYS = [14, 31, 92] as const;

/** What a table of shifts is made of, and a file to begin with. */
export function RotaColumns() {
  return (
    <Panel title={shiftWords('columns')}>
      <p>{shiftWords('columns.words')}</p>
      <p className="muted">{shiftWords('columns.times')}</p>
      <p className="muted">{shiftWords('columns.beside')}</p>
      <p className="muted">{shiftWords('columns.rule')}</p>
      <div className="row">
        <ButtonLink href={fileAddress(rotaTemplate(new Date(serverClock.now()).toISOString().slice(0, 10)))} download="rota.csv">
          {shiftWords('template')}
        </ButtonLink>
      </div>
    </Panel>
  );
}

/** The present rota as a file. */
export function RotaExport({ onFailed }: { onFailed: (words: string) => void }) {
  const [days, setDays] = useState<number>(31);
  const [busy, setBusy] = useState(false);
  const toasts = useToasts();
  const save = async () => {
    setBusy(true);
    try {
      const { fileName, csv } = await call('GET /api/v1/rota-exports', { days });
      const link = document.createElement('a');
      link.href = fileAddress(csv);
      link.download = fileName;
      link.click();
      const words = shiftWords('export.done', { file: fileName });
      toasts.show({ title: words, spoken: words, seconds: 8 });
    } catch (error) {
      onFailed(failureWords(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Panel title={shiftWords('export')}>
      <p>{shiftWords('export.words')}</p>
      <Select label={shiftWords('export.days')} value={String(days)} onChange={({ target }) => setDays(Number(target.value))}>
        {DAYS.map((count) => (
          <option key={count} value={count}>
            {shiftWords('export.days.count', { count })}
          </option>
        ))}
      </Select>
      <div>
        <Button busy={busy} onClick={() => void save()}>
          {shiftWords('export.act')}
        </Button>
      </div>
    </Panel>
  );
}
