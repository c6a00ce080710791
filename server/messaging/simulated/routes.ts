import Joi from 'joi';
import { CALL_ACTS, CALL_HABITS } from '../../contract/phones.js';
import type { PhoneCallInput, PhoneInput, PhoneKeyInput, PhoneReplyInput, PhonesView, SimulatedText } from '../../contract/phones.js';
import type { Clock } from '../../kernel/clock.js';
import { route } from '../../platform/http/route.js';
import type { Route } from '../../platform/http/route.js';
import { callView } from './carried-call.js';
import type { CarriedCall } from './carried-call.js';
import type { Exchange } from './exchange.js';
import type { CarriedText, CarrierStatus } from './handset.js';

/** Any possible number: nothing real is contacted. */
const number = Joi.string().pattern(/^\+[1-9]\d{6,14}$/).required().messages({ 'string.pattern.base': 'is not a phone number with its country code, such as +12025550142' });

const nothing = Joi.object<Record<string, never>, true>({});
const phoneInput = Joi.object<PhoneInput, true>({ number });
const replyInput = Joi.object<PhoneReplyInput, true>({ number, body: Joi.string().max(1600).required(), to: Joi.string().valid('staff', 'public') });
const behaviourInput = Joi.object<PhoneKeyInput, true>({
  number, failDelivery: Joi.boolean().required(), delaySeconds: Joi.number().min(0).max(600).required(), noReceipts: Joi.boolean().required(), optedOut: Joi.boolean(),
  calls: Joi.string().valid(...CALL_HABITS),
});
const callInput = Joi.object<PhoneCallInput, true>({
  number, act: Joi.string().valid(...CALL_ACTS).required(), key: Joi.string().pattern(/^[0-9*#]$/).when('act', { is: 'press', then: Joi.required(), otherwise: Joi.forbidden() }),
});

const STATE: Record<CarrierStatus, SimulatedText['state']> =
  { queued: 'accepted', sent: 'sent', delivered: 'delivered', undelivered: 'undelivered', failed: 'failed', received: 'received' };

/** Texts shown on each phone, and lines of what the carrier did. */
const SHOWN = 50;

const asText = (text: CarriedText): SimulatedText => ({
  id: text.sid, direction: text.direction, body: text.body, at: text.at.toISOString(), state: STATE[text.status], errorCode: text.errorCode, stateAt: text.statusAt.toISOString(),
});

type Line = Omit<PhonesView['log'][number], 'holder'>;

const textLine = (text: CarriedText): Line => ({
  id: text.sid, at: text.statusAt.toISOString(), number: text.number, way: text.direction === 'from-phone' ? 'text-in' : 'text-out',
  body: text.body, state: text.errorCode === null ? STATE[text.status] : `${STATE[text.status]} ${text.errorCode}`,
});

/** A call's last sentence, and what became of it; a key that was pressed stands behind it. */
function callLine(call: CarriedCall): Line {
  const { state, end } = callView(call);
  return { id: call.sid, at: call.statusAt.toISOString(), number: call.number, way: 'call-out', body: call.said.at(0) ?? '', state: `call-${end ?? state}${call.pressed === '' ? '' : ` ${call.pressed}`}` };
}

/** All phones as the page `/phones` shows them. */
export function phonesView({ exchange, holderOf, now }: { exchange: Exchange; holderOf: (number: string) => string | null; now: Date }): PhonesView {
  const recent = [...exchange.texts().slice(-SHOWN).map((text) => ({ at: text.at, line: textLine(text) })), ...exchange.calls.calls().slice(-SHOWN).map((call) => ({ at: call.at, line: callLine(call) }))]
    .sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, SHOWN);
  return {
    phones: exchange.phones().map((phone) => ({
      number: phone.number, holder: holderOf(phone.number), behaviour: phone.behaviour, optedOut: phone.optedOut.staff, texts: exchange.textsOf(phone.number).slice(-SHOWN).map(asText),
      calls: exchange.calls.ofPhone(phone.number).slice(-SHOWN).map(callView),
    })),
    log: recent.map(({ line }) => ({ ...line, holder: holderOf(line.number) })),
    serverTime: now.toISOString(),
  };
}

/** The page of simulated phones. Mounted only where phones are simulated. */
export function simulatedPhoneRoutes({ exchange, holderOf, clock }: { exchange: Exchange; holderOf: (number: string) => string | null; clock: Clock }): Route[] {
  const view = (): Promise<PhonesView> => Promise.resolve(phonesView({ exchange, holderOf, now: clock.now() }));
  return [
    route('GET /api/v1/simulated-phones', { allow: 'phones:simulate', input: nothing, says: 'Every simulated phone with its texts.', handle: view }),
    route('POST /api/v1/simulated-phones', {
      allow: 'phones:simulate', input: phoneInput, status: 201, says: 'Adds a simulated phone.',
      handle: (input) => { exchange.phoneOf(input.number); return view(); },
    }),
    route('POST /api/v1/simulated-phones/replies', {
      allow: 'phones:simulate', input: replyInput, status: 201, says: 'Sends a text from a simulated phone.',
      handle: (input) => { exchange.reply({ number: input.number, body: input.body, sender: input.to ?? 'staff' }); return view(); },
    }),
    route('POST /api/v1/simulated-phones/calls', {
      allow: 'phones:simulate', input: callInput, status: 201, says: 'Does something with the call on a simulated phone: answer, decline, press a key.',
      handle: (input) => { exchange.calls.act(input); return view(); },
    }),
    route('PUT /api/v1/simulated-phones/behaviour', {
      allow: 'phones:simulate', input: behaviourInput, says: 'Makes a simulated phone fail, delay, stay without receipts, or opt out.',
      handle: ({ number: which, optedOut, ...behaviour }) => {
        exchange.behave(which, behaviour);
        if (optedOut !== undefined && optedOut !== exchange.phoneOf(which).optedOut.staff) exchange.reply({ number: which, body: optedOut ? 'STOP' : 'START', sender: 'staff' });
        return view();
      },
    }),
  ];
}
