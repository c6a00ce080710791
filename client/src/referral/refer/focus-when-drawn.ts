/** Takes the keyboard to the element of this id once it is drawn: what was pressed before has gone. */
export function focusWhenDrawn(id: string): void {
  requestAnimationFrame(() => {
    const element = document.getElementById(id);
    element?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: 'nearest' });
  });
}

export const matchId = (serviceId: string): string => `match-${serviceId}`;
export const sentId = (referralId: string): string => `sent-${referralId}`;
