import type { Service, ServiceStatus } from '../../contract/directory.js';
import { SERVICE_STATUSES } from '../../contract/directory.js';

/** Only an active service may ever be offered to anybody. */
export const isOffered = <T>(service: Pick<Service<T>, 'status'>): boolean => service.status === 'active';

/** A written status as one of the four, whatever its case, `_` or `-`; null when it is none of them. */
export function cleanStatus(text: string): ServiceStatus | null {
  const plain = text.trim().toLowerCase().replaceAll(/[_-]+/g, ' ');
  return SERVICE_STATUSES.find((status) => status === plain) ?? null;
}
