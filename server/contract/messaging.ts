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
}

export interface AnswerLinkInput { token: string; answer: 'have-it' | 'cannot' }
