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

export interface SimulatedPhone {
  number: string;
  /** Whose it is, when Handrail knows: a responder, an intake contact. */
  holder: string | null;
  behaviour: PhoneBehaviour;
  optedOut: boolean;
  texts: SimulatedText[];
}

export interface PhoneBehaviour { failDelivery: boolean; delaySeconds: number; noReceipts: boolean }

export interface PhonesView {
  phones: SimulatedPhone[];
  log: { id: string; at: string; number: string; holder: string | null; way: 'text-in' | 'text-out'; body: string; state: string }[];
  serverTime: string;
}

export interface PhoneInput { number: string }
export interface PhoneReplyInput { number: string; body: string; to?: 'staff' | 'public' }

/** How a phone behaves from now on. `optedOut` true is as if it had texted STOP to the staff sender, false START. */
export interface PhoneKeyInput extends PhoneBehaviour { number: string; optedOut?: boolean }
