import { PhoneLink } from '../ui/button.js';
import { Skeleton } from '../ui/states.js';
import { useNetwork } from './session.js';
import { shellWords } from './shell-words.js';

/** While a page or its data is on the way; after five seconds the number to ring instead. */
export function PageLoading({ lines = 4 }: { lines?: number | undefined }) {
  const dutyPhone = useNetwork()?.dutyPhone;
  return (
    <Skeleton
      label={shellWords('loading')}
      lines={lines}
      slow={
        dutyPhone ? (
          <p className="stack">
            {shellWords('loading.slow')} <PhoneLink number={dutyPhone} words={shellWords('offline.call')} />
          </p>
        ) : (
          <p>{shellWords('loading.slow-no-phone')}</p>
        )
      }
    />
  );
}
