/** Something that can be called off. */
export interface Cancel { cancel(): void }

/**
 * The one source of time. In production it follows the database's clock, in tests it is moved by hand.
 * No other code reads the time or waits for it.
 */
export interface Clock {
  now(): Date;
  /** Calls `act` once, `milliseconds` from now by this clock. Never the only thing that keeps a promise. */
  after(milliseconds: number, act: () => void): Cancel;
}
