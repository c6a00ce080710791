/** What a colour says. It never says it alone: a shape or a word always stands beside it. */
export type Tone = 'critical' | 'warning' | 'info' | 'neutral' | 'success';
