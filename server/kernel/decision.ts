/**
 * What a rule answers: the next state and what happened, or a named refusal. Rules do not throw;
 * the use case turns a refusal into a problem.
 */
export type Decision<State, Event> =
  | { readonly ok: true; readonly state: State; readonly events: readonly Event[] }
  | { readonly ok: false; readonly refusal: string };

export const decided = <State, Event>(state: State, events: readonly Event[] = []): Decision<State, Event> =>
  ({ ok: true, state, events });

export const refused = (refusal: string): { readonly ok: false; readonly refusal: string } => ({ ok: false, refusal });
