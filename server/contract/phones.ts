/** The simulated handsets. They exist only where phones are simulated. */
export interface SimulatedText {
  id: string;
  direction: 'to-phone' | 'from-phone' | 'from-carrier';
  body: string;
  at: string;
  state: 'accepted' | 'sent' | 'delivered' | 'undelivered' | 'failed' | 'received';
  errorCode: number | null;
  stateAt: string;
}

/** A call on a handset. `said` is every sentence so far; `end` is what became of it, null while it goes on. */
export interface SimulatedCall {
  id: string;
  from: string;
  at: string;
  state: 'calling' | 'ringing' | 'talking' | 'voicemail' | 'over';
  stateAt: string;
  end: 'answered' | 'no-answer' | 'busy' | 'voicemail' | 'failed' | 'canceled' | null;
  /** After so long the carrier gives up. */
  ringSeconds: number;
  said: string[];
  /** What the last of them is in, as BCP 47; null when nothing was said. */
  language: string | null;
  pressed: string;
  awaitsKey: boolean;
  /** The number that the call was put through to. */
  connectedTo: string | null;
}

export interface SimulatedPhone {
  number: string;
  /** Whose it is, when Handrail knows: a responder, an intake contact. */
  holder: string | null;
  behaviour: PhoneBehaviour;
  optedOut: boolean;
  texts: SimulatedText[];
  calls: SimulatedCall[];
}

/** What a phone does with calls by itself: it rings, is busy, lets voicemail pick up, or cannot be reached. */
export const CALL_HABITS = ['ring', 'busy', 'voicemail', 'fail'] as const;
export type CallHabit = (typeof CALL_HABITS)[number];

export const CALL_ACTS = ['answer', 'decline', 'voicemail', 'hang-up', 'press'] as const;
export type CallAct = (typeof CALL_ACTS)[number];

/** What somebody does with the call on a phone; `key` goes with `press`. */
export interface PhoneCallInput { number: string; act: CallAct; key?: string }

export interface PhoneBehaviour { failDelivery: boolean; delaySeconds: number; noReceipts: boolean; calls: CallHabit }

export interface PhonesView {
  phones: SimulatedPhone[];
  log: { id: string; at: string; number: string; holder: string | null; way: 'text-in' | 'text-out' | 'call-out'; body: string; state: string }[];
  serverTime: string;
}

export interface PhoneInput { number: string }
export interface PhoneReplyInput { number: string; body: string; to?: 'staff' | 'public' }

/** How a phone behaves from now on. `optedOut` true is as if it had texted STOP to the staff sender, false START. */
export interface PhoneKeyInput extends Omit<PhoneBehaviour, 'calls'> { number: string; calls?: CallHabit; optedOut?: boolean }
