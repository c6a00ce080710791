import type { Ask, PolicyView } from '../../contract/escalation.js';

/** What a check of a policy needs to know of the people and rotas it names. */
export interface Reachability { hasRota: (rotaId: string) => boolean; hasResponder: (staffId: string) => boolean }

/**
 * Where a policy could end without anybody being asked, as JSON pointers; empty when it cannot be faulted.
 * It looks at names only: a gap in a rota on one night is the gap check's work.
 */
export function findHoles(ladders: PolicyView['ladders'], { hasRota, hasResponder }: Reachability): { pointer: string; detail: string }[] {
  const exists = (ask: Ask): boolean => ask.kind === 'rota' ? hasRota(ask.rotaId) : ask.kind === 'responder' ? hasResponder(ask.staffId) : true;
  return Object.entries(ladders).flatMap(([letter, { rungs }]) => {
    if (rungs.length === 0) return [{ pointer: `/ladders/${letter}/rungs`, detail: 'has no rung' }];
    return rungs.flatMap(({ ask, channels }, index) => {
      const at = `/ladders/${letter}/rungs/${index}`;
      const unknown = ask.flatMap((one, position) => (exists(one) ? [] : [{ pointer: `${at}/ask/${position}`, detail: 'names nobody we know' }]));
      return [
        ...(ask.length === 0 ? [{ pointer: `${at}/ask`, detail: 'asks nobody' }] : []),
        ...(channels.includes('sms') ? [] : [{ pointer: `${at}/channels`, detail: 'has no text message; voice comes in addition, never alone' }]),
        ...unknown,
      ];
    });
  });
}
