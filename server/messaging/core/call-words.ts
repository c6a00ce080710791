import type { UrgencyShown } from '../../contract/triage.js';

const DIGITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'] as const;

/** A ref as it is spoken: "four, eight, two, one". */
export const spokenRef = (ref: string): string => [...ref].map((digit) => DIGITS[Number(digit)] ?? digit).join(', ');

export type CallWords = ReturnType<typeof callWordsOf>;

/**
 * Everything that a call says. A stranger may pick up, so there is nothing of the person in it, nothing of health, and no
 * name of anybody. `org` is the short neutral name of the network.
 */
export function callWordsOf({ org }: { org: string }) {
  return {
    /** To whoever picks up. */
    asking: ({ ref, shows }: { ref: string; shows: UrgencyShown }): string =>
      `${org}. ${shows}. Code ${spokenRef(ref)}. A person is waiting. Press 1 to take it. Press 2 if you cannot. Press 3 to hear this again.`,
    /** To silence, at last. */
    noKey: (): string => 'No key was pressed. That is not an answer, so we keep asking. Goodbye.',
    /** To `1`. `worker`: somebody raised it who is told; `texts`: this phone can have the text with details. */
    yours: ({ ref, worker, texts }: { ref: string; worker: boolean; texts: boolean }): string =>
      `Thank you. Code ${spokenRef(ref)} is yours. Everyone else who was asked is being told${worker ? ', and so is the worker who raised it' : ''}. ${
        texts ? 'A text with the details follows.' : 'Texts to this phone are turned off. Open Handrail for the details.'} Goodbye.`,
    /** To a key, or to picking up, when somebody else was first. */
    taken: ({ ref }: { ref: string }): string => `Code ${spokenRef(ref)} is already taken by a colleague. You do not need to act. Thank you. Goodbye.`,
    /** To a key after one's own answer by another way. */
    alreadyYours: ({ ref }: { ref: string }): string => `Code ${spokenRef(ref)} is already yours. Thank you. Goodbye.`,
    /** To `2`. */
    cannot: ({ ref }: { ref: string }): string => `Code ${spokenRef(ref)}. Noted, you cannot. Others are asked. Thank you. Goodbye.`,
    /** When nothing is asked any more. */
    over: ({ ref }: { ref: string }): string => `Code ${spokenRef(ref)} no longer needs an answer. Thank you. Goodbye.`,
    /** When we do not know what the call is about. */
    unknown: (): string => `${org}. This call is no longer needed. Goodbye.`,
    /** When we cannot answer the call ourselves. */
    dutyPhone: (): string => `${org}. Please hold. We connect you to the duty phone.`,
  };
}
