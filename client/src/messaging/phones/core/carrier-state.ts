/** The words of the carrier about one text: its state, and the code of what went wrong. */
export interface CarrierState {
  state: string;
  code: number | null;
}

/** Reads `undelivered 30003` as state and code. */
export function carrierState(told: string): CarrierState {
  const [, state = told, code] = /^(\S+)(?: (\d+))?$/.exec(told) ?? [];
  return { state, code: code === undefined ? null : Number(code) };
}
