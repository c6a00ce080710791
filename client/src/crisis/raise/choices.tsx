import type { RaiseChoice } from '../../../../server/contract/triage.js';
import type { Choice } from '../../ui/choice-cards.js';
import { raiseWords } from './raise-words.js';

/** Answer times that the choices name, in minutes. Source: product design guide §5, the defaults of B and C. */
const AIM_MINUTES = { serious: 5, struggling: 15 } as const;

/** The four choices of the first screen, the gravest first. */
export function raiseChoices(): readonly Choice<RaiseChoice>[] {
  return [
    { value: 'life-at-risk', title: raiseWords('choice.life-at-risk'), hint: raiseWords('choice.life-at-risk.hint'), shape: 'octagon', tone: 'critical' },
    { value: 'serious', title: raiseWords('choice.serious'), hint: raiseWords('choice.aim', { minutes: AIM_MINUTES.serious }), shape: 'triangle', tone: 'warning' },
    { value: 'struggling', title: raiseWords('choice.struggling'), hint: raiseWords('choice.aim', { minutes: AIM_MINUTES.struggling }), shape: 'triangle-outline', tone: 'warning' },
    { value: 'not-sure', title: raiseWords('choice.not-sure'), hint: raiseWords('choice.not-sure.hint'), shape: 'bubble', tone: 'neutral' },
  ];
}

/** One of them, for saying what was chosen. */
export function raiseChoice(value: RaiseChoice | null): Choice<RaiseChoice> | undefined {
  return raiseChoices().find((choice) => choice.value === value);
}
