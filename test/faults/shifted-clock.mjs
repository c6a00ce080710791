/**
 * Loaded before a server by `--import`: its machine's clock is off by `TEST_CLOCK_SHIFT_SECONDS`, and is set by as much the other
 * way on SIGUSR2. Only what a process reads of the wall clock moves, as when an operator sets it; ticks go on.
 */
const RealDate = Date;
let shift = Number(process.env.TEST_CLOCK_SHIFT_SECONDS ?? '0') * 1000;
process.on('SIGUSR2', () => { shift = -shift; });

globalThis.Date = class Date extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(RealDate.now() + shift);
    else super(...parts);
  }

  static now() { return RealDate.now() + shift; }
};
