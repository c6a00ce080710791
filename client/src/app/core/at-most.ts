/** Holds until `work` is done, but no longer than `ms` milliseconds. */
export async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  await Promise.race([work, new Promise<void>((late) => { timer = setTimeout(late, ms); })]);
  clearTimeout(timer);
}
