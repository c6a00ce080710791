import type { ReportView } from '../../../../server/contract/crisis.js';
import { exactTime } from '../../app/format.js';
import { PhoneLink } from '../../ui/button.js';
import { Icon } from '../../ui/icon.js';
import { useLines } from '../raise/lines.js';
import { reportWords } from './report-words.js';
import './report.css';

/** Who has it, and the number to speak now; nothing while nobody has. */
export function HasIt({ report: { owner, withThemSince }, short }: { report: Pick<ReportView, 'owner' | 'withThemSince'>; short?: boolean | undefined }) {
  const { dutyPhone } = useLines();
  if (!owner) return null;
  return (
    <div className="has-it">
      <p className="has-it-who num">
        <Icon name="check" size={20} />
        <span>
          {short
            ? reportWords.rich('has-it.now', { name: <bdi>{owner.name}</bdi> })
            : reportWords.rich(withThemSince ? 'with-them' : 'has-it', { name: <bdi>{owner.name}</bdi>, time: exactTime(withThemSince ?? owner.since) })}
        </span>
      </p>
      {dutyPhone && <PhoneLink number={dutyPhone} words={reportWords('speak-now')} block />}
    </div>
  );
}
