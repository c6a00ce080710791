import { FocusFrame } from '../../app/focus-frame.js';
import { PageLoading } from '../../app/page-loading.js';
import { useLines } from './lines.js';

/** A page of raising while what it shows is read. */
export function Opening({ title, back }: { title: string; back: string }) {
  const { emergencyNumber } = useLines();
  return (
    <FocusFrame back={{ href: back }} emergencyNumber={emergencyNumber ?? undefined}>
      <h1 className="visually-hidden">{title}</h1>
      <PageLoading lines={6} />
    </FocusFrame>
  );
}
