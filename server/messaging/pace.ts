/** A text waits here no longer than this: its job is leased for seconds only. */
const LONGEST_WAIT_MS = 1500;

export type Pace = ReturnType<typeof paceOf>;

/**
 * Keeps a sender to so many texts a second. Those that wait go by rank, lower first, and by their turn within a rank; what
 * would wait too long is told after how many seconds to come again. Real time, as the network keeps no other.
 * @param perSecond null for no limit
 */
export function paceOf(perSecond: number | null) {
  const waiting: { rank: number; go: (afterSeconds: number | null) => void; since: number }[] = [];
  let sentAway: number[] = [];
  let nextAt = 0;
  let timer: NodeJS.Timeout | null = null;

  /** How long somebody who is sent away now should stay away: until those before them have gone. */
  function backIn(now: number): number {
    sentAway = sentAway.filter((until) => until > now);
    const seconds = Math.max((waiting.length + sentAway.length + 1) / (perSecond ?? 1), LONGEST_WAIT_MS / 1000);
    sentAway.push(now + seconds * 1000);
    return seconds;
  }

  function sendAway(now: number): void {
    for (let place = waiting.length - 1; place >= 0; place--) {
      const one = waiting[place];
      if (!one || now - one.since < LONGEST_WAIT_MS) continue;
      waiting.splice(place, 1);
      one.go(backIn(now));
    }
  }

  function turn(): void {
    timer = null;
    const now = performance.now();
    if (now >= nextAt && waiting.length > 0) {
      const best = waiting.reduce((first, one) => (one.rank < first.rank ? one : first));
      waiting.splice(waiting.indexOf(best), 1);
      nextAt = Math.max(now, nextAt) + 1000 / (perSecond ?? 1);
      best.go(null);
    }
    sendAway(now);
    wake();
  }

  /** At the next turn, or when somebody has waited as long as anybody may. */
  function wake(): void {
    if (timer !== null || waiting.length === 0) return;
    const at = Math.min(nextAt, ...waiting.map(({ since }) => since + LONGEST_WAIT_MS));
    timer = setTimeout(turn, Math.max(at - performance.now(), 1));
  }

  return {
    /** Resolves with null when it is this text's turn, or with the seconds after which to come again. */
    take(rank: number): Promise<number | null> {
      if (perSecond === null) return Promise.resolve(null);
      return new Promise((resolve) => {
        waiting.push({ rank, go: resolve, since: performance.now() });
        wake();
      });
    },
    /** Lets nobody wait any longer. */
    close(): void {
      if (timer) clearTimeout(timer);
      for (const { go } of waiting.splice(0)) go(1);
    },
  };
}
