import { useState } from 'react';
import { EXPORT_REASONS } from '../../../server/contract/audit.js';
import type { AuditQuery, ExportReason } from '../../../server/contract/audit.js';
import { call } from '../app/api.js';
import { Select, TextField } from '../ui/field.js';
import { FormDialog } from '../ui/form-dialog.js';
import { useToasts } from '../ui/toast.js';
import { atField, useTries } from '../ui/use-tries.js';
import { auditWords } from './audit-words.js';
import { PASSWORD_FIELD, whyNot } from './why-not.js';

/** Takes what is chosen out as a table, with a reason and the password. */
export function ExportDialog({ query, onClose }: { query: Omit<AuditQuery, 'cursor'>; onClose: () => void }) {
  const toasts = useToasts();
  const [why, setWhy] = useState<ExportReason>('review');
  const [password, setPassword] = useState('');
  const { busy, failure, wrong, fail, attempt } = useTries();
  const take = () => {
    if (password === '') return fail(atField(PASSWORD_FIELD, auditWords('export.password-missing')));
    return attempt(async () => {
      const { name, csv, count, cut } = await call('POST /api/v1/audit/export', { ...query, why, password });
      save(name, csv);
      const words = auditWords('export.done', { count });
      toasts.show({ title: words, spoken: words, seconds: cut ? 20 : 8, ...(cut && { detail: () => auditWords('export.cut') }) });
      onClose();
    }, whyNot);
  };
  return (
    <FormDialog title={auditWords('export.title')} closeLabel={auditWords('close')} onClose={onClose} act={auditWords('export.act')} onAct={take} busy={busy} failure={failure}>
      <p>{auditWords('export.words')}</p>
      <Select label={auditWords('export.why')} value={why} onChange={({ target }) => setWhy(EXPORT_REASONS.find((one) => one === target.value) ?? 'review')}>
        {EXPORT_REASONS.map((one) => (
          <option key={one} value={one}>
            {auditWords(`why.${one}`)}
          </option>
        ))}
      </Select>
      <TextField id={PASSWORD_FIELD} type="password" label={auditWords('export.password')} error={wrong(PASSWORD_FIELD)} value={password} autoComplete="current-password" onChange={({ target }) => setPassword(target.value)} />
    </FormDialog>
  );
}

/** Hands a table to the browser as a file. The mark at its start tells programs that it is UTF-8. */
function save(name: string, csv: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob(['\uFEFF', csv], { type: 'text/csv;charset=utf-8' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
