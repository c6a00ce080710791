import type { IntakeContact, OpenState } from '../../contract/directory.js';

/** A contact as it stands now. */
export interface KnownContact { contact: IntakeContact; open: OpenState }

/** Only what somebody here has checked, and only a phone that takes texts: e-mail and voice contacts are rung. */
export const takesLinks = ({ channel, verified }: IntakeContact): boolean => channel === 'sms' && verified !== null;

/** When a text to this contact leaves at the earliest; null when no opening is known. Unknown hours are not closed hours. */
function leavesAt({ open }: KnownContact, now: Date): Date | null {
  switch (open.state) {
    case 'open': case 'by-appointment': return now;
    case 'unknown': return now;
    case 'opens': return open.at;
    case 'closed': return null;
  }
}

/** The contact to which a link goes and when: the one that is known to be open, else the one that opens first. Null: phone first. */
export function chooseIntake(contacts: readonly KnownContact[], now: Date): { contact: IntakeContact; leavesAt: Date } | null {
  const usable = contacts.filter(({ contact }) => takesLinks(contact)).flatMap((known) => {
    const at = leavesAt(known, now);
    return at ? [{ contact: known.contact, leavesAt: at, sure: known.open.state === 'open' }] : [];
  });
  const [first] = usable.sort((a, b) => a.leavesAt.getTime() - b.leavesAt.getTime() || Number(b.sure) - Number(a.sure));
  return first ? { contact: first.contact, leavesAt: first.leavesAt } : null;
}

/** Where the code goes: another checked phone of the service than the one that has the link. Null: the owner tells who is coming. */
export const codeContact = (contacts: readonly IntakeContact[], link: { contactId: string; address: string } | null): IntakeContact | null =>
  contacts.find((one) => takesLinks(one) && one.id !== link?.contactId && one.address !== link?.address) ?? null;
