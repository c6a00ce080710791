import type { SimulatedPhone } from '../../../../server/contract/phones.js';
import { Ago } from '../../app/time.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Checkbox } from '../../ui/toggle.js';
import { newestAt } from './core/phones-shown.js';
import { readableNumber } from './core/readable-number.js';
import { holderOf } from './holder.js';
import { phonesWords } from './phones-words.js';

/** Which phones stand on the page; takes effect at once. */
export function ChoosePhones({
  open,
  phones,
  shown,
  onChoose,
  onClose,
}: {
  open: boolean;
  phones: readonly SimulatedPhone[];
  shown: readonly string[];
  onChoose: (number: string, show: boolean) => void;
  onClose: () => void;
}) {
  return (
    <Dialog
      open={open}
      title={phonesWords('choose.title')}
      closeLabel={phonesWords('close')}
      onClose={onClose}
      actions={
        <Button variant="primary" onClick={onClose}>
          {phonesWords('choose.done')}
        </Button>
      }
    >
      {phones.map((phone) => (
        <Checkbox
          key={phone.number}
          label={
            <>
              {holderOf(phone)} <bdi className="num nowrap muted">{readableNumber(phone.number)}</bdi>
            </>
          }
          hint={newestAt(phone) === 0 ? phonesWords('choose.silent') : phonesWords.rich('choose.newest', { age: <Ago at={new Date(newestAt(phone)).toISOString()} /> })}
          checked={shown.includes(phone.number)}
          onToggle={(show) => onChoose(phone.number, show)}
        />
      ))}
    </Dialog>
  );
}
