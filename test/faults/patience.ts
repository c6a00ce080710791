/** What `work` answers, or null when it has not within so many milliseconds. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T | null> {
  let late: NodeJS.Timeout | undefined;
  try {
    return await Promise.race([work, new Promise<null>((resolve) => { late = setTimeout(() => { resolve(null); }, ms); })]);
  } finally {
    clearTimeout(late);
  }
}
