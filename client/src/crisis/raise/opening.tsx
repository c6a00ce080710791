import { PageLoading } from '../../app/page-loading.js';
import { RaiseFrame } from './raise-frame.js';

/** A page of raising while what it shows is read. */
export function Opening({ title, back }: { title: string; back: string }) {
  return (
    <RaiseFrame back={{ href: back }}>
      <h1 className="visually-hidden">{title}</h1>
      <PageLoading lines={6} />
    </RaiseFrame>
  );
}
