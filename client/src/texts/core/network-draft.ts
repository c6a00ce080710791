import type { NetworkInput, NetworkView } from '../../../../server/contract/identity.js';

/** The network's names and numbers while they are changed; all of it text. */
export interface NetworkDraft { name: string; org: string; emergency: string; crisisLine: string; duty: string; publicPhone: string; timeZone: string; exit: string }
export type NetworkField = keyof NetworkDraft;

/** What stands in the form for these settings. */
export const draftOf = (network: NetworkView): NetworkDraft => ({
  name: network.name, org: network.org, emergency: network.emergencyNumber, crisisLine: network.crisisLine, duty: network.dutyPhone, publicPhone: network.publicPhone ?? '', timeZone: network.timeZone, exit: network.quickExitTo ?? '',
});

/** The fields in which the server would not take what stands there, in their order. */
export function wrongIn(draft: NetworkDraft): NetworkField[] {
  const right: Record<Exclude<NetworkField, 'timeZone'>, boolean> = {
    name: draft.name.trim() !== '', org: /^[A-Z0-9 .&-]{1,12}$/.test(draft.org.trim()), emergency: /^[0-9 ]{2,15}$/.test(draft.emergency.trim()),
    crisisLine: /^[0-9 +()-]{2,20}$/.test(draft.crisisLine.trim()), duty: /^[0-9 +()-]{2,20}$/.test(draft.duty.trim()), publicPhone: /^([0-9 +()-]{2,20})?$/.test(draft.publicPhone.trim()), exit: draft.exit.trim() === '' || isAddress(draft.exit.trim()),
  };
  return (Object.keys(right) as (keyof typeof right)[]).filter((field) => !right[field]);
}

function isAddress(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === 'https:' && text.length <= 200;
}

/** What is sent: the draft over everything that this form does not show. */
export function inputOf(draft: NetworkDraft, network: NetworkView): NetworkInput {
  const { version, simulated: _simulated, quickExitTo: _exitBefore, publicPhone: _publicBefore, ...others } = network;
  const exit = draft.exit.trim();
  const publicPhone = draft.publicPhone.trim();
  return {
    ...others, seenVersion: version, name: draft.name.trim(), org: draft.org.trim(), emergencyNumber: draft.emergency.trim(), crisisLine: draft.crisisLine.trim(), dutyPhone: draft.duty.trim(),
    timeZone: draft.timeZone, ...(exit !== '' && { quickExitTo: exit }), ...(publicPhone !== '' && { publicPhone }),
  };
}

/** Whether the form says anything else than what is saved. */
export const isChanged = (draft: NetworkDraft, network: NetworkView): boolean => JSON.stringify(draft) !== JSON.stringify(draftOf(network));
