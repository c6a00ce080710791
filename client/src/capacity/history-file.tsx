import { call } from '../app/api.js';
import { Button } from '../ui/button.js';
import { Note } from '../ui/tag.js';
import { useToasts } from '../ui/toast.js';
import { useTries } from '../ui/use-tries.js';
import { capacityWords } from './capacity-words.js';

/** The whole history of a service as a file for a spreadsheet. Who takes it is on record. */
export function HistoryFile({ serviceId }: { serviceId: string }) {
  const toasts = useToasts();
  const { busy, failure, attempt } = useTries();
  const save = () =>
    attempt(
      async () => {
        const { fileName, csv, cut } = await call('GET /api/v1/services/:id/capacity-history/file', { id: serviceId });
        const address = URL.createObjectURL(new Blob([csv], { type: 'text/csv;charset=utf-8' }));
        const link = document.createElement('a');
        link.href = address;
        link.download = fileName;
        link.click();
        URL.revokeObjectURL(address);
        const words = capacityWords(cut ? 'history.file.cut' : 'history.file.done', { name: fileName });
        toasts.show({ title: words, spoken: words, seconds: 6 });
      },
      (error) => capacityWords('history.file.failed', { why: error instanceof Error ? error.message : String(error) }),
    );
  return (
    <>
      <Button size="s" busy={busy} onClick={() => void save()}>
        {capacityWords('history.file')}
      </Button>
      {failure && (
        <Note tone="warning" icon="warning">
          <span role="alert">{failure.words}</span>
        </Note>
      )}
    </>
  );
}
