import type { IntakeContact, OpenState } from '../../contract/directory.js';

/** A contact as it stands now. */
export interface KnownContact { contact: IntakeContact; open: OpenState['state']; optedOut: boolean }

/** Checked in Handrail, takes texts, and wants them. */
export const canBeTexted = ({ contact, optedOut }: Pick<KnownContact, 'contact' | 'optedOut'>): boolean => contact.channel === 'sms' && contact.verified !== null && !optedOut;

/**
 * Whom to ask by text: a checked contact that is open, else one whose hours nobody knows; with `alsoClosed` else any, for
 * somebody who presses a button and knows what they do. Null: phone first. In the order of the directory.
 */
export function contactFor(contacts: readonly KnownContact[], { alsoClosed }: { alsoClosed: boolean }): IntakeContact | null {
  const usable = contacts.filter(canBeTexted);
  const by = (states: readonly OpenState['state'][]): IntakeContact | undefined => usable.find(({ open }) => states.includes(open))?.contact;
  return by(['open']) ?? by(['unknown', 'by-appointment']) ?? (alsoClosed ? usable[0]?.contact : undefined) ?? null;
}
