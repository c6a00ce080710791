import { PhoneLink } from '../../ui/button.js';
import { ErrorSummary } from '../../ui/states.js';
import { useLines } from './lines.js';
import { RaiseFrame } from './raise-frame.js';
import { raiseWords } from './raise-words.js';

/** A report that neither this phone nor the server gives us. It says nothing about whether it exists. */
export function NoReportHere() {
  const { dutyPhone } = useLines();
  return (
    <RaiseFrame back={{ href: '/', label: raiseWords('back-home') }}>
      <h1 className="visually-hidden">{raiseWords('loading-failed')}</h1>
      <ErrorSummary title={raiseWords('loading-failed')}>{raiseWords('loading-failed.words')}</ErrorSummary>
      {dutyPhone && <PhoneLink number={dutyPhone} words={raiseWords('unsent.call')} block />}
    </RaiseFrame>
  );
}
