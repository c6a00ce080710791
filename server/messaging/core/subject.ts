/** Whose delivery a receipt is about: a notification of an escalation, one of our own texts, a referral, or the check of a member of staff's phone. */
export interface Subject { kind: 'escalation' | 'message' | 'referral' | 'check'; id: string }

/** As it stands in the callback address: `escalation:ID`. */
export const subjectText = ({ kind, id }: Subject): string => `${kind}:${id}`;

/** What `subjectText` wrote, or null when it is none of ours. */
export function readSubject(text: string): Subject | null {
  const [, kind, id] = /^(escalation|message|referral|check):([A-Za-z0-9_-]{1,64})$/.exec(text) ?? [];
  return kind !== undefined && id !== undefined ? { kind: kind as Subject['kind'], id } : null;
}
