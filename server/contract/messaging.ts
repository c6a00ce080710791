/** The page behind the link in a responder's text. Opening it changes nothing. */
export interface AnswerLinkView {
  ref: string;
  shows: 'Emergency' | 'Urgent' | 'Soon' | 'Planned';
  /** The responder whose link this is. */
  name: string;
  org: string;
  state: 'asking' | 'yours' | 'taken' | 'over' | 'cannot';
  takenBy: { name: string; at: string } | null;
  answerBy: string | null;
  dutyPhone: string;
  emergencyNumber: string;
  serverTime: string;
  /** What the link asks: `page` is the ladder; the others are asks to named people (`AskView` in `crisis.ts`). `have-it` says yes to each. */
  asks: 'page' | 'hand-over' | 'shift' | 'assignment' | 'backup';
  /** The first name of whoever asks, for all but a page. */
  from: string | null;
}

export interface AnswerLinkInput { token: string; answer: 'have-it' | 'cannot' }
