/**
 * Ends this script in order on Ctrl-C, on TERM, when the terminal is closed, and when the npm it runs
 * under was killed.
 * @returns `{ during(work), stop(code) }`: `during` names what is to be done first, `stop` does it and exits
 */
export function listenForStop() {
  let work = async () => {};
  let stopping = false;
  const stop = async (code) => {
    if (stopping) return;
    stopping = true;
    await work();
    process.exit(code);
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => void stop(0));
  if (process.env.npm_lifecycle_event) {
    // npm's shell does not hand signals on: killing it would leave this script, and all under it, running.
    const parent = process.ppid;
    setInterval(() => { if (process.ppid !== parent) void stop(0); }, 500).unref();
  }
  return { during: (how) => { work = how; }, stop };
}
