import { CALL_HABITS } from '../../../../server/contract/phones.js';
import type { PhoneKeyInput, SimulatedPhone } from '../../../../server/contract/phones.js';
import { call } from '../../app/api.js';
import { Card } from '../../ui/card.js';
import { Segmented } from '../../ui/segmented.js';
import { Note } from '../../ui/tag.js';
import { Switch } from '../../ui/toggle.js';
import { phoneNameOf } from './holder.js';
import { phonesWords } from './phones-words.js';
import { usePhoneAct } from './use-phone-act.js';

/** How late texts come when they come late. */
const DELAY_SECONDS = 30;

/** What can go wrong with a phone, one switch each. */
export function HandsetSwitches({ phone }: { phone: SimulatedPhone }) {
  const { number, behaviour, optedOut } = phone;
  const { failure, run } = usePhoneAct();
  const set = (change: Partial<PhoneKeyInput>) => void run(() => call('PUT /api/v1/simulated-phones/behaviour', { number, ...behaviour, ...change }));

  return (
    <Card className="phone-switches" role="group" aria-label={phonesWords('switches', { name: phoneNameOf(phone) })}>
      {failure && (
        <Note tone="warning" icon="warning">
          {failure}
        </Note>
      )}
      <Switch
        label={phonesWords('switch.fail')}
        hint={phonesWords('switch.fail.hint')}
        checked={behaviour.failDelivery}
        onToggle={(failDelivery) => set({ failDelivery })}
      />
      <Switch
        label={phonesWords('switch.delay')}
        hint={phonesWords('switch.delay.hint')}
        checked={behaviour.delaySeconds > 0}
        onToggle={(late) => set({ delaySeconds: late ? DELAY_SECONDS : 0 })}
      />
      <Switch
        label={phonesWords('switch.receipts')}
        hint={phonesWords('switch.receipts.hint')}
        checked={behaviour.noReceipts}
        onToggle={(noReceipts) => set({ noReceipts })}
      />
      <Switch
        label={phonesWords('switch.opted-out')}
        hint={phonesWords('switch.opted-out.hint')}
        checked={optedOut}
        onToggle={(out) => set({ optedOut: out })}
      />
      <div className="phone-habit">
        <span>{phonesWords('habit')}</span>
        <Segmented
          legend={phonesWords('habit.of', { name: phoneNameOf(phone) })}
          value={behaviour.calls}
          onChoose={(calls) => set({ calls })}
          segments={CALL_HABITS.map((value) => ({ value, label: phonesWords(`habit.${value}`) }))}
        />
      </div>
    </Card>
  );
}
